"""A little room that is kept for the day the disk is full.

Even reading takes some: SQLite shares 32 KiB of memory a database between its readers
and writers, in a file beside it, which on a full disk can't be made
(https://sqlite.org/wal.html#the_wal_index_file). Giving up the ballast makes it possible
to search all the same.
"""

from __future__ import annotations

import contextlib
import os
import shutil

from core.paths import LibraryPaths

_BYTES = 128 << 10
_FREE_BYTES = 1 << 20


def keep_ballast(paths: LibraryPaths) -> None:
    """Lay the ballast aside, if it is not there and there is room to spare."""
    if paths.ballast.exists():
        return
    temporary = paths.ballast.with_name(f".{paths.ballast.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        if shutil.disk_usage(paths.root).free > _FREE_BYTES:
            # Nothing that a file system could compress, or leave out.
            temporary.write_bytes(os.urandom(_BYTES))
            temporary.replace(paths.ballast)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def drop_ballast(paths: LibraryPaths) -> bool:
    """Give up the ballast.

    Returns:
        Whether there was any.
    """
    try:
        paths.ballast.unlink()
    except OSError:
        return False
    return True
