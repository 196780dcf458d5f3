"""Which pictures' vectors are near each other: exactly, without multiplying all of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models import Vectors

NEAR = 3.7
"""Pictures whose vectors agree better than pictures usually do by so many standard deviations are near
each other: the usual differs from encoder to encoder."""

NEAREST = 2
"""Of each picture, so many are worth a close look."""

_SHORT = 128
_FEWEST = 32


def nearness(sample: NDArray[np.float16]) -> float:
    """From which inner product on pictures are worth a close look.

    Args:
        sample: float16, shape (n, dimensions): vectors of pictures of the library.

    Returns:
        `NEAR` standard deviations above the mean of unlike pairs; of few pictures nothing can be
        said, and all pairs are looked at.
    """
    if len(sample) < _FEWEST:
        return -1.0
    rows = sample.astype(np.float32)
    products = (rows @ rows.T)[np.triu_indices(len(rows), 1)]
    # The median and the quartiles, for there may be many copies among them.
    low, middle, high = np.quantile(products, [0.25, 0.5, 0.75])
    # In a library of one thing all is near; what is nearly equal is always looked at.
    return float(min(middle + NEAR * (high - low) / 1.349, 0.96))


class Shortened:
    """Vectors made shorter, so that their products are never less than those of the vectors.

    What is left of a vector beside the directions that vectors of a library mostly go (the singular
    vectors of a sample) is kept as its length only: the product of two such rests is at most that of
    their lengths (Cauchy and Schwarz).

    Args:
        sample: float16, shape (n, dimensions).
    """

    def __init__(self, sample: NDArray[np.float16]) -> None:
        _, _, directions = np.linalg.svd(sample.astype(np.float32), full_matrices=False)
        self._directions: Vectors = directions[:_SHORT].T

    def of(self, vectors: Vectors) -> Vectors:
        """Shorten vectors, float32, shape (n, dimensions)."""
        along = vectors @ self._directions
        rest = (vectors * vectors).sum(axis=1) - (along * along).sum(axis=1)
        return np.concatenate([along, np.sqrt(np.maximum(rest, 0))[:, np.newaxis]], axis=1)


class Nearest:
    """The best few of each row, seen block by block.

    Args:
        rows: How many.
        floor: What scores less is never among them.
    """

    def __init__(self, rows: int, floor: float) -> None:
        self._best = np.full((rows, NEAREST), floor, np.float32)

    @property
    def floors(self) -> NDArray[np.float32]:
        """What has to be reached in each row now: float32, shape (rows, 1)."""
        return self._best[:, -1:]

    def take(
        self, rows: NDArray[np.intp], columns: NDArray[np.intp], scores: NDArray[np.float32]
    ) -> NDArray[np.intp]:
        """Keep those pairs of a block that are among the best so far.

        Args:
            rows: Shape (k,).
            columns: Shape (k,).
            scores: Shape (k,).

        Returns:
            Shape (n, 2): rows and columns.
        """
        reached = scores >= self.floors[rows, 0]
        rows, columns, scores = rows[reached], columns[reached], scores[reached]
        order = np.lexsort((-scores, rows))
        rows, columns, scores = rows[order], columns[order], scores[order]
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        best = rank < NEAREST
        rows, columns, scores, rank = rows[best], columns[best], scores[best], rank[best]
        new = np.full_like(self._best, -np.inf)
        new[rows, rank] = scores
        together = np.sort(np.concatenate([self._best, new], axis=1), axis=1)[:, ::-1]
        self._best = together[:, :NEAREST].copy()
        still = scores >= self.floors[rows, 0]
        return np.stack([rows[still], columns[still]], axis=1)
