"""The part of the window's benchmark that runs in a process of its own; prints its rows as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core.library import Library
from desktop.application import create_application
from desktop.main_window import MainWindow
from desktop.search_service import SearchService
from desktop.theme import Theme

SECONDS = 6.0
NO_SCORES = np.empty(0, np.float32)


def main() -> None:
    """Measure and print."""
    root = Path(sys.argv[1])
    # As in the program itself.
    sys.setswitchinterval(0.001)
    application = create_application()
    library = Library.open(root)
    window = MainWindow(library, SearchService(root), None, Theme(application))
    window.resize(1280, 800)
    started = time.perf_counter()
    window.show()
    window.start()
    _settle(window)
    rows = [["window to all visible thumbnails", _ms(started)]]
    _pause(2.0)  # the text encoder is loaded meanwhile
    for name, step in (("wheel", 60), ("fast wheel", 900), ("dragging the bar", 0)):
        rows.append([f"frame, {name}: p50 / p99 / worst", _frames(window, step)])
    rows += _rows(window, library)
    for words in ("dog", "a dog", "a dog on the beach"):
        started = time.perf_counter()
        window.box.set_text(words)
        window.box.ask()
        _settle(window)
        rows.append([f"“{words}”, Enter to the last visible thumbnail", _ms(started)])
    rows.append(["resident memory", f"{psutil.Process().memory_info().rss / 1e6:.0f} MB"])
    window.close()
    library.close()
    print(json.dumps(rows))


def _frames(window: MainWindow, step: int) -> str:
    """Scroll for some seconds, at most sixty times a second.

    A frame is all that keeps the main thread busy between two looks at the clock:
    scrolling, facts, thumbnails that arrived, painting.
    """
    bar = window.grid.verticalScrollBar()
    random = np.random.default_rng(2)
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    bar.setValue(0)
    while (now := time.perf_counter()) < end:
        bar.setValue(bar.value() + step if step else int(random.integers(0, bar.maximum())))
        QApplication.processEvents()
        took = time.perf_counter() - now
        times.append(1e3 * took)
        time.sleep(max(0.0, 1 / 60 - took))
    p50, p99 = np.percentile(times, (50, 99))
    return f"{p50:.1f} / {p99:.1f} / {max(times):.1f} ms"


def _rows(window: MainWindow, library: Library) -> list[list[str]]:
    model, grid = window.photos, window.grid
    ids = model.photo_ids[::-1].copy()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids, NO_SCORES), keep_place=False)
    rows = [["new rows into model and grid", _ms(started)]]
    grid.selectAll()
    started = time.perf_counter()
    grid.replace(lambda: model.show(ids[::-1].copy(), NO_SCORES), keep_place=True)
    rows.append(["new rows while all are chosen", _ms(started)])
    grid.clearSelection()
    started = time.perf_counter()
    for chunk in range(0, 6400, 64):
        library.photos.get(ids[chunk : chunk + 64].tolist())
    rows.append(["facts of 64 photos", f"{10 * (time.perf_counter() - started):.1f} ms"])
    return rows


def _ms(started: float) -> str:
    return f"{1e3 * (time.perf_counter() - started):.0f} ms"


def _settle(window: MainWindow) -> None:
    _loop(lambda: window.is_settled, 60.0)


def _pause(seconds: float) -> None:
    _loop(lambda: False, seconds)


def _loop(condition: object, seconds: float) -> None:
    loop = QEventLoop()
    poll = QTimer()
    poll.setInterval(1)
    poll.timeout.connect(lambda: loop.quit() if callable(condition) and condition() else None)
    poll.start()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
