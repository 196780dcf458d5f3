"""Ranks and recall of retrieval, from vectors alone.

Recall@k and median rank as in Karpathy and Fei-Fei, "Deep Visual-Semantic
Alignments", CVPR 2015. Ties count against the encoder, so that one that maps
everything to one point scores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors
from models.significance import interval

# Rows of the score matrix that are in memory at once.
_ROWS = 256

Ranks = NDArray[np.int64]

CUTOFFS = (1, 5, 10)
"""The k of recall@k and precision@k."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How well one kind of question is answered.

    Attributes:
        direction: "text->image", "image->text" or "image->image".
        n: Questions asked.
        r1: Percent of questions whose answer comes first.
        r5: Percent within the first five.
        r10: Percent within the first ten.
        median_rank: Of the (first) right answer, 1 is best.
        mean_rank: The same, averaged.
        ranks: int64 (n,), the rank of each question's first right answer.
        about: int64 (n,), which image each question is about; questions of one image are no
            independent evidence.
        precision: For image->image: mean percent of right answers among the first k, by k.
    """

    direction: str
    n: int
    r1: float
    r5: float
    r10: float
    median_rank: float
    mean_rank: float
    ranks: Ranks = field(repr=False, compare=False)
    about: NDArray[np.int64] = field(repr=False, compare=False)
    precision: dict[int, float] | None = None

    def recall(self, k: int) -> float:
        """Percent of questions whose answer is within the first k."""
        return 100 * float(np.mean(self.ranks <= k))

    def interval(self, k: int) -> tuple[float, float]:
        """A 95 % bootstrap interval of recall@k, in percent."""
        return interval(self.ranks <= k, self.about)

    def as_dict(self) -> dict[str, object]:
        """As printed by `fovea encoders evaluate --json`."""
        precision = {f"p{k}": round(value, 2) for k, value in (self.precision or {}).items()}
        return {
            "direction": self.direction,
            "n": self.n,
            "r1": round(self.r1, 2),
            "r5": round(self.r5, 2),
            "r10": round(self.r10, 2),
            "median_rank": self.median_rank,
            "mean_rank": round(self.mean_rank, 2),
            "intervals_95": {f"r{k}": [round(end, 2) for end in self.interval(k)] for k in CUTOFFS},
            **precision,
        }


def summarise(
    direction: str,
    ranks: Ranks,
    about: NDArray[np.int64] | None = None,
    precision: dict[int, float] | None = None,
) -> Retrieval:
    """Recall and rank of at least one question.

    Args:
        direction: What was asked for what.
        ranks: int64 (n,), the rank of the first right answer, from 1.
        about: int64 (n,), the image of each question; None: each is about one of its own.
        precision: Percent by k, where there can be several right answers.
    """
    if not len(ranks):
        raise ValueError("there are no ranks to summarise")
    r1, r5, r10 = (100 * float(np.mean(ranks <= k)) for k in CUTOFFS)
    median, mean = float(np.median(ranks)), float(np.mean(ranks))
    if about is None:
        about = np.arange(len(ranks))
    return Retrieval(direction, len(ranks), r1, r5, r10, median, mean, ranks, about, precision)


def rank_images(texts: Vectors, images: Vectors, owner: NDArray[np.int64]) -> Ranks:
    """The rank of each text's image among all images.

    Args:
        texts: (m, d).
        images: (n, d).
        owner: (m,), the image a text belongs to.

    Returns:
        int64 (m,), from 1.
    """
    ranks = np.empty(len(texts), np.int64)
    for start in range(0, len(texts), _ROWS):
        rows = slice(start, start + _ROWS)
        scores = texts[rows] @ images.T
        right = scores[np.arange(len(scores)), owner[rows]]
        # The right one equals itself, so this counts from 1.
        ranks[rows] = (scores >= right[:, None]).sum(axis=1)
    return ranks


def rank_texts(images: Vectors, texts: Vectors, owner: NDArray[np.int64]) -> Ranks:
    """The rank of each image's best own text among all texts. Images without a text are left out.

    Args:
        images: (n, d).
        texts: (m, d).
        owner: (m,), the image a text belongs to.
    """
    return _rank_groups(images, texts, np.arange(len(images)), owner, itself=False)


def rank_alike(images: Vectors, labels: NDArray[np.int64]) -> Ranks:
    """The rank of the nearest other image with the same label. Images alone in theirs are left out.

    Args:
        images: (n, d).
        labels: (n,), what the images show.
    """
    return _rank_groups(images, images, labels, labels, itself=True)


def precision_alike(images: Vectors, labels: NDArray[np.int64]) -> dict[int, float]:
    """How many of the k nearest other images have the image's own label.

    Args:
        images: (n, d).
        labels: (n,), what the images show.

    Returns:
        Mean percent by k, over images that are not alone in their label.
    """
    found: list[NDArray[np.bool_]] = []
    for start in range(0, len(images), _ROWS):
        scores = images[start : start + _ROWS] @ images.T
        rows = np.arange(len(scores))
        scores[rows, start + rows] = -np.inf
        nearest = np.argsort(-scores, axis=1, kind="stable")[:, : max(CUTOFFS)]
        found.append(labels[nearest] == labels[start + rows, None])
    right = np.concatenate(found)
    company = np.bincount(labels)[labels] > 1
    return {k: 100 * float(right[company, :k].mean()) for k in CUTOFFS if company.any()}


def _rank_groups(
    questions: Vectors,
    answers: Vectors,
    asked: NDArray[np.int64],
    owner: NDArray[np.int64],
    *,
    itself: bool,
) -> Ranks:
    """Rank of the best answer of the question's own group, ties with wrong ones counted against it."""
    ranks = []
    for start in range(0, len(questions), _ROWS):
        scores = questions[start : start + _ROWS] @ answers.T
        right = asked[start : start + _ROWS, None] == owner[None, :]
        if itself:
            rows = np.arange(len(scores))
            right[rows, start + rows] = False
            scores[rows, start + rows] = -np.inf
        answerable = right.any(axis=1)
        best = np.where(right, scores, -np.inf).max(axis=1, initial=-np.inf)
        better = ((scores >= best[:, None]) & ~right).sum(axis=1)
        if itself:
            # The question itself is no answer: -inf >= best only where nothing is right.
            better = np.where(answerable, better, 0)
        ranks.append((better + 1)[answerable])
    return np.concatenate(ranks).astype(np.int64) if ranks else np.empty(0, np.int64)
