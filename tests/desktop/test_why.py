"""Why this one: switched on and off, over the right photo, in words that a screen reader reads."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from core.intake.indexer import Indexer
from core.library import Library
from core.search import Question, SearchEngine, Why
from desktop.ask.search_service import SearchService
from desktop.main_window import MainWindow
from desktop.parts.theme import Theme
from desktop.viewer.canvas import Canvas

Until = Callable[..., None]
Grab = Callable[[QWidget], NDArray[np.uint8]]
Key = Qt.Key
SIZE = (240, 120)


@pytest.fixture(scope="session")
def halves(tmp_path_factory: pytest.TempPathFactory, service_encoder: Any) -> Path:
    """A library: newest first, red on the left, red on the right, red all over."""
    root, folder = tmp_path_factory.mktemp("halves"), tmp_path_factory.mktemp("half pictures")
    for number, (name, left, right) in enumerate(
        [("all", "red", "red"), ("right", "blue", "red"), ("left", "red", "blue")]
    ):
        image = Image.new("RGB", SIZE, left)
        image.paste(Image.new("RGB", (SIZE[0] // 2, SIZE[1]), right), (SIZE[0] // 2, 0))
        image.save(folder / f"{name}.png")
        os.utime(folder / f"{name}.png", (1_600_000_000 + 86_400 * number,) * 2)
    with Library.open(root) as library:
        library.folders.add(folder)
        library.settings.save(decoders=1)
    with Indexer(root, encoder=service_encoder) as indexer:
        indexer.run_once()
    return root


class Gate:
    """Lets a search engine explain when a test wants it to."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()
        self.begun = 0
        self.given_up = 0


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def looking(
    halves: Path, gate: Gate, service_encoder: Any, theme: Theme, until: Until
) -> Iterator[MainWindow]:
    """The window on that library, asked for red."""

    class GatedEngine(SearchEngine):
        def why(self, photo: int | Path, question: Question, cancelled: Callable[[], bool] = bool) -> Why:
            gate.begun += 1
            gate.open.wait(10)
            try:
                return super().why(photo, question, cancelled)
            except BaseException:
                gate.given_up += 1
                raise

    library = Library.open(halves)
    service = SearchService(halves, lambda root: GatedEngine(root, encoder=service_encoder))
    window = MainWindow(library, service, None, theme)
    window.resize(900, 700)
    window.show()
    window.folding.set_on(False)
    window.start("red")
    until(lambda: window.is_settled)
    yield window
    gate.open.set()
    window.close()
    library.close()


def open_photo(window: MainWindow, name: str, until: Until | None = None) -> None:
    names = [window.photos.photo(row).path.stem for row in range(window.photos.rowCount())]  # type: ignore[union-attr]
    settled: list[int] = []
    window.viewer.settled.connect(lambda: settled.append(1))
    window.pages.open(names.index(name))
    if until is not None:
        until(lambda: settled)


def explained(window: MainWindow) -> bool:
    return "red" in window.viewer.why_bar.text


