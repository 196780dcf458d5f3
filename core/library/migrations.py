"""Ordered steps from any earlier schema to this one.

`PRAGMA user_version` counts the steps taken. All missing steps run in one
transaction, after a backup of what was there; a newer schema is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from core.errors import LibraryTooNew
from core.library.backup import copy_database
from core.library.database import writing
from core.paths import display


def schema_version(database: Database) -> int:
    """How many steps this database has taken; 0 for a new file."""
    return int(database.conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: Database, path: Path, steps: Sequence[str], backups: Path) -> None:
    """Bring a database to the newest schema.

    Args:
        database: The open database.
        path: Its file.
        steps: SQL scripts; the n-th leads from version n to n + 1.
        backups: Where the copy made before the first change goes.

    Raises:
        LibraryTooNew: The database has taken more steps than there are.
    """
    version = schema_version(database)
    if version > len(steps):
        raise LibraryTooNew(
            f"The library {display(path.parent)} was made by a newer Fovea "
            f"(schema {version}, this one knows {len(steps)}).",
            "Install the newer version again, or use another library with --library DIR.",
        )
    if version == len(steps):
        return
    with writing(database, path):
        # Another process may have migrated while this one waited for its turn.
        version = schema_version(database)
        if 0 < version < len(steps):
            # Others read what was committed last: what this transaction has not touched yet.
            copy_database(path, backups / f"{path.stem}-before-schema-{len(steps)}.db")
        for step in steps[version:]:
            for statement in statements(step):
                database.conn.execute(statement)
        database.conn.execute(f"PRAGMA user_version = {len(steps)}")


def statements(script: str) -> list[str]:
    """Split a script into statements; executescript would commit the transaction first."""
    found: list[str] = []
    pending = ""
    for part in script.split(";"):
        pending += f"{part};"
        # A semicolon in a comment or between quotes does not end a statement.
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
