"""The text index: in which photos words stand, in SQLite's FTS5. A cache in a file of its own.

Words are tokens of `core.library.tokens`, so the index finds whole words and runs of Chinese
characters. Pieces of words are found through the vocabulary: an index of its trigrams names the words
that a piece stands in, and these are looked up (k-gram indexes; Manning, Raghavan and Schütze 2008,
section 3.2.2). One index of the trigrams of all texts, with Chinese characters written three times over,
finds the same; `make bench ARGS=wording` compares the two.

Any process may bring it up to date, several at once; it follows `reworded` and remembers in the same
transaction how far it came. A damaged one is thrown away and made again. No trouble with it reaches
the person: what it can't say is not found by words.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.errors import LibraryError
from core.library.database import connect, is_damage
from core.library.word_tables import lay_out, make, replace
from core.library.wording import FIELDS, Field, Wording

log = logging.getLogger(__name__)

_BATCH = 1000
_BUSY_MS = 100
_WORDS_IN_A_PIECE = 24
"""Words that a piece of one is taken to mean at most, the most frequent first."""


class WordIndex:
    """Finds photos by their words. For one thread.

    Args:
        path: The index's file; made when missing.
        wording: What it is made from.
    """

    def __init__(self, path: Path, wording: Wording) -> None:
        self._path = path
        self._wording = wording
        self._database: Database | None = None
        self._inode = 0
        self._thrown_away = False
        self.photos = 0
        """Photos in it."""

    def refresh(self, limit: int | None = None) -> int:
        """Take in what changed since the last time, without waiting for another process that is at it.

        Args:
            limit: At most so many photos; None: all.

        Returns:
            How many photos were looked at; 0 when nothing changed, or another process is at it.
        """
        done = 0
        for taken in self.refreshing(batch=min(limit or _BATCH, _BATCH), wait_ms=0):
            done += taken
            if limit is not None and done >= limit:
                break
        return done

    def refreshing(
        self, proceed: Callable[[], bool] = lambda: True, batch: int = _BATCH, wait_ms: int = _BUSY_MS
    ) -> Iterator[int]:
        """Take in what changed, a batch a transaction.

        Args:
            proceed: Asked between batches; False ends early.
            batch: Photos.
            wait_ms: How long to wait for another process, in milliseconds.

        Yields:
            How many photos were taken in.
        """
        while proceed():
            taken, self._thrown_away = 0, False
            with self._forgiving():
                taken = self._take_in(batch, wait_ms)
            if taken:
                yield taken
            elif not self._thrown_away:
                return

    def frequencies(self, terms: list[str]) -> dict[str, int]:
        """In how many photos each of some tokens stands; those that stand in none are left out."""
        found: dict[str, int] = {}
        with self._forgiving():
            rows = self._opened().conn.execute(
                "SELECT term, photos FROM vocabulary "
                "WHERE term IN (SELECT value FROM json_each(?)) AND photos > 0",
                (json.dumps(terms),),
            )
            found.update(rows)
        return found

    def words_with(self, piece: str) -> dict[str, int]:
        """Tokens that a piece of at least three characters stands inside, and in how many photos each is."""
        found: dict[str, int] = {}
        with self._forgiving():
            rows = self._opened().conn.execute(
                "SELECT term, photos FROM vocabulary WHERE id IN "
                "(SELECT rowid FROM pieces WHERE pieces MATCH ?) AND photos > 0 "
                "ORDER BY photos DESC LIMIT ?",
                (f'"{piece}"', _WORDS_IN_A_PIECE),
            )
            found.update(rows)
        return found

    def words_from(self, beginning: str) -> dict[str, int]:
        """Tokens that begin so, and in how many photos each is."""
        found: dict[str, int] = {}
        with self._forgiving():
            rows = self._opened().conn.execute(
                "SELECT term, photos FROM vocabulary WHERE term >= ? AND term < ? AND photos > 0 "
                "ORDER BY photos DESC LIMIT ?",
                (beginning, f"{beginning}\U0010ffff", _WORDS_IN_A_PIECE),
            )
            found.update(rows)
        return found

    def photos_with(
        self, expression: str, fields: tuple[Field, ...] = FIELDS, limit: int = -1
    ) -> NDArray[np.int64]:
        """Photos that an expression of FTS5 finds, the newest first.

        Args:
            expression: Of quoted tokens.
            fields: Where they stand.
            limit: At most so many; -1: all.

        Returns:
            int64, shape (n,), descending.
        """
        within = f"{{{' '.join(fields)}}} : " if fields != FIELDS else ""
        with self._forgiving():
            row = (
                self._opened()
                .conn.execute(
                    # All in one row: a million rows take Python five times as long.
                    "SELECT group_concat(id) FROM "
                    "(SELECT rowid AS id FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?)",
                    (f"{within}({expression})", limit),
                )
                .fetchone()
            )
            return np.fromstring(row[0] or "", dtype=np.int64, sep=",")
        return np.empty(0, np.int64)

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _opened(self) -> Database:
        if self._database is not None and self._inode != _inode(self._path):
            self.close()  # another process threw it away
        if self._database is None:
            self._database = database = connect(self._path)
            # It is made again where a power cut takes something away; WAL keeps it whole.
            database.conn.execute("PRAGMA synchronous = NORMAL")
            database.conn.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            self._inode = _inode(self._path)
            make(database.conn)
            self.photos = database.conn.execute("SELECT photos FROM state").fetchone()[0]
        return self._database

    def _take_in(self, batch: int, wait_ms: int) -> int:
        """A batch of what changed; how many photos."""
        connection = self._opened().conn
        known, self.photos = connection.execute("SELECT seq, photos FROM state").fetchone()
        if self._wording.newest() == known:
            return 0
        connection.execute(f"PRAGMA busy_timeout = {wait_ms}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        finally:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            # Another process may have taken in some while this one waited for its turn, and what it took
            # in may be newer than what this one saw before.
            known, photos = connection.execute("SELECT seq, photos FROM state").fetchone()
            if self._wording.newest() < known:  # of another catalogue: a backup was restored
                lay_out(connection)
                known = photos = 0
            changed = self._wording.changed(known, batch)
            if changed:
                photo_ids = [photo_id for _, photo_id in changed]
                photos += replace(connection, photo_ids, self._wording.of(photo_ids))
                connection.execute("UPDATE state SET seq = ?, photos = ?", (changed[-1][0], photos))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self.photos = photos
        return len(changed)

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """Trouble with the index is no trouble of the person's: a damaged one is thrown away."""
        try:
            yield
        except (sqlite3.Error, LibraryError) as error:
            cause = error if isinstance(error, sqlite3.Error) else error.__cause__
            if isinstance(cause, sqlite3.Error) and is_damage(cause):
                log.warning("the text index is made again: %s", error)
                self.close()
                for suffix in ("-shm", "-wal", ""):
                    # On Windows another process may still have it open; the next one to notice gets it.
                    with contextlib.suppress(OSError):
                        self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
                self._thrown_away = not self._path.exists()
            else:
                log.info("the text index can't be used now: %s", error)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return -1
