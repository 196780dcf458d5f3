"""Keeps the description of each place what its content and its sidecars say together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from core.library.description import Said, describe
from core.paths import from_stored

_SAID = ("taken_at", "utc_offset", "latitude", "longitude", "title", "caption", "rating")
DESCRIBED = ("taken_at", "taken_from", "utc_offset", "latitude", "longitude", "title", "caption", "rating")
"""Columns of `places` that hold its description."""


def describe_places(connection: sqlite3.Connection, place_ids: Iterable[int]) -> None:
    """Make the descriptions of some places again. Must run inside `writing`.

    Places without content have none yet: they get theirs when they are read.
    """
    for place_id in place_ids:
        row = connection.execute(
            f"SELECT name, mtime_ns, keywords, {', '.join(f'contents.{name}' for name in _SAID)} "
            "FROM places JOIN contents ON contents.id = content_id WHERE places.id = ?",
            (place_id,),
        ).fetchone()
        if row is None:
            continue
        name, mtime_ns, keywords, *said = row
        sidecars = connection.execute(
            "SELECT name, facts FROM sidecars WHERE place_id = ? AND facts IS NOT NULL", (place_id,)
        ).fetchall()
        description = describe(
            Said(**dict(zip(_SAID, said, strict=True)), keywords=tuple(json.loads(keywords))),
            [(from_stored(beside), said_from_json(facts)) for beside, facts in sidecars],
            mtime_ns,
            photo=from_stored(name),
        )
        # Another position is another locality; the same keeps what it has.
        connection.execute(
            "UPDATE places SET located = located AND latitude IS ?4 AND longitude IS ?5, "
            "locality_id = CASE WHEN latitude IS ?4 AND longitude IS ?5 THEN locality_id END, "
            + ", ".join(f"{column} = ?{number}" for number, column in enumerate(DESCRIBED, 1))
            + f" WHERE id = ?{len(DESCRIBED) + 1}",
            (*(getattr(description, column) for column in DESCRIBED), place_id),
        )
        connection.execute("DELETE FROM keywords WHERE place_id = ?", (place_id,))
        connection.executemany(
            "INSERT OR IGNORE INTO keywords VALUES (?, ?)",
            [(place_id, keyword) for keyword in description.keywords],
        )


def said_from_json(facts: str) -> Said:
    """What a sidecar said, as it is kept."""
    values = json.loads(facts)
    return Said(**{**values, "keywords": tuple(values["keywords"])})
