"""The names a library holds: cameras, lenses, places, keywords. What a sentence may mention."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from core.library.conditions import SHOWN
from core.library.taken_conditions import CAMERA


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place that photos were taken at.

    Attributes:
        id: Its GeoNames number.
        name: In English, or as at home.
        region: Province or state; "" where there is none.
        country: In English.
        country_code: ISO 3166-1, two letters.
        latitude: Of its centre, decimal degrees.
        longitude: Likewise.
    """

    id: int
    name: str
    region: str
    country: str
    country_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names, each once.

    Attributes:
        towns: Where photos were taken.
        cameras: Make and model, as `Photo.camera` has them.
        lenses: As the files say.
        keywords: Of files and sidecars.
        first_day: Of the oldest photo, ISO 8601; None: there is none with a date.
        last_day: Of the newest.
        rated: Some photo has stars.
    """

    towns: tuple[Town, ...]
    cameras: tuple[str, ...]
    lenses: tuple[str, ...]
    keywords: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    rated: bool


def read_vocabulary(database: Database) -> Vocabulary:
    """Collect the names that photos which can be shown bring along.

    Args:
        database: The catalogue.
    """
    execute = database.conn.execute
    towns = execute(
        "SELECT id, name, region, country, country_code, latitude, longitude FROM localities "
        f"WHERE EXISTS (SELECT 1 FROM places WHERE locality_id = localities.id AND {SHOWN}) ORDER BY id"
    )
    cameras = execute(
        f"SELECT DISTINCT {CAMERA} AS camera FROM (SELECT DISTINCT camera_make, camera_model FROM contents) "
        "WHERE camera IS NOT NULL ORDER BY camera"
    )
    lenses = execute("SELECT DISTINCT lens FROM contents WHERE lens IS NOT NULL ORDER BY lens")
    keywords = execute("SELECT DISTINCT keyword FROM keywords ORDER BY keyword")
    # Two statements: together they would not use the index.
    (first,) = execute("SELECT MIN(taken_at) FROM places").fetchone()
    (last,) = execute("SELECT MAX(taken_at) FROM places").fetchone()
    (rated,) = execute("SELECT EXISTS (SELECT 1 FROM places WHERE rating > 0)").fetchone()
    return Vocabulary(
        towns=tuple(Town(*row) for row in towns),
        cameras=tuple(name for (name,) in cameras),
        lenses=tuple(name for (name,) in lenses),
        keywords=tuple(name for (name,) in keywords),
        first_day=first and first[:10],
        last_day=last and last[:10],
        rated=bool(rated),
    )
