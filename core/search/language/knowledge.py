"""What the reader of sentences knows of a library: names, the first and last day, and what today is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from core.search.language.reading import Days, Place
from core.search.language.text import fold, key, keys_at, units

Named = TypeVar("Named")


class Names(Generic[Named]):
    """Things by their names, to be found in a sentence.

    Args:
        named: Names and what they stand for; a name may stand for several things, a thing have several.
    """

    def __init__(self, named: Iterable[tuple[str, Named]] = ()) -> None:
        # Dictionaries for their keys: each thing once, in the order given.
        self._whole: dict[str, dict[Named, None]] = {}
        self._spelled: dict[str, dict[Named, None]] = {}
        self._named = list(named)
        for name, thing in self._named:
            self._whole.setdefault(key(name), {})[thing] = None
            self._spelled.setdefault(_spelled(name), {})[thing] = None

    def __bool__(self) -> bool:
        return bool(self._whole)

    def called(self, name: str, *, parts: bool = True) -> tuple[Named, ...]:
        """What is called just that; else, if parts will do, what has these words in its name."""
        wanted = key(name)
        return self._of(wanted) if parts else tuple(self._whole.get(wanted, ()))

    def spelled(self, name: str) -> tuple[Named, ...]:
        """What is called just that, letter by letter but for capitals and quotes: C++ is not C#."""
        return tuple(self._spelled.get(_spelled(name), ()))

    def at(
        self, folded: str, start: int, end: int, *, parts: bool = False
    ) -> tuple[int, tuple[Named, ...]] | None:
        """The longest name that begins at a position of a folded sentence.

        Args:
            folded: The sentence.
            start: Where the name begins.
            end: Where looking ends.
            parts: Some words of a name are enough.

        Returns:
            Where it ends, and what is called so.
        """
        tables = (self._whole, self._words, self._pieces) if parts else (self._whole,)
        known = [
            (stop, wanted)
            for stop, wanted in keys_at(folded, start, end)
            if any(wanted in table for table in tables)
        ]
        return (known[-1][0], self._of(known[-1][1])) if known else None

    def _of(self, wanted: str) -> tuple[Named, ...]:
        for table in (self._whole, self._words, self._pieces):
            if wanted in table:
                return tuple(table[wanted])
        return ()

    @cached_property
    def _words(self) -> dict[str, dict[Named, None]]:
        """By any words of a name that follow one another: "D70" is not the D70s."""
        return _by_parts((units(name), thing) for name, thing in self._named)

    @cached_property
    def _pieces(self) -> dict[str, dict[Named, None]]:
        """By parts of words: "EF50mm" has "50mm" in it."""
        return _by_parts(
            ([piece for unit in units(name) for piece in _PIECES.findall(unit)], thing)
            for name, thing in self._named
        )


def _spelled(name: str) -> str:
    return " ".join(fold(name).replace('"', " ").split())


def _by_parts(named: Iterable[tuple[list[str], Named]]) -> dict[str, dict[Named, None]]:
    table: dict[str, dict[Named, None]] = {}
    for parts, thing in named:
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                table.setdefault("".join(parts[first:last]), {})[thing] = None
    return table


_PIECES = re.compile(r"\d+(?:mm)?|\D+")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a sentence is read by, beside itself.

    Attributes:
        today: Where the person is.
        taken: The first and the last day of the library's photos; None: not known.
        southern: It is winter in July. Else the seasons are the northern ones.
        rated: Photos have ratings.
        favoured: Photos were called favourites.
        places: Where photos were taken.
        cameras: What they were taken with, make and model.
        lenses: And through which lens.
        tags: People's own and the files' keywords.
        own_tags: People's own.
        albums: People's own.
    """

    today: date
    taken: Days | None = None
    southern: bool = False
    rated: bool = False
    favoured: bool = False
    places: Names[Place] = field(default_factory=Names)
    cameras: Names[str] = field(default_factory=Names)
    lenses: Names[str] = field(default_factory=Names)
    tags: Names[str] = field(default_factory=Names)
    own_tags: Names[str] = field(default_factory=Names)
    albums: Names[str] = field(default_factory=Names)

    def holds(self, year: int) -> bool:
        """Photos may have been taken in a year: between those of the first and the last photo."""
        if self.taken is None or self.taken.first is None or self.taken.last is None:
            return 1970 <= year <= self.today.year
        return self.taken.first.year <= year <= self.taken.last.year
