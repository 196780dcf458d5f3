"""Follows folders by the system's events. An event only says where to look again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from core.library import Folder
from core.paths import display

log = logging.getLogger(__name__)

QUIET_S = 0.6
"""A directory is looked at when nothing happened in it for this long: files are copied in pieces."""

# Without opened and closed-without-writing: our own reading would wake us, and
# watchdog 7.1 livelocks on overflow above some 5,000 directories.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]


class Watcher:
    """Collects the directories in which something changed.

    Args:
        wake: Called from the watching thread at each change.
    """

    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._dirty: dict[Path, float] = {}
        self._observer: BaseObserver = Observer()
        self._watches: dict[Path, ObservedWatch] = {}
        self._observer.start()
        self.problem = ""

    def follow(self, folders: Sequence[Folder]) -> None:
        """Watch these folders and no others; the ones that are offline are left for later."""
        wanted = {folder.path for folder in folders if folder.online}
        for path in set(self._watches) - wanted:
            self._observer.unschedule(self._watches.pop(path))
        for path in wanted - set(self._watches):
            try:
                self._watches[path] = self._observer.schedule(
                    _Handler(self), str(path), recursive=True, event_filter=_EVENTS
                )
            except OSError as error:
                log.warning("can't watch %s: %s", display(path), error)
                self.problem = (
                    f"Changes in {display(path)} are found only by looking again now and then ({error}). "
                    "On Linux: sudo sysctl fs.inotify.max_user_watches=1048576"
                )

    def touch(self, directory: Path) -> None:
        """Something changed directly in a directory."""
        with self._lock:
            self._dirty[directory] = time.monotonic()
        self._wake.set()

    def due(self) -> list[Path]:
        """The directories that have come to rest; they are forgotten here."""
        limit = time.monotonic() - QUIET_S
        with self._lock:
            ready = [path for path, last in self._dirty.items() if last <= limit]
            for path in ready:
                del self._dirty[path]
        return ready

    def next_due(self) -> float | None:
        """Seconds until a directory may come to rest; None when nothing changed."""
        with self._lock:
            if not self._dirty:
                return None
            return max(0.0, min(self._dirty.values()) + QUIET_S - time.monotonic())

    def close(self) -> None:
        """Stop watching and end the thread."""
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        source = Path(_text(event.src_path))
        self._watcher.touch(source.parent)
        if event.is_directory and event.event_type == "created":
            # `mkdir -p` and a file at once: the file's own event may have been missed.
            self._watcher.touch(source)
        if event.dest_path:
            target = Path(_text(event.dest_path))
            self._watcher.touch(target.parent)
            if event.is_directory:
                self._watcher.touch(target)


def _text(path: bytes | str) -> str:
    return path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
