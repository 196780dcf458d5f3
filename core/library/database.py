"""One SQLite connection as Fovea wants it, and SQLite's errors in people's words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryFull
from core.library.kept import kept_backups
from core.paths import LibraryPaths, display

BUSY_TIMEOUT_S = 20.0
"""How long a writer waits for another process's short transaction."""

_PRIMARY = 0xFF
"""Result codes of SQLite: the low byte is the primary code, the rest refines it."""


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
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & _PRIMARY
    where = display(path)
    if is_damage(error):
        suspect(path)
        return LibraryDamaged(
            f"The database {where} is damaged.",
            way_out_of_damage(path),
        )
    if extended in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ):
        return LibraryError(
            f"The library can't be read: {where} ({error}).",
            "The disk may be failing: copy the library's folder to another one, and name it with --library.",
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


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error of SQLite says that the database itself is damaged."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def suspect(path: Path) -> None:
    """Remember that damage was met: who opens the library next checks it whole before using it.

    Args:
        path: The database, or the library it belongs to; copies elsewhere are nobody's library.
    """
    paths = LibraryPaths(path if path.is_dir() else path.parent)
    if path in (paths.root, paths.catalog, paths.vectors):
        with contextlib.suppress(OSError):
            paths.suspicion.touch()


def way_out_of_damage(path: Path) -> str:
    """What to do about a damaged database.

    Args:
        path: The database, or the library it belongs to.
    """
    paths = LibraryPaths(path if path.is_dir() else path.parent)
    if path == paths.vectors:
        return (
            "Nothing that can't be made again is in it: fovea restore --newest takes its backup, if there is "
            "a good one, and fovea index encodes what is missing. The damaged file is kept."
        )
    for backup in kept_backups(paths.backups, paths.catalog.stem)[:1]:
        return (
            f"There is a backup of {backup.made.astimezone():%d %B %Y, %H:%M}: fovea restore --newest takes "
            "the newest good one. The damaged file is kept."
        )
    return "There is no automatic backup yet; take one of your own: fovea restore FILE."
