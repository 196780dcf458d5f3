"""Logistic regression, for what is fitted to a few thousand cases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_RIDGE = 1e-2
_STEPS = 60

Numbers = NDArray[np.float64]


def fit_logistic(features: Numbers, truth: NDArray[np.bool_], counts: Numbers) -> tuple[Numbers, float]:
    """Fit weights by Newton's method, with a small ridge on the standardised features.

    Args:
        features: float64, shape (n, k).
        truth: bool, shape (n,); both values occur.
        counts: float64, shape (n,): how much each case counts.

    Returns:
        Weights of the features as they are, float64, shape (k,), and the bias.
    """
    centre, scale = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-9)
    rows = np.column_stack([(features - centre) / scale, np.ones(len(features))])
    counts = counts / counts.sum()
    ridge = _RIDGE / len(rows[0]) * np.eye(rows.shape[1])
    ridge[-1, -1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (chance - truth)) + ridge @ weights
        curve = (rows * (counts * chance * (1 - chance))[:, np.newaxis]).T @ rows + ridge
        step = np.linalg.solve(curve + 1e-12 * np.eye(len(weights)), slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ centre)
