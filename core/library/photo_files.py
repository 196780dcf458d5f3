"""The files that show photos, each by itself: what tells one copy from another, and what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.library.records import TakenFrom
from core.paths import from_stored

_FILE = """
    SELECT p.id, c.photo_id, p.folder_id, mount_path, directory, p.name,
        folders.online AND volumes.online AS online, c.sha256, c.pixels_digest, p.volume_id, p.file_id,
        p.size, p.mtime_ns, width, height, format, p.taken_at, p.taken_from, camera_make, camera_model,
        p.clip, (SELECT raw.name FROM places AS raw WHERE raw.leader_id = p.id
            AND raw.state = 'paired' ORDER BY raw.id LIMIT 1) AS raw,
        (SELECT COUNT(*) FROM keywords WHERE place_id = p.id) + (p.title IS NOT NULL)
            + (p.caption IS NOT NULL) + (COALESCE(p.rating, 0) <> 0) AS words
    FROM contents AS c CROSS JOIN places AS p ON p.content_id = c.id
    CROSS JOIN folders ON folders.id = p.folder_id
    CROSS JOIN volumes ON volumes.id = p.volume_id
    WHERE p.state = 'ready' AND {chosen} ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A file that shows a picture, with what tells it from another file that shows the same.

    Attributes:
        place_id: Its row.
        photo_id: The photo it belongs to.
        folder_id: The chosen folder it lies in.
        path: Where it is.
        online: It can be read now.
        sha256: Of its bytes.
        pixels_digest: Of what it shows.
        inode: Volume and file id: equal for hard links. None where the system tells no file id.
        size: Bytes.
        mtime_ns: Modification time, nanoseconds since the epoch.
        width: Pixels, upright.
        height: Pixels, upright.
        format: "JPEG", "HEIF", ...
        taken_at: Local ISO 8601 time.
        taken_from: Who says so: the photo itself, a file beside it, or only the file's date.
        camera: Make and model, as written; "" when it does not say.
        raw: The RAW file of the same shot.
        clip: The film of a live photo.
        words: How many titles, captions, keywords and stars it has.
    """

    place_id: int
    photo_id: int
    folder_id: int
    path: Path
    online: bool
    sha256: bytes
    pixels_digest: bytes
    inode: tuple[int, int] | None
    size: int
    mtime_ns: int
    width: int
    height: int
    format: str
    taken_at: str | None
    taken_from: TakenFrom | None
    camera: str
    raw: Path | None
    clip: Path | None
    words: int

    def is_as_known(self) -> bool:
        """Whether the file is there, with the size and the time that the library remembers."""
        try:
            status = self.path.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns)


class PhotoFiles:
    """Reads only, of files that are there or on a drive that is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def copied(self) -> list[bytes]:
        """Digests of pictures that several files show."""
        rows = self._database.conn.execute(
            "SELECT pixels_digest FROM places AS p JOIN contents AS c ON c.id = content_id "
            "WHERE p.state = 'ready' GROUP BY pixels_digest HAVING COUNT(*) > 1"
        )
        return [digest for (digest,) in rows]

    def showing(self, digests: Sequence[bytes]) -> list[PhotoFile]:
        """The files that show these pictures."""
        found: list[PhotoFile] = []
        for start in range(0, len(digests), 500):
            some = digests[start : start + 500]
            marks = ",".join("?" * len(some))
            found += self._files(f"c.pixels_digest IN ({marks})", some)
        return found

    def at(self, place_ids: Sequence[int]) -> list[PhotoFile]:
        """Some files, as they are known now; those that show nothing any more are left out."""
        return self._files("p.id IN (SELECT value FROM json_each(?))", [json.dumps(list(place_ids))])

    def of(self, photo_ids: Sequence[int]) -> list[PhotoFile]:
        """All files that show these photos."""
        return self._files(
            "c.photo_id IN (SELECT value FROM json_each(?))", [json.dumps([int(one) for one in photo_ids])]
        )

    def companions(self, place_id: int) -> list[tuple[int | None, Path]]:
        """The files that belong to a photo's file and to no other: its RAW, its film, its sidecars.

        Returns:
            The place of each, where it has one, and where it is.
        """
        execute = self._database.conn.execute
        row = execute(
            "SELECT mount_path, directory, volume_id, clip FROM places AS p "
            "JOIN volumes ON volumes.id = volume_id WHERE p.id = ?",
            (place_id,),
        ).fetchone()
        if row is None:
            return []
        mount, directory, volume_id, clip = row
        here = Path(from_stored(mount), from_stored(directory))
        own = execute(
            "SELECT id, name FROM places WHERE leader_id = ? AND state = 'paired'", (place_id,)
        ).fetchall()
        found: list[tuple[int | None, Path]] = [(raw_id, here / from_stored(name)) for raw_id, name in own]
        together = json.dumps([place_id, *(raw_id for raw_id, _ in own)])
        beside = {
            name
            for (name,) in execute(
                "SELECT name FROM sidecars WHERE place_id IN (SELECT value FROM json_each(?))",
                (together,),
            )
        }
        if clip is not None:
            beside.add(clip)
        for name in sorted(beside, key=from_stored):
            shared = execute(
                "SELECT 1 FROM places AS p LEFT JOIN sidecars AS s "
                "ON s.place_id = p.id AND s.name = ?1 WHERE p.volume_id = ?2 AND p.directory = ?3 "
                "AND p.state <> 'missing' AND p.id NOT IN (SELECT value FROM json_each(?4)) "
                "AND (s.name IS NOT NULL OR p.clip = ?1) LIMIT 1",
                (name, volume_id, directory, together),
            ).fetchone()
            if shared is None:
                found.append((None, here / from_stored(name)))
        return found

    def _files(self, chosen: str, parameters: Sequence[bytes | str]) -> list[PhotoFile]:
        return [_file(row) for row in self._database.query(_FILE.format(chosen=chosen), parameters)]


def _file(row: dict[str, Any]) -> PhotoFile:
    directory = Path(from_stored(row["mount_path"]), from_stored(row["directory"]))

    def beside(name: str | bytes | None) -> Path | None:
        return None if name is None else directory / from_stored(name)

    return PhotoFile(
        place_id=row["id"],
        photo_id=row["photo_id"],
        folder_id=row["folder_id"],
        path=directory / from_stored(row["name"]),
        online=bool(row["online"]),
        sha256=row["sha256"],
        pixels_digest=row["pixels_digest"],
        inode=(row["volume_id"], row["file_id"]) if row["file_id"] else None,
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        width=row["width"],
        height=row["height"],
        format=row["format"],
        taken_at=row["taken_at"],
        taken_from=row["taken_from"],
        camera=" ".join(part for part in (row["camera_make"], row["camera_model"]) if part),
        raw=beside(row["raw"]),
        clip=beside(row["clip"]),
        words=row["words"],
    )
