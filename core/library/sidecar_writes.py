"""Which sidecars have to be written, and what of those that were is Fovea's own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from core.errors import FailureReason
from core.library.clock import timestamp
from core.library.database import writing
from core.library.people import NOTHING, Annotation, said_of
from core.library.records import Failure, FileStamp
from core.library.settings import Settings
from core.paths import from_stored, to_stored

_SPOKEN = """
    SELECT places.id FROM (
        SELECT photo_id FROM photo_tags UNION SELECT photo_id FROM opinions
        UNION SELECT photo_id FROM album_photos
    ) AS spoken CROSS JOIN contents ON contents.photo_id = spoken.photo_id
    CROSS JOIN places ON content_id = contents.id WHERE places.state IN ('ready', 'waiting')
    UNION SELECT place_id FROM own_sidecars
"""
"""Files of photos that people spoke of, and those beside which something stands that they said once."""

_WHERE = """
    unwritten CROSS JOIN places ON places.id = place_id JOIN contents ON contents.id = content_id
    JOIN folders ON folders.id = folder_id JOIN volumes ON volumes.id = places.volume_id
"""
_IN_REACH = "places.state = 'ready' AND folders.online"


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A photo's file whose sidecar is to say what people say now.

    Attributes:
        seq: Of the last thing that was said.
        place_id: The file's row.
        volume_id: The volume it lies on.
        directory: Below the volume's mount point.
        path: Where the file is now.
        said: What people said of the photo.
        own_keywords: What the file itself is tagged with.
    """

    seq: int
    place_id: int
    volume_id: int
    directory: str
    path: Path
    said: Annotation
    own_keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnSidecar:
    """A sidecar that Fovea wrote, or wrote something into.

    Attributes:
        ours: Records of what is Fovea's in it, the newest first; the newest may not have come to be written.
        made: There was none before.
        stamp: How the file was left; None: it was not written to its end.
    """

    ours: tuple[str, ...] = ()
    made: bool = False
    stamp: FileStamp | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A sidecar that says now what people say.

    Attributes:
        work: What was to be written.
        name: Of the sidecar.
        record: What of it is Fovea's; "": nothing any more.
        stamp: How the file was left; None: there is none any more.
    """

    work: Unwritten
    name: str
    record: str
    stamp: FileStamp | None


@dataclass(frozen=True, slots=True)
class WritingState:
    """How far the writing of sidecars is, in files.

    Attributes:
        written: Sidecars that hold something Fovea wrote.
        waiting: To be written soon.
        away: To be written when their drives are back.
        failed: Could not be written; tried again now and then.
    """

    written: int
    waiting: int
    away: int
    failed: int


class SidecarWrites:
    """The files in line. Triggers put them there, while `Preferences.write_sidecars` is on."""

    def __init__(self, database: Database, path: Path, settings: Settings) -> None:
        self._database = database
        self._path = path
        self._settings = settings

    def switch_on(self) -> None:
        """What people say from now on is written; what they said of other photos is not, unless `say_all`."""
        self._settings.save(write_sidecars=True)

    def switch_off(self) -> None:
        """Nothing is written any more. Files that were written stay as they are."""
        self._settings.save(write_sidecars=False)
        with writing(self._database, self._path) as database:
            database.conn.execute("DELETE FROM unwritten")

    def count_said(self) -> int:
        """How many photo files there are of which something is said, or was when it was written."""
        return int(self._database.conn.execute(f"SELECT COUNT(*) FROM ({_SPOKEN})").fetchone()[0])

    def say_all(self) -> int:
        """Put all in line of which something is said; those whose sidecar says it already are not touched.

        Returns:
            How many files.
        """
        with writing(self._database, self._path) as database:
            database.conn.execute(f"INSERT OR IGNORE INTO unwritten (place_id) {_SPOKEN}")
            # What failed before is tried anew, too.
            database.conn.execute("UPDATE unwritten SET problem = '', tried_at = '' WHERE problem <> ''")
            return int(database.conn.execute("SELECT COUNT(*) FROM unwritten").fetchone()[0])

    def state(self) -> WritingState:
        """How far it is."""
        execute = self._database.conn.execute
        (written,) = execute("SELECT COUNT(*) FROM own_sidecars WHERE size IS NOT NULL").fetchone()
        # Files that can't be read or are not shown are not waited for, though they stay in line.
        counts = execute(
            "SELECT coalesce(SUM(folders.online AND unwritten.problem = ''), 0), "
            "coalesce(SUM(NOT folders.online), 0), "
            "coalesce(SUM(folders.online AND unwritten.problem <> ''), 0) "
            f"FROM {_WHERE} WHERE places.state IN ('ready', 'waiting')"
        ).fetchone()
        return WritingState(int(written), *map(int, counts))

    def failures(self) -> list[Failure]:
        """Those that could not be written, the latest first."""
        return failures(self._database)

    # -- for who writes them -------------------------------------------------------------------

    def waiting(self, after: int = 0, *, tried_before: str = "~", limit: int = 50) -> list[Unwritten]:
        """Files in reach, in the order in which something was said of them.

        Args:
            after: Only greater `Unwritten.seq`.
            tried_before: Those that failed are left out but for those that did before this, as
                `clock.timestamp` has it.
            limit: At most so many.
        """
        rows = self._database.conn.execute(
            "SELECT seq, places.id, photo_id, places.volume_id, mount_path, directory, places.name, "
            f"contents.keywords FROM {_WHERE} WHERE seq > ? AND tried_at NOT BETWEEN ? AND ? AND {_IN_REACH} "
            "ORDER BY seq LIMIT ?",
            # What failed at a time to come failed before the clock was put right.
            (after, tried_before, timestamp(), limit),
        ).fetchall()
        # Read after the numbers: what is said in between has a number that is not known here.
        said = said_of(self._database.conn, [row[2] for row in rows])
        return [
            Unwritten(
                seq,
                place_id,
                volume_id,
                from_stored(directory),
                Path(from_stored(mount), from_stored(directory), from_stored(name)),
                said.get(photo_id, NOTHING),
                tuple(json.loads(keywords)),
            )
            for seq, place_id, photo_id, volume_id, mount, directory, name, keywords in rows
        ]

    def own(self, work: Unwritten, name: str) -> OwnSidecar:
        """What is known of a sidecar beside a photo."""
        row = self._database.conn.execute(
            "SELECT ours, made, size, mtime_ns FROM own_sidecars "
            "WHERE volume_id = ? AND directory = ? AND name = ?",
            (work.volume_id, to_stored(work.directory), to_stored(name)),
        ).fetchone()
        if row is None:
            return OwnSidecar()
        ours, made, size, mtime_ns = row
        stamp = None if size is None else FileStamp(size, mtime_ns)
        return OwnSidecar(records(ours), bool(made), stamp)

    def intend(self, intended: Sequence[tuple[Unwritten, str, str, bool]]) -> None:
        """Write down what is about to be written, and may or may not come to be.

        Args:
            intended: What for, the sidecar's name, the record of what will be Fovea's in it, and whether
                there is none yet.
        """
        with writing(self._database, self._path) as database:
            for work, name, record, new in intended:
                earlier = self.own(work, name).ours
                # Once: what can't be written is tried again every few minutes, for weeks perhaps.
                ours = json.dumps(list(dict.fromkeys([record, *earlier] if record else earlier)))
                database.conn.execute(
                    "INSERT INTO own_sidecars (volume_id, directory, name, place_id, ours, made) "
                    "SELECT volume_id, directory, ?1, id, ?2, ?3 FROM places WHERE id = ?4 "
                    "ON CONFLICT DO UPDATE SET ours = excluded.ours",
                    (to_stored(name), ours, new, work.place_id),
                )

    def settle(self, written: Sequence[Written], failed: Sequence[tuple[Unwritten, str, str]] = ()) -> None:
        """Write down what came of it.

        Args:
            written: These say it now.
            failed: These could not be written: why, and what to do about it.
        """
        with writing(self._database, self._path) as database:
            for done in written:
                work = done.work
                key = (work.volume_id, to_stored(work.directory), to_stored(done.name))
                which = "WHERE volume_id = ? AND directory = ? AND name = ?"
                if done.record and done.stamp is not None:
                    database.conn.execute(
                        f"UPDATE own_sidecars SET ours = ?, size = ?, mtime_ns = ? {which}",
                        (json.dumps([done.record]), done.stamp.size, done.stamp.mtime_ns, *key),
                    )
                else:
                    database.conn.execute(f"DELETE FROM own_sidecars {which}", key)
                database.conn.execute("DELETE FROM unwritten WHERE seq = ?", (work.seq,))
            database.conn.executemany(
                "UPDATE unwritten SET problem = ?, remedy = ?, tried_at = ? WHERE seq = ?",
                [(problem, remedy, timestamp(), work.seq) for work, problem, remedy in failed],
            )


def count_failures(database: Database) -> int:
    """How many sidecars could not be written."""
    query = "SELECT COUNT(*) FROM unwritten WHERE problem <> ''"
    return int(database.conn.execute(query).fetchone()[0])


def failures(database: Database) -> list[Failure]:
    """Sidecars that could not be written, the latest first."""
    rows = database.conn.execute(
        "SELECT mount_path, directory, name, unwritten.problem, remedy, tried_at FROM "
        f"{_WHERE} WHERE unwritten.problem <> '' ORDER BY tried_at DESC, seq"
    )
    return [
        Failure(
            Path(from_stored(mount), from_stored(directory), from_stored(name)),
            FailureReason.SIDECAR,
            problem,
            remedy,
            tried_at,
        )
        for mount, directory, name, problem, remedy, tried_at in rows
    ]


def records(ours: str | None) -> tuple[str, ...]:
    """What is kept of a sidecar that Fovea wrote into, as readers and writers of it take it."""
    return tuple(json.loads(ours)) if ours else ()


def recognise(connection: sqlite3.Connection, place_id: int, name: str, stamp: FileStamp) -> None:
    """Take a sidecar for one that Fovea wrote elsewhere, and that was moved or copied along with its photo.

    By its size and time to the nanosecond. Where these tell several apart from each other no more (on FAT,
    whose clock ticks every two seconds), none is. Must run inside `writing`.
    """
    connection.execute(
        "INSERT OR IGNORE INTO own_sidecars "
        "(volume_id, directory, name, place_id, ours, made, size, mtime_ns) "
        "SELECT places.volume_id, places.directory, ?1, places.id, MIN(ours), MAX(made), ?2, ?3 "
        "FROM own_sidecars AS own CROSS JOIN places WHERE own.size = ?2 AND own.mtime_ns = ?3 "
        "AND places.id = ?4 GROUP BY places.id HAVING COUNT(DISTINCT ours) = 1",
        (to_stored(name), stamp.size, stamp.mtime_ns, place_id),
    )
