"""The text in pictures: what was read, what waits to be read, and what could not be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.errors import FailureReason, PhotoError
from core.library.clock import timestamp
from core.library.database import writing
from core.library.doubts import STRIKES
from core.library.file_conditions import OfKind
from core.library.records import Failure
from core.paths import display, from_stored
from models import TextLine

_READABLE = (
    "FROM transcripts CROSS JOIN contents ON contents.pixels_digest = transcripts.pixels_digest "
    "CROSS JOIN places ON content_id = contents.id CROSS JOIN folders ON folders.id = folder_id "
    "CROSS JOIN volumes ON volumes.id = places.volume_id "
    "WHERE reader = '' AND places.state = 'ready' AND folders.online AND volumes.online"
)
"""Waiting pictures, and the places where they can be read now. CROSS JOIN keeps this order of the tables."""


@dataclass(frozen=True, slots=True)
class TranscriptWork:
    """A picture whose text has to be read.

    Attributes:
        transcript_id: Its row.
        path: A file that shows it.
        size: Bytes of that file when it was last looked at.
        mtime_ns: Its modification time then, nanoseconds since the epoch.
    """

    transcript_id: int
    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reading of text is.

    Attributes:
        photos: Photos that can be shown.
        waiting: Those whose text was not read yet, the ones offline included.
        failed: Pictures whose text could not be read.
    """

    photos: int
    waiting: int
    failed: int

    @property
    def read(self) -> int:
        """Photos whose text was read, or could not be."""
        return self.photos - self.waiting


