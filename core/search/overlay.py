"""A heat map as something to lay over its photo: what does not answer is dimmed, what does glows.

Dark blue to amber: the two ends differ in lightness and on the axis from blue to yellow, so they are told
apart with any kind of colour blindness, on bright photos and on dark ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.search.regions import Box

COLD = (10, 16, 48)
WARM = (255, 190, 70)
"""RGB; also the colours of a legend."""

_DIMMED = 0.74
_GLOWING = 0.1
_LINE = 0.004


def veil(grid: NDArray[np.float32], width: int, height: int) -> NDArray[np.uint8]:
    """A heat map in the size it is shown in, smooth.

    Args:
        grid: float32, shape (rows, columns), 0 to 1; see `HeatMap`.
        width: In pixels.
        height: In pixels.

    Returns:
        uint8, shape (height, width, 4): RGBA, not premultiplied.
    """
    smooth = Image.fromarray(grid).resize((width, height), Image.Resampling.BICUBIC)
    heat = np.clip(np.asarray(smooth, np.float32), 0, 1)[..., np.newaxis]
    colour = (1 - heat) * np.array(COLD, np.float32) + heat * np.array(WARM, np.float32)
    alpha = 255 * (_DIMMED * (1 - heat) + _GLOWING * heat * heat)
    return np.concatenate([colour, alpha], axis=2).round().astype(np.uint8)


def laid_over(picture: NDArray[np.uint8], grid: NDArray[np.float32], strongest: Box | None) -> Image.Image:
    """A photo with its heat map, the strongest region outlined.

    Args:
        picture: uint8, shape (height, width, 3), RGB.
        grid: As `veil` takes it.
        strongest: Is outlined; None: nothing is.
    """
    height, width = picture.shape[:2]
    shown = Image.fromarray(picture).convert("RGBA")
    shown.alpha_composite(Image.fromarray(veil(grid, width, height)))
    shown = shown.convert("RGB")
    if strongest is not None:
        line = max(2, round(_LINE * max(width, height)))
        # Light on dark, so that it is seen on any photo.
        for colour, inset in (((0, 0, 0), 0), (WARM, line // 2)):
            _frame(shown, strongest, colour, line - inset, inset)
    return shown


def _frame(picture: Image.Image, box: Box, colour: tuple[int, int, int], line: int, inset: int) -> None:
    left, right = (round(part * picture.width) for part in (box.left, box.right))
    top, bottom = (round(part * picture.height) for part in (box.top, box.bottom))
    left, top, right, bottom = left + inset, top + inset, right - inset, bottom - inset
    for edge in (
        (left, top, right, top + line),
        (left, bottom - line, right, bottom),
        (left, top, left + line, bottom),
        (right - line, top, right, bottom),
    ):
        picture.paste(colour, edge)
