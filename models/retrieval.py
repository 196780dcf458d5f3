"""Ranks and recall of retrieval, from vectors alone.

Recall@k and median rank as in Karpathy and Fei-Fei, "Deep Visual-Semantic
Alignments", CVPR 2015. Ties count against the encoder, so that one that maps
everything to one point scores nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors

# Rows of the score matrix that are in memory at once.
_ROWS = 256

Ranks = NDArray[np.int64]


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
    """

    direction: str
    n: int
    r1: float
    r5: float
    r10: float
    median_rank: float
    mean_rank: float

    def as_dict(self) -> dict[str, str | int | float]:
        """As printed by `fovea encoders evaluate --json`."""
        return {
            "direction": self.direction,
            "n": self.n,
            "r1": round(self.r1, 2),
            "r5": round(self.r5, 2),
            "r10": round(self.r10, 2),
            "median_rank": self.median_rank,
        }


def summarise(direction: str, ranks: Ranks) -> Retrieval:
    """Recall and rank of at least one question.

    Args:
        direction: What was asked for what.
        ranks: int64 (n,), the rank of the first right answer, from 1.
    """
    if not len(ranks):
        raise ValueError("there are no ranks to summarise")
    r1, r5, r10 = (100 * float(np.mean(ranks <= k)) for k in (1, 5, 10))
    return Retrieval(direction, len(ranks), r1, r5, r10, float(np.median(ranks)), float(np.mean(ranks)))


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
