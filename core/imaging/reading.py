"""Opening photos: read-only, regular files only, never blocking, and whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import FailureReason, PhotoError
from core.imaging.formats import HEAD_BYTES, sniff
from core.paths import display

EDGE_BYTES = 64 * 1024
MAX_FILE_BYTES = 1 << 30
"""Larger files are not read: no photo is, and all of it must fit into a child's memory."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """One file's bytes and what the file system said of it before they were read."""

    size: int
    mtime_ns: int
    file_id: int
    data: bytes


def edges_digest(path: Path) -> bytes:
    """Digest a file's size and its first and last 64 KiB, to recognise it in another place.

    Args:
        path: The file.

    Returns:
        16 bytes, BLAKE2b.

    Raises:
        PhotoError: The file is gone or can't be read.
    """
    with open_photo(path) as (file, status):
        try:
            first = file.read(EDGE_BYTES)
            file.seek(max(0, status.st_size - EDGE_BYTES))
            return _edges(status.st_size, first, file.read(EDGE_BYTES))
        except OSError as error:
            raise _unreadable(path, error) from None


def edges_of(data: bytes) -> bytes:
    """`edges_digest` of a file already in memory."""
    return _edges(len(data), data[:EDGE_BYTES], data[-EDGE_BYTES:])


def _edges(size: int, first: bytes, last: bytes) -> bytes:
    digest = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=16)
    digest.update(first)
    digest.update(last)
    return digest.digest()


def read_photo(path: Path) -> FileContent:
    """Read a file that looks like a picture.

    Args:
        path: The file.

    Returns:
        The whole of it, unchanged between the first look and the last byte.

    Raises:
        PhotoError: It can't be read, is empty, too large, no picture, or is being written.
    """
    name = display(path)
    with open_photo(path) as (file, before):
        if before.st_size == 0:
            raise PhotoError(
                FailureReason.EMPTY,
                f'"{name}" is empty (0 bytes).',
                "Copy it again from the camera or a backup.",
            )
        try:
            head = file.read(HEAD_BYTES)
            # Decided before the rest is read: a film named .jpg may have many gigabytes.
            if sniff(head, path.suffix.lower()) is None:
                raise not_a_picture(name)
            if before.st_size > MAX_FILE_BYTES:
                raise PhotoError(
                    FailureReason.TOO_LARGE,
                    f'"{name}" is too large to be read ({before.st_size / 2**30:.1f} GiB).',
                    "Save a smaller copy of it to have it found.",
                )
            data = head + file.read()
            after = os.fstat(file.fileno())
        except OSError as error:
            raise _unreadable(path, error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != before.st_size:
        raise _unfinished(name)
    return FileContent(before.st_size, before.st_mtime_ns, before.st_ino, data)


def read_beside(path: Path, limit: int) -> FileContent:
    """Read a small file that lies beside a photo.

    Args:
        path: The file.
        limit: Bytes it may have.

    Returns:
        The whole of it.

    Raises:
        PhotoError: It can't be read, is larger, or is being written.
    """
    with open_photo(path) as (file, status):
        if status.st_size > limit:
            problem = f'"{display(path)}" is too large for what it should hold ({status.st_size >> 20} MiB).'
            raise PhotoError(
                FailureReason.TOO_LARGE, problem, "Write it again with the program that made it."
            )
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise _unreadable(path, error) from None
    if len(data) != status.st_size:
        raise _unfinished(display(path))
    return FileContent(status.st_size, status.st_mtime_ns, status.st_ino, data)


def sha256_digest(path: Path) -> bytes:
    """The SHA-256 of a file of any size, read a block at a time.

    Args:
        path: The file.

    Returns:
        32 bytes.

    Raises:
        PhotoError: The file is gone or can't be read.
    """
    digest = hashlib.sha256()
    with open_photo(path) as (file, _):
        try:
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.digest()
        except OSError as error:
            raise _unreadable(path, error) from None


def not_a_picture(name: str) -> PhotoError:
    """The error for bytes that are no picture, whatever the name says."""
    return PhotoError(
        FailureReason.NOT_A_PICTURE,
        f'"{name}" is not a picture of a kind Fovea knows.',
        "If it shows something, save a copy as JPEG; otherwise rename or remove it.",
    )


@contextmanager
def open_photo(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open a regular file read-only.

    Args:
        path: The file.

    Yields:
        The open file, unbuffered, and its status.

    Raises:
        PhotoError: It is gone, forbidden, or not a regular file.
    """
    # Without O_NONBLOCK, opening a named pipe would wait for ever for a writer.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path, error) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(
                FailureReason.NOT_A_PICTURE,
                f'"{display(path)}" is not a file but {_what(status.st_mode)}.',
                "Rename or remove it to have it no longer listed.",
            )
        file = os.fdopen(descriptor, "rb", buffering=0)
    except BaseException as error:
        os.close(descriptor)
        if isinstance(error, OSError):
            raise _unreadable(path, error) from None
        raise
    with file:
        yield file, status


def _unfinished(name: str) -> PhotoError:
    return PhotoError(
        FailureReason.UNREADABLE,
        f'"{name}" is still being written.',
        "It is read again when it is complete.",
    )


def _what(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a named pipe" if stat.S_ISFIFO(mode) else "a device"


def _unreadable(path: Path, error: Exception) -> PhotoError:
    name = display(path)
    if isinstance(error, FileNotFoundError):
        problem, remedy = f'"{name}" is no longer there.', "It is found again if it was only moved."
    elif isinstance(error, PermissionError):
        problem, remedy = (
            f'"{name}" may not be read by you.',
            "Give yourself the right to read it, then index again.",
        )
    else:
        why = getattr(error, "strerror", None) or "unknown error"
        problem = f'"{name}" can\'t be read: {why}.'
        remedy = "Check the drive or the network, then index again."
    return PhotoError(FailureReason.UNREADABLE, problem, remedy)
