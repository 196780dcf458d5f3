"""What all tests of the window share: Qt off screen, a small real library, and a watch for leaks."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QLocale,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from core.imaging import ThumbnailStore
from core.intake.indexer import Indexer
from core.library import Library, Photo
from core.search import SearchEngine
from desktop.application import create_application
from desktop.ask.search_service import SearchService
from desktop.grid.thumbnails import Thumbnails
from desktop.main_window import MainWindow
from desktop.parts.decoders import Decoders
from desktop.parts.language import Language, Languages
from desktop.parts.theme import Theme
from models import Device, EncoderIdentity, Preprocess, Vectors
from tests.decoders_kept import KeptDecoders

Until = Callable[..., None]

COLOURS = {
    "red": (200, 30, 30),
    "green": (30, 180, 50),
    "blue": (30, 60, 200),
    "yellow": (220, 210, 40),
    "white": (240, 240, 240),
    "black": (20, 20, 20),
}
_HARMLESS = (
    "This plugin does not support",
    # Off screen there is no tray, and no signal of one.
    "QObject::connect: No such signal QPlatformNativeInterface::systemTrayWindowChanged",
)


class ColourEncoder:
    """A dual encoder that knows six colour words and the mean colour of a picture."""

    identity = EncoderIdentity("colours", "1", 4)
    languages = ("en",)
    preprocess = Preprocess(8, 8, "squash", "bilinear", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    device = Device("cpu", "none")

    def encode_images(self, pixels: NDArray[np.uint8]) -> Vectors:
        return _unit(pixels.reshape(len(pixels), -1, 3).mean(axis=1))

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        colours = [[COLOURS[word] for word in text.split() if word in COLOURS] for text in texts]
        return _unit(np.array([np.mean(known or [(128, 128, 128)], axis=0) for known in colours]))


def _unit(colours: NDArray[np.floating]) -> Vectors:
    vectors = np.concatenate(
        [colours.astype(np.float32) - 128, np.full((len(colours), 1), 30, np.float32)], 1
    )
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@pytest.fixture(scope="session")
def app() -> QApplication:
    return create_application()


@pytest.fixture
def in_chinese(app: QApplication) -> Iterator[None]:
    """What is made now speaks Chinese."""
    before, languages = QLocale(), Languages()
    languages.choose(Language.CHINESE)
    yield
    languages.choose(Language.ENGLISH)
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def quiet_qt(app: QApplication) -> Iterator[None]:
    """A warning of Qt fails the test, and so does an error in a slot, which Qt goes on after."""
    said: list[str] = []
    wrong: list[BaseException] = []

    def handler(kind: QtMsgType, context: object, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(_HARMLESS):
            said.append(message)

    hook = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: wrong.append(error)
    qInstallMessageHandler(handler)
    yield
    qInstallMessageHandler(None)
    sys.excepthook = hook
    assert not said, f"Qt said: {said}"
    assert not wrong, f"errors in slots: {wrong}"


@pytest.fixture(autouse=True)
def nothing_leaks(app: QApplication, quiet_qt: None, waiting_decoders: KeptDecoders) -> Iterator[None]:
    """A thread, a child process, a timer, an animation or a window that outlives its test fails it."""
    before, children = set(threading.enumerate()), child_processes() - waiting_decoders.pids()
    # As in the application: a dead window must not be destroyed by whatever thread allocates next.
    gc.disable()
    yield
    for widget in own_windows():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    deadline = time.monotonic() + 5
    while left_running(before, children | waiting_decoders.pids()) and time.monotonic() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    left = left_running(before, children | waiting_decoders.pids())
    assert not left, f"threads and processes that still run: {left}"
    assert not (open_ := own_windows()), f"windows that were made while others closed: {open_}"
    running = [
        thing
        for thing in gc.get_objects()
        if (type(thing) is QTimer and isValid(thing) and thing.isActive())
        or (isinstance(thing, QAbstractAnimation) and isValid(thing) and is_running(thing))
    ]
    assert not running, f"timers and animations that still run: {running}"
    gc.collect()
    # What lives now are modules and what tests share: looking through all of it again, a million objects,
    # would take longer than most tests do.
    gc.freeze()
    gc.enable()


def own_windows() -> list[QWidget]:
    """All windows but the lists of completions and of combo boxes, which others delete."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.windowType() != Qt.WindowType.Popup]


