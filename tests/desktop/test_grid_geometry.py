from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from desktop.grid_geometry import GAP, MARGIN, GridGeometry

geometries = st.builds(GridGeometry, st.integers(1, 5000), st.integers(60, 4000), st.integers(72, 480))


@settings(deadline=None)
@given(geometries, st.data())
def test_a_cell_is_found_where_it_is(geometry: GridGeometry, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, geometry.count - 1))
    cell = geometry.cell(number)
    assert geometry.at(cell.center()) == number
    assert geometry.at(cell.topLeft()) == number
    assert geometry.at(cell.bottomRight()) == number
    assert geometry.at(QPoint(cell.right() + 2, cell.bottom() + 2)) is None


@settings(deadline=None)
@given(geometries)
def test_cells_fill_the_width_and_do_not_touch(geometry: GridGeometry) -> None:
    row = [geometry.cell(number) for number in range(min(geometry.columns, geometry.count))]
    for left, right in pairwise(row):
        assert GAP <= right.left() - left.right() - 1 <= GAP + 1
    if geometry.columns > 1 and geometry.count >= geometry.columns:
        assert geometry.width - MARGIN - 2 <= row[-1].right() + 1 <= geometry.width - MARGIN + 1


@settings(deadline=None)
@given(geometries, st.integers(0, 100_000), st.integers(1, 3000))
def test_just_the_rows_in_sight_are_between(geometry: GridGeometry, top: int, height: int) -> None:
    window = QRect(0, top, geometry.width, height)
    seen = geometry.between(top, top + height - 1)
    for number in range(geometry.count):
        if geometry.cell(number).intersects(window):
            assert number in seen
    assert len(seen) <= geometry.columns * (height // geometry.row_height + 2)


def test_a_million_photos_are_arithmetic() -> None:
    geometry = GridGeometry(1_000_000, 1280, 176)
    assert geometry.at(geometry.cell(999_999).center()) == 999_999
    assert geometry.height < 2**31 - 1


def test_nothing_is_nowhere() -> None:
    geometry = GridGeometry(0, 1280, 176)
    assert geometry.height == 0
    assert geometry.nearest(QPoint(5, 5)) is None
    assert list(geometry.between(0, 500)) == []
