from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.imaging import ThumbnailStore
from core.library import Library, Photo, PlaceName
from desktop.grid.photo_model import PhotoModel
from desktop.parts.decoders import Decoders
from desktop.parts.elided_label import ElidedLabel
from desktop.viewer.canvas import Canvas
from desktop.viewer.viewer import Viewer

Until = Callable[..., None]
Key = Qt.Key
NO_SCORES = np.empty(0, np.float32)


@pytest.fixture
def viewer(library: Library, decoders: Decoders, until: Until) -> Iterator[Viewer]:
    model = PhotoModel(library.photos.get)
    model.show(library.photos.by_date(), NO_SCORES)
    made = Viewer(model, ThumbnailStore(library.paths.thumbnails), decoders)
    made.resize(800, 600)
    made.show()
    settled: list[int] = []
    made.settled.connect(lambda: settled.append(1))
    made.open(3)
    assert made.canvas.scale > 0
    until(lambda: settled)
    yield made
    made.close_photo()
    made.close()


def test_keys_go_through_the_photos(viewer: Viewer) -> None:
    moved: list[int] = []
    viewer.moved.connect(moved.append)
    for key in (Key.Key_Right, Key.Key_Space, Key.Key_Left, Key.Key_Home, Key.Key_Left, Key.Key_End):
        QTest.keyClick(viewer, key)
    assert moved == [4, 5, 4, 0, 23]
    assert viewer.row == 23


def test_escape_goes_back_to_the_row_that_was_shown_last(viewer: Viewer) -> None:
    closed: list[int] = []
    viewer.closed.connect(closed.append)
    QTest.keyClick(viewer, Key.Key_Right)
    QTest.keyClick(viewer, Key.Key_Escape)
    assert closed == [4]


