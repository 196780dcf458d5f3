"""The tables of the text index: how they are laid out, and how the words of photos come into them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from functools import lru_cache

from core.library.tokens import tokens
from core.library.wording import FIELDS, Words

FORMAT = 1
"""Raised whenever texts are cut differently: an index of another format is made again."""

_SCHEMA = (
    "CREATE TABLE state (format INTEGER NOT NULL, seq INTEGER NOT NULL, photos INTEGER NOT NULL)",
    f"INSERT INTO state VALUES ({FORMAT}, 0, 0)",
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join(FIELDS)}, tokenize = 'ascii')",
    "CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, photos INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE pieces USING fts5(term, content = 'vocabulary', content_rowid = 'id', "
    "columnsize = 0, tokenize = 'trigram')",
    # Nothing shorter has a shorter piece of three characters.
    "CREATE TRIGGER new_word AFTER INSERT ON vocabulary WHEN length(NEW.term) > 3 BEGIN "
    "INSERT INTO pieces (rowid, term) VALUES (NEW.id, NEW.term); END",
)


def make(connection: sqlite3.Connection) -> None:
    """Make the tables, or make them again when they are of another format."""
    if _format(connection) == FORMAT:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have made them while this one waited for its turn.
        if _format(connection) != FORMAT:
            lay_out(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _format(connection: sqlite3.Connection) -> int | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone():
        return None
    (kept,) = connection.execute("SELECT format FROM state").fetchone() or (None,)
    return kept


def lay_out(connection: sqlite3.Connection) -> None:
    """Empty tables, whatever was there."""
    for table in ("state", "words", "pieces", "vocabulary"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _SCHEMA:
        connection.execute(statement)


def replace(connection: sqlite3.Connection, photo_ids: list[int], said: dict[int, Words]) -> int:
    """Put the words of some photos in the place of those they had; how many photos that adds."""
    ids = json.dumps(photo_ids)
    counts: Counter[str] = Counter()
    before = connection.execute(
        f"SELECT {', '.join(FIELDS)} FROM words WHERE rowid IN (SELECT value FROM json_each(?))", (ids,)
    ).fetchall()
    for row in before:
        counts.subtract({token for column in row for token in column.split()})
    after = {
        photo_id: [" ".join(_cut(words.get(field, ()))) for field in FIELDS]
        for photo_id, words in said.items()
    }
    for columns in after.values():
        counts.update({token for column in columns for token in column.split()})
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT value FROM json_each(?))", (ids,))
    connection.executemany(
        f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES ({', '.join('?' * (len(FIELDS) + 1))})",
        [(photo_id, *columns) for photo_id, columns in after.items()],
    )
    connection.executemany(
        "INSERT INTO vocabulary (term, photos) VALUES (?, ?) "
        "ON CONFLICT (term) DO UPDATE SET photos = photos + excluded.photos",
        sorted((term, count) for term, count in counts.items() if count),
    )
    return len(after) - len(before)


@lru_cache(4096)
def _cut(texts: tuple[str, ...]) -> list[str]:
    """Tokens of the texts of a field. Photos of a folder share most of them."""
    return [token for text in texts for token in tokens(text)]
