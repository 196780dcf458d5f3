"""Finding a photo on the screen, wherever it is and however large it is shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

PHOTOS = Path(__file__).parents[1] / "photos"
_SHRUNK = 4
_EDGES = range(140, 240, 4)
"""How large the grid shows a square photo, in pixels of the screen."""

_SURE = 0.9


class Seen(NamedTuple):
    """Where a photo is.

    Attributes:
        likeness: Correlation of the grey values, up to 1.
        x: Of its middle, in pixels.
        y: Of its middle, in pixels.
    """

    likeness: float
    x: int
    y: int

    @property
    def sure(self) -> bool:
        """It is there."""
        return self.likeness > _SURE

    @property
    def first(self) -> bool:
        """It is there, and the first of the photos."""
        return self.sure and self.x < 420 and self.y < 300


@cache
def _squares(name: str) -> tuple[NDArray[np.uint8], ...]:
    with Image.open(PHOTOS / name) as photo:
        upright = ImageOps.exif_transpose(photo).convert("L")
    # Cut as the grid cuts it.
    return tuple(
        np.asarray(ImageOps.fit(upright, (edge // _SHRUNK, edge // _SHRUNK), centering=(0.5, 0.4)))
        for edge in _EDGES
    )


def look_for(screen: Image.Image, name: str) -> Seen:
    """Look for a sample photo, cut to a square.

    Args:
        screen: What is to be seen.
        name: Below tests/photos.
    """
    small = np.asarray(screen.convert("L").reduce(_SHRUNK))
    best = Seen(0.0, 0, 0)
    for square in _squares(name):
        # Normalised cross-correlation (Lewis 1995), at each place.
        found = cv2.matchTemplate(small, square, cv2.TM_CCOEFF_NORMED)
        _, likeness, _, (left, top) = cv2.minMaxLoc(found)
        half = len(square) // 2
        if likeness > best.likeness:
            best = Seen(likeness, _SHRUNK * (left + half), _SHRUNK * (top + half))
    return best
