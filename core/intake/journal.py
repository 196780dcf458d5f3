"""Which files are in hand, for the next indexer to know should this one die of them."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from core.errors import USER_ERRORS, LibraryFull
from core.library import Library
from core.paths import display
from models import TEXT_READER

_ENTRY = struct.Struct("<q")
_LONGEST = 4096 * _ENTRY.size

_INNOCENT = (*USER_ERRORS, sqlite3.Error, OSError, GeneratorExit, KeyboardInterrupt)
"""Ends that no file is to blame for. Any other error is taken for a death."""


class Journal:
    """A small file of ids, of places or pictures: those taken in hand as they are, those put down negative.

    Appended to without waiting for the disk: it has to outlive this process, however that
    ends, not the computer. Emptied whenever nothing is in hand.

    Args:
        path: The file.

    Raises:
        LibraryFull: It can't be written; nothing is taken in hand then.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        self._path = path
        try:
            self._file = os.open(path, flags, 0o600)
        except OSError as error:
            raise self._full(error) from error
        self._in_hand: set[int] = set()
        self._length = 0

    def take(self, place_ids: Iterable[int]) -> None:
        """These files are in hand from now on."""
        taken = list(place_ids)
        self._in_hand.update(taken)
        self._append(taken)

    def put_down(self, place_ids: Iterable[int]) -> None:
        """What became of these files is written down in the library."""
        done = list(place_ids)
        self._in_hand.difference_update(done)
        if not self._in_hand:
            os.ftruncate(self._file, 0)
            self._length = 0
        else:
            self._append([-place_id for place_id in done])

    def _append(self, entries: list[int]) -> None:
        if self._length > max(_LONGEST, 4 * _ENTRY.size * len(self._in_hand)):
            os.ftruncate(self._file, 0)
            self._length = 0
            entries = [*self._in_hand]
        # One call, so that it is there as a whole or, cut short, known by its length.
        try:
            self._length += os.write(self._file, b"".join(map(_ENTRY.pack, entries)))
        except OSError as error:
            raise self._full(error) from error

    def _full(self, error: OSError) -> LibraryFull:
        return LibraryFull(
            f"The library {display(self._path.parent)} can't be written: {error.strerror}.",
            "Make room on its disk or give yourself the right to write there, then index again.",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, _INNOCENT):
            os.ftruncate(self._file, 0)
        os.close(self._file)


def left_in_hand(path: Path) -> list[int]:
    """The files that were in hand when the last indexer died; none if it ended well."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    in_hand: set[int] = set()
    for (entry,) in _ENTRY.iter_unpack(data[: len(data) - len(data) % _ENTRY.size]):
        if entry > 0:
            in_hand.add(entry)
        else:
            in_hand.discard(-entry)
    return sorted(in_hand)


def accuse(library: Library) -> None:
    """Remember against the files that the last indexer had in hand that it died. Once, at the start."""
    if places := _suspects(library.paths.journal):
        library.doubts.strike(places)
    if pictures := _suspects(library.paths.text_journal):
        library.transcripts.strike(TEXT_READER, pictures)


def _suspects(path: Path) -> list[int]:
    """What an indexer died with, as far as that may be why; told once."""
    left = left_in_hand(path)
    if not left:
        return []
    # Where all of the computer went down, nothing says that a file did it.
    died_alone = path.stat().st_mtime > psutil.boot_time()
    path.unlink()
    return left if died_alone else []
