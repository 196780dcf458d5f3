"""What a library knows, as the reader of sentences wants it: its names, and where its photos were taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from core.chinese_names import chinese_names
from core.library.vocabulary import Town, Vocabulary
from core.search.language import Days, Knowledge, Names, Place


def knowledge_of(vocabulary: Vocabulary, today: date) -> Knowledge:
    """Arrange the names of a library.

    The seasons are the southern ones where most of the places photos were taken at are.

    Args:
        vocabulary: Of the library.
        today: Where the person is.
    """
    south = sum(town.latitude < 0 for town in vocabulary.towns)
    taken = None
    if vocabulary.first_day and vocabulary.last_day:
        taken = Days(_day(vocabulary.first_day), _day(vocabulary.last_day))
    return Knowledge(
        today,
        taken if taken and taken.first and taken.last else None,
        southern=2 * south > len(vocabulary.towns),
        rated=vocabulary.rated,
        favoured=vocabulary.favoured,
        places=Names(_places(vocabulary.towns)),
        cameras=Names((camera, camera) for camera in vocabulary.cameras),
        lenses=Names((lens, lens) for lens in vocabulary.lenses),
        tags=Names((keyword, keyword) for keyword in vocabulary.keywords),
        own_tags=Names((tag, tag) for tag in vocabulary.tags),
        albums=Names((album, album) for album in vocabulary.albums),
    )


def _places(towns: Iterable[Town]) -> Iterator[tuple[str, Place]]:
    """Towns, regions and countries by all their names; "Paris, Texas" is one of Paris's, too."""
    known = list(towns)
    chinese = chinese_names(
        {str(town.id) for town in known}
        | {town.country_code for town in known}
        | {f"{town.country_code}.{town.region}" for town in known}
    )
    for town in known:
        within = tuple(part for part in (town.region, town.country) if part)
        place = Place(town.name, within, (town.id,), ((town.latitude, town.longitude),))
        for name in (town.name, *_without_city(town.name), *chinese.get(str(town.id), ())):
            yield name, place
        for part in within:
            yield f"{town.name} {part}", place
    yield from _united(known, lambda town: (f"{town.country_code}.{town.region}", town.region), chinese)
    yield from _united(known, lambda town: (town.country_code, town.country), chinese)


def _united(
    towns: list[Town], of: Callable[[Town], tuple[str, str]], chinese: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, Place]]:
    """The regions or countries of towns, each made of its towns."""
    members: dict[tuple[str, str], list[Town]] = {}
    for town in towns:
        if of(town)[1]:
            members.setdefault(of(town), []).append(town)
    for (key, name), there in members.items():
        within = (there[0].country,) if "." in key else ()
        centres = tuple((town.latitude, town.longitude) for town in there)
        place = Place(name, within, tuple(town.id for town in there), centres)
        for known in (name, *_ALSO.get(key, ()), *chinese.get(key, ())):
            yield known, place


_ALSO = {
    "US": ("USA", "America", "the States"),
    "GB": ("UK", "Britain", "Great Britain"),
    "NL": ("Holland", "Netherlands"),
    "AE": ("UAE", "Emirates"),
    "CZ": ("Czechia", "Czech Republic"),
    "GB.England": ("England",),
}
"""What people say where GeoNames is more exact."""


def _without_city(name: str) -> tuple[str, ...]:
    """New York for New York City."""
    short = name.removesuffix(" City")
    return (short,) if short != name else ()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
