"""Photos as people see them: facts for showing, filters, counts, failures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.library.folders import below
from core.library.records import Counts, Failure, Photo, PhotoFilter
from core.library.volumes import mounted_volumes, volume_of
from core.paths import from_stored

PhotoIds = NDArray[np.int64]
"""Photo ids, int64, ascending, each once."""

# A file that changed keeps showing what it was until it is read again.
_SHOWN = "state IN ('ready', 'waiting')"


class Photos:
    """Reads only; a photo is shown when at least one of its files is there or on a drive that is away."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, chosen: PhotoFilter | None = None) -> PhotoIds:
        """The photos that can be shown and pass a filter."""
        where, parameters = _conditions(chosen or PhotoFilter())
        rows = self._database.conn.execute(
            "SELECT DISTINCT photo_id FROM contents JOIN places ON content_id = contents.id "
            f"WHERE {_SHOWN}{where} ORDER BY photo_id",
            parameters,
        ).fetchall()
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def by_date(self, chosen: PhotoFilter | None = None) -> PhotoIds:
        """The same photos, newest first (not ascending by id)."""
        where, parameters = _conditions(chosen or PhotoFilter())
        rows = self._database.conn.execute(
            "SELECT photo_id FROM contents JOIN places ON content_id = contents.id "
            f"WHERE {_SHOWN}{where} GROUP BY photo_id ORDER BY MAX(places.taken_at) DESC, photo_id DESC",
            parameters,
        ).fetchall()
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def get(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Facts of some photos, in the order asked; those that are gone are left out."""
        found: dict[int, Photo] = {}
        for start in range(0, len(photo_ids), 500):
            chunk = [int(photo_id) for photo_id in photo_ids[start : start + 500]]
            # The last row of a photo wins: readable places come last. CROSS JOIN keeps this order of the
            # tables; left alone, SQLite starts from all places of a state, a hundred times slower.
            for row in self._database.query(
                "SELECT photo_id, mount_path, directory, name, places.size, places.taken_at, taken_from, "
                "width, height, format, camera_make, camera_model, latitude, longitude, pixels_digest, "
                "(folders.online AND volumes.online) AS online FROM contents "
                "CROSS JOIN places ON content_id = contents.id "
                "CROSS JOIN folders ON folders.id = folder_id "
                f"CROSS JOIN volumes ON volumes.id = places.volume_id WHERE {_SHOWN} "
                f"AND photo_id IN ({','.join('?' * len(chunk))}) ORDER BY online, places.id DESC",
                chunk,
            ):
                found[row["photo_id"]] = _photo(row)
        return [found[int(photo_id)] for photo_id in photo_ids if int(photo_id) in found]

    def at(self, path: Path) -> int | None:
        """The photo that is at a path, if the library knows it."""
        absolute = path.absolute()
        volume = volume_of(absolute, mounted_volumes())
        relative = below(absolute, volume.mount)
        directory, _, name = relative.rpartition("/")
        row = self._database.conn.execute(
            "SELECT photo_id FROM places JOIN volumes ON volumes.id = volume_id "
            "JOIN contents ON contents.id = content_id "
            f"WHERE identity = ? AND directory = ? AND name = ? AND {_SHOWN}",
            (volume.identity, directory, name),
        ).fetchone()
        return int(row[0]) if row else None

    def counts(self) -> Counts:
        """The library in numbers."""
        photos, offline = self._database.conn.execute(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT there) FROM "
            "(SELECT MAX(folders.online AND volumes.online) AS there FROM contents "
            "JOIN places ON content_id = contents.id JOIN folders ON folders.id = folder_id "
            f"JOIN volumes ON volumes.id = places.volume_id WHERE {_SHOWN} GROUP BY photo_id)"
        ).fetchone()
        states = dict(
            self._database.conn.execute(
                "SELECT state, COUNT(*) FROM places WHERE state IN ('waiting', 'failed') GROUP BY state"
            ).fetchall()
        )
        return Counts(photos, states.get("waiting", 0), states.get("failed", 0), offline)

    def failures(self) -> list[Failure]:
        """Files that could not be read, the latest first."""
        return [
            Failure(
                Path(from_stored(row["mount_path"]), from_stored(row["directory"]), from_stored(row["name"])),
                row["reason"],
                row["message"],
                row["remedy"],
                row["failed_at"],
            )
            for row in self._database.query(
                "SELECT mount_path, directory, name, reason, message, remedy, failed_at FROM failures "
                "JOIN places ON places.id = place_id JOIN volumes ON volumes.id = volume_id "
                "WHERE state = 'failed' ORDER BY failed_at DESC, places.id"
            )
        ]


def _conditions(chosen: PhotoFilter) -> tuple[str, list[Any]]:
    clauses: list[str] = []
    parameters: list[Any] = []
    if chosen.folders:
        volumes = mounted_volumes()
        alternatives = []
        for folder in chosen.folders:
            resolved = folder.expanduser().resolve()
            volume = volume_of(resolved, volumes)
            clause, values = _under(below(resolved, volume.mount))
            alternatives.append(
                f"(volume_id IN (SELECT id FROM volumes WHERE identity = ? OR mount_path = ?) AND {clause})"
            )
            parameters += [volume.identity, str(volume.mount), *values]
        clauses.append(f"({' OR '.join(alternatives)})")
    if chosen.taken_from:
        clauses.append("places.taken_at >= ?")
        parameters.append(chosen.taken_from.isoformat())
    if chosen.taken_until:
        clauses.append("places.taken_at < ?")
        parameters.append((chosen.taken_until + timedelta(days=1)).isoformat())
    return "".join(f" AND {clause}" for clause in clauses), parameters


def _under(directory: str) -> tuple[str, list[str | bytes]]:
    """SQL for "this directory or one below it", for paths kept as text and as bytes."""
    if not directory:
        return "1", []
    # "0" follows "/" in ASCII, so the range holds just what starts with "directory/".
    low, high = f"{directory}/", f"{directory}0"
    raw_low, raw_high = low.encode("utf-8", "surrogateescape"), high.encode("utf-8", "surrogateescape")
    raw = raw_low[:-1]
    clause = "(directory = ? OR (directory >= ? AND directory < ?)"
    try:
        text: list[str | bytes] = [directory, low, high]
        directory.encode()
    except UnicodeEncodeError:
        text = [raw, raw_low, raw_high]
    return clause + " OR (directory >= ? AND directory < ?))", [*text, raw_low, raw_high]


def _photo(row: dict[str, Any]) -> Photo:
    make, model = row["camera_make"], row["camera_model"]
    # Many cameras repeat the maker in the model's name.
    camera = model if not make or (model or "").lower().startswith(make.lower()) else f"{make} {model or ''}"
    return Photo(
        id=row["photo_id"],
        path=Path(from_stored(row["mount_path"]), from_stored(row["directory"]), from_stored(row["name"])),
        online=bool(row["online"]),
        taken_at=row["taken_at"],
        taken_from=row["taken_from"],
        width=row["width"],
        height=row["height"],
        size=row["size"],
        format=row["format"],
        camera=camera.strip() if camera else None,
        latitude=row["latitude"],
        longitude=row["longitude"],
        pixels_digest=row["pixels_digest"],
    )
