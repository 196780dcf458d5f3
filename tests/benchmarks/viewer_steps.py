"""The part of the viewer's benchmark that runs in a process of its own; prints its rows as JSON."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImageReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import core  # noqa: F401  before NumPy, as in the program
from core.imaging import THUMBNAIL_EDGE, ThumbnailStore
from core.imaging.thumbnails import thumbnail_jpeg
from core.library import Photo
from desktop.application import create_application
from desktop.grid.photo_model import PhotoModel
from desktop.parts.decoders import Decoders
from desktop.viewer.viewer import Viewer
from tests.benchmarks.viewer import SIZES, STEPS

PICTURES = Path(__file__).parents[1] / "photos"
HELD = 40
REPEAT_S = 1 / 30
"""Between two presses of a key that is held down, as most systems are set."""

PEOPLE_LOOK_S = 0.8
"""At a photo, before they go on to the next one."""

NO_SCORES = np.empty(0, np.float32)


def main() -> None:
    """Measure and print the rows as JSON."""
    sys.setswitchinterval(0.001)  # as in the program itself
    application = create_application()
    columns: list[list[str]] = []
    names: list[str] = []
    for size in SIZES.values():
        with TemporaryDirectory() as directory:
            named = _measure(application, Path(directory), size)
        names = [name for name, _ in named]
        columns.append([value for _, value in named])
    print(json.dumps([[name, *values] for name, *values in zip(names, *columns, strict=True)]))


def _measure(application: QApplication, folder: Path, size: tuple[int, int]) -> list[tuple[str, str]]:
    store = ThumbnailStore(folder / "thumbnails")
    photos = _photos(folder, store, size)
    # Each by its own id, though there are only a few files.
    known = {number: replace(photos[number % len(photos)], id=number) for number in range(200)}
    model = PhotoModel(lambda ids: [known[photo_id] for photo_id in ids])
    model.show(np.arange(200, dtype=np.int64), NO_SCORES)
    decoders = Decoders(folder / "thumbnails")
    viewer = Viewer(model, store, decoders)
    start = _memory()
    viewer.showMaximized()
    viewer.open(0)
    _until(lambda: viewer.is_sharp)
    _pause(PEOPLE_LOOK_S)
    rows = [
        ("on to the next, read ahead", _steps(viewer, ahead=True)),
        ("on to the next, not read ahead", _steps(viewer, ahead=False)),
        *_held(application, viewer),
        *_zoomed(viewer),
    ]
    most = _memory()
    viewer.close_photo()
    _pause(1.0)
    rows.append(
        ("memory: pictures shown, and after closing", f"+{most - start:.0f}, {_memory() - start:+.0f} MB")
    )
    rows.insert(2, ("decoded in the window by Qt, as simple viewers do", _by_qt(photos)))
    viewer.close()
    decoders.close()
    viewer.deleteLater()
    return rows


def _steps(viewer: Viewer, *, ahead: bool) -> str:
    times: list[float] = []
    for _ in range(STEPS):
        viewer.expect(None if ahead else [])
        _pause(PEOPLE_LOOK_S)
        started = time.perf_counter()
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        _until(lambda: viewer.is_sharp)
        viewer.canvas.repaint()
        times.append(time.perf_counter() - started)
    viewer.expect(None)
    return _said(times)


def _held(application: QApplication, viewer: Viewer) -> list[tuple[str, str]]:
    """Thumbnails go by; the last one becomes sharp."""
    times: list[float] = []
    for _ in range(HELD):
        started = time.perf_counter()
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        application.processEvents()
        viewer.canvas.repaint()
        took = time.perf_counter() - started
        times.append(took)
        _pause(max(0.0, REPEAT_S - took))
    released = time.perf_counter()
    _until(lambda: viewer.is_sharp)
    viewer.canvas.repaint()
    sharp = time.perf_counter() - released
    return [
        ("key held down: each photo, as a thumbnail", _said(times)),
        ("let go: until the last one is sharp", f"{1e3 * sharp:.0f} ms"),
    ]


def _zoomed(viewer: Viewer) -> list[tuple[str, str]]:
    """To 100 %: until every pixel of the photo is there."""
    _pause(PEOPLE_LOOK_S)
    started = time.perf_counter()
    viewer.canvas.set_scale(1.0)
    _until(lambda: viewer.canvas.is_detailed)
    viewer.canvas.repaint()
    return [
        ("zoom to 100 %: until all its pixels are there", f"{1e3 * (time.perf_counter() - started):.0f} ms")
    ]


def _by_qt(photos: list[Photo]) -> str:
    times: list[float] = []
    for photo in photos:
        started = time.perf_counter()
        reader = QImageReader(str(photo.path))
        reader.setAutoTransform(True)
        reader.read().scaled(
            QSize(1280, 800), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        times.append(time.perf_counter() - started)
    return _said(times)


def _photos(folder: Path, store: ThumbnailStore, size: tuple[int, int]) -> list[Photo]:
    """A few of the sample photos in the size of a camera's, with as much detail as noise gives them."""
    random = np.random.default_rng(4)
    made: list[Photo] = []
    for number, source in enumerate(sorted(PICTURES.rglob("*.jpg"))[:8]):
        with Image.open(source) as image:
            large = image.convert("RGB").resize(size, Image.Resampling.BICUBIC)
        noise = random.normal(0, 6, (size[1], size[0], 1))
        pixels = np.clip(np.asarray(large, np.float32) + noise, 0, 255).astype(np.uint8)
        path = folder / f"{number}.jpg"
        Image.fromarray(pixels).save(path, quality=90)
        small = large.copy()
        small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
        digest = hashlib.sha256(path.name.encode()).digest()[:16]
        store.write(digest, thumbnail_jpeg(small))
        made.append(
            Photo(
                id=number,
                path=path,
                online=True,
                taken_at="2019-05-04T13:37:00",
                taken_from="photo",
                width=size[0],
                height=size[1],
                size=path.stat().st_size,
                format="JPEG",
                camera=None,
                latitude=None,
                longitude=None,
                pixels_digest=digest,
            )
        )
    return made


def _said(times: list[float]) -> str:
    return f"{1e3 * float(np.median(times)):.0f} / {1e3 * max(times):.0f} ms"


def _memory() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


def _pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _until(condition: Callable[[], bool]) -> None:
    loop = QEventLoop()
    poll = QTimer()
    poll.setInterval(1)
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    poll.start()
    QTimer.singleShot(20_000, loop.quit)
    if not condition():
        loop.exec()
    poll.stop()


if __name__ == "__main__":
    main()
