"""Files: where they are, what they hold, which of them still has to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from core.library.database import writing
from core.library.records import Content, Folder, FoundFile, KnownFile, Work
from core.paths import from_stored, to_stored

GRACE = timedelta(days=30)
"""How long a photo without any place is kept."""

_FACTS = (
    "format",
    "width",
    "height",
    "orientation",
    "taken_at",
    "utc_offset",
    "camera_make",
    "camera_model",
    "lens",
    "iso",
    "f_number",
    "exposure_s",
    "focal_length_mm",
    "latitude",
    "longitude",
)


class Places:
    """The files of all folders, and the rules by which a file keeps its photo."""

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
                [(_now(), place_id) for place_id in gone],
            )

    def settle_moves(self) -> int:
        """Recognise moved, renamed and hard-linked files by file id, size and time. Opens no file.

        Returns:
            How many waiting files needed no reading.
        """
        with writing(self._database, self._path) as database:
            pairs = database.conn.execute(
                "SELECT waiting.id, MIN(known.id) FROM places AS waiting JOIN places AS known "
                "USING (volume_id, file_id, size, mtime_ns) "
                "WHERE waiting.state = 'waiting' AND waiting.content_id IS NULL "
                "AND known.content_id IS NOT NULL AND known.state IN ('ready', 'missing') GROUP BY waiting.id"
            ).fetchall()
            for place_id, known_id in pairs:
                self._take_over(place_id, known_id)
        return len(pairs)

    def move_candidates(self) -> list[Work]:
        """Waiting files as large as some file that is missing: worth a look at their edges."""
        return self._work(
            "WHERE places.state = 'waiting' AND places.content_id IS NULL AND folders.online AND size IN "
            "(SELECT size FROM places WHERE state = 'missing' AND content_id IS NOT NULL)",
            (),
        )

    def adopt(self, edges: Mapping[int, bytes]) -> int:
        """Recognise files that moved to another volume, by size and edges.

        Args:
            edges: Digest of size and edges, by place.

        Returns:
            How many were recognised.
        """
        recognised = 0
        with writing(self._database, self._path) as database:
            for place_id, digest in edges.items():
                row = database.conn.execute(
                    "SELECT places.id FROM places JOIN contents ON contents.id = content_id "
                    "WHERE state = 'missing' AND edges = ? LIMIT 1",
                    (digest,),
                ).fetchone()
                if row:
                    self._take_over(place_id, row[0])
                    recognised += 1
        return recognised

    # -- what has to be read -------------------------------------------------------------------

    def waiting(self, after: int = 0, limit: int = 1000) -> list[Work]:
        """Files to decode in folders that are online, in the order they were found.

        Args:
            after: Only places with a larger id.
            limit: At most so many.
        """
        return self._work(
            "WHERE places.state = 'waiting' AND folders.online AND places.id > ? ORDER BY places.id LIMIT ?",
            (after, limit),
        )

    def places_of(self, photo_ids: Sequence[int]) -> Iterator[Work]:
        """One readable place for each of these photos, where there is any."""
        for start in range(0, len(photo_ids), 500):
            chunk = photo_ids[start : start + 500]
            yield from self._work(
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

    # -- what reading brought ------------------------------------------------------------------

    def record(self, place_id: int, content: Content) -> int:
        """Join a file to its photo. Must run inside `writing`.

        Known bytes belong to the photo they belong to. Other bytes at the same
        place stay the same photo when they show the same picture, or when the
        photo is nowhere else; else they are a new photo.

        Returns:
            The photo.
        """
        connection = self._database.conn
        known = connection.execute(
            "SELECT id, photo_id FROM contents WHERE sha256 = ?", (content.sha256,)
        ).fetchone()
        before = connection.execute(
            "SELECT content_id, photo_id, pixels_digest FROM places "
            "LEFT JOIN contents ON contents.id = content_id WHERE places.id = ?",
            (place_id,),
        ).fetchone()
        if known:
            content_id, photo_id = known
            connection.execute("UPDATE contents SET unplaced_since = NULL WHERE id = ?", (content_id,))
        else:
            photo_id = self._photo_for(place_id, content, before)
            content_id = self._insert_content(photo_id, content)
        own_date = content.facts["taken_at"]
        taken_at = own_date or _local_time(content.mtime_ns)
        taken_from = "photo" if own_date else "file" if taken_at else None
        connection.execute(
            "UPDATE places SET content_id = ?, size = ?, mtime_ns = ?, file_id = ?, state = 'ready', "
            "missing_since = NULL, taken_at = ?, taken_from = ? WHERE id = ?",
            (
                content_id,
                content.size,
                content.mtime_ns,
                content.file_id,
                taken_at,
                taken_from,
                place_id,
            ),
        )
        connection.execute("DELETE FROM failures WHERE place_id = ?", (place_id,))
        if before[0] is not None and before[0] != content_id:
            # Kept for the grace: an undo in the editor brings the same bytes back.
            connection.execute(
                "UPDATE contents SET unplaced_since = ? WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM places WHERE content_id = contents.id)",
                (_now(), before[0]),
            )
        return int(photo_id)

    def fail(self, place_id: int, reason: str, message: str, remedy: str) -> None:
        """Remember why a file can't be read. Must run inside `writing`."""
        self._database.conn.execute("UPDATE places SET state = 'failed' WHERE id = ?", (place_id,))
        self._database.conn.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?)",
            (place_id, reason, message, remedy, _now()),
        )

    def forget(self, place_id: int) -> None:
        """A file is not there any more; it keeps its photo for the grace. Must run inside `writing`."""
        self._database.conn.execute(
            "UPDATE places SET state = 'missing', missing_since = ? WHERE id = ?", (_now(), place_id)
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

    def purge(self, now: datetime | None = None) -> list[bytes]:
        """Forget what has been missing for longer than the grace.

        Returns:
            Digests of pictures that nothing shows any more; their thumbnails can go.
        """
        limit = ((now or datetime.now(UTC)) - GRACE).isoformat(timespec="seconds")
        with writing(self._database, self._path) as database:
            database.conn.execute(
                "DELETE FROM places WHERE state = 'missing' AND missing_since < ?", (limit,)
            )
            orphans = database.conn.execute(
                "SELECT id, pixels_digest FROM contents "
                "WHERE COALESCE(unplaced_since, '') < ? AND NOT EXISTS "
                "(SELECT 1 FROM places WHERE content_id = contents.id)",
                (limit,),
            ).fetchall()
            database.conn.executemany("DELETE FROM contents WHERE id = ?", [(id_,) for id_, _ in orphans])
            database.conn.execute(
                "DELETE FROM photos WHERE NOT EXISTS (SELECT 1 FROM contents WHERE photo_id = photos.id)"
            )
            return [
                digest
                for digest in {digest for _, digest in orphans}
                if not database.conn.execute(
                    "SELECT 1 FROM contents WHERE pixels_digest = ? LIMIT 1", (digest,)
                ).fetchone()
            ]

    # ------------------------------------------------------------------------------------------

    def _take_over(self, place_id: int, known_id: int) -> None:
        """Give a waiting place what a known one holds; a missing one has moved there and goes."""
        connection = self._database.conn
        connection.execute(
            "UPDATE places SET state = 'ready', (content_id, taken_at, taken_from) = "
            "(SELECT content_id, taken_at, taken_from FROM places WHERE id = ?) WHERE id = ?",
            (known_id, place_id),
        )
        connection.execute("DELETE FROM places WHERE id = ? AND state = 'missing'", (known_id,))

    def _photo_for(
        self, place_id: int, content: Content, before: tuple[int | None, int | None, bytes | None]
    ) -> int:
        _, photo_id, pixels_digest = before
        if photo_id is not None:
            elsewhere = self._database.conn.execute(
                "SELECT 1 FROM places JOIN contents ON contents.id = content_id "
                "WHERE photo_id = ? AND places.id <> ? LIMIT 1",
                (photo_id, place_id),
            ).fetchone()
            if pixels_digest == content.pixels_digest or not elsewhere:
                return photo_id
        new_id = self._database.conn.execute("INSERT INTO photos (added_at) VALUES (?)", (_now(),)).lastrowid
        assert new_id is not None
        return new_id

    def _insert_content(self, photo_id: int, content: Content) -> int:
        columns = ["photo_id", "sha256", "size", "edges", "pixels_digest", *_FACTS]
        values = [photo_id, content.sha256, content.size, content.edges, content.pixels_digest]
        values += [content.facts[name] for name in _FACTS]
        content_id = self._database.conn.execute(
            f"INSERT INTO contents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values
        ).lastrowid
        assert content_id is not None
        return content_id

    def _work(self, where: str, parameters: Iterable[int]) -> list[Work]:
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


def _local_time(mtime_ns: int) -> str | None:
    try:
        return datetime.fromtimestamp(mtime_ns / 1e9).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
