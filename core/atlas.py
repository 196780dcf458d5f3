"""Where people live, as dots for a small map: no coasts, no borders, no network.

170,000 places with 1,000 people or more draw the continents by themselves. The places are GeoNames'
(geonames.org, CC BY 4.0), written into atlas.npz by packaging/make_atlas.py: 0.9 MB, read in a few
milliseconds, where the gazetteer (see gazetteer.py) takes a second and 140 MB, too much for the window.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.195
"""Of latitude: a sixtieth of it is a nautical mile, nearly (IUGG mean radius 6371.0088 km)."""

LATITUDE_STEPS = 65535 / 180
LONGITUDE_STEPS = 65535 / 360


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the world on a flat map, true to scale in its middle (equirectangular projection).

    Attributes:
        latitude: Of the middle, decimal degrees.
        longitude: Likewise.
        km_per_pixel: The scale.
        width: Pixels.
        height: Pixels.
    """

    latitude: float
    longitude: float
    km_per_pixel: float
    width: int
    height: int

    @property
    def _pixels_per_degree(self) -> tuple[float, float]:
        """Down and across."""
        down = KM_PER_DEGREE / self.km_per_pixel
        return down, down * max(0.05, math.cos(math.radians(self.latitude)))

    def across(self, longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where longitudes are, pixels from the left; the shorter way around the globe."""
        east = (longitudes - self.longitude + 180) % 360 - 180
        pixels: NDArray[np.float64] = self.width / 2 + east * self._pixels_per_degree[1]
        return pixels

    def down(self, latitudes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where latitudes are, pixels from the top."""
        pixels: NDArray[np.float64] = (
            self.height / 2 + (self.latitude - latitudes) * self._pixels_per_degree[0]
        )
        return pixels

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a position is: pixels from the left and from the top."""
        return (
            float(self.across(np.array([longitude]))[0]),
            float(self.down(np.array([latitude]))[0]),
        )

    @property
    def latitudes(self) -> tuple[float, float]:
        """The southernmost and the northernmost that are in it."""
        half = self.height / 2 / self._pixels_per_degree[0]
        return self.latitude - half, self.latitude + half


class Town(NamedTuple):
    """A town with a name on a map.

    Attributes:
        name: In English, or as at home where English has no name for it.
        x: Pixels from the left of the view.
        y: Pixels from its top.
        people: Roughly how many live there.
    """

    name: str
    x: float
    y: float
    people: float


@dataclass(frozen=True, slots=True)
class Dots:
    """Places on a map, those with the most people first.

    Attributes:
        x: Pixels from the left, float64, shape (n,).
        y: Pixels from the top, likewise.
        people: Roughly how many live there, float64, likewise.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    people: NDArray[np.float64]


class Atlas:
    """Reads its file at the first question."""

    def dots(self, view: View) -> Dots:
        """All places in a piece of the world."""
        rows, x, y = self._within(view)
        people = self._people[rows]
        order = np.argsort(-people, kind="stable")
        return Dots(x[order], y[order], people[order])

    def towns(self, view: View, most: int) -> list[Town]:
        """The largest towns in a piece of the world that have a name here (15,000 people or more).

        Args:
            view: Which piece.
            most: At most so many.
        """
        rows, x, y = self._within(view)
        named = np.flatnonzero(self._named[rows] >= 0)
        largest = named[np.argsort(-self._people[rows[named]], kind="stable")][:most]
        return [
            Town(
                self._names[self._named[rows[one]]],
                float(x[one]),
                float(y[one]),
                float(self._people[rows[one]]),
            )
            for one in largest
        ]

    def _within(self, view: View) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Rows of the places in a view, and where they are in it."""
        south, north = view.latitudes
        first, last = np.searchsorted(self._latitudes, (south, north))
        x = view.across(self._longitudes[first:last])
        y = view.down(self._latitudes[first:last])
        inside = np.flatnonzero((x >= 0) & (x < view.width))
        return inside + first, x[inside], y[inside]

    @cached_property
    def _file(self) -> dict[str, NDArray[np.generic]]:
        with as_file(files("core") / "atlas.npz") as path, np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}

    @cached_property
    def _latitudes(self) -> NDArray[np.float64]:
        return self._file["latitudes"].astype(np.float64) / LATITUDE_STEPS - 90

    @cached_property
    def _longitudes(self) -> NDArray[np.float64]:
        return self._file["longitudes"].astype(np.float64) / LONGITUDE_STEPS - 180

    @cached_property
    def _people(self) -> NDArray[np.float64]:
        """A tenth of a power of two is fine enough for the size of a dot."""
        people: NDArray[np.float64] = np.exp2(self._file["sizes"].astype(np.float64) / 10)
        return people

    @cached_property
    def _named(self) -> NDArray[np.int32]:
        """For each place the number of its name; -1: it has none here."""
        numbers = np.full(len(self._file["sizes"]), -1, np.int32)
        rows = self._file["named"].astype(np.int64)
        numbers[rows] = np.arange(len(rows), dtype=np.int32)
        return numbers

    @cached_property
    def _names(self) -> list[str]:
        return self._file["names"].tobytes().decode().split("\n")
