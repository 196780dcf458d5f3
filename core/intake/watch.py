"""Follows folders by the system's events. An event only says where to look again."""

from __future__ import annotations

import errno
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.intake.inotify import Inotify
from core.intake.observed import Observed
from core.library import Folder, mounted_volumes, volume_of
from core.paths import display

log = logging.getLogger(__name__)

QUIET_S = 0.5
"""A directory is looked at when nothing happened in it for this long: files are copied in pieces."""

PATIENCE_S = 5.0
"""It is looked at after this long in any case: others in it are finished while one is still written."""

_MORE_WATCHES = "sudo sysctl fs.inotify.max_user_watches=1048576"
_MORE_INSTANCES = "sudo sysctl fs.inotify.max_user_instances=1024"
LESS_LOSS = "To make that rarer: sudo sysctl fs.inotify.max_queued_events=262144"


class Events(Protocol):
    """A way of the system to tell what happens in directories."""

    def watch(self, directory: Path) -> None:
        """Watch a directory, also when that was done before; raises OSError when that can't be."""

    def drop(self, root: Path) -> None:
        """Stop watching a directory and all below it."""

    def close(self) -> None:
        """Stop watching."""


OpenEvents = Callable[[Callable[[Path, bool], None], Callable[[], None]], Events]


def system_events(changed: Callable[[Path, bool], None], overflowed: Callable[[], None]) -> Events:
    """The events of this system.

    Raises:
        OSError: There are none to be had now.
    """
    if sys.platform == "linux":
        return Inotify(changed, overflowed)
    return Observed(changed)


@dataclass(frozen=True, slots=True)
class Touched:
    """A directory in which something changed.

    Attributes:
        directory: Which.
        deep: It may have changed below as well, where directories were known.
    """

    directory: Path
    deep: bool


@dataclass(slots=True)
class _Unrest:
    first: float
    last: float
    deep: bool

    def due_at(self) -> float:
        return min(self.last + QUIET_S, self.first + PATIENCE_S)


class Watcher:
    """Collects the directories in which something changed, and knows which folders give no events.

    Args:
        wake: Set from another thread at each change.
        open_events: Other events than the system's (for tests).
    """

    def __init__(self, wake: threading.Event, open_events: OpenEvents = system_events) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._unrest: dict[Path, _Unrest] = {}
        self._followed: dict[int, Path] = {}
        self._refused: set[int] = set()
        self._overflowed = False
        self._no_events = ""
        self._events: Events | None = None
        try:
            self._events = open_events(self.touch, self._overflow)
        except OSError as error:
            log.warning("no events: %s", error)
            self._no_events = _why(error)

    # -- which folders -------------------------------------------------------------------------

    def follow(self, folders: Sequence[Folder]) -> list[Folder]:
        """Take events of these folders and no others; those that are offline or far away give none.

        Returns:
            Folders to be walked again: they lie in one that is followed no longer, and whose events
            ended with all below it.
        """
        wanted = {folder.id: folder.path for folder in folders if folder.online}
        ended = {id_: path for id_, path in self._followed.items() if wanted.get(id_) != path}
        for id_, path in ended.items():
            del self._followed[id_]
            self._refused.discard(id_)
            if self._events:
                self._events.drop(path)
        new = {id_: path for id_, path in wanted.items() if id_ not in self._followed}
        volumes = mounted_volumes() if new else []
        self._followed |= {id_: path for id_, path in new.items() if not volume_of(path, volumes).network}
        return [
            folder
            for folder in folders
            if folder.id in self._followed and any(path in folder.path.parents for path in ended.values())
        ]

    def entering(self, folder: Folder, directory: Path) -> None:
        """A directory is about to be listed: from now on nothing shall happen there unseen."""
        if self._events is None or folder.id not in self._followed:
            return
        try:
            self._events.watch(directory)
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EACCES):
                log.info("can't watch %s: %s", display(directory), error)
                self._refused.add(folder.id)

    def renew(self, folder: Folder) -> None:
        """A folder is about to be walked whole; what was refused before may be granted now."""
        self._refused.discard(folder.id)

    def is_followed(self, folder: Folder) -> bool:
        """Whether events tell of every change in a folder; else it must be looked at again and again."""
        return self._events is not None and folder.id in self._followed and folder.id not in self._refused

    # -- what happened -------------------------------------------------------------------------

    def touch(self, directory: Path, deep: bool = False) -> None:
        """Something changed directly in a directory, or also below it."""
        now = time.monotonic()
        with self._lock:
            unrest = self._unrest.setdefault(directory, _Unrest(now, now, deep))
            unrest.last, unrest.deep = now, unrest.deep or deep
        self._wake.set()

    def due(self) -> list[Touched]:
        """The directories that have come to rest; they are forgotten here."""
        now = time.monotonic()
        with self._lock:
            ready = {path: unrest for path, unrest in self._unrest.items() if unrest.due_at() <= now}
            for path in ready:
                del self._unrest[path]
        deep = {path for path, unrest in ready.items() if unrest.deep}
        # What lies below one that is looked through whole is looked at with it.
        return [Touched(path, path in deep) for path in sorted(ready) if not deep.intersection(path.parents)]

    def next_due(self) -> float | None:
        """Seconds until a directory may come to rest; None when nothing changed."""
        with self._lock:
            if not self._unrest:
                return None
            return max(0.0, min(unrest.due_at() for unrest in self._unrest.values()) - time.monotonic())

    def take_overflow(self) -> bool:
        """Whether events were lost since this was asked last: everything must be looked at again."""
        with self._lock:
            overflowed, self._overflowed = self._overflowed, False
        return overflowed

    def problems(self, folders: Sequence[Folder]) -> list[str]:
        """Why changes in some folders are found late, and what helps; for people."""
        if self._no_events:
            return [f"Changes are found only by looking again now and then: {self._no_events}"]
        return [
            f"Changes in {display(folder.path)} are found only by looking again now and then, because it has "
            f"more folders than this system lets one person watch. To raise the limit: {_MORE_WATCHES}"
            for folder in folders
            if folder.id in self._refused
        ]

    def close(self) -> None:
        """Stop watching."""
        if self._events:
            self._events.close()

    def _overflow(self) -> None:
        log.warning("events were lost. %s", LESS_LOSS)
        with self._lock:
            self._overflowed = True
        self._wake.set()


def _why(error: OSError) -> str:
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return f"too many programs watch folders already. To raise the limit: {_MORE_INSTANCES}"
    return error.strerror or str(error)
