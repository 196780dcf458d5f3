"""The files that belong to photos: sidecars, the films of live photos, the leaders of RAW files."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from sqlite_utils import Database

from core.library.database import writing
from core.library.described import describe_places
from core.library.description import Said
from core.library.pairs import release
from core.library.records import FileStamp, Folder, FoundCompanions, SidecarWork
from core.library.sidecar_writes import recognise, records
from core.paths import from_stored, to_stored


class Sidecars:
    """What the files beside photos say of them. A sidecar of two photos is kept for each."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def known(self, folder: Folder, directory: str) -> dict[int, dict[str, FileStamp]]:
        """The sidecars remembered in one directory: by place, by name."""
        found: dict[int, dict[str, FileStamp]] = defaultdict(dict)
        for place_id, name, size, mtime_ns in self._database.conn.execute(
            "SELECT place_id, sidecars.name, sidecars.size, sidecars.mtime_ns FROM places "
            "CROSS JOIN sidecars ON place_id = places.id WHERE volume_id = ? AND directory = ?",
            (folder.volume_id, to_stored(directory)),
        ):
            found[place_id][from_stored(name)] = FileStamp(size, mtime_ns)
        return found

    def waiting(self, place_ids: Sequence[int] | None = None, limit: int = 500) -> list[SidecarWork]:
        """Sidecars to read in folders that are online.

        Args:
            place_ids: Only those of these places; None: of any.
            limit: At most so many.
        """
        chosen = "" if place_ids is None else "AND sidecars.place_id IN (SELECT value FROM json_each(?)) "
        rows = self._database.conn.execute(
            "SELECT sidecars.place_id, sidecars.name, mount_path, places.directory, ours FROM sidecars "
            "CROSS JOIN places ON places.id = sidecars.place_id CROSS JOIN folders ON folders.id = folder_id "
            "CROSS JOIN volumes ON volumes.id = places.volume_id "
            "LEFT JOIN own_sidecars AS own ON own.volume_id = places.volume_id "
            "AND own.directory = places.directory AND own.name = sidecars.name "
            "WHERE sidecars.state = 'waiting' AND folders.online AND places.state <> 'missing' "
            f"{chosen}ORDER BY sidecars.place_id LIMIT ?",
            (limit,) if place_ids is None else (json.dumps(list(place_ids)), limit),
        )
        return [
            SidecarWork(
                place_id,
                from_stored(name),
                Path(from_stored(mount), from_stored(directory), from_stored(name)),
                records(ours),
            )
            for place_id, name, mount, directory, ours in rows
        ]

    def keep(self, read: Sequence[tuple[SidecarWork, Said | str]]) -> None:
        """Write down what sidecars said, or why they can't be read, and describe their photos anew."""
        with writing(self._database, self._path):
            self.record(read)

    def record(self, read: Sequence[tuple[SidecarWork, Said | str]]) -> None:
        """As `keep`. Must run inside `writing`."""
        self._database.conn.executemany(
            "UPDATE sidecars SET state = ?, facts = ?, problem = ? WHERE place_id = ? AND name = ?",
            [
                (
                    *(("failed", None, said) if isinstance(said, str) else ("read", _to_json(said), "")),
                    work.place_id,
                    to_stored(work.name),
                )
                for work, said in read
            ],
        )
        describe_places(self._database.conn, {work.place_id for work, _ in read})


def record_companions(
    connection: sqlite3.Connection, folder: Folder, found: Sequence[FoundCompanions]
) -> list[int]:
    """Write down which files belong to which photos. Must run inside `writing`.

    Returns:
        The places that were concerned.
    """
    concerned: list[int] = []
    described: list[int] = []
    released: list[int] = []
    for companions in found:
        place_id = _place_id(connection, folder, companions.directory, companions.name)
        assert place_id is not None
        leader_id = companions.leader and _place_id(
            connection, folder, companions.directory, companions.leader
        )
        connection.execute(
            "UPDATE places SET clip = ? WHERE id = ?",
            (companions.clip and to_stored(companions.clip), place_id),
        )
        if leader_id is None:
            released.append(place_id)
        else:
            connection.execute("UPDATE places SET leader_id = ? WHERE id = ?", (leader_id, place_id))
        if _record_sidecars(connection, place_id, companions.sidecars):
            described.append(place_id)
        concerned.append(place_id)
    release(connection, released)
    describe_places(connection, described)
    return concerned


def _record_sidecars(
    connection: sqlite3.Connection, place_id: int, sidecars: Mapping[str, FileStamp]
) -> bool:
    """Returns whether one that was read is gone, so that the place has to be described anew."""
    known = {
        from_stored(name): FileStamp(size, mtime_ns)
        for name, size, mtime_ns in connection.execute(
            "SELECT name, size, mtime_ns FROM sidecars WHERE place_id = ?", (place_id,)
        )
    }
    gone = known.keys() - sidecars.keys()
    connection.executemany(
        "DELETE FROM sidecars WHERE place_id = ? AND name = ?",
        [(place_id, to_stored(name)) for name in gone],
    )
    changed = {name: stamp for name, stamp in sidecars.items() if known.get(name) != stamp}
    # What a changed one said holds until it is read again.
    connection.executemany(
        "INSERT INTO sidecars (place_id, name, size, mtime_ns, state) VALUES (?, ?, ?, ?, 'waiting') "
        "ON CONFLICT DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, state = 'waiting'",
        [(place_id, to_stored(name), stamp.size, stamp.mtime_ns) for name, stamp in changed.items()],
    )
    for name, stamp in changed.items():
        recognise(connection, place_id, name, stamp)
    return bool(gone)


def _place_id(connection: sqlite3.Connection, folder: Folder, directory: str, name: str) -> int | None:
    row = connection.execute(
        "SELECT id FROM places WHERE volume_id = ? AND directory = ? AND name = ?",
        (folder.volume_id, to_stored(directory), to_stored(name)),
    ).fetchone()
    return int(row[0]) if row else None


def _to_json(said: Said) -> str:
    return json.dumps(asdict(said), ensure_ascii=False)
