"""Whether two pictures are one: which pairs are worth a close look, and what a close look says of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.imaging.alignment import Agreement
from core.imaging.fingerprint import EDGE

_FREQUENCIES = 8

LIKELY = 0.86
"""Inner product of two `tokens` from which a pair is worth a close look. Whatever was done to its size,
its colours and its turn, a picture stays above it; of unlike pairs fewer than one in 100,000 reach it."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one verdict ends and the next begins; chosen by `make eval ARGS=duplicates`.

    Attributes:
        detail: Pairs whose details correlate less show different things.
        overhang: Pairs of which neither holds the other by more than this share of an edge were taken
            with a camera that had moved: two photos of a series, not one photo and its crop.
        turned_detail: As `detail`, for mirrored and turned pairs: seven more ways to agree by chance.
    """

    detail: float = 0.45
    overhang: float = 0.018
    turned_detail: float = 0.6


MEASURED = Thresholds()


def verdict(
    found: Agreement, thresholds: Thresholds = MEASURED
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What pairs are.

    Args:
        found: How they agree.
        thresholds: Where to draw the lines.

    Returns:
        Which pairs show the same thing at all, and which of these are one picture, changed; the
        others are two pictures of it. Both bool, shape (pairs,).
    """
    alike = found.detail >= np.where(found.turned, thresholds.turned_detail, thresholds.detail)
    return alike, alike & (found.overhang <= thresholds.overhang)


def tokens(small: NDArray[np.float32]) -> NDArray[np.float32]:
    """Numbers that a picture shares with its mirrored, turned, resized and recoloured versions.

    The magnitudes of its cosine transform (Ahmed, Natarajan and Rao, 1974): mirroring changes only
    their signs, a quarter turn swaps rows and columns, so of each such pair the larger and the smaller
    are kept. Amplitudes fall with frequency f as 1/f (Field, 1987); that is undone.

    Args:
        small: float32, shape (n, 24, 24): the small pictures of fingerprints.

    Returns:
        float32, shape (n, 63), rows of unit length; zero for a picture of one colour.
    """
    cosines = _cosines()
    spectrum = np.abs(cosines @ small @ cosines.T)
    order = np.arange(_FREQUENCIES)
    spectrum *= np.hypot(order[:, np.newaxis], order)
    swapped = spectrum.transpose(0, 2, 1)
    above = np.triu_indices(_FREQUENCIES, 1)
    larger, smaller = np.maximum(spectrum, swapped), np.minimum(spectrum, swapped)
    diagonal = spectrum[:, order[1:], order[1:]]
    rows = np.concatenate([larger[:, *above], smaller[:, *above], diagonal], axis=1)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    flat = length[:, 0] < EDGE
    rows = np.sqrt(rows / (length + 1e-6))
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    rows[flat] = 0
    unit: NDArray[np.float32] = rows.astype(np.float32)
    return unit


def _cosines() -> NDArray[np.float32]:
    steps = 2 * np.arange(EDGE) + 1
    angles = np.pi / (2 * EDGE) * np.arange(_FREQUENCIES)[:, np.newaxis] * steps
    cosines: NDArray[np.float32] = (np.cos(angles) * np.sqrt(2 / EDGE)).astype(np.float32)
    return cosines
