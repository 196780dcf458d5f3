"""Conditions on how a photo was taken: when, where, with which camera."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date, timedelta

from core.library.conditions import Where, any_of, each_once, literal, one_of

CAMERA = (
    "CASE WHEN camera_make IS NULL OR instr(lower(camera_model), lower(camera_make)) = 1 "
    "THEN camera_model ELSE trim(camera_make || ' ' || coalesce(camera_model, '')) END"
)
"""Make and model; many cameras repeat the maker in the model's name. There is an index by it."""

_KM_PER_DEGREE = 111.195  # of latitude, on a sphere of the Earth's mean radius

_FARTHEST_TOWN_KM = 100.0
"""A photo's locality is no farther away than this; see `core.gazetteer`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Taken in one of these spans of days.

    Attributes:
        spans: First and last day of each, both counted; None: open.
    """

    spans: tuple[tuple[date | None, date | None], ...]

    def where(self) -> Where:
        """See `Condition`. One span is a range of the index; of several SQLite would make a scan."""
        if len(self.spans) == 1:
            return _within(self.spans[0])
        days = [
            (first.isoformat() if first else "", _day_after(last) if last and last < date.max else "~")
            for first, last in self.spans
        ]
        return (
            "places.id IN (SELECT taken.id FROM json_each(?) AS span CROSS JOIN places AS taken ON "
            "taken.taken_at >= json_extract(span.value, '$[0]') AND "
            "taken.taken_at < json_extract(span.value, '$[1]'))"
        ), [json.dumps(days)]


@dataclass(frozen=True, slots=True)
class TakenInMonths:
    """Taken in one of these months (1 to 12) of any year."""

    months: tuple[int, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return one_of("CAST(substr(places.taken_at, 6, 2) AS INTEGER)", self.months)


@dataclass(frozen=True, slots=True)
class TakenOnWeekdays:
    """Taken on one of these days of the week, Monday being 1 and Sunday 7."""

    weekdays: tuple[int, ...]

    def where(self) -> Where:
        """See `Condition`."""
        # Julian days begin at noon; number 0 was a Monday. In a third of the time of strftime's '%w'.
        return one_of("(julianday(places.taken_at) + 0.5) % 7", [weekday - 1 for weekday in self.weekdays])


@dataclass(frozen=True, slots=True)
class TakenAtHours:
    """Taken between two times of day, "HH:MM"; over midnight when the second is smaller."""

    begin: str
    end: str

    def where(self) -> Where:
        """See `Condition`."""
        clock = "substr(places.taken_at, 12, 5)"
        join = "AND" if self.begin < self.end else "OR"
        return f"({clock} >= ? {join} {clock} < ?)", [self.begin, self.end]


@dataclass(frozen=True, slots=True)
class AtLocalities:
    """Taken at one of these populated places, by their ids."""

    localities: tuple[int, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return one_of("places.locality_id", self.localities)


@dataclass(frozen=True, slots=True)
class Around:
    """Taken in a circle.

    Attributes:
        latitude: Of its centre, decimal degrees.
        longitude: Likewise.
        km: Its radius.
    """

    latitude: float
    longitude: float
    km: float

    def where(self) -> Where:
        """See `Condition`. Flat within the circle: at 100 km and 60 degrees the error is below 2 %."""
        clause, values = self._reach("places", self.km)
        if self.km > _FARTHEST_TOWN_KM:
            return clause, values
        # There is no index by position, but one by town, and no photo is far from its town.
        towns, around = self._reach("localities", self.km + _FARTHEST_TOWN_KM)
        by_town = f"places.locality_id IN (SELECT id FROM localities WHERE {towns})"
        return f"({by_town} AND {clause})", [*around, *values]

    def _reach(self, table: str, km: float) -> Where:
        """What of a table with positions is within so many kilometres."""
        height = km / _KM_PER_DEGREE
        per_degree = _KM_PER_DEGREE * max(math.cos(math.radians(self.latitude)), 1e-6)
        # The shorter way round, also across the date line.
        east = f"(abs({table}.longitude - ?) - 360 * (abs({table}.longitude - ?) > 180))"
        clause = f"({table}.latitude BETWEEN ? AND ? AND {_square(f'({table}.latitude - ?) * ?')} + "
        clause += f"{_square(f'{east} * ?')} <= ?)"
        north = [self.latitude, _KM_PER_DEGREE]
        across = [self.longitude, self.longitude, per_degree]
        box = [self.latitude - height, self.latitude + height]
        return clause, [*box, *north, *north, *across, *across, km**2]


@dataclass(frozen=True, slots=True)
class WithCamera:
    """Taken with one of these cameras, make and model as a `Photo` has them; capitals don't matter."""

    cameras: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return one_of(f"({CAMERA}) COLLATE NOCASE", self.cameras)


@dataclass(frozen=True, slots=True)
class WithLens:
    """Taken through a lens that has one of these texts in its name."""

    lenses: tuple[str, ...]

    def where(self) -> Where:
        """See `Condition`."""
        clause, values = any_of(("value LIKE ? ESCAPE '\\'", [f"%{literal(lens)}%"]) for lens in self.lenses)
        return f"lens IN ({each_once('contents', 'lens')} AND {clause})", values


def _within(span: tuple[date | None, date | None]) -> Where:
    first, last = span
    clauses, values = [], []
    if first:
        clauses.append("places.taken_at >= ?")
        values.append(first.isoformat())
    if last and last < date.max:
        clauses.append("places.taken_at < ?")
        values.append(_day_after(last))
    return f"({' AND '.join(clauses)})" if clauses else "places.taken_at IS NOT NULL", values


def _square(expression: str) -> str:
    """Its square; its parameters are needed twice."""
    return f"({expression}) * ({expression})"


def _day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
