"""Copies of a database that is in use, by SQLite's own online backup."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import LibraryDamaged
from core.library.database import translated
from core.paths import display


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, also while others write it; `target` appears whole or not at all.

    Raises:
        LibraryDamaged: The source, or the copy, does not pass SQLite's own check.
        LibraryFull: No room for the copy.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target), closing(sqlite3.connect(temporary)) as copy:
            with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original:
                original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        if problems := integrity_problems(temporary):
            raise LibraryDamaged(f"The database {display(source)} is damaged: {problems[0]}.")
        temporary.chmod(0o600)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def integrity_problems(path: Path) -> list[str]:
    """What SQLite's own check finds wrong in a database; empty when nothing."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
            rows += [(f"foreign key {row}",) for row in connection.execute("PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [row[0] for row in rows if row[0] != "ok"]
