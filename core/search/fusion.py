"""What looks like the question and what says its words, in one ranking.

The score of a photo is its similarity to the question, raised by what its words say: by so many standard
deviations of this question's similarities over the library (score fusion with standardised scores; Shaw and
Fox, 1994, and Kittler et al., 1998, compare such rules). A photo without the words keeps its similarity, so
a question in words that no photo has ranks as if there were no text index. Ranks alone, as reciprocal rank
fusion takes them (Cormack, Clarke and Büttcher, 2009), forget how sure either side is: by them, the
one photo that happens to have one word of five would come second. `make eval ARGS=words` compares both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.search.found import Ranked
from core.search.index import Ranking
from core.search.words import Hits
from models import Vectors

_MOST_COMPARED = 2000
"""Photos with the words that are compared one and all; of more that say equally much, the most similar."""

_USUAL_SPREAD = 0.08
"""Standard deviation of a question's similarities with the starter: of one photo there is none."""

_LEAST_GAIN = 0.02
"""Standard deviations; a photo that gains less stays where its looks put it."""


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How much words count beside similarity; measured.

    Attributes:
        gain: Standard deviations that a photo gains whose words say all of the question.
        power: How much faster than its coverage the gain of a photo grows whose words say a part of it.
        running: What all of the question in captions and text in the picture counts, against 1 in names
            and tags.
        name: Standard deviations that a photo gains with which the question has a name in common that no
            other photo has.
    """

    gain: float = 8.0
    power: float = 8.0
    running: float = 0.8
    name: float = 6.0


MEASURED = FusionWeights()

Compare = Callable[[int, NDArray[np.bool_]], Ranking]
"""Ranks photos by similarity: at most so many, of those that may answer."""


def fused(
    compare: Compare,
    limit: int,
    allowed: NDArray[np.bool_],
    hits: Hits,
    similarities: Callable[[], NDArray[np.float32]],
    share: float = 1.0,
    weights: FusionWeights = MEASURED,
) -> Ranked:
    """Rank photos by similarity and words.

    Args:
        compare: Ranks by similarity.
        limit: At most so many.
        allowed: bool, indexed by photo id: which photos may answer.
        hits: Photos whose words say something of the question.
        similarities: Gets the question's with a sample of the library, float32, shape (n,); called only
            when there are photos with its words.
        share: Of the question that its words are: less when it shows pictures too.
        weights: How much words count.
    """
    ranking = compare(limit, allowed)
    hits = hits.among(allowed)
    if not len(hits.photo_ids) or share <= 0:
        return Ranked.by_similarity(ranking)
    raised = hits.photo_ids[gains(hits, weights) >= _LEAST_GAIN]
    compared = _compared(compare, limit, len(allowed), hits, weights)
    photo_ids = np.union1d(ranking.photo_ids, compared.photo_ids)
    if len(raised) <= _MOST_COMPARED or len(photo_ids) < limit:
        photo_ids = np.union1d(photo_ids, raised)  # those without a vector too
    known = np.full(len(photo_ids), np.nan, np.float32)
    places = np.zeros(len(photo_ids), np.int64)
    for some in (compared, ranking):
        known[np.searchsorted(photo_ids, some.photo_ids)] = some.scores
    places[np.searchsorted(photo_ids, ranking.photo_ids)] = np.arange(1, len(ranking.photo_ids) + 1)
    coverage, gain = np.zeros((2, len(photo_ids)), np.float32)
    there, said = np.isin(photo_ids, hits.photo_ids), np.isin(hits.photo_ids, photo_ids)
    coverage[there] = hits.coverage[said]
    gain[there] = gains(hits, weights)[said]
    # A photo without a vector yet may look like anything.
    of_sample = similarities()
    middle = float(of_sample.mean()) if len(of_sample) else 0.0
    spread = float(of_sample.std()) if len(of_sample) > 1 else _USUAL_SPREAD
    scores = (np.where(np.isnan(known), middle, known) + share * max(spread, 1e-6) * gain).astype(np.float32)
    # Ties by id, so that the same question always has the same answer.
    order = np.lexsort((photo_ids, -scores))[:limit]
    return Ranked(photo_ids[order], scores[order], known[order], coverage[order], places[order])


def gains(hits: Hits, weights: FusionWeights = MEASURED) -> NDArray[np.float32]:
    """What the photos with the words gain, in standard deviations: float32, shape (n,)."""
    running = weights.running * hits.coverage**weights.power
    chosen = (1 - weights.running) * hits.chosen**weights.power
    gained = weights.gain * (running + chosen) + weights.name * np.minimum(hits.names, 1.0)
    return gained.astype(np.float32)


def background(query: NDArray[np.float32], sample: Callable[[], Vectors]) -> NDArray[np.float32]:
    """Similarities of a query vector with a sample of the library, float32, shape (n,)."""
    # BLAS would wake all its threads for a millisecond's work.
    similarities: NDArray[np.float32] = np.einsum("ij,j->i", sample(), query)
    return similarities


def _compared(compare: Compare, limit: int, photos: int, hits: Hits, weights: FusionWeights) -> Ranking:
    """How similar the photos are that gain something. Of too many, those that gain most."""
    gained = gains(hits, weights)
    raised = gained >= _LEAST_GAIN
    photo_ids, gained = hits.photo_ids[raised], gained[raised]
    if not len(photo_ids):
        return Ranking(photo_ids, gained)
    if len(photo_ids) <= _MOST_COMPARED:
        return compare(_MOST_COMPARED, _mask(photo_ids, photos))
    least = np.partition(gained, -_MOST_COMPARED)[-_MOST_COMPARED]
    more, equal = photo_ids[gained > least], photo_ids[gained == least]
    parts = [compare(limit, _mask(equal, photos))]
    if len(more):
        parts.append(compare(_MOST_COMPARED, _mask(more, photos)))
    return Ranking(
        np.concatenate([part.photo_ids for part in parts]), np.concatenate([part.scores for part in parts])
    )


def _mask(photo_ids: NDArray[np.int64], photos: int) -> NDArray[np.bool_]:
    mask = np.zeros(photos, dtype=bool)
    mask[photo_ids] = True
    return mask
