"""What takes how much room in a library, and which of it can be made again.

The catalogue and the vectors are what a library is; everything else comes back by itself when it is
deleted, at the price of some time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import LibraryError
from core.library.lock import exclusive
from core.paths import LibraryPaths, display

Kind = Literal["catalog", "vectors", "thumbnails", "index", "words", "encoders", "backups", "log", "other"]

CLEARABLE: tuple[Kind, ...] = ("thumbnails", "index", "log")
"""What a person may delete: it is made again when it is needed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """One part of a library.

    Attributes:
        kind: Which.
        octets: Its size on the disk, as its files' lengths.
        files: How many files it has.
    """

    kind: Kind
    octets: int
    files: int


def usage(paths: LibraryPaths, proceed: Callable[[], bool] = lambda: True) -> list[Usage]:
    """How much room each part takes, the largest first.

    Args:
        paths: Of the library.
        proceed: Asked for each directory; False ends early, and what was counted is given.
    """
    parts = _parts(paths)
    sums: dict[Kind, tuple[int, int]] = {}
    for directory, names in _walk(paths.root, proceed):
        for name, octets in names:
            kind = _kind(directory / name, parts)
            before = sums.get(kind, (0, 0))
            sums[kind] = before[0] + octets, before[1] + 1
    return sorted((Usage(kind, *counted) for kind, counted in sums.items()), key=lambda one: -one.octets)


def clear(paths: LibraryPaths, kind: Kind) -> None:
    """Delete a part that can be made again.

    Args:
        paths: Of the library.
        kind: One of `CLEARABLE`.

    Raises:
        LibraryBusy: The index is being written.
        LibraryError: It can't be deleted, or can't be made again.
    """
    if kind not in CLEARABLE:
        raise LibraryError(f"The part {kind!r} of a library can't be made again.")
    # Of a thumbnail or a segment that is being looked at, the system keeps what is needed.
    with exclusive(paths.index_lock, "writing the index of"):
        for part, of in _parts(paths).items():
            if of == kind:
                _delete(part)


def _parts(paths: LibraryPaths) -> Mapping[Path, Kind]:
    with_journals: dict[Path, Kind] = {}  # what SQLite keeps beside a database belongs to it
    databases: dict[Path, Kind] = {
        paths.catalog: "catalog",
        paths.vectors: "vectors",
        paths.words: "words",
        paths.dictionary: "words",
    }
    for database, kind in databases.items():
        for ending in ("", "-wal", "-shm"):
            with_journals[database.with_name(database.name + ending)] = kind
    return {
        **with_journals,
        paths.word_vectors: "words",
        paths.thumbnails: "thumbnails",
        paths.index: "index",
        paths.encoders: "encoders",
        paths.backups: "backups",
        paths.log: "log",
        **{paths.log.with_name(f"{paths.log.name}.{number}"): "log" for number in (1, 2)},
    }


def _kind(path: Path, parts: Mapping[Path, Kind]) -> Kind:
    return next((parts[part] for part in (path, *path.parents) if part in parts), "other")


def _walk(root: Path, proceed: Callable[[], bool]) -> Iterator[tuple[Path, list[tuple[str, int]]]]:
    """All directories, with the names and lengths of their files."""
    waiting = [root]
    while waiting and proceed():
        directory = waiting.pop()
        files: list[tuple[str, int]] = []
        # What goes while one counts is not there.
        with contextlib.suppress(OSError), os.scandir(directory) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False):
                        files.append((entry.name, entry.stat(follow_symlinks=False).st_size))
        yield directory, files


def _delete(part: Path) -> None:
    try:
        if not part.is_dir():
            part.unlink(missing_ok=True)
            return
        # The directories stay: somebody may be about to write into one.
        for directory, _, names in os.walk(part):
            for name in names:
                Path(directory, name).unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"{display(part)} can't be deleted: {error.strerror}.") from error
