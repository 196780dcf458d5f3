"""Small files in people's own folders, written whole or not at all, and never over what came meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from core.library import FileStamp

_FLAGS = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LEFT_SECONDS = 10.0
"""A temporary file that is older was left by a crash; others write theirs in a moment."""


class ChangedMeanwhileError(Exception):
    """The file is not what it was when it was read: read it again."""


def replace_file(path: Path, data: bytes, before: FileStamp | None, like: Path) -> FileStamp:
    """Write a file, by a temporary one in the same folder, or leave everything as it is.

    Args:
        path: The file.
        data: All it is to hold.
        before: What it was when it was read; None: it is new.
        like: A file there whose mode and owner it gets.

    Returns:
        What it is now.

    Raises:
        ChangedMeanwhileError: It was changed, made or deleted by somebody else.
        OSError: It can't be written.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    # A file that may not be written can be replaced all the same, which nobody would expect.
    if before is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with _temporary(path) as temporary:
        _write(temporary, data, like.stat())
        if stamp_of(path) != before:
            raise ChangedMeanwhileError
        if before is None:
            _name(temporary, path)
        else:
            temporary.replace(path)
    _make_lasting(path.parent)
    stamp = stamp_of(path)
    if stamp is None:
        raise ChangedMeanwhileError
    return stamp


def remove_file(path: Path, before: FileStamp) -> None:
    """Delete a file that Fovea made, and nobody touched since.

    Args:
        path: The file.
        before: As Fovea left it.

    Raises:
        ChangedMeanwhileError: It was changed by somebody else.
        OSError: It can't be deleted.
    """
    if stamp_of(path) != before:
        raise ChangedMeanwhileError
    path.unlink()
    _make_lasting(path.parent)


def stamp_of(path: Path) -> FileStamp | None:
    """A file as it is now; None: there is none."""
    try:
        facts = path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return FileStamp(facts.st_size, facts.st_mtime_ns)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    # Of one file always the same: what a crash leaves is found again at the next attempt.
    digest = blake2b(os.fsencode(path.name), digest_size=8).hexdigest()
    temporary = path.with_name(f".fovea-{digest}.tmp")
    with contextlib.suppress(FileNotFoundError):
        if abs(time.time() - temporary.lstat().st_mtime) > _LEFT_SECONDS:
            temporary.unlink()
    try:
        os.close(os.open(temporary, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        # The folder is in another library, too, perhaps on another computer, which is writing just now.
        raise ChangedMeanwhileError from None
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes, like: os.stat_result) -> None:
    with os.fdopen(os.open(path, _FLAGS), "wb") as file:
        file.write(data)
        # Not on Windows, where a file has what its folder gives it; nor may everybody give files away.
        if hasattr(os, "fchmod"):
            with contextlib.suppress(OSError):
                os.fchown(file.fileno(), like.st_uid, like.st_gid)
            # Also beside a photo that nobody may write: what is written once is to be written again.
            os.fchmod(file.fileno(), like.st_mode & 0o666 | stat.S_IWUSR)
        file.flush()
        os.fsync(file.fileno())


def _name(temporary: Path, path: Path) -> None:
    """Give a new file its name, unless that was taken meanwhile."""
    try:
        # Unlike a rename, it fails where there is something already.
        os.link(temporary, path)
    except FileExistsError:
        raise ChangedMeanwhileError from None
    except OSError:
        # FAT knows no links.
        if os.path.lexists(path):
            raise ChangedMeanwhileError from None
        temporary.rename(path)


def _make_lasting(directory: Path) -> None:
    """A name survives a power cut once its directory is on the disk."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
