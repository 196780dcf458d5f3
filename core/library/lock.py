"""One indexer at a time. The system drops the lock when its holder dies, however it dies.

Nothing is read from the lock's file, so one that a dead process left means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import LibraryBusy, LibraryError
from core.paths import display

_PATIENCE_S = 0.3
"""`is_held` holds a lock for an instant; whoever wants it in earnest waits that long."""


@contextmanager
def exclusive(path: Path, what: str, patience: float = _PATIENCE_S) -> Iterator[None]:
    """Hold a lock file for the length of the block, without waiting for work that is being done.

    Args:
        path: The lock file.
        what: What is locked, for the message.
        patience: Seconds before the lock counts as held.

    Raises:
        LibraryBusy: Another process holds it.
        LibraryError: The lock file can't be made.
    """
    lock = FileLock(path)
    try:
        lock.acquire(timeout=patience, poll_interval=0.02)
    except OSError as error:
        if isinstance(error, Timeout):
            raise LibraryBusy(
                f"Another Fovea is {what} the library {display(path.parent)} now.",
                "It goes on by itself; `fovea status` shows how far it is.",
            ) from None
        raise LibraryError(
            f"The library {display(path.parent)} can't be written: {error.strerror}.",
            "Check the permissions of its folder and the room on its disk.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Whether some process holds the lock now."""
    try:
        with exclusive(path, "using", patience=0):
            return False
    except LibraryBusy:
        return True
