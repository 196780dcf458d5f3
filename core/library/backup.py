"""Copies of a database that is in use, by SQLite's own online backup."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from core.errors import LibraryDamaged, LibraryError, LibraryFull
from core.library.database import is_damage, suspect, translate, translated, way_out_of_damage
from core.paths import display

_STEP_PAGES = 4096
_INSTRUCTIONS = 1_000_000
_SPARE_BYTES = 64 << 20


class Interrupted(Exception):
    """A copy was ended early, as asked; nothing was left of it."""


def copy_database(source: Path, target: Path, proceed: Callable[[], bool] = lambda: True) -> None:
    """Copy a database, also while others write it; `target` appears whole and checked, or not at all.

    Nobody waits for it: in WAL mode a reader is in no writer's way.

    Args:
        source: The database.
        target: Where the copy goes; what is there stays until the copy is good.
        proceed: Asked now and then; False ends the copying.

    Raises:
        LibraryDamaged: The source, or the copy, does not pass SQLite's own check.
        LibraryFull: No room for the copy.
        Interrupted: `proceed` said so.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        counts = _copy(source, temporary, proceed)
        if problems := integrity_problems(temporary, proceed):
            suspect(source)
            raise LibraryDamaged(
                f"The database {display(source)} is damaged: {problems[0]}.", way_out_of_damage(source)
            )
        with translated(temporary), closing(sqlite3.connect(read_only(temporary), uri=True)) as copy:
            if _row_counts(copy) != counts:
                raise LibraryDamaged(f"The copy of {display(source)} has not all of its rows.")
        with contextlib.suppress(PermissionError):  # a stick without permissions
            temporary.chmod(0o600)
        settle(temporary)
        temporary.replace(target)
        settle(target.parent)
    except OSError as error:
        failure = LibraryFull if error.errno == errno.ENOSPC else LibraryError
        raise failure(f"{display(target)} can't be written: {error.strerror}.") from error
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def make_room(directory: Path, size: int) -> None:
    """Make the folder of a copy, and see that the copy will not take the last room of its disk.

    Raises:
        LibraryFull: There is not enough room, or the folder can't be made.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(directory).free
    except OSError as error:
        raise LibraryFull(f"{display(directory)} can't be written: {error.strerror}.") from error
    # What a small library needs is there on any disk that still works; a large one must not fill it.
    if free < size + min(size, _SPARE_BYTES):
        raise LibraryFull(
            f"There is no room for a backup in {display(directory)}: "
            f"it needs {size / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free.",
            "Free some space on that disk.",
        )


def integrity_problems(path: Path, proceed: Callable[[], bool] = lambda: True) -> list[str]:
    """What SQLite's own check finds wrong in a database; empty when nothing.

    Args:
        path: The database.
        proceed: Asked now and then; False ends the check.

    Raises:
        LibraryError: It can't be read at all; says why.
        Interrupted: `proceed` said so.
    """
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            connection.set_progress_handler(lambda: not proceed(), _INSTRUCTIONS)
            rows = [message for (message,) in connection.execute("PRAGMA integrity_check") if message != "ok"]
            rows += [
                f"row {row} of {table} refers to a row of {parent} that is not there"
                for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise Interrupted from error
        # A full disk, or a permission, says nothing about the database.
        if is_damage(error):
            return [str(error)]
        raise translate(error, path) or error from error
    return rows


def settle(path: Path) -> None:
    """See that a file, or the names in a directory, survive a power cut."""
    if path.is_dir():
        # Not every file system knows how, and Windows does not open directories: NTFS journals its names.
        with contextlib.suppress(OSError):
            _flush(path, os.O_RDONLY)
    else:
        _flush(path, os.O_RDWR)


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_only(path: Path) -> str:
    """The URI that opens a database for reading."""
    return f"{path.absolute().as_uri()}?mode=ro"


def _copy(source: Path, target: Path, proceed: Callable[[], bool]) -> dict[str, int]:
    """Copy pages; returns how many rows each table had at that moment."""

    def progress(status: int, remaining: int, total: int) -> None:  # noqa: ARG001
        if not proceed():
            raise Interrupted

    try:
        with closing(sqlite3.connect(read_only(source), uri=True)) as original:
            # One read transaction around counting and copying: both see the same moment.
            original.execute("BEGIN")
            counts = _row_counts(original)
            make_room(target.parent, _size(original))
            with closing(sqlite3.connect(target)) as copy:
                original.backup(copy, pages=_STEP_PAGES, progress=progress)
                copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        # Damage was met in the source; whatever else went wrong went wrong while writing.
        known = translate(error, source)
        raise (known if isinstance(known, LibraryDamaged) else translate(error, target)) or error from error
    return counts


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables.fetchall()
    }


def _size(connection: sqlite3.Connection) -> int:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])
