"""Headings between the photos of the grid, and the line that is one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.library import NO_MONTH, Library, Months
from core.search import Answer, Question
from desktop.grid import line
from desktop.grid.grid_geometry import HEADING, MARGIN
from desktop.grid.heading import Heading, by_year, date_headings
from desktop.grid.photo_grid import PhotoGrid
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails
from desktop.out.carrying import PhotoMime
from desktop.parts.decoders import Decoders
from desktop.parts.theme import DARK, LIGHT

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


MONTHS = Months(
    np.array([0, 40, 100, 160, 200]),
    np.array([2020 * 12, 2019 * 12 + 7, 2019 * 12, 0, NO_MONTH], np.int32),
    np.array([0, 60, 7, 0, 0]),
)


def test_dates_as_headings() -> None:
    found = date_headings(MONTHS, 240)
    assert [heading.row for heading in found] == [0, 40, 100, 160, 200]
    assert [heading.text for heading in found] == [
        "January 2020",
        "August 2019",
        "January 2019",
        "0",
        "No date",
    ]
    assert [heading.more for heading in found] == [
        "40 photos",
        "60 photos, dated by their files",
        "60 photos, 7 dated by their files",
        "40 photos",
        "40 photos",
    ]
    years = by_year(found, 240)
    assert [(heading.row, heading.text) for heading in years] == [
        (0, "2020"),
        (40, "2019"),
        (160, "0"),
        (200, "No date"),
    ]
    assert years[1].more == "120 photos, 67 dated by their files"
    few = Months(np.arange(5), MONTHS.months, np.zeros(5, np.int64))
    assert [heading.text for heading in date_headings(few, 5)] == ["2020", "2019", "0", "No date"]
    none = np.empty(0, np.int64)
    assert date_headings(Months(none, np.empty(0, np.int32), none), 0) == ()


@pytest.fixture
def dated(
    library: Library, thumbnails: Thumbnails, decoders: Decoders, until: Callable[..., None]
) -> Iterator[PhotoGrid]:
    """Twenty-four photos in four months of two years."""
    model = PhotoModel(library.photos.get)
    made = PhotoGrid(model, thumbnails, lambda photos: PhotoMime(photos, decoders))
    made.resize(5 * 180 + 30, 500)
    ids = library.photos.by_date()
    months = Months(
        np.array([0, 6, 12, 18]), np.array([24100, 24099, 24095, 24090], np.int32), np.zeros(4, int)
    )
    made.replace(lambda: model.show(ids, NO_SCORES), keep_place=False, headings=date_headings(months, 24))
    made.show()
    QApplication.sendPostedEvents()
    until(lambda: made.is_settled)
    yield made
    made.close()


def test_a_click_on_a_date_chooses_its_photos(dated: PhotoGrid) -> None:
    heading = QPoint(40, top(dated, 6) - HEADING // 2)
    QTest.mouseClick(dated.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert dated.selected_rows() == [6, 7, 8, 9, 10, 11]
    heading = QPoint(40, top(dated, 6) - HEADING // 2)  # the first of them was brought into sight
    beside = QPoint(dated.viewport().width() - 40, heading.y())
    QTest.mouseMove(dated.viewport(), beside)
    assert dated.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(dated.viewport(), heading)
    assert dated.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(dated.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert not dated.selectionModel().hasSelection(), "there are no words there"
    QTest.mouseClick(dated.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    dated.verticalScrollBar().setValue(700)
    QTest.mouseClick(dated.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert dated.selected_rows() == [6, 7, 8, 9, 10, 11], "the date that stays at the top"
    assert not dated.indexAt(QPoint(40, 10)).isValid()


def test_a_date_stays_at_the_top(dated: PhotoGrid, grabbed: Callable[..., np.ndarray]) -> None:
    first = grabbed(dated.viewport())[MARGIN : MARGIN + HEADING, :200]
    dated.verticalScrollBar().setValue(60)
    dated.viewport().repaint()
    assert (grabbed(dated.viewport())[:HEADING, :200] == first).all()
    dated.verticalScrollBar().setValue(top(dated, 6) + 60)
    assert not (grabbed(dated.viewport())[:HEADING, :200] == first).all()


def test_ctrl_and_arrows_go_from_date_to_date(dated: PhotoGrid) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    rows = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        QTest.keyClick(dated, key, control)
        rows.append(dated.currentIndex().row())
    assert rows == [6, 12, 6, 0]
    assert dated.verticalOffset() <= MARGIN


def test_the_bar_goes_to_dates(dated: PhotoGrid, until: Callable[..., None]) -> None:
    bar = dated.scrubber
    assert bar.has_stops
    until(lambda: bar.width() > 40)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, bar.height() - 20))
    assert dated.verticalOffset() == pytest.approx(bar.maximum(), abs=20)
    bubble = dated.findChild(QLabel, "bubble")
    assert isinstance(bubble, QLabel)
    assert bubble.isVisible() and bubble.text() == bar.accessibleDescription() != ""
    QTest.mouseMove(bar, QPoint(20, 14))
    assert dated.verticalOffset() == 0
    assert bubble.text() == dated.headings[0].text
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(-50, 14))
    assert not bubble.isVisible()
    stops = [dated.heading_offset(which) for which in range(4)]
    QTest.keyClick(bar, Key.Key_Down)
    QTest.keyClick(bar, Key.Key_Down)
    assert dated.verticalOffset() == stops[1]
    QTest.keyClick(bar, Key.Key_Up)
    assert dated.verticalOffset() == stops[0]
    QTest.keyClick(bar, Key.Key_PageDown)
    assert dated.headings[dated.heading_above(dated.verticalOffset()) or 0].year == "2007"
    QTest.keyClick(bar, Key.Key_End)
    assert dated.verticalOffset() == bar.maximum()
    model = dated.model()
    assert isinstance(model, PhotoModel)
    dated.replace(lambda: model.show(model.photo_ids[::-1].copy(), NO_SCORES), keep_place=False)
    assert not bar.has_stops, "ranked photos have no dates to go to"
    until(lambda: bar.width() < 20)


def test_small_photos_stand_by_year(dated: PhotoGrid) -> None:
    dated.set_cell_size(48)
    assert [heading.text for heading in dated.headings] == ["2008", "2007"]
    dated.set_cell_size(176)
    assert len(dated.headings) == 4