class Transcripts:
    """What is written in pictures. Each picture is read once, however many files and photos show it."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    # -- what was read -------------------------------------------------------------------------

    def of(self, pixels_digest: bytes) -> str:
        """The text in a picture, a line a line; "" when there is none, or none was read yet."""
        row = self._database.conn.execute(
            "SELECT text FROM transcripts WHERE pixels_digest = ?", (pixels_digest,)
        ).fetchone()
        return str(row[0]) if row else ""

    def lines_of(self, pixels_digest: bytes) -> tuple[TextLine, ...]:
        """The same with the place of each line in the picture."""
        row = self._database.conn.execute(
            "SELECT lines FROM transcripts WHERE pixels_digest = ?", (pixels_digest,)
        ).fetchone()
        lines = json.loads(row[0]) if row else []
        return tuple(
            TextLine(text, confidence, tuple((x, y) for x, y in corners))
            for text, confidence, corners in lines
        )

    def reading(self) -> Reading:
        """How far the reading is."""
        execute = self._database.conn.execute
        return Reading(
            photos=execute("SELECT COUNT(*) FROM photos WHERE shown_at IS NOT NULL").fetchone()[0],
            waiting=execute(
                "SELECT COUNT(DISTINCT photo_id) FROM transcripts "
                "CROSS JOIN contents ON contents.pixels_digest = transcripts.pixels_digest "
                "CROSS JOIN places ON content_id = contents.id WHERE reader = '' AND places.state = 'ready'"
            ).fetchone()[0],
            failed=count_failures(self._database),
        )

    # -- what waits ----------------------------------------------------------------------------

    def waiting(self) -> NDArray[np.int64]:
        """Ids of the pictures that wait and can be read now.

        Screenshots come first, for most of them hold text, then the newest photos; those that the
        indexer died with come last.
        """
        screenshot, parameters = OfKind("screenshot").where()
        row = self._database.conn.execute(
            f"SELECT group_concat(id) FROM (SELECT transcripts.id {_READABLE} GROUP BY transcripts.id "
            f"ORDER BY transcripts.strikes, MAX({screenshot}) DESC, MAX(places.taken_at) DESC, "
            "transcripts.id DESC)",
            parameters,
        ).fetchone()
        return np.fromstring(row[0] or "", dtype=np.int64, sep=",")

    def work(self, transcript_ids: Sequence[int]) -> list[TranscriptWork]:
        """Where to read some pictures, in their order; those that do not wait any more are left out."""
        found = {
            transcript_id: TranscriptWork(
                transcript_id,
                Path(from_stored(mount), from_stored(directory), from_stored(name)),
                size,
                mtime_ns,
            )
            for transcript_id, mount, directory, name, size, mtime_ns in self._database.conn.execute(
                "SELECT transcripts.id, mount_path, directory, name, places.size, mtime_ns "
                f"{_READABLE} AND transcripts.id IN ({','.join('?' * len(transcript_ids))}) "
                "ORDER BY places.id DESC",
                tuple(transcript_ids),
            )
        }
        return [found[transcript_id] for transcript_id in transcript_ids if transcript_id in found]

    # -- what the indexer writes ---------------------------------------------------------------

    def expect(self, reader: str) -> None:
        """Let pictures that another reader read wait for this one; what it read stays until then."""
        readers = self._database.conn.execute("SELECT DISTINCT reader FROM transcripts").fetchall()
        if {name for (name,) in readers} - {"", reader}:
            with writing(self._database, self._path) as database:
                database.conn.execute(
                    "UPDATE transcripts SET reader = '', strikes = 0, problem = '' WHERE reader <> ?",
                    (reader,),
                )

    def keep(
        self,
        reader: str,
        read: Iterable[tuple[int, Sequence[TextLine]]],
        failed: Iterable[tuple[int, PhotoError]] = (),
    ) -> None:
        """Write down what some pictures say, also when that is nothing, and which could not be read.

        Args:
            reader: What read them.
            read: Ids of pictures, and their lines.
            failed: Ids of pictures, and why.
        """
        with writing(self._database, self._path) as database:
            database.conn.executemany(
                "UPDATE transcripts SET reader = ?, text = ?, lines = ?, strikes = 0, problem = '' "
                "WHERE id = ?",
                [
                    (reader, "\n".join(line.text for line in lines), _as_json(lines), transcript_id)
                    for transcript_id, lines in read
                ],
            )
            for transcript_id, error in failed:
                self._fail(reader, transcript_id, error)

    def strike(self, reader: str, transcript_ids: Iterable[int]) -> None:
        """The indexer died with these pictures in hand. One with which it died twice is not read again."""
        with writing(self._database, self._path) as database:
            for transcript_id in transcript_ids:
                row = database.conn.execute(
                    "UPDATE transcripts SET strikes = strikes + 1 WHERE id = ? AND reader = '' "
                    "RETURNING strikes",
                    (transcript_id,),
                ).fetchone()
                if row is None or row[0] < STRIKES:
                    continue
                name = self._name(transcript_id)
                problem = f'"{name}" ended Fovea {STRIKES} times while its text was read.'
                error = PhotoError(
                    FailureReason.QUARANTINED, problem, "Try again when Fovea or the file is a newer one."
                )
                self._fail(reader, transcript_id, error)

    def retry_failed(self) -> int:
        """Put the pictures whose text could not be read back in line.

        Returns:
            How many.
        """
        with writing(self._database, self._path) as database:
            return database.conn.execute(
                "UPDATE transcripts SET reader = '', strikes = 0, problem = '' WHERE problem <> ''"
            ).rowcount

    def _fail(self, reader: str, transcript_id: int, error: PhotoError) -> None:
        self._database.conn.execute(
            "UPDATE transcripts SET reader = ?, problem = ?, remedy = ?, failed_at = ? WHERE id = ?",
            (reader, error.problem, error.remedy, timestamp(), transcript_id),
        )

    def _name(self, transcript_id: int) -> str:
        row = self._database.conn.execute(
            "SELECT name FROM transcripts "
            "JOIN contents ON contents.pixels_digest = transcripts.pixels_digest "
            "JOIN places ON content_id = contents.id WHERE transcripts.id = ? LIMIT 1",
            (transcript_id,),
        ).fetchone()
        return display(from_stored(row[0])) if row else "a photo"


def count_failures(database: Database) -> int:
    """How many pictures there are whose text could not be read."""
    row = database.conn.execute("SELECT COUNT(*) FROM transcripts WHERE problem <> ''").fetchone()
    return int(row[0])


def failures(database: Database) -> list[Failure]:
    """Pictures whose text could not be read, the latest first; each named by one of its files."""
    return [
        Failure(
            Path(from_stored(mount), from_stored(directory), from_stored(name)),
            FailureReason.TEXT,
            *said,
        )
        for mount, directory, name, *said in database.conn.execute(
            "SELECT mount_path, directory, name, problem, remedy, failed_at FROM transcripts "
            "CROSS JOIN contents ON contents.pixels_digest = transcripts.pixels_digest "
            "CROSS JOIN places ON content_id = contents.id JOIN volumes ON volumes.id = volume_id "
            "WHERE problem <> '' GROUP BY transcripts.id ORDER BY failed_at DESC, transcripts.id"
        )
    ]


def _as_json(lines: Sequence[TextLine]) -> str:
    return json.dumps(
        [(line.text, round(line.confidence, 3), line.corners) for line in lines], ensure_ascii=False
    )
