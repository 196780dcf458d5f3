"""Looking at photos in the window: read ahead, turned, zoomed into; compared; slide show; film strip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from core.imaging import ThumbnailStore
from core.library import Library
from desktop.grid.photo_model import PhotoModel
from desktop.main_window import MainWindow
from desktop.parts.decoders import Decoders
from desktop.viewer.compare_view import CompareView
from desktop.viewer.slide_show import SlideShow, _stride
from desktop.viewer.viewer import Viewer

Until = Callable[..., None]
Grab = Callable[[QWidget], NDArray[np.uint8]]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_SCORES = np.empty(0, np.float32)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def kept_decoders(
    app: QApplication, pictures: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Decoders]:
    """Decoders that have begun to work, for all tests of this file."""
    made = Decoders(tmp_path_factory.mktemp("thumbnails"))
    pool = made.pool()
    for future in [pool.render(path, 8) for path in sorted(pictures.iterdir())[:4]]:
        future.result(30)
    yield made
    made.close()


@pytest.fixture
def model(library: Library) -> PhotoModel:
    made = PhotoModel(library.photos.get)
    made.show(library.photos.by_date(), NO_SCORES)
    return made


@pytest.fixture
def viewer(library: Library, model: PhotoModel, kept_decoders: Decoders, until: Until) -> Iterator[Viewer]:
    """A viewer by itself, with the fourth photo in it."""
    made = Viewer(model, ThumbnailStore(library.paths.thumbnails), kept_decoders)
    made.resize(800, 600)
    made.show()
    made.open(3)
    until(lambda: made.is_sharp)
    yield made
    made.close_photo()
    made.close()


@pytest.fixture
def opened(window: MainWindow, until: Until) -> MainWindow:
    """The window with a photo in the viewer."""
    window.pages.open(3)
    until(lambda: window.viewer.is_sharp)
    return window


# -- one photo -----------------------------------------------------------------------------------


def test_the_next_photos_are_read_ahead_in_the_direction_one_goes(viewer: Viewer, until: Until) -> None:
    until(lambda: all(viewer.has_read(row) for row in (2, 4, 5)))
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.is_sharp, "at once"
    QTest.keyClick(viewer, Key.Key_Left)
    QTest.keyClick(viewer, Key.Key_Left)
    until(lambda: all(viewer.has_read(row) for row in (0, 1)))
    viewer.expect([17])
    until(lambda: viewer.has_read(17))


def test_what_it_held_is_given_back_when_it_is_closed(viewer: Viewer) -> None:
    renderings = viewer._renderings
    assert renderings.octets > 0
    QTest.keyClick(viewer, Key.Key_Escape)
    assert renderings.octets == 0 and viewer.canvas._layers.whole is None


def test_a_photo_stays_turned_until_the_program_ends_and_its_file_is_left_alone(
    viewer: Viewer, until: Until, grabbed: Grab
) -> None:
    photo = viewer.photo
    assert photo is not None
    before = photo.path.stat()
    upright = grabbed(viewer.canvas)
    QTest.keyClick(viewer, Key.Key_R)
    assert viewer.canvas.lens.turns == 1
    turned = grabbed(viewer.canvas)
    assert not np.array_equal(turned, upright)
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.canvas.lens.turns == 0
    QTest.keyClick(viewer, Key.Key_Escape)
    viewer.open(3)
    until(lambda: viewer.is_sharp)
    assert viewer.canvas.lens.turns == 1
    QTest.keyClick(viewer, Key.Key_R, SHIFT)
    assert viewer.canvas.lens.turns == 0
    assert np.array_equal(grabbed(viewer.canvas), upright)
    after = photo.path.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)


def test_arrows_move_over_a_photo_that_is_zoomed_and_go_on_when_it_is_not(viewer: Viewer) -> None:
    viewer.canvas.set_scale(20 * viewer.canvas.scale)
    left = viewer.canvas.lens.seen().left()
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.row == 3 and viewer.canvas.lens.seen().left() > left
    QTest.keyClick(viewer, Key.Key_PageDown)
    assert viewer.row == 4 and viewer.canvas.fitted
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.row == 5
    viewer.canvas.set_scale(0.9 * viewer.canvas.scale)
    assert not viewer.canvas.fitted
    QTest.keyClick(viewer, Key.Key_Right)
    assert viewer.row == 6, "there is nothing to move to"


def test_zooming_in_brings_all_pixels_of_the_photo(
    viewer: Viewer, model: PhotoModel, library: Library, until: Until, tmp_path: Path, grabbed: Grab
) -> None:
    """Stripes of one pixel: in anything smaller than the photo itself they are grey."""
    stripes = np.zeros((1600, 2400, 3), np.uint8)
    stripes[:, ::2] = 255
    Image.fromarray(stripes).save(tmp_path / "stripes.png", compress_level=1)
    striped = replace(library.photos.get([1])[0], path=tmp_path / "stripes.png", width=2400, height=1600)
    model._fetch = lambda ids: [replace(striped, id=photo_id) for photo_id in ids]
    model.show(np.array([50, 51, 52]), NO_SCORES)
    viewer.open(0)
    canvas = viewer.canvas
    until(lambda: viewer.is_sharp)
    QTest.keyClick(viewer, Key.Key_1, CONTROL)
    assert canvas.note == "100 %"
    until(lambda: canvas.is_detailed)
    for turns in range(2):
        picture = grabbed(canvas)[100:-100, 100:-100]
        assert np.isin(picture, (0, 255)).all() and 120 < picture.mean() < 135, turns
        viewer.turn(1)
        canvas.set_scale(1.0)
    until(lambda: canvas.note == "")


def test_keys_films_and_the_film_strip_in_the_window(
    opened: MainWindow, library: Library, until: Until, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    viewer, strip, photo = opened.viewer, opened.viewing.strip, opened.viewer.photo
    assert photo is not None
    # Keys alone do what the actions do.
    QTest.keyClick(viewer, Key.Key_4)
    QTest.keyClick(viewer, Key.Key_H)
    until(lambda: library.photos.get([photo.id])[0].favourite)
    assert library.photos.get([photo.id])[0].rating == 4
    # A film beside it is offered, and played by another program.
    played: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(played.append(url.toLocalFile())))
    button = viewer.bottom.findChildren(QToolButton)[0]
    assert not button.isVisible()
    filmed = replace(photo, clip=tmp_path / "IMG_1.MOV")
    viewer.bottom.show_photo(filmed)
    viewer._closeup.know(filmed)
    assert button.isVisible() and "IMG_1.MOV" in button.text()
    button.click()
    assert played == [str(tmp_path / "IMG_1.MOV")] and "IMG_1.MOV" in opened.page.banner.text
    # The strip goes where it is clicked.
    assert not strip.isVisible()
    QTest.keyClick(viewer, Key.Key_T)
    assert strip.isVisible()
    middle = QPoint(strip.width() // 2, strip.height() // 2)
    assert strip.row_at(middle.x()) == 3
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle + QPoint(120, 0))
    assert viewer.row == 5 and strip.row_at(middle.x()) == 5
    there = viewer.photo
    assert there is not None
    until(lambda: opened._thumbnails.get(there.pixels_digest) is not None)
    assert strip.row_at(0) is None, "nothing lies before the first photo"
    viewer.set_bars_visible(False)
    assert not strip.isVisible()


# -- the slide show ------------------------------------------------------------------------------


@pytest.fixture
def slides(opened: MainWindow) -> Iterator[SlideShow]:
    shown = opened.viewing.slides
    shown.seconds = 1
    yield shown
    shown.stop()


def test_a_slide_show_goes_on_by_itself_and_ends_at_the_photo_it_has_come_to(
    opened: MainWindow, slides: SlideShow, until: Until
) -> None:
    opened.actions_.slides.trigger()
    assert slides.is_running and opened.isFullScreen() and not opened.viewer.top.isVisible()
    assert opened.viewer.canvas.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.keyClick(opened.viewer, Key.Key_Left)
    assert opened.viewer.row == 2
    until(lambda: opened.viewer.row == 3)
    QTest.mouseMove(opened.viewer.canvas, QPoint(50, 50))
    until(slides._bar.isVisible)
    QTest.keyClick(opened.viewer, Key.Key_Space)
    assert not slides._next.isActive(), "paused"
    QTest.keyClick(opened.viewer, Key.Key_Plus)
    assert slides.seconds == 2
    QTest.keyClick(opened.viewer, Key.Key_Escape)
    assert not slides.is_running and not opened.isFullScreen()
    assert opened.viewer.isVisible() and opened.viewer.row == 3 and opened.viewer.top.isVisible()


def test_shuffled_each_photo_comes_once() -> None:
    for count in (1, 2, 3, 10, 24, 1000, 99_991):
        stride = _stride(count)
        assert len({number * stride % count for number in range(count)}) == count
        assert count < 10 or 2 < stride % count < count - 2, "not one after the other"


# -- two compared --------------------------------------------------------------------------------


@pytest.fixture
def view(library: Library, model: PhotoModel, kept_decoders: Decoders) -> Iterator[CompareView]:
    """The first four photos, of which two are seen; the third has the shape of the first."""
    made = CompareView(model.facts, ThumbnailStore(library.paths.thumbnails), kept_decoders)
    made.resize(900, 600)
    made.show()
    made.compare(model.facts(model.photo_ids[:4].tolist()))
    yield made
    made.close_photos()
    made.close()


def ids(view: CompareView) -> list[int]:
    return [pane.photo.id for pane in view.panes if pane.photo]


def test_two_are_looked_at_through_one_lens(view: CompareView) -> None:
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Right)
    left, right = (pane.canvas for pane in view.panes)
    left.zoom(6, QPointF(40, 40))
    assert right.lens.scale / right.lens.fit_scale == pytest.approx(left.lens.scale / left.lens.fit_scale)
    right.pan(1, 1)
    centres = [(canvas.lens.centre.x(), canvas.lens.centre.y()) for canvas in (left, right)]
    assert centres[0] == pytest.approx(centres[1])
    close = left.lens.scale / left.lens.fit_scale
    QTest.keyClick(view, Key.Key_S)
    for canvas in (left, right):
        assert canvas.lens.scale / canvas.lens.fit_scale == pytest.approx(close), "other photos, as close"
        assert (canvas.lens.centre.x(), canvas.lens.centre.y()) == pytest.approx(centres[0])
    left.fit()
    assert right.fitted


def test_arrows_bring_other_candidates_and_never_the_same_twice(view: CompareView, model: PhotoModel) -> None:
    first, second, third, fourth = model.photo_ids[:4].tolist()
    assert ids(view) == [first, second]
    QTest.keyClick(view, Key.Key_Tab)
    for expected in (third, fourth, second, third):
        QTest.keyClick(view, Key.Key_Right)
        assert ids(view) == [first, expected]
    QTest.keyClick(view, Key.Key_S)
    assert ids(view) == [third, first]
    assert [photo.id for photo in view.chosen_photos()] == [third], "the active photo stays it"


def test_photos_that_go_meanwhile_make_room_for_others(view: CompareView, library: Library) -> None:
    gone: set[int] = set()
    everything = library.photos.get
    view._facts = lambda wanted: [photo for photo in everything(wanted) if photo.id not in gone]
    first, second, third, fourth = (photo.id for photo in view._candidates)
    closed: list[int] = []
    view.closed.connect(lambda: closed.append(1))
    gone.add(first)
    view.refresh()
    assert set(ids(view)) <= {second, third, fourth} and len(set(ids(view))) == 2
    gone |= {second, third}
    view.refresh()
    assert closed, "one alone is compared with nothing"


def test_two_are_compared_in_the_window(window: MainWindow, library: Library, until: Until) -> None:
    window.grid.choose(0)
    window.actions_.compare.trigger()
    assert "two photos" in window.page.banner.text and window.page.isVisible()
    window.grid.selectAll()
    window.actions_.compare.trigger()
    view = window.viewing._compared
    assert view is not None and view.isVisible() and not window.arranging.side.isVisible()
    assert "font-weight:600" in view.panes[0].facts.toHtml(), "they are not of the same shape"
    # Stars are those of the active photo.
    first, second = window.photos.photo_ids[:2].tolist()
    QTest.keyClick(view, Key.Key_Tab)
    assert [photo.id for photo in window.pages.chosen()] == [second]
    QTest.keyClick(view, Key.Key_5)
    until(lambda: library.photos.get([second])[0].rating == 5)
    until(lambda: "given" in view.panes[1].stars.stars[4].accessibleName())
    view.panes[0].stars.stars[1].click()
    until(lambda: library.photos.get([first])[0].rating == 2)
    QTest.keyClick(view, Key.Key_Escape)
    assert window.page.isVisible()
    # From the viewer: the photo that is looked at, and the one after it.
    window.pages.open(5)
    QTest.keyClick(window.viewer, Key.Key_C)
    assert view.isVisible() and ids(view) == window.photos.photo_ids[5:7].tolist()
    QTest.keyClick(view, Key.Key_Escape)
