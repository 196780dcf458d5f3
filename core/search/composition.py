"""Words, pictures and marks put together into one query vector.

The rule is late fusion: the weighted sum of the scores that each part would give alone, every part's
divided by their standard deviation over the library, for words and pictures score on different scales.
A sum of inner products is the inner product with the sum, so one search does it; subtracting means
would only shift all scores alike. Marks are relevance feedback as Rocchio has it (1971), with these
standardised scores in place of term weights.

The numbers here are measured: `make eval` compares them with other rules and other weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import Vectors

DEFAULT_BALANCE = 0.4
"""Weight of the pictures when a question has words and pictures and does not say."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How strongly the parts count beside words and pictures, whose weights add up to 1.

    Attributes:
        without: Of each thing that should not be there, in words.
        unlike: Of each picture the photo should not look like: it shows much else that may be there.
        more_like: Of the mean of the photos marked as good answers.
        less_like: Of the mean of those marked as bad ones.
    """

    without: float = 0.6
    unlike: float = 0.2
    more_like: float = 0.75
    less_like: float = 0.15


MEASURED = Weights()


@dataclass(frozen=True, slots=True)
class Parts:
    """What a question is made of, each as vectors of unit length, float32, shape (n, dimensions).

    Attributes:
        words: Of the words: one row, or none.
        pictures: The photo should look like these.
        without: Of words for what should not be there.
        unlike: The photo should not look like these.
        more_like: Photos marked as good answers.
        less_like: Photos marked as bad answers.
    """

    words: Vectors
    pictures: Vectors
    without: Vectors
    unlike: Vectors
    more_like: Vectors
    less_like: Vectors

    def __bool__(self) -> bool:
        """Whether there is anything to rank by."""
        return any(
            map(len, (self.words, self.pictures, self.without, self.unlike, self.more_like, self.less_like))
        )


def composed(
    parts: Parts, balance: float, sample: Callable[[], Vectors], weights: Weights = MEASURED
) -> NDArray[np.float32]:
    """One query vector for all parts.

    Args:
        parts: At least one of them is there.
        balance: Weight of the pictures against the words, 0 (words only) to 1 (pictures only);
            counts only where there are both.
        sample: Gets what the photos of the library look like, float32, shape (n, dimensions);
            not called for a single part, whose scale does not matter.
        weights: Of the other parts.

    Returns:
        float32, shape (dimensions,), unit length.
    """
    both = len(parts.words) > 0 and len(parts.pictures) > 0
    terms = [
        (parts.words, 1 - balance if both else 1.0),
        (parts.pictures, balance if both else 1.0),
        *((row[np.newaxis], -weights.without) for row in parts.without),
        *((row[np.newaxis], -weights.unlike) for row in parts.unlike),
        (parts.more_like, weights.more_like),
        (parts.less_like, -weights.less_like),
    ]
    asked = [(vectors.mean(axis=0), weight) for vectors, weight in terms if len(vectors) and weight]
    directions = np.stack([direction for direction, _ in asked])
    scale = np.array([weight for _, weight in asked], np.float32)
    if len(asked) > 1 and len(photos := sample()) > 1:
        scale /= np.maximum((photos @ directions.T).std(axis=0), 1e-6)
    query: NDArray[np.float32] = scale @ directions
    norm = float(np.linalg.norm(query))
    return query / norm if norm > 0 else directions[0]
