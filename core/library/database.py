"""One SQLite connection as Fovea wants it, and SQLite's errors in people's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryFull
from core.paths import display

BUSY_TIMEOUT_S = 20.0
"""How long a writer waits for another process's short transaction."""


def connect(path: Path, *, attach: tuple[str, Path] | None = None) -> Database:
    """Open a database for one thread.

    Args:
        path: The file; made when missing.
        attach: Name and file of a second database, for joins (read only by convention).

    Raises:
        LibraryDamaged: The file is not a database.
        LibraryFull: The disk is full.
        LibraryError: The file can't be opened or made.
    """
    with translated(path):
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            # A commit that was reported must survive a power cut: FULL, not WAL's usual NORMAL.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            if attach is not None:
                name, other = attach
                connection.execute(f"ATTACH DATABASE ? AS {name}", (str(other),))
            path.chmod(0o600)
        except BaseException:
            connection.close()
            raise
    return Database(connection, execute_plugins=False)


@contextmanager
def writing(database: Database, path: Path) -> Iterator[Database]:
    """A write transaction: committed at the end of the block, rolled back on any error.

    IMMEDIATE, so that it waits for its turn at the start and never fails in the middle.
    """
    with translated(path):
        database.conn.execute("BEGIN IMMEDIATE")
        try:
            yield database
            database.conn.execute("COMMIT")
        except BaseException:
            if database.conn.in_transaction:
                database.conn.execute("ROLLBACK")
            raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the environment into errors that name the file and the way out."""
    try:
        yield
    except sqlite3.Error as error:
        known = translate(error, path)
        if known is None:
            raise
        raise known from error


def translate(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """What an error of SQLite means to the person; None when it is a bug of ours.

    Args:
        error: As raised.
        path: The database, or the library it belongs to.
    """
    # Only the low byte: extended codes refine it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    where = display(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamaged(
            f"The database {where} is damaged.",
            "Restore a backup: fovea restore FILE (the newest are in the library's folder 'backups').",
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return LibraryFull(
            f"The library can't be written: {where} ({error}).",
            "Free some space on that disk, or choose another place with --library DIR.",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(f"The database {where} is in use by another program.", "Try again.")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return LibraryError(
            f"The database {where} can't be opened or written ({error}).",
            "Check the permissions of the library's folder, or choose another with --library DIR.",
        )
    return None
