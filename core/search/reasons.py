"""Why a photo is an answer: which words stand where, which conditions it meets, how similar it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.library.tokens import pieces_with
from core.library.wording import Field, Words
from core.search.found import Ranked

_PIECES = 3
"""Of a long text, so many of the pieces that have the words."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the question, found.

    Attributes:
        field: Where.
        text: As they stand there.
    """

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a photo is an answer.

    Attributes:
        matches: Words of the question, where they were found.
        coverage: What share of the question's words that is, weighed by how rare they are; 1: all of them.
        similarity: Cosine similarity with the question; None when the photo has no vector yet, or the
            question asks for nothing that can be seen.
        place: Its place by similarity alone, from 1; None when it is behind all that were ranked so.
        filters: The conditions of the sentence that it meets, in their explicit forms.
    """

    matches: tuple[Match, ...] = ()
    coverage: float = 0.0
    similarity: float | None = None
    place: int | None = None
    filters: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As it stands in JSON."""
        return {
            "words": [{"field": match.field, "text": match.text} for match in self.matches],
            "coverage": round(self.coverage, 3),
            "similarity": None if self.similarity is None else round(self.similarity, 4),
            "place": self.place,
            "filters": list(self.filters),
        }


class Reasons(Mapping[int, Reason]):
    """The reason of each answer, made when it is asked for.

    Args:
        ranked: The answers.
        sides: Which alternative of the question each is from: int64, shape (n,).
        filters: Of each alternative, in their explicit forms.
        matches: Finds where words of the question stand, of so many answers at most.
        told: Of so many that is found out now.
    """

    def __init__(
        self,
        ranked: Ranked,
        sides: NDArray[np.int64],
        filters: Sequence[tuple[str, ...]],
        matches: Callable[[int], Mapping[int, tuple[Match, ...]]],
        told: int = 100,
    ) -> None:
        self._ranked = ranked
        self._sides = sides
        self._filters = filters
        self._find = matches
        self._matches = matches(told)

    def tell_all(self) -> None:
        """Find out the words of all answers. On the thread of the engine that gave them, while it is open."""
        self._matches = self._find(len(self))

    def __getitem__(self, photo_id: int) -> Reason:
        there = np.flatnonzero(self._ranked.photo_ids == photo_id)
        if not len(there):
            raise KeyError(photo_id)
        number = int(there[0])
        filters = self._filters[int(self._sides[number])] if self._filters else ()
        if number >= len(self._ranked.scores):
            return Reason(filters=filters)
        similarity = float(self._ranked.similarities[number])
        return Reason(
            self._matches.get(photo_id, ()),
            float(self._ranked.coverage[number]),
            None if np.isnan(similarity) else similarity,
            int(self._ranked.places[number]) or None,
            filters,
        )

    def __iter__(self) -> Iterator[int]:
        return iter(self._ranked.photo_ids.tolist())

    def __len__(self) -> int:
        return len(self._ranked.photo_ids)


def matches_in(words: Words, looked_for: frozenset[str]) -> tuple[Match, ...]:
    """Where words of a question stand among those of a photo.

    Args:
        words: Of the photo.
        looked_for: Tokens of the text index.
    """
    found = []
    for field, texts in words.items():
        pieces = dict.fromkeys(piece for text in texts for piece in pieces_with(text, looked_for))
        if pieces:
            found.append(Match(field, " … ".join(list(pieces)[:_PIECES])))
    return tuple(found)
