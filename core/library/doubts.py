"""Files that are not to be trusted yet: the indexer died with them, or they were recognised in passing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from core.errors import FailureReason
from core.library.database import writing
from core.library.places import Places, to_work
from core.library.records import Work
from core.paths import display, from_stored

STRIKES = 2
"""A file that the indexer died with so many times is not read any more."""


class Doubts:
    """Remembers what speaks against a file, until it is read well or left out."""

    def __init__(self, database: Database, path: Path, places: Places) -> None:
        self._database = database
        self._path = path
        self._places = places

    def strike(self, place_ids: Iterable[int]) -> None:
        """The indexer died with these files in hand. One that was alone in hand twice over is guilty.

        A file with a strike is read alone, so the second strike of a file accuses nobody else.
        """
        with writing(self._database, self._path) as database:
            ids = json.dumps(list(place_ids))
            database.conn.execute(
                "UPDATE places SET strikes = strikes + 1 WHERE id IN (SELECT value FROM json_each(?))", (ids,)
            )
            for place_id, name in database.conn.execute(
                "SELECT id, name FROM places WHERE strikes >= ? AND state <> 'failed' "
                "AND id IN (SELECT value FROM json_each(?))",
                (STRIKES, ids),
            ).fetchall():
                self._places.fail(
                    place_id,
                    FailureReason.QUARANTINED,
                    f'Fovea ended {STRIKES} times while reading "{display(from_stored(name))}".',
                    "Try again when Fovea or the file is a newer one.",
                )

    def unconfirmed(self, after: int = 0, limit: int = 100) -> list[tuple[Work, bytes]]:
        """Files in reach that were recognised without reading all of them, and the SHA-256 expected."""
        rows = self._database.conn.execute(
            "SELECT places.id, mount_path, directory, name, sha256 FROM places "
            "JOIN contents ON contents.id = content_id JOIN folders ON folders.id = folder_id "
            "JOIN volumes ON volumes.id = places.volume_id "
            "WHERE confirmed = 0 AND places.id > ? AND +state IN ('ready', 'unwanted') AND folders.online "
            "ORDER BY places.id LIMIT ?",
            (after, limit),
        )
        return [(to_work(*place), sha256) for *place, sha256 in rows]

    def confirm(self, same: Iterable[int], other: Iterable[int]) -> None:
        """Write down which files hold what they were taken for; the others are read like changed ones."""
        with writing(self._database, self._path) as database:
            database.conn.executemany(
                "UPDATE places SET confirmed = 1 WHERE id = ?", [(place_id,) for place_id in same]
            )
            database.conn.executemany(
                "UPDATE places SET confirmed = 1, outdated = 1, state = 'waiting' WHERE id = ?",
                [(place_id,) for place_id in other],
            )
