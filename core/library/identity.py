"""Which photo a file is: the rules by which moved, renamed, copied and edited files keep theirs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from core.library.clock import timestamp
from core.library.database import writing
from core.library.places import Places
from core.library.records import Content, Work

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


class Identity:
    """Joins files to photos. A photo has an id of its own; places and contents belong to it."""

    def __init__(self, database: Database, path: Path, places: Places) -> None:
        self._database = database
        self._path = path
        self._places = places

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
        return self._places.work_where(
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
                (timestamp(), before[0]),
            )
        return int(photo_id)

    def purge(self, now: datetime | None = None) -> list[bytes]:
        """Forget what has been missing for longer than the grace.

        Returns:
            Digests of pictures that nothing shows any more; their thumbnails can go.
        """
        limit = timestamp((now or datetime.now(UTC)) - GRACE)
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
        new_id = self._database.conn.execute(
            "INSERT INTO photos (added_at) VALUES (?)", (timestamp(),)
        ).lastrowid
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


def _local_time(mtime_ns: int) -> str | None:
    try:
        return datetime.fromtimestamp(mtime_ns / 1e9).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None
