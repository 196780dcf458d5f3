"""What people call the places where photos were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.library.database import writing

if TYPE_CHECKING:
    from core.gazetteer import Locality


class Localities:
    """The localities of photos with a position."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def unnamed(self, limit: int = 1000) -> tuple[list[int], NDArray[np.float64]]:
        """Places whose position was not looked up yet.

        Returns:
            Their ids, and latitude and longitude of each: float64, shape (n, 2).
        """
        rows = self._database.conn.execute(
            "SELECT id, latitude, longitude FROM places WHERE latitude IS NOT NULL AND located = 0 "
            "ORDER BY id LIMIT ?",
            (limit,),
        ).fetchall()
        positions = np.array([position for _, *position in rows], dtype=np.float64)
        return [place_id for place_id, _, _ in rows], positions.reshape(-1, 2)

    def keep(self, place_ids: Sequence[int], localities: Sequence[Locality | None]) -> None:
        """Write down where places are; None: nowhere near a town."""
        towns = {town.geoname_id: town for town in localities if town is not None}
        with writing(self._database, self._path) as database:
            database.conn.executemany(
                "INSERT OR IGNORE INTO localities "
                "(id, name, region, country, country_code, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [astuple(town) for town in towns.values()],
            )
            database.conn.executemany(
                "UPDATE places SET located = 1, locality_id = ? WHERE id = ?",
                [
                    (town and town.geoname_id, place_id)
                    for place_id, town in zip(place_ids, localities, strict=True)
                ],
            )
