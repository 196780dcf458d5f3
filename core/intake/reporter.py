"""Keeps the `Progress` of an indexer, and tells it: not too often, and to all who want to know."""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.intake.progress import Progress, State, publish

_REPORT_SECONDS = 0.25
_RATE_SECONDS = 15.0


class Reporter:
    """The state of one indexer.

    Args:
        report: Called with it, a few times a second at most.
        path: Where other processes find it.

    Attributes:
        progress: The state now.
    """

    def __init__(self, report: Callable[[Progress], None], path: Path) -> None:
        self._report = report
        self._path = path
        self._reported = 0.0
        self._history: deque[tuple[float, int]] = deque()
        self._notes: dict[str, str] = {}
        self.progress = Progress(pid=os.getpid())

    def update(self, **changes: Any) -> None:
        """Change fields of the progress."""
        self.progress = replace(self.progress, **changes)

    def count(self, **more: int) -> None:
        """Add to counting fields of the progress."""
        self.update(**{name: getattr(self.progress, name) + number for name, number in more.items()})

    def note(self, subject: str, text: str) -> None:
        """Say something the person should know, in place of what was said of this subject; "" for nothing."""
        self._notes[subject] = text
        self.update(message="; ".join(filter(None, self._notes.values())))

    def restart_rate(self) -> None:
        """Another kind of work begins: what was measured says nothing of it."""
        self._history.clear()

    def measure(self, done: int, waiting: int) -> None:
        """Take the rate of the work in hand, and guess from it how long the rest takes.

        Args:
            done: How much of it was done so far.
            waiting: How much of it waits.
        """
        now = time.monotonic()
        self._history.append((now, done))
        while now - self._history[0][0] > _RATE_SECONDS:
            self._history.popleft()
        elapsed, count = now - self._history[0][0], done - self._history[0][1]
        rate = count / elapsed if elapsed > 0 else 0.0
        self.update(rate=rate, seconds_left=waiting / rate if rate > 0 else None)

    def tell(self, state: State, *, force: bool = False) -> None:
        """Tell the progress, if the state is another one or it was not told lately.

        Args:
            state: What the indexer does now.
            force: Tell it in any case.
        """
        now = time.monotonic()
        if not force and state == self.progress.state and now - self._reported < _REPORT_SECONDS:
            return
        if state in ("watching", "stopped"):
            self.update(rate=0.0, seconds_left=None)
        self.update(state=state)
        self._reported = now
        with contextlib.suppress(OSError):
            publish(self.progress, self._path)
        self._report(self.progress)
