"""Events of whole trees by watchdog, on systems where one watch serves for all that lies below."""

from __future__ import annotations

from collections.abc import Callable
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

# Without opened and closed-without-writing: our own reading would wake us.
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


class Observed:
    """Watches trees: the first directory of one that is asked for stands for all below it.

    Args:
        changed: Called from a thread with a directory in which something changed, and whether that
            may be true of everything below it as well.
    """

    def __init__(self, changed: Callable[[Path, bool], None]) -> None:
        self._handler = _Handler(changed)
        self._observer: BaseObserver = Observer()
        self._watches: dict[Path, ObservedWatch] = {}
        self._observer.start()

    def watch(self, directory: Path) -> None:
        """Watch a directory and all below it, also when that was done before.

        Raises:
            OSError: It can't be watched.
        """
        if not any(directory.is_relative_to(root) for root in self._watches):
            self._watches[directory] = self._observer.schedule(
                self._handler, str(directory), recursive=True, event_filter=_EVENTS
            )

    def drop(self, root: Path) -> None:
        """Stop watching a directory and all below it."""
        for path in [path for path in self._watches if path.is_relative_to(root)]:
            self._observer.unschedule(self._watches.pop(path))

    def close(self) -> None:
        """Stop watching and end the threads."""
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[Path, bool], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in filter(None, (_text(event.src_path), _text(event.dest_path))):
            self._changed(Path(path).parent, False)
            if event.is_directory and event.event_type != "deleted":
                self._changed(Path(path), True)


def _text(path: bytes | str) -> str:
    return path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
