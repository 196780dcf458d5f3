"""The part of the window's benchmark with a million photos; prints its rows as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.library import Months
from core.search import Answer, Question
from desktop.grid.grid_geometry import GridGeometry
from desktop.main_window import MainWindow
from tests.benchmarks.window_frames import loop_until, ms, opened, pause

REPEATS = 5


def main() -> None:
    """Measure and print."""
    window, library, garbage, started = opened()
    _painted(window)
    rows = [["window to all photos by date, first time", ms(started)]]
    pause(2.0)
    everything = _all(window)
    rows.append([f"Enter to all photos painted, again, best of {REPEATS}", _opened(window)])
    window.actions_.square.trigger()
    loop_until(lambda: _answer(window).shapes is not None, 60.0)
    _painted(window)
    rows.append(["the same in natural aspect", _opened(window)])
    for words, shapes in (("squares", None), ("natural aspect", np.ones(len(everything), np.float32))):
        started = time.perf_counter()
        GridGeometry(len(everything), 1240, 176, _months(window).starts, shapes)
        rows.append([f"laying out, {words}", f"{1e3 * (time.perf_counter() - started):.1f} ms"])
    window.close()
    garbage.close()
    library.close()
    print(json.dumps(rows))


def _opened(window: MainWindow) -> str:
    """From a question that finds nothing back to all photos."""
    times = []
    for _ in range(REPEATS):
        window.box.set_text("taken:1999-01-01")
        window.box.ask()
        _painted(window)
        window.box.set_text("")
        started = time.perf_counter()
        window.box.ask()
        _painted(window)
        times.append(1e3 * (time.perf_counter() - started))
    return f"{min(times):.0f} ms"


def _painted(window: MainWindow) -> None:
    """Wait until the answer is there, and paint it."""
    loop_until(lambda: window.answers.is_of(window.box.question()), 120.0)
    if len(_answer(window).photo_ids):
        window.grid.viewport().repaint()


def _answer(window: MainWindow) -> Answer:
    answer = window.answers.answer
    return answer if answer is not None else Answer(Question(), _NONE, _NONE, "", 0, 0, 0)  # type: ignore[arg-type]


def _all(window: MainWindow) -> np.ndarray:
    return _answer(window).photo_ids


def _months(window: MainWindow) -> Months:
    months = _answer(window).months
    assert months is not None
    return months


_NONE = np.empty(0, np.float32)


if __name__ == "__main__":
    main()
