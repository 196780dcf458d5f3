"""Files: where they are, and which of them still has to be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from core.errors import FailureReason
from core.library.clock import timestamp
from core.library.database import writing
from core.library.pairs import settle_pairs
from core.library.records import Folder, FoundCompanions, FoundFile, KnownFile, Work
from core.library.sidecars import record_companions
from core.library.subtrees import spans
from core.paths import from_stored, to_stored

# From one directory to the next, by the index: to look at each file takes many times as long.
_HELD = """
    WITH RECURSIVE held (directory) AS (
        SELECT MIN(directory) FROM places
        WHERE volume_id = :volume AND directory >= :low AND directory < :high
        UNION ALL SELECT (
            SELECT MIN(directory) FROM places
            WHERE volume_id = :volume AND directory > held.directory AND directory < :high
        ) FROM held WHERE directory IS NOT NULL
    )
    SELECT directory FROM held WHERE directory IS NOT NULL AND EXISTS (
        SELECT 1 FROM places WHERE volume_id = :volume AND directory = held.directory
        AND +folder_id = :folder AND +state <> 'missing'
    )
"""


class Places:
    """The files of all folders."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    # -- what a scan compares with -------------------------------------------------------------

    def known(self, folder: Folder, directory: str) -> dict[str, KnownFile]:
        """The files remembered directly in one directory, by name; missing ones included."""
        rows = self._database.conn.execute(
            "SELECT name, id, size, mtime_ns, file_id, state, leader_id, clip, "
            "EXISTS (SELECT 1 FROM sidecars WHERE place_id = places.id) "
            "FROM places WHERE volume_id = ? AND directory = ?",
            (folder.volume_id, to_stored(directory)),
        )
        return {
            from_stored(name): KnownFile(
                place_id, size, mtime_ns, file_id, state, leader_id, clip and from_stored(clip), bool(beside)
            )
            for name, place_id, size, mtime_ns, file_id, state, leader_id, clip, beside in rows
        }

    def directories(self, folder: Folder, start: str | None = None) -> set[str]:
        """The directories of a folder that hold a file which is not missing.

        Args:
            folder: Which.
            start: Only this one and those below it.
        """
        return {
            from_stored(directory)
            for low, high in spans(start or "")
            for (directory,) in self._database.conn.execute(
                _HELD, {"folder": folder.id, "volume": folder.volume_id, "low": low, "high": high}
            )
        }

    # -- what a scan tells ---------------------------------------------------------------------

    def apply(
        self,
        folder: Folder,
        *,
        new: Sequence[FoundFile] = (),
        changed: Mapping[int, FoundFile] | None = None,
        back: Sequence[int] = (),
        gone: Sequence[int] = (),
        companions: Sequence[FoundCompanions] = (),
    ) -> None:
        """Write down what a scan found; nothing if the folder was removed meanwhile.

        Args:
            folder: Where it looked.
            new: Files never seen at this path.
            changed: Files with another size or time than remembered, by place.
            back: Places that were missing and hold the same file again.
            gone: Places whose file is not there any more.
            companions: Files beside photos that are others than remembered.
        """
        changed = changed or {}
        with writing(self._database, self._path) as database:
            # Another process may have removed it, or taken in one around it that will be walked.
            if not database.conn.execute("SELECT 1 FROM folders WHERE id = ?", (folder.id,)).fetchone():
                return
            database.conn.executemany(
                "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')",
                [
                    (
                        folder.id,
                        folder.volume_id,
                        to_stored(file.directory),
                        to_stored(file.name),
                        *_stat(file),
                    )
                    for file in new
                ],
            )
            database.conn.executemany(
                "UPDATE places SET folder_id = ?, size = ?, mtime_ns = ?, file_id = ?, "
                "state = CASE state WHEN 'paired' THEN 'paired' ELSE 'waiting' END, "
                "outdated = content_id IS NOT NULL, confirmed = 1, strikes = 0, missing_since = NULL "
                "WHERE id = ?",
                [
                    (folder.id, file.size, file.mtime_ns, file.file_id, place_id)
                    for place_id, file in changed.items()
                ],
            )
            database.conn.executemany(
                "UPDATE places SET folder_id = ?, missing_since = NULL, state = "
                "CASE WHEN content_id IS NULL OR outdated THEN 'waiting' ELSE 'ready' END WHERE id = ?",
                [(folder.id, place_id) for place_id in back],
            )
            database.conn.executemany(
                "UPDATE places SET state = 'missing', missing_since = ? WHERE id = ?",
                [(timestamp(), place_id) for place_id in gone],
            )
            beside = record_companions(database.conn, folder, companions)
            settle_wanted(database.conn, back)
            settle_pairs(database.conn, [*changed, *back, *gone, *beside])

    # -- what has to be read -------------------------------------------------------------------

    def apply_smallest_edge(self) -> None:
        """Set right which pictures are too small to be shown, after the person changed that size."""
        with writing(self._database, self._path) as database:
            settle_pairs(database.conn, settle_wanted(database.conn))

    def waiting(self, after: int = 0, limit: int = 1000) -> list[Work]:
        """Files to decode in folders that are online, in the order they were found.

        Args:
            after: Only places with a larger id.
            limit: At most so many.
        """
        return self.work_where(
            "WHERE places.state = 'waiting' AND folders.online AND places.id > ? ORDER BY places.id LIMIT ?",
            (after, limit),
        )

    def places_of(self, photo_ids: Sequence[int]) -> Iterator[Work]:
        """One readable place for each of these photos, where there is any."""
        for start in range(0, len(photo_ids), 500):
            chunk = photo_ids[start : start + 500]
            yield from self.work_where(
                "JOIN contents ON contents.id = content_id WHERE +places.state = 'ready' AND folders.online "
                f"AND photo_id IN ({','.join('?' * len(chunk))}) GROUP BY photo_id",
                tuple(chunk),
            )

    def count_waiting(self) -> int:
        """How many files wait in folders that are online."""
        row = self._database.conn.execute(
            "SELECT COUNT(*) FROM places JOIN folders ON folders.id = folder_id "
            "WHERE state = 'waiting' AND folders.online"
        ).fetchone()
        return int(row[0])

    def fail(self, place_id: int, reason: str, message: str, remedy: str) -> None:
        """Remember why a file can't be read, if it is not forgotten already. Must run inside `writing`."""
        cursor = self._database.conn.execute(
            "UPDATE places SET state = 'failed', outdated = content_id IS NOT NULL WHERE id = ?", (place_id,)
        )
        if not cursor.rowcount:
            return
        self._database.conn.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
            (place_id, reason, message, remedy, timestamp()),
        )
        settle_pairs(self._database.conn, [place_id])

    def retry_failed(self) -> int:
        """Put all files that failed back in line, sidecars too; what happened before is forgiven.

        Returns:
            How many photo files.
        """
        with writing(self._database, self._path) as database:
            database.conn.execute("DELETE FROM failures")
            database.conn.execute(
                "UPDATE sidecars SET state = 'waiting', problem = '' WHERE state = 'failed'"
            )
            database.conn.execute("UPDATE unwritten SET problem = '', tried_at = '' WHERE problem <> ''")
            cursor = database.conn.execute(
                "UPDATE places SET state = 'waiting', strikes = 0 WHERE state = 'failed'"
            )
        return cursor.rowcount

    def retry_reopened(self) -> int:
        """Put files back in line that could not be opened, and whose permissions were changed since then.

        Returns:
            How many.
        """
        rows = self._database.conn.execute(
            "SELECT places.id, mount_path, directory, name, strikes, failed_at FROM failures "
            "JOIN places ON places.id = place_id JOIN folders ON folders.id = folder_id "
            "JOIN volumes ON volumes.id = places.volume_id "
            "WHERE reason = ? AND state = 'failed' AND folders.online",
            (FailureReason.UNREADABLE,),
        ).fetchall()
        changed = [
            # In the same second: perhaps before it failed, and then it fails once more, a second later.
            place[0]
            for *place, failed_at in rows
            if _status_changed_at(to_work(*place).path) >= failed_at
        ]
        if changed:
            with writing(self._database, self._path) as database:
                for place_id in changed:
                    database.conn.execute("DELETE FROM failures WHERE place_id = ?", (place_id,))
                    database.conn.execute("UPDATE places SET state = 'waiting' WHERE id = ?", (place_id,))
        return len(changed)

    def work_where(self, where: str, parameters: Iterable[int]) -> list[Work]:
        """Files that a clause over places, folders and volumes selects; for this room.

        A clause says `+state` where something else chooses fewer: SQLite takes the state for rare.
        """
        rows = self._database.conn.execute(
            "SELECT places.id, mount_path, directory, name, strikes FROM places "
            f"JOIN folders ON folders.id = folder_id JOIN volumes ON volumes.id = places.volume_id {where}",
            tuple(parameters),
        )
        return [to_work(*row) for row in rows]


