"""Whether what was found is what was asked for: probabilities instead of similarities.

The similarity of the best photo says little by itself: with some encoders a word that they hardly know
scores higher than a long sentence that fits. What tells more is how the best photos stand out from
the library's other photos, how they compare with what photos known to the encoder score for the same
question, and whether other words would fit them better. Logistic regressions, fitted on captioned
photos, weigh these (Platt, "Probabilistic outputs for support vector machines", 1999).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.search.calibration import Calibration, Reference, Rule
from models import Vectors

LOOKED_AT = 10
"""So many of the best photos are looked at closely."""

ANYTHING = 0.16
"""With this probability the best photo must match, or nothing really does."""
SHARE = 0.2
"""Then all photos are good matches that match with so much of the best one's probability.

To find that nothing matches where something does annoys more than the other way round, so these two
keep nine right answers of ten to sentences: `make eval ARGS=judgement`.
"""

_PRIOR = 100
"""So many scores of the reference are mixed with the library's: a few photos are no background."""
_LOW = 0.16
"""Of a normal distribution, this quantile lies one standard deviation below the middle."""
_LIKE = 0.8
"""Texts this similar to the question say the same and are no others."""
_NEAREST = 8
_LARGEST = 100_000.0
"""Of libraries beyond this size nothing more is known than of this one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked for.

    Attributes:
        vector: float32, shape (dimensions,), unit length.
        in_words: Whether it is words, not a picture.
        weight: How much it counts among several.
    """

    vector: NDArray[np.float32]
    in_words: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of the photos of a ranking.

    Attributes:
        probabilities: float32, shape (n,), that each is what was asked for; NaN where nothing is known.
        good: bool, shape (n,), which are good matches.
    """

    probabilities: NDArray[np.float32]
    good: NDArray[np.bool_]

    @classmethod
    def unknown(cls, count: int) -> Judgement:
        """Of photos of which nothing can be said."""
        return cls(np.full(count, np.nan, np.float32), np.zeros(count, bool))


@dataclass(frozen=True, slots=True)
class Background:
    """What the rest of the library, and the reference, scores for a question.

    Attributes:
        size: Photos in the library.
        middle: The median of the scores.
        spread: Their standard deviation, judged by the lower half.
        known: Reference photos' scores, descending; empty without a reference.
    """

    size: int
    middle: float
    spread: float
    known: NDArray[np.float32]


def background(
    vector: NDArray[np.float32], size: int, sample: Vectors, reference: Reference | None
) -> Background:
    """The scores that photos have which were not asked for.

    Args:
        vector: float32, shape (dimensions,): the question.
        size: Photos in the library.
        sample: Of the library, float32, shape (n, dimensions).
        reference: Of the encoder.
    """
    # BLAS would wake all its threads for a millisecond's work.
    scores = np.einsum("ij,j->i", sample, vector)
    known = np.empty(0, np.float32)
    if reference is not None:
        known = np.sort(np.einsum("ij,j->i", reference.photos, vector))[::-1]
    together = np.concatenate([scores, known[:: max(1, len(known) // _PRIOR)]])
    if not len(together):
        return Background(size, 0.0, 1.0, known)
    # The lower half has no photos of what was asked for, however many there are in the library.
    low, middle = np.quantile(together, [_LOW, 0.5])
    return Background(size, float(middle), max(float(middle - low), 1e-6), known)


def evidence(
    asked: Asked, rows: Vectors, behind: Background, reference: Reference | None
) -> NDArray[np.float64]:
    """The numbers that rules weigh, named in `core.search.calibration.EVIDENCE`.

    Args:
        asked: What was asked for.
        rows: float32, shape (k, dimensions), k >= 1: vectors of the first `LOOKED_AT` photos at most.
        behind: Of the question.
        reference: Of the encoder.

    Returns:
        float64, shape (len(EVIDENCE),).
    """
    scores = np.sort(rows @ asked.vector)[::-1]
    above = [(float(scores[:count].mean()) - behind.middle) / behind.spread for count in (1, 3, LOOKED_AT)]
    size = np.log10(min(max(1.0, behind.size), _LARGEST))
    if reference is None:
        return np.array([size, scores[0], behind.middle, *above, 0.0, 0.0, 0.0], np.float64)
    best_known = float(behind.known[:4].mean())
    spread_known = max(float(behind.known.std()), 1e-6)
    others = reference.texts if asked.in_words else reference.photos
    first = rows[int(np.argmax(rows @ asked.vector))]
    alike = np.einsum("ij,j->i", others, asked.vector)
    fits = np.einsum("ij,j->i", others, first)
    nearest = np.argpartition(-fits, min(_NEAREST, len(fits) - 1))[:_NEAREST]
    rival = float(fits[alike < _LIKE].max(initial=-1.0))
    return np.array(
        [
            size,
            scores[0],
            behind.middle,
            *above,
            (float(scores[0]) - best_known) / spread_known,
            (float(scores[0]) - rival) / max(float(fits.std()), 1e-6),
            alike[nearest].max(),
        ],
        np.float64,
    )


def anything(rule: Rule, numbers: NDArray[np.float64]) -> float:
    """The log odds that at least one of the best photos matches."""
    return float(rule.weights @ numbers) + rule.bias


def judged(
    asked: Sequence[Asked],
    query: NDArray[np.float32],
    scores: NDArray[np.float32],
    rows: Vectors,
    size: int,
    sample: Vectors,
    calibration: Calibration,
) -> Judgement:
    """How probably each photo of a ranking is what was asked for.

    Args:
        asked: The parts of the question that should be in the photo, at least one.
        query: float32, shape (dimensions,): what the photos were compared with.
        scores: float32, shape (n,), descending: inner products with the query, raised where a photo's
            words say something of the question.
        rows: float32, shape (k, dimensions), k <= `LOOKED_AT`: vectors of the photos most like the query.
        size: Photos that were compared.
        sample: Of the whole library, whatever the filter, float32, shape (m, dimensions).
        calibration: Of the encoder.
    """
    if not len(rows):
        return Judgement.unknown(len(scores))
    total = sum(part.weight for part in asked)
    odds, photo = 0.0, np.zeros(3)
    for part in asked:
        rule = calibration.words if part.in_words else calibration.pictures
        behind = background(part.vector, size, sample, calibration.reference)
        share = part.weight / total
        odds += share * anything(rule, evidence(part, rows, behind, calibration.reference))
        photo += share * np.array(rule.photo)
    scale, shift, fall = photo
    spread = background(query, size, sample, calibration.reference).spread
    above = (scores - float((rows @ query).max())) / spread
    probabilities = _logistic(scale * odds + shift + fall * above)
    best = float(_logistic(np.array([scale * odds + shift]))[0])
    return Judgement(probabilities, probabilities >= (SHARE * best if best >= ANYTHING else ANYTHING))


def _logistic(odds: NDArray[np.float64]) -> NDArray[np.float32]:
    chances = 1 / (1 + np.exp(np.clip(-odds, -30, 30)))
    return chances.astype(np.float32)