def test_a_key_shows_which_part_it_is(looking: MainWindow, until: Until, grabbed: Grab) -> None:
    viewer = looking.viewer
    open_photo(looking, "left", until)
    plain = grabbed(viewer.canvas).astype(int)
    QTest.keyClick(viewer, Key.Key_W)
    until(lambda: viewer.canvas.veiled)
    assert "“red” is on the left" in viewer.why_bar.text
    assert "colours" in viewer.why_bar.toolTip()
    assert looking.actions_.why.isChecked()
    shown = grabbed(viewer.canvas).astype(int)
    height, width = shown.shape[:2]
    left, right = (slice(width // 4 - 10, width // 4 + 10), slice(3 * width // 4 - 10, 3 * width // 4 + 10))
    middle = slice(height // 2 - 10, height // 2 + 10)
    assert shown[middle, left].sum() > 0.8 * plain[middle, left].sum()
    assert shown[middle, right].sum() < 0.6 * plain[middle, right].sum()
    QTest.keyClick(viewer, Key.Key_W)
    assert not viewer.canvas.veiled
    assert viewer.why_bar.text == ""
    until(lambda: np.array_equal(grabbed(viewer.canvas), plain))


def test_it_goes_on_from_photo_to_photo_and_ends_with_the_viewer(looking: MainWindow, until: Until) -> None:
    viewer = looking.viewer
    open_photo(looking, "left")
    button = next(one for one in viewer.findChildren(QToolButton) if "(W)" in one.toolTip())
    button.click()
    until(lambda: explained(looking))
    said = []
    for _ in range(3):
        viewer.step(-viewer.row if viewer.row == 2 else 1)
        until(lambda: explained(looking))
        photo = viewer.photo
        assert photo is not None
        said.append((photo.path.stem, viewer.why_bar.text, viewer.canvas.veiled))
    for name, text, veiled in said:
        assert {"left": "on the left", "right": "on the right", "all": "no part of it"}[name] in text
        assert veiled is (name != "all"), "nothing is painted where nothing stands out"
    label = next(one for one in viewer.why_bar.findChildren(QLabel) if one.accessibleName())
    assert label.accessibleName() == viewer.why_bar.text
    QTest.keyClick(viewer, Key.Key_Escape)
    assert not looking.actions_.why.isChecked()
    open_photo(looking, "right")
    assert viewer.why_bar.text == ""


def test_another_photo_cancels(looking: MainWindow, gate: Gate, until: Until) -> None:
    viewer = looking.viewer
    open_photo(looking, "left")
    gate.open.clear()
    QTest.keyClick(viewer, Key.Key_W)
    until(lambda: gate.begun == 1)
    assert "Looking" in viewer.why_bar.text
    open_photo(looking, "right")
    assert not viewer.canvas.veiled
    gate.open.set()
    until(lambda: explained(looking))
    assert "on the right" in viewer.why_bar.text
    assert (gate.begun, gate.given_up) == (2, 1)


def test_another_question_is_explained_anew(looking: MainWindow, until: Until) -> None:
    looking.grid.choose(0)
    looking.actions_.why.trigger()
    until(lambda: explained(looking))
    assert looking.viewer.isVisible(), "from the grid's menu the photo is opened"
    looking.box.set_text("blue")
    looking.box.ask()
    until(lambda: "“blue”" in looking.viewer.why_bar.text)
    looking.box.set_text("")
    looking.box.ask()
    until(lambda: "Nothing was asked for" in looking.viewer.why_bar.text)


def test_an_offline_photo_is_explained(looking: MainWindow, halves: Path, until: Until) -> None:
    with Library.open(halves) as library, library.writing() as database:
        database.conn.execute("UPDATE folders SET online = 0")
    try:
        looking.photos.refetch()
        open_photo(looking, "right")
        QTest.keyClick(looking.viewer, Key.Key_W)
        until(lambda: explained(looking))
        assert "on the right" in looking.viewer.why_bar.text
        assert "thumbnail" in looking.viewer.why_bar.text
    finally:
        with Library.open(halves) as library, library.writing() as database:
            database.conn.execute("UPDATE folders SET online = 1")


def test_it_turns_with_the_picture(app: object, grabbed: Grab) -> None:
    canvas = Canvas()
    canvas.resize(300, 400)
    canvas.show()
    white = QPixmap(600, 300)
    white.fill(Qt.GlobalColor.white)
    canvas.show_picture(QSize(600, 300), white, turns=1)
    half = np.zeros((300, 600, 4), np.uint8)
    half[:, 300:, 3] = 255
    canvas.lay_over(QImage(half.data, 600, 300, 2400, QImage.Format.Format_RGBA8888))
    shown = grabbed(canvas)
    assert shown[100, 150].min() > 200 and shown[300, 150].max() < 60, "what was right is below"
    canvas.zoom(2)
    shown = grabbed(canvas)
    assert shown[100, 150].min() > 200 and shown[300, 150].max() < 60
    canvas.close()


@pytest.mark.parametrize("scale", [None, 0.5, 2.0])
def test_what_lies_over_the_picture_follows_it(app: object, scale: float | None, grabbed: Grab) -> None:
    """White everywhere, and black over its right half, at any zoom and after dragging."""
    canvas = Canvas()
    canvas.resize(400, 300)
    canvas.show()
    white = QPixmap(600, 300)
    white.fill(Qt.GlobalColor.white)
    canvas.show_picture(QSize(600, 300), white)
    half = np.zeros((300, 600, 4), np.uint8)
    half[:, 300:, 3] = 255
    veil = QImage(half.data, 600, 300, 2400, QImage.Format.Format_RGBA8888)
    canvas.lay_over(veil, QRectF(0, 0, 0.5, 1))
    if scale is not None:
        canvas.set_scale(scale, QPointF(200, 150))
    shown = grabbed(canvas)
    border = (canvas.lens.target().left() + canvas.lens.target().right()) / 2
    for offset, dark in ((-12, False), (12, True)):
        x = round(border + offset)
        if 0 <= x < 400:
            assert bool(shown[150, x].mean() < 100) is dark
    canvas.show_picture(QSize(600, 300), white)
    assert not canvas.veiled, "it belonged to the other picture"
    canvas.close()
