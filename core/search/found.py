"""What the alternatives of a question found, and how they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.search.index import Ranking


@dataclass(frozen=True, slots=True)
class Ranked:
    """Photos, best first, and what put them there. All of shape (n,).

    Attributes:
        photo_ids: int64.
        scores: float32, descending; empty when there was nothing to rank by.
        similarities: float32, cosine similarity with the question; NaN where it is not known. Empty
            when there are no scores.
        coverage: float32, what share of the question's words the photo's own words say, 0 to 1; likewise.
        places: int64, place by similarity alone, from 1; 0 where it is behind all that were ranked so.
        probabilities: float32, that a photo is what was asked for; NaN where nobody can tell. Empty until
            it is judged.
        good: bool, which of them are good matches; likewise.
    """

    photo_ids: NDArray[np.int64]
    scores: NDArray[np.float32]
    similarities: NDArray[np.float32]
    coverage: NDArray[np.float32]
    places: NDArray[np.int64]
    probabilities: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
    good: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))

    @classmethod
    def by_similarity(cls, ranking: Ranking) -> Ranked:
        """Photos whose words say nothing of the question."""
        count = len(ranking.scores)
        return cls(
            ranking.photo_ids,
            ranking.scores,
            ranking.scores,
            np.zeros(count, np.float32),
            np.arange(1, count + 1),
        )

    @classmethod
    def by_date(cls, photo_ids: NDArray[np.int64]) -> Ranked:
        """Photos that nothing ranks."""
        none = np.empty(0, np.float32)
        return cls(photo_ids, none, none, none, np.empty(0, np.int64))

    def of(self, numbers: NDArray[np.int64]) -> Ranked:
        """Some of the photos that have a score, by their numbers."""
        return Ranked(
            self.photo_ids[numbers],
            self.scores[numbers],
            self.similarities[numbers],
            self.coverage[numbers],
            self.places[numbers],
            self.probabilities[numbers],
            self.good[numbers],
        )

    @property
    def good_matches(self) -> int | None:
        """How many of the first photos are good matches; None when nobody can tell."""
        if not self.good.any() and np.isnan(self.probabilities).all():
            return None
        return int(np.argmin(np.append(self.good, False)))


@dataclass(frozen=True, slots=True)
class Found:
    """What one alternative of a question found.

    Attributes:
        ranked: The photos.
        limit: At most so many were wanted.
        searched: Photos that were compared.
        encode_ms: Time spent turning words and pictures into vectors.
        tokens: What was looked for in the photos' words.
        missing: What was to be found there and stands in no photo's words.
    """

    ranked: Ranked
    limit: int
    searched: int
    encode_ms: float
    tokens: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()


def united(found: Sequence[Found]) -> tuple[Found, NDArray[np.int64]]:
    """Join alternatives: each photo once, where its score is best; those without one come last.

    Returns:
        All together, and which alternative each photo is from: int64, shape (n,).
    """
    limit = max(each.limit for each in found)
    ranked = [each.ranked for each in found]
    with_scores = Ranked(
        *(
            np.concatenate([getattr(each, name) for each in ranked if len(each.scores)] or [empty])
            for name, empty in _NOTHING.items()
        )
    )
    sides = np.repeat(np.arange(len(found)), [len(each.scores) for each in ranked])
    order = np.argsort(-with_scores.scores, kind="stable")
    _, first = np.unique(with_scores.photo_ids[order], return_index=True)
    order = order[np.sort(first)][:limit]
    best = with_scores.of(order)
    rest = [(side, each.photo_ids) for side, each in enumerate(ranked) if not len(each.scores)]
    others = np.concatenate([_NOTHING["photo_ids"], *(ids for _, ids in rest)])
    of_others = np.repeat([side for side, _ in rest] or [0], [len(ids) for _, ids in rest] or [0])
    new = ~np.isin(others, best.photo_ids)
    photo_ids = np.concatenate([best.photo_ids, others[new]])[:limit]
    return (
        Found(
            replace(best, photo_ids=photo_ids),
            limit,
            max(each.searched for each in found),
            sum(each.encode_ms for each in found),
            frozenset().union(*(each.tokens for each in found)),
            tuple(dict.fromkeys(text for each in found for text in each.missing)),
        ),
        np.concatenate([sides[order], of_others[new]])[:limit],
    )


_NOTHING = {
    "photo_ids": np.empty(0, np.int64),
    "scores": np.empty(0, np.float32),
    "similarities": np.empty(0, np.float32),
    "coverage": np.empty(0, np.float32),
    "places": np.empty(0, np.int64),
    "probabilities": np.empty(0, np.float32),
    "good": np.empty(0, np.bool_),
}
