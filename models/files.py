"""Writing files, and knowing what was written."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from models.errors import DownloadFailed

MARGIN = 64 << 20
"""Bytes that must stay free on the disk."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Digests:
    """The sha256 of a file, and the hash git gives it where that is wanted, made while its bytes pass."""

    def __init__(self, git_size: int | None = None) -> None:
        """Begin.

        Args:
            git_size: The size the file will have, where its git hash is wanted.
        """
        self.size = 0
        self._sha256 = hashlib.sha256()
        # https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
        self._git = None if git_size is None else hashlib.sha1(b"blob %d\0" % git_size, usedforsecurity=False)

    @property
    def sha256(self) -> str:
        """Of what has passed."""
        return self._sha256.hexdigest()

    @property
    def git_hash(self) -> str | None:
        """Of the whole blob, or None where it was not wanted."""
        return None if self._git is None else self._git.hexdigest()

    def update(self, chunk: bytes) -> None:
        """Let some bytes pass."""
        self.size += len(chunk)
        self._sha256.update(chunk)
        if self._git is not None:
            self._git.update(chunk)

    def update_from(self, path: Path) -> None:
        """Let a whole file pass."""
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                self.update(chunk)


def need_space(directory: Path, size: int) -> None:
    """Check that a disk has room.

    Args:
        directory: On that disk.
        size: Bytes that are still to come.

    Raises:
        DownloadFailed: It hasn't; says how much is missing.
    """
    free = shutil.disk_usage(directory).free
    if free < size + MARGIN:
        raise DownloadFailed(
            f"{directory} has {free / 1e6:,.0f} MB free; {(size + MARGIN) / 1e6:,.0f} MB are needed.",
            "Free some space and try again.",
        )


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what a disk complains of into words.

    Raises:
        DownloadFailed: The file can't be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DownloadFailed(
                f"The disk of {target.parent} is full.",
                "What has arrived is kept: free some space, and the same command goes on from there.",
            ) from error
        raise DownloadFailed(f"{target} can't be written: {error.strerror or error}.") from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that is on the disk when this returns.

    Raises:
        DownloadFailed: It can't be written.
    """
    with writing(path), path.open("wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(writer.fileno())
