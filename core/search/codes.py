"""Short codes of vectors: their principal components in int8, a quarter of the bytes.

A code's inner product with a coded query estimates that of the vectors well enough
to say which few rows have to be compared exactly.

    Jégou, Douze, Schmid: Product quantization for nearest neighbor search (2011), for comparing a
    query with codes and ranking the best again by the vectors.
    Pearson: On lines and planes of closest fit to systems of points in space (1901), for the basis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import Vectors

KEPT_VARIANCE = 0.98
"""Share of the vectors' variance that their codes keep."""

_MULTIPLE = 64
"""Codes are as long as fills the processor's registers."""

_LARGEST = 127
_CLIPPED = 1e-3
"""Share of a component's values that may lie beyond the code's range."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """How the vectors of one segment are coded. `mean + (code * steps) @ basis` gives a vector back, nearly.

    Attributes:
        mean: float32, shape (d,).
        steps: float32, shape (c,): what a difference of 1 in a code stands for.
        basis: float32, shape (c, d), orthonormal rows, c <= d.
    """

    mean: NDArray[np.float32]
    steps: NDArray[np.float32]
    basis: NDArray[np.float32]

    @classmethod
    def fit(cls, sample: Vectors) -> Codebook:
        """Choose the components that keep `KEPT_VARIANCE` of a sample.

        Args:
            sample: shape (n, d); n in the thousands.
        """
        mean = sample.mean(axis=0)
        centred = sample - mean
        variances, directions = np.linalg.eigh(centred.T @ centred)
        kept = np.cumsum(variances[::-1]) / max(float(variances.sum()), 1e-12)
        enough = int(np.searchsorted(kept, KEPT_VARIANCE)) + 1
        count = min(-(-enough // _MULTIPLE) * _MULTIPLE, sample.shape[1])
        basis = np.ascontiguousarray(directions[:, ::-1][:, :count].T, dtype=np.float32)
        reach = np.quantile(np.abs(centred @ basis.T), 1 - _CLIPPED, axis=0)
        return cls(mean, np.maximum(reach / _LARGEST, 1e-9).astype(np.float32), basis)

    def encode(self, vectors: Vectors) -> NDArray[np.int8]:
        """Codes, shape (n, c), of vectors, shape (n, d)."""
        values = ((vectors - self.mean) @ self.basis.T) / self.steps
        return np.clip(np.rint(values), -_LARGEST, _LARGEST).astype(np.int8)

    def decode(self, codes: NDArray[np.int8]) -> Vectors:
        """Nearly the vectors again, shape (n, d)."""
        return self.mean + (codes * self.steps).astype(np.float32) @ self.basis

    def query(self, query: NDArray[np.float32]) -> tuple[NDArray[np.int8], float, float]:
        """A query as a code that is compared with others by inner product.

        Args:
            query: float32, shape (d,).

        Returns:
            The code, shape (c,), and a factor and a summand that turn an inner product of codes
            into an estimate of that of the vectors.
        """
        weights = (self.basis @ query) * self.steps
        unit = max(float(np.abs(weights).max()), 1e-12) / _LARGEST
        return np.rint(weights / unit).astype(np.int8), unit, float(query @ self.mean)
