"""Exact nearest neighbours in a matrix of vectors, by USearch's own exact search."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import load_onnxruntime


def exact_nearest(
    vectors: NDArray[np.float16], query: NDArray[np.float16], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Compare a query with all rows.

    Args:
        vectors: float16, shape (n, dimensions), C order; may be mapped from a file.
        query: float16, shape (dimensions,).
        count: At most so many.

    Returns:
        Row numbers, int64, and inner products, float32, best first.
    """
    count = min(count, len(vectors))
    if count == 0:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    usearch = _usearch()
    matches = usearch.search(vectors, query, count, usearch.MetricKind.IP, exact=True)
    rows = np.asarray(matches.keys, dtype=np.int64)
    return rows, 1 - np.asarray(matches.distances, dtype=np.float32)


@cache
def _usearch() -> Any:
    # Both carry a C++ runtime of their own, and USearch 2.26 exports its symbols: ONNX Runtime 1.31
    # loaded after it crashes in std::codecvt while being imported. In this order both work.
    load_onnxruntime()
    import usearch.index  # noqa: PLC0415

    return usearch.index