def is_running(animation: QAbstractAnimation) -> bool:
    """Whether it goes on."""
    return animation.state() == QAbstractAnimation.State.Running


def child_processes() -> set[int]:
    """The processes this one has started and not yet waited for, where the system tells (Linux)."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(pid) for task in tasks for pid in read_if_there(task).split()}


def read_if_there(path: Path) -> str:
    """What is in a file of /proc; the thread it is about may have ended."""
    try:
        return path.read_text()
    except OSError:
        return ""


def left_running(threads: set[threading.Thread], children: set[int]) -> list[str]:
    """The threads and child processes that were not there before."""
    named = sorted(thread.name for thread in set(threading.enumerate()) - threads)
    return [*named, *(f"process {pid}" for pid in sorted(child_processes() - children))]


@pytest.fixture
def until(app: QApplication) -> Until:
    """Run the event loop until something is so; no sleeping, and an end when it never is."""

    def wait(condition: Callable[[], object], seconds: float = 15.0) -> None:
        if condition():
            return
        loop = QEventLoop()
        poll, late = QTimer(), QTimer()
        poll.timeout.connect(lambda: loop.quit() if condition() else None)
        late.timeout.connect(lambda: loop.exit(1))
        late.setSingleShot(True)
        poll.start(2)
        late.start(round(1000 * seconds))
        code = loop.exec()
        poll.stop()
        late.stop()
        assert code == 0, "it did not happen in time"

    return wait


@pytest.fixture(scope="session")
def service_encoder() -> ColourEncoder:
    """What a window's questions are answered with."""
    return ColourEncoder()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-four photos: four shades of six colours, each with a date of its own."""
    folder = tmp_path_factory.mktemp("pictures")
    for number, (name, colour) in enumerate(COLOURS.items()):
        for shade in range(4):
            size = (96, 64) if shade % 2 else (64, 96)
            image = Image.new("RGB", size, tuple(max(0, min(255, part + 6 * shade - 9)) for part in colour))
            path = folder / f"{name}-{shade}.png"
            image.save(path)
            when = 1_600_000_000 + 86_400 * (4 * number + shade)
            os.utime(path, (when, when))
    return folder


@pytest.fixture(scope="session")
def finished_library(tmp_path_factory: pytest.TempPathFactory, pictures: Path) -> Path:
    """A library that has taken in all pictures."""
    root = tmp_path_factory.mktemp("library")
    with Library.open(root) as library:
        library.folders.add(pictures)
    with Indexer(root, encoder=ColourEncoder()) as indexer:
        indexer.run_once()
    return root


@pytest.fixture
def library_root(finished_library: Path, tmp_path: Path) -> Path:
    """A copy of the library for one test."""
    return Path(shutil.copytree(finished_library, tmp_path / "library"))


@pytest.fixture
def library(library_root: Path) -> Iterator[Library]:
    opened = Library.open(library_root)
    yield opened
    opened.close()


@pytest.fixture
def photos(library: Library) -> list[Photo]:
    """All photos of the library, newest first."""
    return library.photos.get(library.photos.by_date().tolist())


@pytest.fixture
def decoders(library: Library) -> Iterator[Decoders]:
    made = Decoders(library.paths.thumbnails)
    yield made
    made.close()


@pytest.fixture
def thumbnails(library: Library, decoders: Decoders) -> Iterator[Thumbnails]:
    made = Thumbnails(ThumbnailStore(library.paths.thumbnails), decoders)
    yield made
    made.close()


@pytest.fixture
def theme(app: QApplication) -> Theme:
    return Theme(app)


@pytest.fixture
def service(library_root: Path) -> SearchService:
    """Answers with the colour encoder; closed by the window that gets it."""
    return SearchService(library_root, lambda root: SearchEngine(root, encoder=ColourEncoder()))


@pytest.fixture
def window(library: Library, service: SearchService, theme: Theme, until: Until) -> Iterator[MainWindow]:
    """The window on the small library, settled."""
    made = MainWindow(library, service, None, theme)
    made.resize(900, 700)
    made.show()
    made.start()
    until(lambda: made.is_settled)
    yield made
    made.close()


@pytest.fixture
def grabbed() -> Callable[[QWidget], NDArray[np.uint8]]:
    """What a widget looks like: uint8, (height, width, 3)."""

    def grab(widget: QWidget) -> NDArray[np.uint8]:
        image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB888)
        stride = image.bytesPerLine()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), stride)
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()

    return grab
