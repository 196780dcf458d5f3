"""What is kept of a picture to tell later whether another one is the same: two small maps and a number.

A perceptual hash of 64 bits tells that two pictures are much the same, not how: whether one was cut
from the other, or taken a moment later. To see that, one must be laid over the other, and bits can't
be moved by half a pixel. So instead of a hash the picture itself is kept, 24 pixels wide and high
whatever its shape, and a map of where its details are lighter or darker than their surroundings:
pages of text, and other things of one layout, differ in nothing but their details.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EDGE = 24
"""Of the small picture, in pixels."""

DETAIL_EDGE = 48
"""Of the map of details."""

LOOK_EDGE = 384
"""Of the pixels a fingerprint is made from: a whole multiple of both."""

PACKED_BYTES = EDGE * EDGE + 2 * DETAIL_EDGE * DETAIL_EDGE // 8

# Rec. ITU-R BT.601, as JPEG has it.
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_BINOMIAL = np.array([1, 4, 6, 4, 1], np.float32) / 16
_FLAT = 0.3
"""Share of the usual deviation below which a detail is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """Those of some pictures.

    Attributes:
        small: float32, shape (n, 24, 24), luma 0 to 255.
        detail: float32, shape (n, 48, 48): 1 lighter than around it, -1 darker, 0 neither.
    """

    small: NDArray[np.float32]
    detail: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.small)

    def take(self, numbers: NDArray[np.intp]) -> Fingerprints:
        """Some of them, in that order."""
        return Fingerprints(self.small[numbers], self.detail[numbers])


def fingerprint(pixels: NDArray[np.uint8]) -> tuple[bytes, float]:
    """Take the fingerprint of a picture.

    Args:
        pixels: uint8, shape (384, 384, 3): the picture, squashed.

    Returns:
        The fingerprint, `PACKED_BYTES` long, and how sharp the picture is: the variance of its
        Laplacian (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000)
        over the variance of its luma, so that contrast counts for little. It compares pictures of
        one scene with one another, and says nothing of pictures of different things.
    """
    # Not as a product of matrices: for so little, the threads of a BLAS take longer to meet than to work.
    luma = np.einsum("ijk,k->ij", pixels, _LUMA)
    middle = mean_pooled(luma[np.newaxis], DETAIL_EDGE)[0]
    small = np.clip(np.rint(mean_pooled(middle[np.newaxis], EDGE)[0]), 0, 255).astype(np.uint8)
    detail = middle - _smooth(middle)
    floor = _FLAT * float(detail.std()) + 1.0
    packed = small.tobytes() + np.packbits(detail > floor).tobytes() + np.packbits(detail < -floor).tobytes()
    return packed, _sharpness(luma)


def small_pictures(rows: Sequence[bytes]) -> NDArray[np.float32]:
    """The small pictures of fingerprints only: a tenth of what `unpacked` takes, float32, (n, 24, 24)."""
    table = np.frombuffer(b"".join(row[: EDGE * EDGE] for row in rows), np.uint8)
    return table.reshape(len(rows), EDGE, EDGE).astype(np.float32)


def unpacked(rows: Sequence[bytes]) -> Fingerprints:
    """Read fingerprints.

    Args:
        rows: As `fingerprint` made them.
    """
    table = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), PACKED_BYTES)
    small, lighter, darker = np.split(table, [EDGE * EDGE, (PACKED_BYTES + EDGE * EDGE) // 2], axis=1)
    signs = np.unpackbits(lighter, axis=1).astype(np.float32) - np.unpackbits(darker, axis=1)
    return Fingerprints(
        small.reshape(-1, EDGE, EDGE).astype(np.float32),
        signs.reshape(-1, DETAIL_EDGE, DETAIL_EDGE).astype(np.float32),
    )


def mean_pooled(maps: NDArray[np.float32], edge: int) -> NDArray[np.float32]:
    """Square maps, shape (n, k * edge, k * edge), made smaller by whole blocks: shape (n, edge, edge)."""
    block = maps.shape[1] // edge
    rows = maps.reshape(len(maps), edge, block, -1).mean(axis=2)
    pooled: NDArray[np.float32] = rows.reshape(len(maps), edge, edge, block).mean(axis=3)
    return pooled


def _smooth(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Blur with the binomial filter of Burt and Adelson's pyramid (1983)."""
    padded = np.pad(picture, 2, mode="edge")
    across = sum(weight * padded[:, k : k + picture.shape[1]] for k, weight in enumerate(_BINOMIAL))
    down: NDArray[np.float32] = sum(
        weight * across[k : k + picture.shape[0]] for k, weight in enumerate(_BINOMIAL)
    )
    return down


def _sharpness(luma: NDArray[np.float32]) -> float:
    inner = luma[1:-1, 1:-1]
    laplacian = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * inner
    return float(laplacian.var() / (luma.var() + 1.0))
