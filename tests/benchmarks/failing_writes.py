"""A disk that fails, below SQLite: its writes return an error from a chosen one on.

SQLite's VFS for POSIX looks its system calls up in a table that may be changed
(https://sqlite.org/c3ref/vfs.html, xSetSystemCall); its own tests inject faults the same way.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_Write = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int64,
    use_errno=True,
)
_CALLS = (b"pwrite64", b"pwrite")


class _Vfs(ctypes.Structure):
    """struct sqlite3_vfs, version 3; only what is used has a type."""


_Set = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, ctypes.c_void_p)
_Get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Vfs), ctypes.c_char_p)
_Vfs._fields_ = [
    ("numbers", ctypes.c_int * 3),
    ("pointers", ctypes.c_void_p * 3),
    ("methods", ctypes.c_void_p * 13),
    ("xSetSystemCall", _Set),
    ("xGetSystemCall", _Get),
]


class Unavailable(Exception):
    """This kind of fault can't be made here; says why."""


class FailingWrites:
    """Counts the writes of SQLite in this process, and fails those that are chosen.

    Attributes:
        count: Writes so far.
        failed: Of these, how many failed.
    """

    def __init__(self) -> None:
        self.count = self.failed = 0
        self._from = self._until = 0
        self._errno = 0

    def fail(self, first: int, errno: int, *, times: int = 1 << 62) -> None:
        """From now on the `first`-th write fails with an error number, and the next `times` - 1 too."""
        self.count = self.failed = 0
        self._from, self._until, self._errno = first, first + times, errno

    def heal(self) -> None:
        """From now on all writes succeed."""
        self._until = 0

    def fails(self) -> int:
        """Count one write; the error it fails with, or 0."""
        self.count += 1
        if self._from <= self.count < self._until:
            self.failed += 1
            return self._errno
        return 0


@contextmanager
def failing_writes() -> Iterator[FailingWrites]:
    """Put a counter below SQLite for the length of the block.

    Raises:
        Unavailable: Not on this platform, or SQLite is built into Python.
    """
    vfs = _vfs()
    faults = FailingWrites()
    found = [(name, address) for name in _CALLS if (address := vfs.contents.xGetSystemCall(vfs, name))]
    if not found:
        raise Unavailable("SQLite does not write with pwrite here")
    kept = []
    for name, address in found:
        original = _Write(address)

        def write(
            file: int, data: int, size: int, offset: int, original: ctypes._CFunctionType = original
        ) -> int:
            if code := faults.fails():
                ctypes.set_errno(code)
                return -1
            return int(original(file, data, size, offset))

        kept.append(_Write(write))
        vfs.contents.xSetSystemCall(vfs, name, ctypes.cast(kept[-1], ctypes.c_void_p))
    try:
        yield faults
    finally:
        for name, address in found:
            vfs.contents.xSetSystemCall(vfs, name, address)


def _vfs() -> ctypes._Pointer[_Vfs]:
    if sys.platform != "linux":
        raise Unavailable("the library that Python's SQLite is in is looked up the Linux way")
    sqlite3.connect(":memory:").close()
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    files = {line.split()[-1] for line in maps.splitlines() if "libsqlite3" in line}
    if not files:
        raise Unavailable("SQLite is built into this Python")
    library = ctypes.CDLL(files.pop())
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    found: ctypes._Pointer[_Vfs] = library.sqlite3_vfs_find(b"unix")
    return found
