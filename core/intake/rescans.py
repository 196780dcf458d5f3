"""When each folder is walked whole: once, then as often as events leave to be desired."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from core.library import Folder

RESCAN_SECONDS = 15 * 60.0
"""Events get lost; a walk finds what they missed."""

POLL_SECONDS = 10.0
"""A folder without events is walked at most this often, ..."""

POLL_SHARE = 20
"""... and at most one twentieth of the time, so that a share on a slow network is left in peace."""


class Rescans:
    """Keeps the time of the next walk of each folder.

    Args:
        clock: Monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next: dict[int, float] = {}
        self._cost: dict[int, float] = {}

    def due(self, folders: Iterable[Folder]) -> list[Folder]:
        """The folders whose time has come: the ones that are online and were never walked among them."""
        now = self._clock()
        return [folder for folder in folders if folder.online and self._next.get(folder.id, now) <= now]

    def walked(self, folder: Folder, seconds: float, *, followed: bool) -> None:
        """A folder was walked to its end.

        Args:
            folder: Which.
            seconds: How long that took.
            followed: Events tell of every change in it.
        """
        self._cost[folder.id] = seconds
        self._next[folder.id] = self._clock() + interval(seconds, followed=followed)

    def soon(self, folders: Iterable[Folder]) -> None:
        """Walk these folders at the next opportunity."""
        for folder in folders:
            self._next.pop(folder.id, None)

    def poll(self, folders: Iterable[Folder]) -> None:
        """These folders turned out to give no events: what was planned for them is too late."""
        now = self._clock()
        for folder in folders:
            if folder.id in self._next:
                latest = now + interval(self._cost.get(folder.id, 0.0), followed=False)
                self._next[folder.id] = min(self._next[folder.id], latest)

    def seconds_left(self, folders: Sequence[Folder]) -> float:
        """Until the next walk of one of these folders; infinite when there is none to come."""
        now = self._clock()
        times = [self._next.get(folder.id, now) for folder in folders if folder.online]
        return max(0.0, min(times, default=float("inf")) - now)


def interval(seconds: float, *, followed: bool) -> float:
    """How long to wait until the next walk of a folder.

    Args:
        seconds: How long the last one took.
        followed: Events tell of every change in it.
    """
    if followed:
        return RESCAN_SECONDS
    return min(max(POLL_SHARE * seconds, POLL_SECONDS), RESCAN_SECONDS)