def test_zoom_keys(viewer: Viewer) -> None:
    canvas = viewer.canvas
    assert canvas.fitted
    fitted = canvas.scale
    QTest.keyClick(viewer, Key.Key_Plus)
    assert canvas.scale == pytest.approx(1.25 * fitted)
    assert canvas.note == f"{round(100 * canvas.scale)} %"
    QTest.keyClick(viewer, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.fitted
    QTest.keyClick(viewer, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.scale == 1.0
    QTest.keyClick(viewer, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(viewer, Key.Key_Minus)
    assert canvas.fitted


def test_full_screen_and_similar_are_asked_for(viewer: Viewer) -> None:
    asked: list[object] = []
    viewer.full_screen.connect(lambda: asked.append("full"))
    viewer.similar.connect(asked.append)
    QTest.keyClick(viewer, Key.Key_F)
    viewer._ask_similar()
    photo = viewer.photo
    assert photo is not None
    assert asked == ["full", photo.id]


def test_a_photo_that_cannot_be_read_says_why(
    library: Library, decoders: Decoders, tmp_path: Path, until: Until
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 and no more")

    def fetch(ids: list[int]) -> list[Photo]:
        return [replace(photo, path=broken) for photo in library.photos.get(ids)]

    model = PhotoModel(fetch)  # type: ignore[arg-type]
    model.show(library.photos.by_date()[:1], NO_SCORES)
    viewer = Viewer(model, ThumbnailStore(library.paths.thumbnails), decoders)
    viewer.show()
    settled: list[int] = []
    viewer.settled.connect(lambda: settled.append(1))
    viewer.open(0)
    until(lambda: settled)
    assert "broken.jpg" in viewer.canvas.message
    viewer.close_photo()
    viewer.close()


def test_an_offline_photo_is_shown_from_its_thumbnail(library: Library, decoders: Decoders) -> None:
    def fetch(ids: list[int]) -> list[Photo]:
        return [replace(photo, online=False) for photo in library.photos.get(ids)]

    model = PhotoModel(fetch)  # type: ignore[arg-type]
    model.show(library.photos.by_date(), NO_SCORES)
    viewer = Viewer(model, ThumbnailStore(library.paths.thumbnails), decoders)
    viewer.show()
    viewer.open(0)
    assert "offline" in viewer.canvas.message
    viewer.close_photo()
    viewer.close()


def test_what_is_said_of_a_photo_stands_below_it(viewer: Viewer, library: Library) -> None:
    said = {
        "caption": "A <b>long</b> walk\n" * 50,
        "rating": 2,
        "locality": PlaceName("Arezzo", "Tuscany", "Italy"),
    }
    ids = library.photos.by_date()
    (plain, described) = library.photos.get(ids[:2].tolist())
    shown = [plain, replace(described, **said)]  # type: ignore[arg-type]
    model = PhotoModel(lambda ids: [photo for photo in shown if photo.id in ids])
    model.show(ids[:2], NO_SCORES)
    viewer._photos = model
    viewer.open(1)
    QApplication.processEvents()
    lines = {label.objectName(): label for label in viewer.findChildren(ElidedLabel)}
    headline = lines["headline"]
    assert headline.isVisible()
    assert headline.whole.startswith("A <b>long</b> walk A <b>")
    assert headline.text().endswith("…")
    assert headline.textFormat() is Qt.TextFormat.PlainText
    assert "★★☆☆☆" in lines["quiet"].whole
    assert "Arezzo, Tuscany, Italy" in lines["quiet"].whole
    assert lines["quiet"].width() > 300, "a long caption leaves the facts their room"
    assert viewer.width() == 800
    shown[1] = replace(described, title="A title now")
    model.refetch()
    viewer.follow()
    assert headline.whole == "A title now", "another program wrote it meanwhile"
    viewer.step(-1)
    assert not headline.isVisible()


def test_rows_that_change_under_it(viewer: Viewer, library: Library) -> None:
    photo = viewer.photo
    assert photo is not None
    ids = library.photos.by_date()
    viewer._photos.show(ids[::-1].copy(), NO_SCORES)
    viewer.follow()
    assert viewer.row == 20
    closed: list[int] = []
    viewer.closed.connect(closed.append)
    shown, others = int(ids[3]), np.concatenate([ids[:3], ids[4:]])
    viewer._photos.show(others, NO_SCORES)
    viewer.follow()
    assert viewer.photo is not None and viewer.photo.id == int(ids[2]), "the next one, for this one is gone"
    viewer._photos.show(np.array([shown]), NO_SCORES)
    viewer.follow()
    assert closed, "other photos altogether"


def test_the_canvas_keeps_what_is_under_the_pointer() -> None:
    canvas = Canvas()
    canvas.resize(400, 300)
    canvas.show_picture(QSize(4000, 3000), QPixmap(400, 300))
    point = QPointF(100, 60)
    before = canvas.lens.to_photo(point)
    canvas.zoom(4, point)
    after = canvas.lens.to_photo(point)
    assert after.x() == pytest.approx(before.x(), abs=1)
    assert after.y() == pytest.approx(before.y(), abs=1)


def test_the_canvas_is_dragged_as_far_as_the_picture_goes() -> None:
    canvas = Canvas()
    canvas.resize(400, 300)
    canvas.show()
    canvas.show_picture(QSize(4000, 3000), QPixmap(400, 300))
    canvas.set_scale(1.0)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(300, 250))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))
    corner = canvas.lens.to_photo(QPointF(0, 0))
    # The platform adds a few pixels of its own on the way.
    assert corner.x() == pytest.approx(1700, abs=15)
    assert corner.y() == pytest.approx(1250, abs=15)
    canvas.lens.pan(QPointF(-9999, 99999))
    assert canvas.lens.to_photo(QPointF(0, 0)).x() == 0
    assert canvas.lens.to_photo(QPointF(0, 300)).y() == 3000
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.fitted
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.scale == 1.0
    canvas.show_picture(QSize(200, 150), QPixmap(200, 150))
    whole = canvas.scale
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.scale == 2 * whole > 2, "there is nothing to see at 100 %"
    canvas.close()
