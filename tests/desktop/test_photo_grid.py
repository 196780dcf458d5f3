from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from core.library import Library, Photo
from desktop.ask.drops import PHOTO_IDS
from desktop.grid.laid_out_view import LARGEST, SMALLEST
from desktop.grid.photo_grid import PhotoGrid
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails
from desktop.out.carrying import PhotoMime
from desktop.parts.decoders import Decoders
from desktop.parts.theme import DARK, LIGHT

Key = Qt.Key
NO_SCORES = np.empty(0, np.float32)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Until = Callable[..., None]
Grabbed = Callable[..., np.ndarray]


@pytest.fixture
def grid(
    library: Library, thumbnails: Thumbnails, decoders: Decoders, until: Callable[..., None]
) -> Iterator[PhotoGrid]:
    """Twenty-four photos, five in a row."""
    model = PhotoModel(library.photos.get)
    made = PhotoGrid(model, thumbnails, lambda photos: PhotoMime(photos, decoders))
    made.resize(5 * 180 + 30, 500)
    model.show(library.photos.by_date(), NO_SCORES)
    made.show()
    until(lambda: made.is_settled)
    yield made
    made.close()


def press(
    grid: PhotoGrid, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> int:
    for key in keys:
        QTest.keyClick(grid, key, modifiers)
    return grid.currentIndex().row()


def centre(grid: PhotoGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def test_arrows_and_page_keys(grid: PhotoGrid) -> None:
    grid.choose(0)
    assert press(grid, Key.Key_Right, Key.Key_Right) == 2
    assert press(grid, Key.Key_Left) == 1
    assert press(grid, Key.Key_Down) == 6
    assert press(grid, Key.Key_Up, Key.Key_Up) == 1
    assert press(grid, Key.Key_End) == 23
    assert press(grid, Key.Key_Home) == 0
    assert press(grid, Key.Key_PageDown) == 10
    assert press(grid, Key.Key_PageUp) == 0
    assert press(grid, Key.Key_End, Key.Key_Down) == 23


def test_down_reaches_the_last_row_even_where_it_is_short(grid: PhotoGrid) -> None:
    grid.choose(19)
    assert press(grid, Key.Key_Down) == 23


def test_the_current_photo_is_brought_into_sight(grid: PhotoGrid) -> None:
    press(grid, Key.Key_Right, Key.Key_End)
    assert 23 in grid.visible_rows()
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
    press(grid, Key.Key_Home)
    assert grid.verticalOffset() == 0
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    press(grid, Key.Key_Home)
    assert grid.verticalOffset() == 0, "it was the current one already, but out of sight"


def test_shift_chooses_in_reading_order(grid: PhotoGrid) -> None:
    grid.choose(3)
    press(grid, Key.Key_Down, modifiers=SHIFT)
    assert grid.selected_rows() == [3, 4, 5, 6, 7, 8]
    press(grid, Key.Key_Up, modifiers=SHIFT)
    assert grid.selected_rows() == [3]


def test_mouse_with_control_and_shift(grid: PhotoGrid) -> None:
    view = grid.viewport()
    QTest.mouseClick(view, LEFT, pos=centre(grid, 1))
    QTest.mouseClick(view, LEFT, CONTROL, centre(grid, 4))
    assert grid.selected_rows() == [1, 4]
    QTest.mouseClick(view, LEFT, CONTROL, centre(grid, 1))
    assert grid.selected_rows() == [4]
    QTest.mouseClick(view, LEFT, pos=centre(grid, 4))
    QTest.mouseClick(view, LEFT, SHIFT, centre(grid, 7))
    assert grid.selected_rows() == [4, 5, 6, 7]
    QTest.mouseClick(view, LEFT, pos=QPoint(2, 2))
    assert not grid.selectionModel().hasSelection()


def test_enter_and_double_click_open(grid: PhotoGrid) -> None:
    opened: list[int] = []
    grid.opened.connect(opened.append)
    grid.choose(2)
    press(grid, Key.Key_Return)
    QTest.mouseClick(grid.viewport(), LEFT, pos=centre(grid, 6))
    QTest.mouseDClick(grid.viewport(), LEFT, pos=centre(grid, 6))
    assert opened == [2, 6]


def test_letters_are_for_the_search_box(grid: PhotoGrid) -> None:
    typed: list[str] = []
    grid.typed.connect(typed.append)
    QTest.keyClicks(grid, "dog")
    press(grid, Key.Key_Space)
    assert typed == ["d", "o", "g"]


def test_control_and_the_wheel_zoom_around_the_pointer(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(200)
    point = centre(grid, 12)
    before = grid.cell_size

    def turn(degrees: int) -> None:
        event = QWheelEvent(
            QPointF(point),
            grid.mapToGlobal(QPointF(point)),
            QPoint(),
            QPoint(0, degrees),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid.viewport(), event)

    turn(120)
    assert grid.cell_size > before
    for _ in range(40):
        turn(120)
    assert grid.cell_size == LARGEST
    for _ in range(40):
        turn(-120)
    assert grid.cell_size == SMALLEST


def test_selection_and_place_survive_a_refresh(grid: PhotoGrid, library: Library) -> None:
    model = grid.model()
    assert isinstance(model, PhotoModel)
    ids = library.photos.by_date()
    grid.choose(11)
    grid.selectionModel().select(model.index(13), grid.selectionModel().SelectionFlag.Select)
    grid.verticalScrollBar().setValue(200)
    seen_at = grid.visualRect(model.index(12)).top()
    chosen = {int(ids[11]), int(ids[13])}
    grid.replace(lambda: model.show(np.concatenate([ids[20:], ids[:20]]), NO_SCORES), keep_place=True)
    assert {int(model.photo_ids[row]) for row in grid.selected_rows()} == chosen
    assert int(model.photo_ids[grid.currentIndex().row()]) == int(ids[11])
    moved_to = model.row_of(int(ids[12]))
    assert moved_to is not None
    # What was seen at the top is still there; another number of photos before it may move it by a row.
    shifted = grid.visualRect(model.index(moved_to)).top() - seen_at
    assert abs(shifted) < 2 * grid.visualRect(model.index(0)).height()
    grid.replace(lambda: model.show(ids, NO_SCORES), keep_place=False)
    assert grid.verticalOffset() == 0
    assert not grid.selectionModel().hasSelection()


def test_a_hundred_thousand_photos(thumbnails: Thumbnails, photos: list[Photo], app: QApplication) -> None:
    def fetch(ids: object) -> list[Photo]:
        assert isinstance(ids, list)
        asked.append(len(ids))
        return [Photo(**{**_fields(photos[number % len(photos)]), "id": number}) for number in ids]

    asked: list[int] = []
    model = PhotoModel(fetch)
    grid = PhotoGrid(model, thumbnails, lambda _: pytest.fail())
    grid.resize(1200, 800)
    grid.show()
    model.show(np.arange(100_000), NO_SCORES)
    app.processEvents()
    assert sum(asked) < 400
    grid.selectAll()
    assert len(grid.selected_rows()) == 100_000
    grid.scrollTo(model.index(99_999))
    grid.viewport().repaint()
    assert 99_999 in grid.visible_rows()
    assert len(grid.visible_rows()) < 60
    assert grid.indexAt(centre(grid, 99_999)).row() == 99_999
    grid.close()


def test_it_is_painted_in_both_appearances(grid: PhotoGrid, grabbed: Grabbed) -> None:
    for colours in (LIGHT, DARK):
        grid.set_colours(colours)
        grid.choose(1)
        picture = grabbed(grid.viewport())
        ground = tuple(int(colours.ground[place : place + 2], 16) for place in (1, 3, 5))
        assert tuple(picture[1, 1]) == ground
        assert picture[centre(grid, 4).y(), centre(grid, 4).x()].mean() > 200, "a white photo"
        assert picture[centre(grid, 1).y(), centre(grid, 1).x()].mean() < 50, "a black photo"


@pytest.mark.parametrize(
    "facts",
    [
        {"raw": Path("/p/IMG_1.CR2")},
        {"is_motion": True, "clip": Path("/p/IMG_1.MOV")},
        {"is_motion": True},
        {"projection": "equirectangular"},
        {"raw": Path("/p/IMG_1.CR2"), "is_motion": True, "projection": "equirectangular", "online": False},
    ],
)
def test_what_belongs_to_a_photo_is_marked_in_its_corner(
    library: Library, thumbnails: Thumbnails, grabbed: Grabbed, until: Until, facts: dict[str, object]
) -> None:
    def marked_every_second(ids: Sequence[int]) -> list[Photo]:
        photos = library.photos.get(ids)
        return [replace(photo, **facts) if row % 2 else photo for row, photo in enumerate(photos)]  # type: ignore[arg-type]

    model = PhotoModel(marked_every_second)
    grid = PhotoGrid(model, thumbnails, lambda _: QMimeData())
    grid.resize(5 * 180 + 30, 500)
    model.show(library.photos.by_date(), NO_SCORES)
    grid.show()
    until(lambda: grid.is_settled)
    white = [row for row in range(8) if "white" in library_name(model, row)]
    picture = grabbed(grid.viewport())

    def corner(row: int) -> float:
        cell = grid.visualRect(model.index(row))
        return float(
            picture[cell.bottom() - 20 : cell.bottom() - 8, cell.left() + 8 : cell.left() + 24].mean()
        )

    for row in white:
        assert (corner(row) < 200) is bool(row % 2), row
    assert len({row % 2 for row in white}) == 2
    grid.close()


def library_name(model: PhotoModel, row: int) -> str:
    photo = model.photo(row)
    return photo.path.name if photo else ""


def test_photos_keep_their_shape(grid: PhotoGrid, library: Library, until: Until) -> None:
    """Half of them are upright; ten of them and more fit in a row that holds five squares."""
    model = grid.model()
    assert isinstance(model, PhotoModel)
    ids, shapes = model.photo_ids, library.photos.shapes()
    grid.choose(7)
    grid.set_square(False)
    assert len({grid.visualRect(model.index(row)).width() for row in range(5)}) == 1, "nobody told the shapes"
    grid.replace(lambda: model.show(ids, NO_SCORES), keep_place=True, shapes=shapes)
    until(lambda: grid.is_settled)
    assert grid.selected_rows() == [7]
    for row in range(8):
        photo, cell = model.photo(row), grid.visualRect(model.index(row))
        assert photo is not None
        assert cell.width() / cell.height() == pytest.approx(photo.width / photo.height, rel=0.03)
    below = press(grid, Key.Key_Down)
    seven, other = (grid.visualRect(model.index(row)) for row in (7, below))
    assert other.top() > seven.bottom()
    assert abs(other.center().x() - seven.center().x()) < (other.width() + seven.width()) / 2
    assert press(grid, Key.Key_Up) == 7
    grid.set_square(True)
    assert grid.visualRect(model.index(7)).width() == grid.visualRect(model.index(7)).height()


def test_what_is_seen_stays_when_photos_take_their_shape(grid: PhotoGrid, library: Library) -> None:
    model = grid.model()
    assert isinstance(model, PhotoModel)
    grid.verticalScrollBar().setValue(grid.visualRect(model.index(10)).top())
    grid.set_square(False)
    grid.replace(
        lambda: model.show(model.photo_ids, NO_SCORES), keep_place=True, shapes=library.photos.shapes()
    )
    assert abs(grid.visualRect(model.index(10)).top()) < 10


def test_the_mark_in_the_corner_chooses_one_more(grid: PhotoGrid, grabbed: Grabbed) -> None:
    counts: list[int] = []
    grid.selection_changed.connect(counts.append)
    view = grid.viewport()
    QTest.mouseClick(view, LEFT, pos=centre(grid, 1))
    for row in (4, 6):
        corner = grid.visualRect(grid.model().index(row, 0)).topLeft() + QPoint(12, 12)
        QTest.mouseMove(view, corner)
        QTest.mouseClick(view, LEFT, pos=corner)
    assert grid.selected_rows() == [1, 4, 6]
    QTest.mouseClick(view, LEFT, pos=corner)
    assert grid.selected_rows() == [1, 4]
    assert counts == [1, 2, 3, 2]
    QTest.mouseClick(view, LEFT, pos=centre(grid, 6))
    assert counts[-1] == 1


def test_scores_are_shown_on_demand(grid: PhotoGrid, grabbed: Grabbed) -> None:
    model = grid.model()
    assert isinstance(model, PhotoModel)
    ids = model.photo_ids.copy()
    model.probabilities = np.array([0.934, np.nan], np.float32)
    grid.replace(
        lambda: model.show(ids[::-1].copy(), np.array([0.5, 0.25, -0.1], np.float32)), keep_place=False
    )
    assert [model.score_text(row) for row in range(4)] == ["93 %", "0.25", "-0.10", ""]

    def corner(row: int) -> np.ndarray:
        cell = grid.visualRect(model.index(row))
        return grabbed(grid.viewport())[
            cell.bottom() - 20 : cell.bottom() - 8, cell.right() - 24 : cell.right() - 8
        ]

    before = [corner(row) for row in range(4)]
    grid.set_shows_scores(True)
    changed = [bool((corner(row) != before[row]).any()) for row in range(4)]
    assert changed == [True, True, True, False]


def test_a_refresh_paints_only_what_differs(
    thumbnails: Thumbnails, photos: list[Photo], app: QApplication, until: Until
) -> None:
    offline: set[int] = set()
    by_id = {photo.id: photo for photo in photos}

    def fetch(ids: Sequence[int]) -> list[Photo]:
        return [replace(by_id[photo_id], online=photo_id not in offline) for photo_id in ids]

    model = PhotoModel(fetch)
    grid = PhotoGrid(model, thumbnails, lambda _: QMimeData())
    grid.resize(5 * 180 + 30, 500)
    ids = np.array([photo.id for photo in photos])
    model.show(ids, NO_SCORES)
    grid.show()
    until(lambda: grid.is_settled)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    offline.add(int(ids[3]))
    model.show(ids.copy(), NO_SCORES)
    assert told == [3]
    grid.close()


def test_two_fingers_zoom_around_their_middle(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(200)
    point = centre(grid, 12)
    device = QPointingDevice.primaryPointingDevice()
    for value in (0.2, 0.2, 0.2):
        gesture = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            device,
            2,
            QPointF(point),
            QPointF(point),
            grid.mapToGlobal(QPointF(point)),
            value,
            QPointF(),
        )
        QApplication.sendEvent(grid.viewport(), gesture)
    assert grid.cell_size == pytest.approx(176 * 1.2**3, abs=2)
    cell = grid.visualRect(grid.model().index(12, 0))
    assert cell.top() <= point.y() <= cell.bottom()


def test_scroll_hints(grid: PhotoGrid) -> None:
    hints = QAbstractItemView.ScrollHint
    index = grid.model().index(12, 0)
    grid.scrollTo(index, hints.PositionAtTop)
    assert abs(grid.visualRect(index).top()) <= 8
    grid.scrollTo(index, hints.PositionAtCenter)
    assert abs(grid.visualRect(index).center().y() - grid.viewport().height() // 2) <= 1
    grid.scrollTo(index, hints.PositionAtBottom)
    assert abs(grid.viewport().height() - grid.visualRect(index).bottom()) <= 10


def test_what_is_dragged_out(grid: PhotoGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[object] = []

    def run(drag: object, actions: Qt.DropAction, default: Qt.DropAction) -> Qt.DropAction:
        mime = drag.mimeData()  # type: ignore[attr-defined]
        carried.append((len(mime.urls()), bytes(mime.data(PHOTO_IDS).data()).count(b","), actions, default))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr("desktop.grid.photo_grid.QDrag.exec", run)
    grid.choose(0)
    press(grid, Key.Key_Right, modifiers=SHIFT)
    grid.startDrag(Qt.DropAction.MoveAction)
    assert carried == [(2, 1, Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)]


def _fields(photo: Photo) -> dict[str, object]:
    return {name: getattr(photo, name) for name in Photo.__slots__}


def test_resizing_keeps_the_place(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    first = grid.visible_rows().start
    grid.resize(500, 500)
    QApplication.sendPostedEvents(grid, QEvent.Type.LayoutRequest)
    assert first in grid.visible_rows()


def test_the_current_photo_stays_in_sight_in_a_smaller_window(grid: PhotoGrid) -> None:
    grid.choose(9)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
    grid.resize(grid.width(), 250)
    QApplication.sendPostedEvents(grid, QEvent.Type.LayoutRequest)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
