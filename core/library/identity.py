"""Which photo a file is: the rules by which moved, renamed, copied and edited files keep theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from core.library.clock import timestamp
from core.library.database import writing
from core.library.described import DESCRIBED, describe_places
from core.library.pairs import is_shown, settle_pairs
from core.library.people import hand_on
from core.library.places import Places, settle_wanted
from core.library.records import Content, Work

GRACE = timedelta(days=30)
"""How long a photo without any place is kept."""

FACTS_VERSION = 1
"""Raised when the readers of metadata learn something: what older ones read is read again, in time."""

_SAME_FILE = "volume_id, file_id, size, mtime_ns"

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
    "title",
    "caption",
    "keywords",
    "rating",
    "projection",
    "has_clip",
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
            moves = database.conn.execute(
                # File by file, not place by place: there may be thousands of hard links to one.
                f"WITH unread AS (SELECT DISTINCT {_SAME_FILE} FROM places "
                # Windows does not say which file it is without opening it: 0.
                "WHERE state IN ('waiting', 'paired') AND content_id IS NULL AND file_id <> 0), "
                f"read AS (SELECT MIN(places.id) AS id, {_SAME_FILE} FROM unread "
                f"CROSS JOIN places USING ({_SAME_FILE}) WHERE content_id IS NOT NULL "
                f"AND state IN ('ready', 'unwanted', 'paired', 'missing') GROUP BY {_SAME_FILE}) "
                f"SELECT places.id, read.id FROM read CROSS JOIN places USING ({_SAME_FILE}) "
                "WHERE state IN ('waiting', 'paired') AND content_id IS NULL"
            ).fetchall()
            return self._take_over(moves)

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
        moves: list[tuple[int, int]] = []
        with writing(self._database, self._path) as database:
            for place_id, digest in edges.items():
                row = database.conn.execute(
                    "SELECT places.id FROM places JOIN contents ON contents.id = content_id "
                    "WHERE edges = ? AND +state = 'missing' AND NOT outdated LIMIT 1",
                    (digest,),
                ).fetchone()
                if row:
                    moves.append((place_id, row[0]))
            return self._take_over(moves, confirmed=False)

    def with_older_facts(self) -> list[Work]:
        """A file in reach of each content whose metadata was read by older readers than today's."""
        return self._places.work_where(
            "WHERE content_id IN (SELECT id FROM contents WHERE facts_version < ?) AND +state = 'ready' "
            "AND folders.online GROUP BY content_id",
            (FACTS_VERSION,),
        )

    def record(self, place_id: int, content: Content) -> int | None:
        """Join a file to its photo. Must run inside `writing`.

        Known bytes belong to the photo they belong to. Other bytes at the same
        place stay the same photo when they show the same picture, or when the
        photo is nowhere else; else they are a new photo, of which holds what people said of the other.

        Returns:
            The photo; None when the file is forgotten, for its folder was removed meanwhile.
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
        if before is None:
            return None
        if known:
            content_id, photo_id = known
            connection.execute("UPDATE contents SET unplaced_since = NULL WHERE id = ?", (content_id,))
            self._refresh(content_id, content)
        else:
            photo_id = self._photo_for(place_id, content, before)
            content_id = self._insert_content(photo_id, content)
        connection.execute(
            "UPDATE places SET content_id = ?, size = ?, mtime_ns = ?, file_id = ?, state = 'ready', "
            "missing_since = NULL, outdated = 0, confirmed = 1, strikes = 0 WHERE id = ?",
            (content_id, content.size, content.mtime_ns, content.file_id, place_id),
        )
        connection.execute("DELETE FROM failures WHERE place_id = ?", (place_id,))
        describe_places(connection, [place_id])
        settle_wanted(connection, [place_id])
        settle_pairs(connection, [place_id])
        if before[0] is not None and before[0] != content_id:
            # Kept for the grace: an undo in the editor brings the same bytes back.
            connection.execute(
                "UPDATE contents SET unplaced_since = ? WHERE id = ? AND NOT EXISTS "
                "(SELECT 1 FROM places WHERE content_id = contents.id)",
                (timestamp(), before[0]),
            )
        # It may have become one photo with the other half of its pair.
        row = connection.execute("SELECT photo_id FROM contents WHERE id = ?", (content_id,)).fetchone()
        return int(row[0])

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

    def _take_over(self, moves: Sequence[tuple[int, int]], *, confirmed: bool = True) -> int:
        """Give waiting places what known ones hold; the missing ones of those have moved there and go.

        Table by table, not file by file: a renamed folder may hold a hundred thousand.

        Args:
            moves: The waiting and the known place.
            confirmed: It is certain that they hold the same bytes.

        Returns:
            How many of them need no reading now.
        """
        connection = self._database.conn
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS moves (place_id INTEGER PRIMARY KEY, known_id)")
        connection.executemany("INSERT INTO moves VALUES (?, ?)", moves)
        connection.execute(
            # What was outdated there is outdated here: the file was changed, and moved before it was read.
            "UPDATE places SET state = CASE WHEN places.state = 'paired' THEN 'paired' "
            "WHEN known.outdated THEN 'waiting' ELSE 'ready' END, outdated = known.outdated, "
            "confirmed = known.confirmed AND ?, content_id = known.content_id, "
            + ", ".join(f"{column} = known.{column}" for column in (*DESCRIBED, "located", "locality_id"))
            # The first condition, or else SQLite asks of each place whether it moved.
            + " FROM moves JOIN places AS known ON known.id = known_id "
            "WHERE places.id IN (SELECT place_id FROM moves) AND places.id = place_id",
            (confirmed,),
        )
        connection.execute(
            "INSERT OR IGNORE INTO keywords SELECT moves.place_id, keyword FROM moves "
            "JOIN keywords ON keywords.place_id = known_id"
        )
        # Sidecars that moved along need not be read again, whatever their names are now.
        connection.execute(
            "UPDATE sidecars SET state = known.state, facts = known.facts, problem = known.problem "
            "FROM moves JOIN sidecars AS known ON known.place_id = known_id "
            "WHERE sidecars.place_id = moves.place_id AND sidecars.state = 'waiting' "
            "AND sidecars.size = known.size AND sidecars.mtime_ns = known.mtime_ns"
        )
        with_sidecars = connection.execute(
            "SELECT place_id FROM moves WHERE EXISTS (SELECT 1 FROM sidecars WHERE sidecars.place_id IN "
            "(moves.place_id, known_id))"
        ).fetchall()
        describe_places(connection, [place_id for (place_id,) in with_sidecars])
        connection.execute(
            "DELETE FROM places WHERE state = 'missing' AND id IN (SELECT known_id FROM moves)"
        )
        moved = [place_id for place_id, _ in moves]
        settle_wanted(connection, moved)
        settle_pairs(connection, moved)
        left = connection.execute(
            "SELECT COUNT(*) FROM moves JOIN places ON places.id = place_id WHERE state = 'waiting'"
        ).fetchone()[0]
        connection.execute("DROP TABLE moves")
        return len(moves) - int(left)

    def _photo_for(
        self, place_id: int, content: Content, before: tuple[int | None, int | None, bytes | None]
    ) -> int:
        _, photo_id, pixels_digest = before
        if photo_id is None:
            # The other half of its pair was there before it.
            follower = self._database.conn.execute(
                "SELECT photo_id FROM places JOIN contents ON contents.id = content_id WHERE leader_id = ? "
                "ORDER BY photo_id LIMIT 1",
                (place_id,),
            ).fetchone()
            if follower and not is_shown(self._database.conn, photo_id=follower[0], leader_id=place_id):
                return int(follower[0])
        else:
            # The halves of a pair are one photo: neither counts as elsewhere to the other, unless both
            # are shown because the pair was torn apart.
            elsewhere = self._database.conn.execute(
                "SELECT 1 FROM places JOIN contents ON contents.id = content_id "
                "WHERE photo_id = ?1 AND places.id <> ?2 AND NOT (state = 'paired' AND leader_id IS ?2) "
                "AND NOT (state IN ('missing', 'failed', 'unwanted') "
                "AND places.id IS (SELECT leader_id FROM places WHERE id = ?2)) LIMIT 1",
                (photo_id, place_id),
            ).fetchone()
            if pixels_digest == content.pixels_digest or not elsewhere:
                return photo_id
        new_id = self._database.conn.execute(
            "INSERT INTO photos (added_at) VALUES (?)", (timestamp(),)
        ).lastrowid
        assert new_id is not None
        if photo_id is not None:
            # What was changed here is still there, and what was said of it holds for both.
            hand_on(self._database.conn, photo_id, new_id)
        return new_id

    def _insert_content(self, photo_id: int, content: Content) -> int:
        columns = ["photo_id", "sha256", "size", "edges", "pixels_digest", "facts_version", *_FACTS]
        values = [
            photo_id,
            content.sha256,
            content.size,
            content.edges,
            content.pixels_digest,
            FACTS_VERSION,
            *_values(content),
        ]
        content_id = self._database.conn.execute(
            f"INSERT INTO contents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values
        ).lastrowid
        assert content_id is not None
        return content_id

    def _refresh(self, content_id: int, content: Content) -> None:
        """Take over what today's readers make of known bytes that older ones read."""
        connection = self._database.conn
        refreshed = connection.execute(
            f"UPDATE contents SET facts_version = ?, {', '.join(f'{name} = ?' for name in _FACTS)} "
            "WHERE id = ? AND facts_version < ?",
            (FACTS_VERSION, *_values(content), content_id, FACTS_VERSION),
        ).rowcount
        if refreshed:
            places = connection.execute("SELECT id FROM places WHERE content_id = ?", (content_id,))
            describe_places(connection, [place_id for (place_id,) in places.fetchall()])


def _values(content: Content) -> list[str | int | float | None]:
    values = [content.facts[name] for name in _FACTS]
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value for value in values]
