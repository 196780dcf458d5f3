"""Hits that look nearly the same, folded behind the best of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.library.likeness import Likeness
from core.search.clustering import clustered

Stacks = Mapping[int, tuple[int, ...]]
"""Photos that are folded behind a hit, by its id, in the order of the answer."""

_STRONG = 0.6
"""As in `clustered`; lower, for nothing is lost when a long series is folded into one cell."""

FOLDED_AMONG = 400
"""So many of the best hits are looked at: nobody looks through more of them one by one."""


def stacks(likeness: Likeness, photo_ids: NDArray[np.int64]) -> dict[int, tuple[int, ...]]:
    """Fold an answer: versions of one picture and photos of one series behind the best hit of them.

    Args:
        likeness: Of the library.
        photo_ids: int64, shape (n,), best first.
    """
    hits: list[int] = photo_ids[:FOLDED_AMONG].tolist()
    groups = clustered(hits, likeness.among(hits), _STRONG)
    return {first: tuple(behind) for first, *behind in groups if behind}
