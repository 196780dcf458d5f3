"""One query against all rows of a matrix, and the best of them.

NumKong does the arithmetic: USearch's own kernels, which use what the processor has for
float16 and int8. USearch's exact search wraps the same ones, but takes no filter, and its way
of keeping the best takes as long again as the comparing, with int8 twice as long
(`make bench ARGS=scale`).
"""

from __future__ import annotations

import numkong
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float16] | NDArray[np.int8]
"""Rows to compare with, C order; may be mapped from a file."""

_GATHER_BELOW = 0.2
"""Below this share of the rows, copying the wanted ones together beats comparing all and dropping the rest.

So it is for codes and for vectors alike: where a fifth is wanted both take the same time (3.5 ms in
a full segment's codes, 4.8 ms in 82,496 vectors). `make bench ARGS=planner` prints what each way takes.
"""

_SAMPLED = 16_384
"""Scores looked at for a first guess of where the best begin."""


def inner_products(rows: Matrix, query: Matrix) -> NDArray[np.float32]:
    """Compare a query with all rows.

    The interpreter is not held meanwhile, so threads can share the work.

    Args:
        rows: float16 or int8, shape (n, d).
        query: The same type, shape (d,).

    Returns:
        float32, shape (n,). Sums of int8 products are exact up to d = 1,040.
    """
    # Asked for float32, NumKong 7.8 compares float16 without the processor's help, 25 times slower.
    scores = np.empty(len(rows), np.float64)
    if len(rows):
        numkong.cdist(query[np.newaxis], rows, "dot", out=scores[np.newaxis])
    return scores.astype(np.float32)


def best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Numbers of the largest scores, the largest first, equal ones by number; those of -inf are left out.

    A sample tells below which score nothing can matter, so the rest is looked at once.
    """
    found = _above_a_floor(scores, count)
    found = found[scores[found] > -np.inf]
    if len(found) > count:
        found = found[np.argpartition(-scores[found], count - 1)[:count]] if count else found[:0]
    return found[np.lexsort((found, -scores[found]))]


def nearest(
    rows: Matrix, query: Matrix, count: int, wanted: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The rows with the largest inner products.

    Args:
        rows: float16 or int8, shape (n, d).
        query: The same type, shape (d,).
        count: At most so many.
        wanted: bool, shape (n,): which rows may answer; None means all.

    Returns:
        Row numbers and inner products, best first.
    """
    if wanted is not None and gathers(wanted):
        numbers = np.flatnonzero(wanted)
        scores = inner_products(rows[numbers], query)
        chosen = best(scores, count)
        return numbers[chosen], scores[chosen]
    scores = inner_products(rows, query)
    if wanted is not None:
        scores[~wanted] = -np.inf
    chosen = best(scores, count)
    return chosen, scores[chosen]


def gathers(wanted: NDArray[np.bool_]) -> bool:
    """Whether `nearest` copies the wanted rows together, or compares all and drops the rest.

    Args:
        wanted: bool, shape (n,): which rows may answer.
    """
    return bool(np.count_nonzero(wanted) < _GATHER_BELOW * len(wanted))


def _above_a_floor(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    step = len(scores) // _SAMPLED
    # Twice the share that is wanted, and some more: too few is rare, and only costs time.
    sampled = 2 * count // max(step, 1) + 8
    if step > 1 and sampled < _SAMPLED:
        found = np.flatnonzero(scores >= np.partition(scores[::step], -sampled)[-sampled])
        if len(found) >= count:
            return found
    return np.arange(len(scores))
