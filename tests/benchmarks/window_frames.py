"""The part of the window's benchmark that runs in a process of its own; prints its rows as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.library import Library
from desktop.application import create_application
from desktop.ask.search_service import SearchService
from desktop.grid.laid_out_view import LARGEST, SMALLEST, USUAL
from desktop.main_window import MainWindow
from desktop.parts.theme import Theme
from desktop.shell.garbage import GarbageCollector

SECONDS = 6.0
LONG_S = 30.0
NO_SCORES = np.empty(0, np.float32)


def opened() -> tuple[MainWindow, Library, GarbageCollector, float]:
    """The window on the library that the command line names, just shown, and when that was."""
    root = Path(sys.argv[1])
    # As in the program itself.
    sys.setswitchinterval(0.001)
    application = create_application()
    garbage = GarbageCollector()
    library = Library.open(root)
    window = MainWindow(library, SearchService(root), None, Theme(application))
    window.resize(1280, 800)
    started = time.perf_counter()
    window.show()
    window.start()
    return window, library, garbage, started


def main() -> None:
    """Measure and print."""
    window, library, garbage, started = opened()
    settle(window)
    rows = [["window to all visible thumbnails", ms(started)]]
    pause(2.0)  # the text encoder is loaded meanwhile
    rows.append(["resident memory, idle", _memory()])
    rows += _scrolled(window)
    rows.append(["resident memory after scrolling", _memory()])
    rows += _rows(window, library)
    for words in ("dog", "a dog", "a dog on the beach"):
        started = time.perf_counter()
        window.box.set_text(words)
        window.box.ask()
        settle(window)
        rows.append([f"“{words}”, Enter to the last visible thumbnail", ms(started)])
    rows.append(["resident memory at the end", _memory()])
    window.close()
    garbage.close()
    library.close()
    print(json.dumps(rows))


def _scrolled(window: MainWindow) -> list[list[str]]:
    """Frames of everything that moves photos."""
    grid = window.grid
    wheel, fast = _wheel(window, 60), _wheel(window, 900)
    rows = [
        _frames(window, "wheel, 30 s", wheel, LONG_S),
        _frames(window, "fast wheel", fast),
        _frames(window, "dragging the bar with the dates", _drag(window)),
        _frames(window, "zooming with Ctrl and the wheel", _zoom(window)),
    ]
    grid.set_cell_size(SMALLEST)
    rows.append(_frames(window, f"wheel, cells of {SMALLEST}", wheel))
    rows.append(_frames(window, f"fast wheel, cells of {SMALLEST}", fast))
    rows.append(_frames(window, f"dragging the bar, cells of {SMALLEST}", _drag(window)))
    grid.set_cell_size(USUAL)
    window.actions_.square.trigger()
    settle(window)
    rows.append(_frames(window, "wheel, natural aspect", wheel))
    rows.append(_frames(window, "fast wheel, natural aspect", fast))
    rows.append(_frames(window, "dragging the bar, natural aspect", _drag(window)))
    rows.append(_frames(window, "zooming, natural aspect", _zoom(window)))
    window.actions_.square.trigger()
    grid.set_cell_size(USUAL)
    grid.verticalScrollBar().setValue(0)
    settle(window)
    return rows


def _wheel(window: MainWindow, step: int) -> Callable[[int], None]:
    bar = window.grid.verticalScrollBar()
    return lambda _: bar.setValue(bar.value() + step)


def _drag(window: MainWindow) -> Callable[[int], None]:
    """The pointer goes up and down the bar, and now and then far."""
    bar, random = window.grid.scrubber, np.random.default_rng(2)
    places = np.where(
        random.random(4000) < 0.2,
        random.integers(0, bar.height(), 4000),
        bar.height() // 2 + (200 * np.sin(np.arange(4000) / 40)).astype(int),
    ).tolist()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    return lambda number: QTest.mouseMove(bar, QPoint(20, places[number % len(places)]))


def _zoom(window: MainWindow) -> Callable[[int], None]:
    """From the smallest to the largest and back, as a wheel or two fingers do it."""
    grid, view = window.grid, window.grid.viewport()
    where = QPointF(view.rect().center())
    larger = True

    def turn(number: int) -> None:
        nonlocal larger
        if number % 4:
            return  # nobody turns it sixty times a second
        larger = grid.cell_size < LARGEST if larger else grid.cell_size <= SMALLEST
        event = QWheelEvent(
            where,
            view.mapToGlobal(where),
            QPoint(),
            QPoint(0, 60 if larger else -60),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)

    return turn


def _frames(
    window: MainWindow, name: str, move: Callable[[int], None], seconds: float = SECONDS
) -> list[str]:
    """Move for some seconds, at most sixty times a second.

    A frame is all that keeps the main thread busy between two looks at the clock:
    scrolling, facts, thumbnails that arrived, painting. Where other programs keep the machine busy, the
    time that the thread itself computed says what a frame costs.
    """
    times: list[float] = []
    computed: list[float] = []
    end = time.perf_counter() + seconds
    while (now := time.perf_counter()) < end:
        before = time.thread_time()
        move(len(times))
        QApplication.processEvents()
        took = time.perf_counter() - now
        times.append(1e3 * took)
        computed.append(1e3 * (time.thread_time() - before))
        time.sleep(max(0.0, 1 / 60 - took))
    QTest.mouseRelease(window.grid.scrubber, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    window.grid.verticalScrollBar().setValue(0)
    settle(window)
    said = (
        f"{np.median(each):.1f} / {np.percentile(each, 99):.1f} / {max(each):.1f} ms"
        for each in (times, computed)
    )
    return [f"frame, {name}: p50 / p99 / worst", *said]


def _rows(window: MainWindow, library: Library) -> list[list[str]]:
    model, grid = window.photos, window.grid
    ids = model.photo_ids[::-1].copy()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids, NO_SCORES), keep_place=False)
    rows = [["new rows into model and grid", ms(started)]]
    grid.selectAll()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids[::-1].copy(), NO_SCORES), keep_place=True)
    rows.append(["new rows while all are chosen", ms(started)])
    grid.clearSelection()
    started = time.perf_counter()
    for chunk in range(0, 6400, 64):
        library.photos.get(ids[chunk : chunk + 64].tolist())
    rows.append(["facts of 64 photos", f"{10 * (time.perf_counter() - started):.1f} ms"])
    return rows


def ms(started: float) -> str:
    """Milliseconds since a moment, as text."""
    return f"{1e3 * (time.perf_counter() - started):.0f} ms"


def settle(window: MainWindow) -> None:
    """Run the event loop until all is painted."""
    loop_until(lambda: window.is_settled, 60.0)


def pause(seconds: float) -> None:
    """Run the event loop for some time."""
    loop_until(lambda: False, seconds)


def loop_until(condition: Callable[[], bool], seconds: float) -> None:
    """Run the event loop until something is so."""
    if condition():
        return
    loop = QEventLoop()
    poll = QTimer()
    poll.setInterval(1)
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    poll.start()
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()


def _memory() -> str:
    return f"{psutil.Process().memory_info().rss / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
