"""Decoding processes that outlive the pool that started them, for the next test's pool.

A child takes a quarter of a second to start, most of what many tests take, and hundreds of tests start
one. They remain what they are: real, confined processes, which a pool starts, asks, kills and replaces;
but one that is idle when its pool lets go of it is kept, and lent to the next that wants the like. What
starting and ending them does is proved in tests/core/imaging, where none is kept.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from core.imaging.process import ChildGone, ChildProcess
from core.imaging.protocol import Answer, Job, Terms

_MOST_KEPT = 4
_MOST_JOBS = 500


class KeptDecoders:
    """The processes that wait, and the one thread that starts them all: they die with it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "decoders kept")
        self._thread.submit(int).result()
        self._lock = Lock()
        self._idle: list[tuple[object, ChildProcess]] = []

    def lend(self, terms: Terms) -> LentDecoder:
        """One that was started on the same terms and in the same surroundings, or a new one."""
        key = (terms, _surroundings())
        with self._lock:
            for place, (known, child) in enumerate(self._idle):
                if known == key and child.alive():
                    del self._idle[place]
                    return LentDecoder(self, key, child, greeted=True)
        return LentDecoder(self, key, self._thread.submit(ChildProcess, terms).result(), greeted=False)

    def keep(self, key: object, child: ChildProcess) -> None:
        """Take one back; the one that has waited longest goes if there are too many."""
        with self._lock:
            self._idle.append((key, child))
            surplus = self._idle[:-_MOST_KEPT]
            del self._idle[:-_MOST_KEPT]
        for _, old in surplus:
            old.end()

    def pids(self) -> set[int]:
        """Those that wait: of no pool, so nothing that a test has left running."""
        with self._lock:
            return {child.pid for _, child in self._idle}

    def let_go(self) -> None:
        """End all that wait."""
        with self._lock:
            surplus, self._idle = self._idle, []
        for _, child in surplus:
            child.end()

    def close(self) -> None:
        """The same, and for good."""
        self.let_go()
        self._thread.shutdown()


class LentDecoder:
    """What a pool holds in place of a `ChildProcess`, and does the same with."""

    def __init__(self, kept: KeptDecoders, key: object, child: ChildProcess, *, greeted: bool) -> None:
        self._kept = kept
        self._key = key
        self._child = child
        self._greeted = greeted
        self._at_rest = greeted
        self._dismissed = False
        self._lock = Lock()

    @property
    def jobs(self) -> int:
        return self._child.jobs

    @property
    def pid(self) -> int:
        return self._child.pid

    def alive(self) -> bool:
        return self._child.alive()

    def greet(self) -> None:
        if not self._greeted:
            self._child.greet()
            self._greeted = self._at_rest = True

    def ask(self, job: Job, time_limit: float) -> Answer:
        with self._lock:
            if self._dismissed:
                raise ChildGone("it was killed")
            self._at_rest = False
        answer = self._child.ask(job, time_limit)
        # Not if it raised: nobody else is to have that process.
        with self._lock:
            self._at_rest = not self._dismissed
        return answer

    def kill(self) -> None:
        with self._lock:
            self._dismissed = True
            if not self._at_rest:
                self._child.kill()

    def end(self) -> None:
        if self._at_rest and self._child.alive() and self._child.jobs < _MOST_JOBS:
            self._kept.keep(self._key, self._child)
        else:
            self._child.end()


def _surroundings() -> tuple[str | None, ...]:
    """What a process takes from its parent when it starts and tests change: folder, time zone, language."""
    names = ("TZ", "LANG", "LC_ALL", "LC_CTYPE", "LC_NUMERIC", "LC_TIME")
    return os.getcwd(), *map(os.environ.get, names)  # noqa: PTH109