def settle_wanted(connection: sqlite3.Connection, place_ids: Sequence[int] | None = None) -> list[int]:
    """Leave out pictures whose short edge is below `Preferences.smallest_edge`, and take others back in.

    Costs no reading and no encoding: a vector that was made is kept. Must run inside `writing`.

    Args:
        connection: The catalogue.
        place_ids: Only these places; None: all.

    Returns:
        The places that changed sides.
    """
    chosen = "" if place_ids is None else " AND id IN (SELECT value FROM json_each(?))"
    parameters = () if place_ids is None else (json.dumps(list(place_ids)),)
    small = (
        "(SELECT MIN(width, height) FROM contents WHERE contents.id = content_id) < "
        "COALESCE((SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'smallest_edge'), 0)"
    )
    rows = connection.execute(
        "UPDATE places SET state = CASE state WHEN 'ready' THEN 'unwanted' ELSE 'ready' END "
        f"WHERE state IN ('ready', 'unwanted') AND (state = 'ready') = ({small}){chosen} RETURNING id",
        parameters,
    )
    return [place_id for (place_id,) in rows.fetchall()]


def _status_changed_at(path: Path) -> str:
    try:
        return timestamp(datetime.fromtimestamp(path.stat().st_ctime, UTC))
    except OSError:
        return ""


def to_work(
    place_id: int, mount: str | bytes, directory: str | bytes, name: str | bytes, strikes: int = 0
) -> Work:
    """A file to read, from its row."""
    return Work(place_id, Path(from_stored(mount), from_stored(directory), from_stored(name)), strikes)


def _stat(file: FoundFile) -> tuple[int, int, int]:
    return file.size, file.mtime_ns, file.file_id
