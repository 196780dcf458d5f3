from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect

from desktop.grid.grid_geometry import HEADING, MARGIN, GridGeometry
from desktop.grid.rows import NARROWEST, WIDEST


@st.composite
def _shapes(draw: st.DrawFn, count: int) -> NDArray[np.float32] | None:
    if draw(st.booleans()):
        return None
    usual = np.array([1.5, 0.667, 1.333, 0.75, 1.0, 0.46, 12.0, 0.01], np.float32)
    return usual[np.random.default_rng(draw(st.integers(0, 99))).integers(0, len(usual), count)]


@st.composite
def _geometry(draw: st.DrawFn) -> GridGeometry:
    count = draw(st.integers(1, 400))
    starts = draw(st.sets(st.integers(0, count - 1), max_size=12))
    width, wanted = draw(st.integers(60, 4000)), draw(st.integers(48, 640))
    return GridGeometry(count, width, wanted, tuple(sorted(starts)), draw(_shapes(count)))


geometries = _geometry()


@settings(deadline=None, max_examples=40)
@given(geometries, st.data())
def test_a_cell_is_found_where_it_is(geometry: GridGeometry, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, geometry.count - 1))
    cell = geometry.cell(number)
    assert geometry.at(cell.center()) == number
    assert geometry.at(cell.topLeft()) == number
    assert geometry.at(cell.bottomRight()) == number
    assert geometry.at(QPoint(cell.right() + 1, cell.bottom() + 1)) is None


@settings(deadline=None, max_examples=40)
@given(geometries)
def test_everything_has_a_place_of_its_own(geometry: GridGeometry) -> None:
    """Rows and headings follow one another downwards, cells to the right, and nothing is left out."""
    headed = set(geometry.starts.tolist())
    bottom, number = MARGIN - geometry.gap, 0
    for row in range(geometry.rows):
        photos = geometry.photos_of(row)
        assert photos.start == number < photos.stop
        assert not headed & set(photos[1:]), "a heading begins a row"
        cells = [geometry.cell(photo) for photo in photos]
        if number in headed:
            heading = geometry.heading(sorted(headed).index(number))
            assert (heading.top(), heading.height()) == (bottom + geometry.gap, HEADING)
            assert geometry.top_of(number) == heading.top()
            assert geometry.at(heading.center()) is None
            bottom += HEADING
        assert {cell.top() for cell in cells} == {bottom + geometry.gap}
        assert len({cell.height() for cell in cells}) == 1
        assert cells[0].left() == MARGIN
        for left, right in pairwise(cells):
            assert geometry.gap <= right.left() - left.right() - 1 <= geometry.gap + 1
        bottom, number = cells[0].bottom() + 1, photos.stop
    assert number == geometry.count
    assert geometry.height == bottom + MARGIN


@settings(deadline=None, max_examples=40)
@given(geometries, st.integers(0, 100_000), st.integers(1, 3000))
def test_just_the_rows_in_sight_are_between(geometry: GridGeometry, top: int, height: int) -> None:
    window = QRect(0, top, 10_000, height)
    seen = geometry.between(top, top + height - 1)
    touching = [number for number in range(geometry.count) if geometry.cell(number).intersects(window)]
    assert touching == list(seen)
    assert dict(geometry.cells_between(top, top + height - 1)) == {n: geometry.cell(n) for n in seen}
    headings = geometry.headings_between(top, top + height - 1)
    everywhere = range(len(geometry.starts))
    assert [w for w in everywhere if geometry.heading(w).intersects(window)] == list(headings)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.integers(100, 3000), st.integers(48, 640), st.integers(0, 99))
def test_photos_keep_their_shapes(count: int, width: int, wanted: int, seed: int) -> None:
    shapes = np.random.default_rng(seed).uniform(0.3, 5, count).astype(np.float32)
    geometry = GridGeometry(count, width, wanted, (), shapes)
    inner = width - 2 * MARGIN
    for row in range(geometry.rows):
        cells = [geometry.cell(number) for number in geometry.photos_of(row)]
        for number, cell in zip(geometry.photos_of(row), cells, strict=True):
            shape = float(np.clip(shapes[number], NARROWEST, WIDEST))
            assert abs(cell.width() - shape * cell.height()) <= 2 + shape
        right = cells[-1].right() + 1 - MARGIN
        assert right <= inner + 1
        # A row fills the width, but for one that would have to be too high.
        assert right >= inner - 1 or cells[0].height() == wanted


@settings(deadline=None, max_examples=40)
@given(geometries, st.data())
def test_up_and_down_lead_to_the_nearest(geometry: GridGeometry, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, geometry.count - 1))
    steps = data.draw(st.sampled_from([-1, 1]))
    row = max(0, min(geometry.rows - 1, geometry.row_of(number) + steps))
    found = geometry.across(number, steps)
    assert found in geometry.photos_of(row)
    middle = geometry.cell(number).center().x()
    away = {photo: abs(geometry.cell(photo).center().x() - middle) for photo in geometry.photos_of(row)}
    assert away[found] <= min(away.values()) + 1


@settings(deadline=None, max_examples=40)
@given(geometries, st.integers(0, 100_000))
def test_a_photo_belongs_to_the_heading_above_it(geometry: GridGeometry, y: int) -> None:
    which = geometry.heading_at(y)
    tops = [geometry.heading(each).top() for each in range(len(geometry.starts))]
    assert tops == sorted(tops) == geometry.heading_tops.tolist()
    assert which == (max((w for w, top in enumerate(tops) if top <= y), default=None))
    below = [number for each in range(len(tops)) for number in geometry.below_heading(each)]
    assert below == list(range(int(geometry.starts[0]) if tops else 0, geometry.count if tops else 0))


def test_a_million_photos_are_arithmetic() -> None:
    rng = np.random.default_rng(1)
    months = tuple(range(0, 1_000_000, 2500))
    for shapes in (None, rng.uniform(0.5, 2, 1_000_000).astype(np.float32)):
        geometry = GridGeometry(1_000_000, 1280, 640, months, shapes)
        for number in (0, 2499, 2500, 999_999):
            assert geometry.at(geometry.cell(number).center()) == number
        assert list(geometry.headings_between(0, HEADING)) == [0]
        assert geometry.height < 2**31 - 1


def test_nothing_is_nowhere() -> None:
    for shapes in (None, np.empty(0, np.float32)):
        geometry = GridGeometry(0, 1280, 176, (), shapes)
        assert geometry.height == 0
        assert geometry.nearest(QPoint(5, 5)) is None
        assert list(geometry.between(0, 500)) == []
        assert list(geometry.cells_between(0, 500)) == []
        assert geometry.heading_at(0) is None
