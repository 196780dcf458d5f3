"""How sure a measured recall is, and whether two encoders really differ.

Questions about one image are not independent (five captions of a photo rise and
fall together), so whole images are resampled, not questions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
FLIPS = 10_000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One encoder's recall minus another's, on the same questions.

    Attributes:
        points: In percentage points.
        p: Two-sided probability of so large a difference when the encoders were equally good.
    """

    points: float
    p: float


def interval(hits: NDArray[np.bool_], image: NDArray[np.int64]) -> tuple[float, float]:
    """A 95 % bootstrap interval of a share of hits (percentile method: Efron and Tibshirani 1993, ch. 13).

    Args:
        hits: (n,), whether each question was answered.
        image: (n,), which image each question is about.

    Returns:
        Lower and upper end, in percent.
    """
    found, asked = _by_image(hits, image)
    rng = np.random.default_rng(_SEED)
    chosen = rng.multinomial(len(asked), np.full(len(asked), 1 / len(asked)), size=RESAMPLES)
    shares = 100 * (chosen @ found) / (chosen @ asked)
    low, high = np.percentile(shares, [2.5, 97.5])
    return float(low), float(high)


def paired_difference(
    one: NDArray[np.bool_], other: NDArray[np.bool_], image: NDArray[np.int64]
) -> Difference:
    """Compare hits on the same questions, by flipping signs at random (Fisher's randomisation test).

    Args:
        one: (n,), hits of the first encoder.
        other: (n,), hits of the second.
        image: (n,), which image each question is about.
    """
    ours, asked = _by_image(one, image)
    theirs, _ = _by_image(other, image)
    differences = ours - theirs
    observed = differences.sum()
    rng = np.random.default_rng(_SEED)
    signs = rng.integers(0, 2, size=(FLIPS, len(differences)), dtype=np.int8) * 2 - 1
    extreme = int((np.abs(signs @ differences) >= abs(observed) - 1e-9).sum())
    # The observed arrangement is one of those that are possible.
    return Difference(float(100 * observed / asked.sum()), (extreme + 1) / (FLIPS + 1))


def _by_image(
    hits: NDArray[np.bool_], image: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    _, inverse = np.unique(image, return_inverse=True)
    counts = np.bincount(inverse).astype(np.float64)
    return np.bincount(inverse, weights=hits).astype(np.float64), counts
