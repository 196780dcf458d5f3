"""JPEG XL (ISO/IEC 18181), decoded by libjxl.

Of the packages that bring libjxl: pillow-jxl-plugin is under the GPL, imagecodecs (BSD) is 26 MB
because it brings fifty other codecs too, jxlpy has no wheels for today's Pythons. pylibjxl
(BSD) is 3 MB and has wheels for Linux, Windows and macOS on x86-64 and macOS on ARM; elsewhere
such a picture is named as not supported.
"""

from __future__ import annotations

import pylibjxl
from PIL import Image


def jxl_size(data: bytes) -> tuple[int, int]:
    """Upright width and height in pixels, from the header.

    Args:
        data: The whole file.

    Raises:
        RuntimeError: It is damaged.
    """
    header = pylibjxl.probe(data)
    return header["width"], header["height"]


def open_jxl(data: bytes) -> Image.Image:
    """Decode a picture, or the first frame of an animation.

    Args:
        data: The whole file.

    Returns:
        Upright already, 8 bits a channel; its info has "exif", "xmp" and "icc_profile" where they are.

    Raises:
        RuntimeError: It is damaged.
    """
    # One thread: there is a child for every core already.
    with pylibjxl.JXL(threads=1, pool_size=1) as codec:
        pixels, blocks = codec.decode(data, metadata=True)
    image = Image.fromarray(pixels)
    names = {"exif": "exif", "xmp": "xmp", "icc": "icc_profile"}
    image.info.update({names[name]: block for name, block in blocks.items() if name in names})
    return image
