"""From what a sentence says to what the library can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from core.library import arrival
from core.library import file_conditions as file
from core.library import people_conditions as people
from core.library import taken_conditions as taken
from core.library.conditions import AnyOf, Condition, Not
from core.search.language import Days, Field, Filter, Hours, Limits, Near, Place
from core.search.language.kinds import RAW_TYPES, TYPES
from core.search.language.reading import Value

_FORMATS = {name: name.upper() for name in TYPES} | {"heic": "HEIF"}


def _taken(values: Iterable[Days]) -> Condition:
    return taken.Taken(tuple((days.first, days.last) for days in values))


def _added(values: Iterable[Days]) -> Condition:
    return arrival.Added(tuple((days.first, days.last) for days in values))


_TOGETHER: dict[Field, Callable[[Any], Condition]] = {
    "date": _taken,
    "added": _added,
    "month": taken.TakenInMonths,
    "weekday": taken.TakenOnWeekdays,
    "camera": taken.WithCamera,
    "lens": taken.WithLens,
    "tag": people.Tagged,
    "album": people.InAlbum,
}
"""Conditions that take all values at once."""

_EITHER = ("camera", "lens", "type", "month")
"""A photo has one of each: two of them in a sentence can only mean that either will do."""


def conditions(filters: Iterable[Filter]) -> tuple[Condition, ...]:
    """All that must hold for a photo.

    Two cameras, lenses, formats or months mean either of them. So do two spans of days that have no
    day in common, and two places that have no town in common: nothing could be in both.

    Args:
        filters: Of one alternative of a reading.
    """
    given = list(filters)
    found: list[Condition] = [Not(_condition(chosen)) for chosen in given if chosen.negated]
    groups: dict[Field, list[Filter]] = {}
    for chosen in given:
        if not chosen.negated:
            groups.setdefault(chosen.field, []).append(chosen)
    for field, group in groups.items():
        each = tuple(map(_condition, group))
        if len(group) > 1 and (field in _EITHER or _apart(group)):
            found.append(AnyOf(each))
        else:
            found += each
    return tuple(found)


def _apart(group: list[Filter]) -> bool:
    """Whether some two of these can't hold together."""
    return any(
        not any(_meet(mine, theirs) for mine in one.values for theirs in other.values)
        for number, one in enumerate(group)
        for other in group[:number]
    )


def _meet(one: object, other: object) -> bool:
    if isinstance(one, Days) and isinstance(other, Days):
        begin = max((day for day in (one.first, other.first) if day), default=None)
        end = min((day for day in (one.last, other.last) if day), default=None)
        return begin is None or end is None or begin <= end
    if isinstance(one, Place) and isinstance(other, Place):
        return not set(one.localities).isdisjoint(other.localities)
    return True


def _condition(chosen: Filter) -> Condition:
    """The condition of one filter, as if it were not negated."""
    if chosen.field in _TOGETHER:
        return _TOGETHER[chosen.field](chosen.values)
    each = tuple(condition for value in chosen.values for condition in _of_value(chosen.field, value))
    return each[0] if len(each) == 1 else AnyOf(each)


def _of_value(field: Field, value: Value) -> Iterator[Condition]:
    if isinstance(value, Hours):
        yield taken.TakenAtHours(value.begin, value.end)
    elif isinstance(value, Place):
        yield taken.AtLocalities(value.localities)
    elif isinstance(value, Near):
        yield from (
            taken.Around(latitude, longitude, value.km) for latitude, longitude in value.place.centres
        )
    elif isinstance(value, Limits):
        yield (file.FileSize if field == "size" else people.rated)(value.least, value.most)
    elif isinstance(value, str):
        yield _named(field, value)


def _named(field: str, value: str) -> Condition:
    if field == "in":
        return file.InFolder(value)
    if field == "name":
        return file.Named(value)
    if field == "kind":
        return file.OfKind(cast(file.Kind, value))
    if field == "type" and value in RAW_TYPES:
        return file.OfRawFormat((value,))
    if field == "type":
        return file.OfKind("raw") if value == "raw" else file.OfFormat((_FORMATS[value],))
    return people.Favourite() if value == "yes" else Not(people.Favourite())
