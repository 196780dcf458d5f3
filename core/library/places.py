"""Files: where they are, and which of them still has to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlite_utils import Database

from core.library.clock import timestamp
from core.library.database import writing
from core.library.records import Folder, FoundFile, KnownFile, Work
from core.paths import from_stored, to_stored


class Places:
    """The files of all folders."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    # -- what a scan compares with -------------------------------------------------------------

    def known(self, folder: Folder, directory: str) -> dict[str, KnownFile]:
        """The files remembered directly in one directory, by name; missing ones included."""
        rows = self._database.conn.execute(
            "SELECT name, id, size, mtime_ns, file_id, state FROM places "
            "WHERE volume_id = ? AND directory = ?",
            (folder.volume_id, to_stored(directory)),
        )
        return {from_stored(name): KnownFile(*rest) for name, *rest in rows}

    def directories(self, folder: Folder) -> set[str]:
        """All directories of a folder that hold a file which is not missing."""
        rows = self._database.conn.execute(
            "SELECT DISTINCT directory FROM places WHERE folder_id = ? AND state <> 'missing'", (folder.id,)
        )
        return {from_stored(directory) for (directory,) in rows}

    # -- what a scan tells ---------------------------------------------------------------------

    def apply(
        self,
        folder: Folder,
        *,
        new: Sequence[FoundFile] = (),
        changed: Mapping[int, FoundFile] | None = None,
        back: Sequence[int] = (),
        gone: Sequence[int] = (),
    ) -> None:
        """Write down what a scan found.

        Args:
            folder: Where it looked.
            new: Files never seen at this path.
            changed: Files with another size or time than remembered, by place.
            back: Places that were missing and hold the same file again.
            gone: Places whose file is not there any more.
        """
        with writing(self._database, self._path) as database:
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
                "UPDATE places SET folder_id = ?, size = ?, mtime_ns = ?, file_id = ?, state = 'waiting', "
                "missing_since = NULL WHERE id = ?",
                [
                    (folder.id, file.size, file.mtime_ns, file.file_id, place_id)
                    for place_id, file in (changed or {}).items()
                ],
            )
            database.conn.executemany(
                "UPDATE places SET folder_id = ?, missing_since = NULL, "
                "state = CASE WHEN content_id IS NULL THEN 'waiting' ELSE 'ready' END WHERE id = ?",
                [(folder.id, place_id) for place_id in back],
            )
            database.conn.executemany(
                "UPDATE places SET state = 'missing', missing_since = ? WHERE id = ?",
                [(timestamp(), place_id) for place_id in gone],
            )

    # -- what has to be read -------------------------------------------------------------------

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
                "JOIN contents ON contents.id = content_id WHERE places.state = 'ready' AND folders.online "
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
        """Remember why a file can't be read. Must run inside `writing`."""
        self._database.conn.execute("UPDATE places SET state = 'failed' WHERE id = ?", (place_id,))
        self._database.conn.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
            (place_id, reason, message, remedy, timestamp()),
        )

    def forget(self, place_id: int) -> None:
        """A file is not there any more; it keeps its photo for the grace. Must run inside `writing`."""
        self._database.conn.execute(
            "UPDATE places SET state = 'missing', missing_since = ? WHERE id = ?", (timestamp(), place_id)
        )

    def retry_failed(self) -> int:
        """Put all files that failed back in line.

        Returns:
            How many.
        """
        with writing(self._database, self._path) as database:
            database.conn.execute("DELETE FROM failures")
            cursor = database.conn.execute("UPDATE places SET state = 'waiting' WHERE state = 'failed'")
        return cursor.rowcount

    def work_where(self, where: str, parameters: Iterable[int]) -> list[Work]:
        """Files that a clause over places, folders and volumes selects; for this room."""
        rows = self._database.conn.execute(
            "SELECT places.id, mount_path, directory, name FROM places "
            f"JOIN folders ON folders.id = folder_id JOIN volumes ON volumes.id = places.volume_id {where}",
            tuple(parameters),
        )
        return [
            Work(place_id, Path(from_stored(mount), from_stored(directory), from_stored(name)))
            for place_id, mount, directory, name in rows
        ]


def _stat(file: FoundFile) -> tuple[int, int, int]:
    return file.size, file.mtime_ns, file.file_id
