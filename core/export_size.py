"""How large copies will be, about: measured by `make eval ARGS=export`."""

from __future__ import annotations

import math
from collections.abc import Iterable

from core.export import CopyOptions
from core.imaging import LIKE, CopyFormat
from core.library import Photo

_BYTES_A_PIXEL: dict[CopyFormat, float] = {"jpeg": 0.43, "png": 1.95, "webp": 0.27, "avif": 0.345}
"""Of ordinary photos at a quality of 90, or without loss."""
_STEEPNESS: dict[CopyFormat, float] = {"jpeg": 0.038, "png": 0.0, "webp": 0.047, "avif": 0.032}
"""What one step of quality adds, as a logarithm."""
_COMPRESSED = ("JPEG", "HEIF", "WEBP", "AVIF")
_USUAL = 0.40
"""Bytes a pixel of the photos themselves."""
_ECHO = 0.5
"""How far a photo that is larger than usual makes a copy that is larger than usual."""
_SHRINKING = 0.21
"""What is made smaller has more to show in each pixel: bytes a pixel grow by this power of the scale."""


def estimate(photos: Iterable[Photo], options: CopyOptions) -> int:
    """Guess the bytes of all copies, from those of the photos and their pixels.

    Args:
        photos: Which.
        options: What the copies are to be like.
    """
    return sum(_estimate_one(photo, options) for photo in photos)


def _estimate_one(photo: Photo, options: CopyOptions) -> int:
    untouched = options.format is None and options.longest_edge is None
    if options.as_is or (untouched and photo.format in ("JPEG", "PNG")):
        return photo.size
    pixels = max(1, photo.width * photo.height)
    scale = min(1.0, (options.longest_edge or math.inf) / max(1, photo.width, photo.height))
    wanted = options.format or LIKE.get(photo.format, "jpeg")
    rate = _BYTES_A_PIXEL[wanted] * math.exp(_STEEPNESS[wanted] * (options.quality - 90))
    if photo.format in _COMPRESSED:
        rate *= max(0.05, min(4.0, photo.size / pixels / _USUAL)) ** _ECHO
    return int(pixels * rate * math.pow(scale, 2 - _SHRINKING))
