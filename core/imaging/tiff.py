"""What TIFF allows and Pillow does not read, or reads wrongly (TIFF 6.0; Adobe's technical notes)."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, TiffImagePlugin
from PIL.TiffImagePlugin import (
    BITSPERSAMPLE,
    COMPRESSION,
    COMPRESSION_INFO,
    PHOTOMETRIC_INTERPRETATION,
    PLANAR_CONFIGURATION,
    SAMPLEFORMAT,
)

_WHITE_IS_ZERO, _SEPARATE_PLANES, _FLOATS = 0, 2, 3
_BIG_TIFF = 43
_WEBP = 50001  # libtiff knows it, Pillow's own copy of it does not


def unsupported_kind(data: bytes) -> str | None:
    """Say what kind of TIFF this is, if Pillow is known to fail at it.

    Args:
        data: The whole file.

    Returns:
        What to call it, "a TIFF with ..."; None for all others, damaged ones among them.
    """
    try:
        tags = TiffImagePlugin.ImageFileDirectory_v2(data[: 16 if _BIG_TIFF in data[2:4] else 8])
        file = io.BytesIO(data)
        file.seek(tags.next)
        tags.load(file)
        bits = tags.get(BITSPERSAMPLE, (1,))
        floats = _FLOATS in tags.get(SAMPLEFORMAT, (1,))
        compression = tags.get(COMPRESSION, 1)
        planes = tags.get(PLANAR_CONFIGURATION, 1) == _SEPARATE_PLANES
        deep = max(bits) > 8
    except Exception:  # Pillow raises whatever the damage led it to; the decoder says what is wrong
        return None
    if floats and bits != (32,):
        return "a TIFF with colours in floating point"
    if max(bits) > 16 and len(bits) > 1:
        return "a TIFF with colours of more than 16 bits"
    if planes and deep and len(bits) > 1:
        return "a TIFF with deep colours in separate planes"
    if compression not in COMPRESSION_INFO or compression == _WEBP:
        return "a TIFF with a rare compression"
    return None


def counted_from_black(image: Image.Image) -> Image.Image:
    """Invert deep grey that counts from white, as Pillow does only with 8 bits.

    Args:
        image: Loaded.
    """
    if not isinstance(image, TiffImagePlugin.TiffImageFile) or not image.mode.startswith("I;16"):
        return image
    if image.tag_v2.get(PHOTOMETRIC_INTERPRETATION) != _WHITE_IS_ZERO:
        return image
    return Image.fromarray(np.iinfo(np.uint16).max - np.asarray(image))
