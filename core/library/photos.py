"""Photos as people see them: facts for showing, filters, counts, failures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.errors import FailureReason
from core.library import sidecar_writes, transcripts
from core.library.browsing import Browsing, Months
from core.library.conditions import Where
from core.library.folders import below
from core.library.passing import Passing
from core.library.people import MOST_STARS, NOTHING, Annotation, said_of
from core.library.place_name import PlaceName
from core.library.records import Counts, Failure, Photo, PhotoFilter
from core.library.subtrees import under
from core.library.vocabulary import Vocabulary, read_directories, read_vocabulary
from core.library.volumes import mounted_volumes, volume_of
from core.paths import from_stored, to_stored

PhotoIds = NDArray[np.int64]
"""Photo ids, int64, ascending, each once."""

_FEW = 10_000
"""Up to so many photos are put in order by looking at them alone."""

# A file that changed keeps showing what it was until it is read again.
_SHOWN = "state IN ('ready', 'waiting')"

_OF_PLACE = (
    "directory",
    "name",
    "size",
    "taken_at",
    "taken_from",
    "utc_offset",
    "latitude",
    "longitude",
    "title",
    "caption",
    "rating",
    "clip",
)


_OF_EXPOSURE = ("lens", "focal_length_mm", "f_number", "exposure_s", "iso")


class Photos:
    """Reads only; a photo is shown when at least one of its files is there or on a drive that is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passing = Passing(database)
        self._browsing = Browsing(self._passing)

    def ids(self, chosen: PhotoFilter | None = None) -> PhotoIds:
        """The photos that can be shown and pass a filter."""
        if not chosen:
            return self._passing.shown()
        return self._passing.photos(chosen.conditions, _place(chosen))

    def by_date(self, chosen: PhotoFilter | None = None) -> PhotoIds:
        """The same photos, newest first (not ascending by id)."""
        ids = self.ids(chosen) if chosen else None
        if ids is not None and len(ids) <= _FEW:
            return self._passing.numbers(
                "SELECT id AS number FROM photos WHERE id IN (SELECT value FROM json_each(?)) "
                "ORDER BY shown_at DESC, id DESC",
                (json.dumps(ids.tolist()),),
            )
        everything = self._browsing.newest_first().astype(np.int64)
        return everything if ids is None else everything[np.isin(everything, ids)]

    def months(self, photo_ids: NDArray[np.int64]) -> Months:
        """The months of photos that stand by date: int64, shape (n,)."""
        return self._browsing.months(photo_ids)

    def shapes(self) -> NDArray[np.float32]:
        """Width over height of each photo, upright, by its id: float32."""
        return self._browsing.shapes()

    def get(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Facts of some photos, in the order asked; those that are gone are left out."""
        found: dict[int, Photo] = {}
        for start in range(0, len(photo_ids), 500):
            chunk = [int(photo_id) for photo_id in photo_ids[start : start + 500]]
            said = said_of(self._database.conn, chunk)
            # The last row of a photo wins: readable places come last. CROSS JOIN keeps this order of the
            # tables; left alone, SQLite starts from all places of a state, a hundred times slower.
            for row in self._database.query(
                f"SELECT photo_id, mount_path, {', '.join(f'places.{column}' for column in _OF_PLACE)}, "
                f"{', '.join(_OF_EXPOSURE)}, "
                "width, height, format, camera_make, camera_model, projection, has_clip, pixels_digest, "
                "(folders.online AND volumes.online) AS online, "
                "localities.name AS town, region, country, locality_id, country_code, "
                "(SELECT json_group_array(keyword) FROM keywords WHERE place_id = places.id) AS keywords, "
                "(SELECT name FROM places AS raw WHERE raw.leader_id = places.id AND raw.state = 'paired' "
                "ORDER BY id LIMIT 1) AS raw, "
                "(SELECT description FROM judged WHERE judged.pixels_digest = contents.pixels_digest) "
                "AS description FROM contents "
                "CROSS JOIN places ON content_id = contents.id "
                "CROSS JOIN folders ON folders.id = folder_id "
                "CROSS JOIN volumes ON volumes.id = places.volume_id "
                f"LEFT JOIN localities ON localities.id = locality_id WHERE places.{_SHOWN} "
                f"AND photo_id IN ({','.join('?' * len(chunk))}) ORDER BY online, places.id DESC",
                chunk,
            ):
                found[row["photo_id"]] = _photo(row, said.get(row["photo_id"], NOTHING))
        return [found[int(photo_id)] for photo_id in photo_ids if int(photo_id) in found]

    def vocabulary(self) -> Vocabulary:
        """The names of cameras, lenses, places and keywords that photos bring along."""
        return read_vocabulary(self._database)

    def directories(self) -> tuple[str, ...]:
        """The directories that photos lie in, below their mount points, in order."""
        return read_directories(self._database)

    def at(self, path: Path) -> int | None:
        """The photo that is at a path, if the library knows it; a RAW is its pair's."""
        absolute = path.absolute()
        volume = volume_of(absolute, mounted_volumes())
        relative = below(absolute, volume.mount)
        directory, _, name = relative.rpartition("/")
        row = self._database.conn.execute(
            "SELECT photo_id FROM places AS here JOIN volumes ON volumes.id = here.volume_id "
            "JOIN places ON places.id = CASE here.state WHEN 'paired' THEN here.leader_id ELSE here.id END "
            "JOIN contents ON contents.id = places.content_id "
            f"WHERE identity = ? AND here.directory = ? AND here.name = ? AND places.{_SHOWN}",
            (volume.identity, to_stored(directory), to_stored(name)),
        ).fetchone()
        return int(row[0]) if row else None

    def shown_pictures(self, digests: Sequence[bytes]) -> set[bytes]:
        """Which of these pictures some content shows, whether its file is in reach or not."""
        shown: set[bytes] = set()
        for start in range(0, len(digests), 500):
            chunk = digests[start : start + 500]
            rows = self._database.conn.execute(
                f"SELECT pixels_digest FROM contents WHERE pixels_digest IN ({','.join('?' * len(chunk))})",
                chunk,
            )
            shown.update(digest for (digest,) in rows)
        return shown

    def counts(self) -> Counts:
        """The library in numbers."""
        photos = self._database.conn.execute(
            "SELECT COUNT(*) FROM photos WHERE shown_at IS NOT NULL"
        ).fetchone()[0]
        states = dict(
            self._database.conn.execute(
                "SELECT state, COUNT(*) FROM places WHERE state <> 'ready' GROUP BY state"
            ).fetchall()
        )
        sidecars = self._database.conn.execute("SELECT COUNT(*) FROM sidecars WHERE state = 'failed'")
        return Counts(
            photos=photos,
            waiting=states.get("waiting", 0),
            failed=states.get("failed", 0),
            offline=self._offline(photos),
            paired=states.get("paired", 0),
            unwanted=states.get("unwanted", 0),
            sidecars_failed=sidecars.fetchone()[0] + sidecar_writes.count_failures(self._database),
            texts_failed=transcripts.count_failures(self._database),
        )

    def _offline(self, photos: int) -> int:
        """How many of the photos have no file on a drive that is here."""
        here = [
            bool(online)
            for (online,) in self._database.conn.execute(
                "SELECT folders.online AND volumes.online FROM folders "
                "JOIN volumes ON volumes.id = folders.volume_id"
            )
        ]
        # Mostly all drives are here, or the only one is not: then no file has to be looked at.
        if all(here) or not any(here):
            return 0 if all(here) else photos
        row = self._database.conn.execute(
            "SELECT COUNT(DISTINCT photo_id) FROM folders JOIN volumes ON volumes.id = folders.volume_id "
            "CROSS JOIN places ON folder_id = folders.id CROSS JOIN contents ON contents.id = content_id "
            f"WHERE NOT (folders.online AND volumes.online) AND {_SHOWN} AND NOT EXISTS ("
            "SELECT 1 FROM contents AS here CROSS JOIN places AS there ON there.content_id = here.id "
            "CROSS JOIN folders AS near ON near.id = there.folder_id "
            "CROSS JOIN volumes AS mounted ON mounted.id = near.volume_id "
            f"WHERE here.photo_id = contents.photo_id AND there.{_SHOWN} AND near.online AND mounted.online)"
        ).fetchone()
        return int(row[0])

    def failures(self) -> list[Failure]:
        """Files that could not be read, the latest first; then of photos that could, sidecars and text."""
        return (
            [
                Failure(
                    Path(
                        from_stored(row["mount_path"]),
                        from_stored(row["directory"]),
                        from_stored(row["name"]),
                    ),
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
            + [
                Failure(
                    Path(from_stored(mount), from_stored(directory), from_stored(name)),
                    FailureReason.SIDECAR,
                    problem,
                    "The photo it belongs to is shown without what it says.",
                    "",
                )
                for mount, directory, name, problem in self._database.conn.execute(
                    # One file may be said to describe two photos; it is one problem.
                    "SELECT DISTINCT mount_path, directory, sidecars.name, sidecars.problem FROM sidecars "
                    "CROSS JOIN places ON places.id = place_id JOIN volumes ON volumes.id = volume_id "
                    "WHERE sidecars.state = 'failed' ORDER BY directory, sidecars.name"
                )
            ]
            + sidecar_writes.failures(self._database)
            + transcripts.failures(self._database)
        )


def _place(chosen: PhotoFilter) -> Where:
    """What a filter says of folders and dates."""
    clauses: list[str] = []
    parameters: list[Any] = []
    if chosen.folders:
        volumes = mounted_volumes()
        alternatives = []
        for folder in chosen.folders:
            resolved = folder.expanduser().resolve()
            volume = volume_of(resolved, volumes)
            clause, values = under(below(resolved, volume.mount))
            alternatives.append(
                f"(volume_id IN (SELECT id FROM volumes WHERE identity = ? OR mount_path = ?) AND {clause})"
            )
            parameters += [volume.identity, to_stored(str(volume.mount)), *values]
        clauses.append(f"({' OR '.join(alternatives)})")
    if chosen.taken_from:
        clauses.append("places.taken_at >= ?")
        parameters.append(chosen.taken_from.isoformat())
    if chosen.taken_until:
        clauses.append("places.taken_at < ?")
        parameters.append((chosen.taken_until + timedelta(days=1)).isoformat())
    return " AND ".join(clauses), parameters


def _place_name(row: dict[str, Any]) -> PlaceName:
    return PlaceName(
        row["town"], row["region"], row["country"], id=row["locality_id"], country_code=row["country_code"]
    )


def _photo(row: dict[str, Any], said: Annotation) -> Photo:
    make, model = row["camera_make"], row["camera_model"]
    # Many cameras repeat the maker in the model's name.
    directory = Path(from_stored(row["mount_path"]), from_stored(row["directory"]))
    rating = row["rating"] if said.rating is None else said.rating
    camera = model if not make or (model or "").lower().startswith(make.lower()) else f"{make} {model or ''}"
    return Photo(
        id=row["photo_id"],
        path=directory / from_stored(row["name"]),
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
        utc_offset=row["utc_offset"],
        title=row["title"] if said.title is None else said.title or None,
        caption=row["caption"] if said.caption is None else said.caption or None,
        keywords=said.keywords(json.loads(row["keywords"])),
        rating=rating,
        locality=_place_name(row) if row["town"] is not None else None,
        projection=row["projection"],
        is_motion=bool(row["has_clip"] or row["clip"]),
        clip=directory / from_stored(row["clip"]) if row["clip"] is not None else None,
        raw=directory / from_stored(row["raw"]) if row["raw"] is not None else None,
        **{name: row[name] for name in _OF_EXPOSURE},
        favourite=rating == MOST_STARS if said.favourite is None else said.favourite,
        albums=said.albums,
        description=row["description"] or "",
    )
