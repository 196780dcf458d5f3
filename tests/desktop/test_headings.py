"""Headings between the photos of the grid, and the line that is one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.library import Library
from core.search import Answer, Question
from desktop import line
from desktop.carrying import PhotoMime
from desktop.decoders import Decoders
from desktop.grid_geometry import HEADING
from desktop.heading import Heading
from desktop.photo_grid import PhotoGrid
from desktop.photo_model import PhotoModel
from desktop.theme import DARK, LIGHT
from desktop.thumbnails import Thumbnails

Key = Qt.Key
NO_SCORES = np.empty(0, np.float32)
HEADINGS = (Heading(0, "June"), Heading(3, "July"), Heading(9, "August"))


@pytest.fixture
def grid(
    library: Library, thumbnails: Thumbnails, decoders: Decoders, until: Callable[..., None]
) -> Iterator[PhotoGrid]:
    """Twenty-four photos, five in a row: three of June, six of July, the rest of August."""
    model = PhotoModel(library.photos.get)
    made = PhotoGrid(model, thumbnails, lambda photos: PhotoMime(photos, decoders))
    made.resize(5 * 180 + 30, 500)
    ids = library.photos.by_date()
    made.replace(lambda: model.show(ids, NO_SCORES), keep_place=False, headings=HEADINGS)
    made.show()
    until(lambda: made.is_settled)
    yield made
    made.close()


def press(grid: PhotoGrid, *keys: Qt.Key, shift: bool = False) -> int:
    modifier = Qt.KeyboardModifier
    for key in keys:
        QTest.keyClick(grid, key, modifier.ShiftModifier if shift else modifier.NoModifier)
    return grid.currentIndex().row()


def top(grid: PhotoGrid, row: int) -> int:
    return grid.visualRect(grid.model().index(row, 0)).top()


def test_the_arrows_step_over_headings(grid: PhotoGrid) -> None:
    grid.choose(1)
    assert press(grid, Key.Key_Down) == 4
    assert press(grid, Key.Key_Down) == 8, "the second row of July has one photo"
    assert press(grid, Key.Key_Down) == 9
    assert press(grid, Key.Key_Up) == 8
    assert press(grid, Key.Key_Up, Key.Key_Up) == 0
    assert press(grid, Key.Key_Right, Key.Key_Right, Key.Key_Right) == 3
    assert press(grid, Key.Key_End) == 23
    assert press(grid, Key.Key_Home) == 0


def test_a_selection_runs_across_headings(grid: PhotoGrid) -> None:
    grid.choose(2)
    press(grid, Key.Key_Down, shift=True)
    assert grid.selected_rows() == [2, 3, 4, 5]


def test_going_up_brings_the_heading_into_sight(grid: PhotoGrid) -> None:
    press(grid, Key.Key_Right, Key.Key_End)
    assert grid.verticalOffset() > HEADING
    press(grid, Key.Key_Home)
    assert grid.verticalOffset() == 0
    assert top(grid, 0) > HEADING


def test_a_click_on_a_heading_chooses_nothing(grid: PhotoGrid) -> None:
    grid.choose(1)
    heading = QPoint(40, top(grid, 3) - HEADING // 2)
    assert not grid.indexAt(heading).isValid()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert not grid.selectionModel().hasSelection()


def test_headings_are_painted_and_told(grid: PhotoGrid, grabbed: Callable[..., np.ndarray]) -> None:
    for colours in (LIGHT, DARK):
        grid.set_colours(colours)
        picture = grabbed(grid.viewport())
        band = picture[top(grid, 0) - HEADING + 6 : top(grid, 0) - 6, 10:60]
        assert np.ptp(band.astype(int)) > 60, "there are words on the ground"
        empty = picture[top(grid, 0) - HEADING + 6 : top(grid, 0) - 6, 600:700]
        assert np.ptp(empty.astype(int), axis=(0, 1)).max() == 0
    assert grid.accessibleDescription() == "June; July; August"


def test_other_headings_over_the_same_photos(grid: PhotoGrid) -> None:
    model = grid.model()
    assert isinstance(model, PhotoModel)
    ids = model.photo_ids
    before = top(grid, 0)
    grid.replace(lambda: model.show(ids, NO_SCORES), keep_place=True)
    assert grid.headings == ()
    assert top(grid, 0) == before - HEADING
    assert grid.verticalScrollBar().maximum() >= 0


@pytest.mark.parametrize(
    ("good", "rows", "said"),
    [
        (None, [], []),
        (5, [], ["5 good matches"]),
        (2, [2], ["2 good matches"]),
        (1, [1], ["1 good match"]),
        (0, [0], ["Nothing really matches"]),
    ],
)
def test_where_the_line_is(good: int | None, rows: list[int], said: list[str]) -> None:
    answer = Answer(
        Question("a dog"), np.arange(5), np.ones(5, np.float32), "made@1", 5, 0, 1, good_matches=good
    )
    assert [heading.row for heading in line.headings(answer)] == rows
    assert list(line.told(answer)) == said
