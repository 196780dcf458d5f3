from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from desktop.grid_geometry import GAP, HEADING, MARGIN, GridGeometry


@st.composite
def _geometry(draw: st.DrawFn) -> GridGeometry:
    count = draw(st.integers(1, 5000))
    starts = draw(st.sets(st.integers(0, count - 1), max_size=12))
    return GridGeometry(count, draw(st.integers(60, 4000)), draw(st.integers(72, 480)), tuple(sorted(starts)))


geometries = _geometry()


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
    end = min([geometry.columns, geometry.count, *(start for start in geometry.starts if start)])
    row = [geometry.cell(number) for number in range(end)]
    for left, right in pairwise(row):
        assert GAP <= right.left() - left.right() - 1 <= GAP + 1
    if geometry.columns > 1 and end == geometry.columns:
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
    headings = geometry.headings_between(top, top + height - 1)
    everywhere = range(len(geometry.starts))
    assert [w for w in everywhere if geometry.heading(w).intersects(window)] == list(headings)


@settings(deadline=None)
@given(geometries)
def test_everything_has_a_place_of_its_own(geometry: GridGeometry) -> None:
    """Rows and headings follow one another downwards and leave nothing out."""
    headed = set(geometry.starts)
    bottom = MARGIN - GAP
    for which, number in enumerate(range(geometry.count)):
        cell = geometry.cell(number)
        row, column = geometry.place_of(number)
        assert geometry.number_in(row, column) == number
        if number in headed:
            heading = geometry.heading(geometry.starts.index(number))
            assert (heading.top(), heading.height()) == (bottom + GAP, HEADING)
            assert geometry.top_of(number) == heading.top()
            assert geometry.at(heading.center()) is None
            bottom += HEADING
        if column == 0:
            assert cell.top() == bottom + GAP
            bottom = cell.bottom() + 1
        elif which:
            assert cell.top() == geometry.cell(number - 1).top()
    assert geometry.height == bottom + MARGIN
    assert geometry.rows == geometry.place_of(geometry.count - 1)[0] + 1


@settings(deadline=None)
@given(geometries, st.integers(-5, 6000), st.integers(0, 60))
def test_a_row_that_is_short_ends_with_its_last_photo(geometry: GridGeometry, row: int, column: int) -> None:
    column = min(column, geometry.columns - 1)
    number = geometry.number_in(row, column)
    real_row, real_column = geometry.place_of(number)
    assert real_row == max(0, min(geometry.rows - 1, row))
    ends = number + 1 == geometry.count or number + 1 in geometry.starts
    assert real_column == column or (real_column < column and ends)


def test_a_million_photos_are_arithmetic() -> None:
    geometry = GridGeometry(1_000_000, 1280, 176)
    assert geometry.at(geometry.cell(999_999).center()) == 999_999
    assert geometry.height < 2**31 - 1


def test_months_of_a_million_photos_are_arithmetic_too() -> None:
    geometry = GridGeometry(1_000_000, 1280, 176, tuple(range(0, 1_000_000, 2500)))
    for number in (0, 2499, 2500, 999_999):
        assert geometry.at(geometry.cell(number).center()) == number
    assert list(geometry.headings_between(0, 10 * HEADING)) == [0]


def test_nothing_is_nowhere() -> None:
    geometry = GridGeometry(0, 1280, 176)
    assert geometry.height == 0
    assert geometry.nearest(QPoint(5, 5)) is None
    assert list(geometry.between(0, 500)) == []
