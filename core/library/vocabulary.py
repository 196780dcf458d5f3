"""The names a library holds: cameras, lenses, places, tags, albums. What a sentence may mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from core.library.conditions import DIRECTORIES, SHOWN, each_once
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
        keywords: Of files and sidecars, and people's tags.
        first_day: Of the oldest photo, ISO 8601; None: there is none with a date.
        last_day: Of the newest.
        rated: Some photo has stars.
        tags: Those of the keywords that are people's tags.
        albums: People's own.
        favoured: Some photo was called a favourite.
    """

    towns: tuple[Town, ...]
    cameras: tuple[str, ...]
    lenses: tuple[str, ...]
    keywords: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    rated: bool
    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    favoured: bool = False


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
    cameras = _names(execute(each_once("contents", f"({CAMERA}) COLLATE NOCASE")))
    lenses = _names(execute(each_once("contents", "lens")))
    keywords = _names(execute(each_once("keywords", "keyword")))
    given = "SELECT 1 FROM photo_tags WHERE tag_id = tags.id AND said"
    tags = _names(execute(f"SELECT name FROM tags WHERE EXISTS ({given})"))
    albums = _names(execute("SELECT name FROM albums"))
    # Two statements: together they would not use the index.
    (first,) = execute("SELECT MIN(taken_at) FROM places").fetchone()
    (last,) = execute("SELECT MAX(taken_at) FROM places").fetchone()
    (rated, favoured) = execute(
        "SELECT EXISTS (SELECT 1 FROM places WHERE rating > 0) "
        "OR EXISTS (SELECT 1 FROM opinions WHERE rating > 0), EXISTS (SELECT 1 FROM opinions WHERE favourite)"
    ).fetchone()
    return Vocabulary(
        towns=tuple(Town(*row) for row in towns),
        cameras=cameras,
        lenses=lenses,
        keywords=tuple(sorted({*keywords, *tags})),
        first_day=first and first[:10],
        last_day=last and last[:10],
        rated=bool(rated),
        tags=tags,
        albums=albums,
        favoured=bool(favoured),
    )


def read_directories(database: Database) -> tuple[str, ...]:
    """The directories that photos lie in, below their mount points; those that are no text are left out.

    As many steps as there are directories, not files.

    Args:
        database: The catalogue.
    """
    rows = database.conn.execute(f"{DIRECTORIES} SELECT DISTINCT directory FROM each ORDER BY directory")
    return tuple(directory for (directory,) in rows if isinstance(directory, str))


def _names(rows: Iterable[tuple[str]]) -> tuple[str, ...]:
    return tuple(sorted(name for (name,) in rows))
