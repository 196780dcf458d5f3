"""One indexer at a time. The system drops the lock when its holder dies, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import LibraryBusy
from core.paths import display


@contextmanager
def exclusive(path: Path, what: str) -> Iterator[None]:
    """Hold a lock file for the length of the block, without waiting for it.

    Args:
        path: The lock file.
        what: What is locked, for the message.

    Raises:
        LibraryBusy: Another process holds it.
    """
    lock = FileLock(path, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryBusy(
            f"Another Fovea is {what} the library {display(path.parent)} now.",
            "It goes on by itself; `fovea status` shows how far it is.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Whether some process holds the lock now."""
    try:
        with exclusive(path, "using"):
            return False
    except LibraryBusy:
        return True
