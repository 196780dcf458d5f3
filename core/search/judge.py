"""Judges what a question found in a library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.library import VectorStore
from core.search.calibration import Calibration
from core.search.composition import MEASURED, Parts
from core.search.found import Ranked
from core.search.judgement import LOOKED_AT, Asked, Judgement, judged
from models import Vectors


class Judge:
    """Judges what one encoder finds. For the thread that owns the vectors.

    Args:
        vectors: Of the library.
        encoder_id: Whose.
        calibration: Gets what the encoder's scores mean; called at the first question.
    """

    def __init__(self, vectors: VectorStore, encoder_id: int, calibration: Callable[[], Calibration]) -> None:
        self._vectors = vectors
        self._encoder_id = encoder_id
        self._find = calibration
        self._calibration: Calibration | None = None

    def judged(
        self,
        ranked: Ranked,
        parts: Parts,
        balance: float,
        query: NDArray[np.float32],
        searched: int,
        sample: Callable[[], Vectors],
    ) -> Ranked:
        """Say of each photo how probably it matches.

        Args:
            ranked: What was found.
            parts: What was asked for.
            balance: Weight of the pictures against the words.
            query: float32, shape (dimensions,): what the photos were compared with.
            searched: Photos that were compared.
            sample: Gets what the photos of the library look like.
        """
        asked = _asked(parts, balance)
        order = np.argsort(-np.nan_to_num(ranked.similarities, nan=-2.0), kind="stable")[:LOOKED_AT]
        first = ranked.photo_ids[order[~np.isnan(ranked.similarities[order])]]
        if asked and len(first):
            if self._calibration is None:
                self._calibration = self._find()
            known = self._vectors.of_photos(self._encoder_id, first.tolist())
            rows = np.array(list(known.values()), np.float32).reshape(-1, len(query))
            found = judged(asked, query, ranked.scores, rows, searched, sample(), self._calibration)
        else:
            found = Judgement.unknown(len(ranked.scores))
        # Whose own words say all that was asked is what was asked for, whatever it looks like. What a
        # picture asks for no words say.
        certain = (ranked.coverage >= 1) & (len(parts.pictures) == 0)
        probabilities = np.where(certain, np.float32(1), found.probabilities)
        return replace(ranked, probabilities=probabilities, good=found.good | certain)


def _asked(parts: Parts, balance: float) -> list[Asked]:
    """The parts of a question that should be in the photo; what should not is judged by nobody."""
    both = len(parts.words) > 0 and len(parts.pictures) > 0
    asked = [Asked(words, True, 1 - balance if both else 1.0) for words in parts.words]
    share = balance if both else 1.0
    asked += [Asked(picture, False, share / len(parts.pictures)) for picture in parts.pictures]
    asked += [Asked(liked, False, MEASURED.more_like / len(parts.more_like)) for liked in parts.more_like]
    return [part for part in asked if part.weight > 0]
