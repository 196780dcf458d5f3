"""From a decoded picture to the pixels an image tower wants.

The first half (geometry, uint8) runs where the picture is decoded, in a child
process, so only a small array travels; the second (scaling to floats) runs at
the tower. Both halves are described by one small picklable value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Fit = Literal["squash", "crop"]
Interpolation = Literal["bilinear", "bicubic", "lanczos"]

_RESAMPLING = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}


@dataclass(frozen=True, slots=True)
class Preprocess:
    """The preprocessing of one image tower.

    Attributes:
        width: Input width in pixels.
        height: Input height in pixels.
        fit: "squash" ignores the aspect ratio and keeps the whole picture; "crop" scales
            the short side and cuts the centre.
        interpolation: The resampling filter.
        mean: Per-channel mean, on the 0..1 scale.
        std: Per-channel standard deviation, on the 0..1 scale.
    """

    width: int
    height: int
    fit: Fit
    interpolation: Interpolation
    mean: tuple[float, float, float]
    std: tuple[float, float, float]

    def to_pixels(self, image: Image.Image) -> NDArray[np.uint8]:
        """Resize an upright RGB picture to the tower's input.

        Args:
            image: Any size, mode "RGB".

        Returns:
            uint8, shape (height, width, 3).
        """
        resampling = _RESAMPLING[self.interpolation]
        if self.fit == "squash":
            resized = image.resize((self.width, self.height), resampling)
        else:
            # Centre crop taken as a box of the source, so the picture is resampled once.
            scale = min(image.width / self.width, image.height / self.height)
            crop_w, crop_h = self.width * scale, self.height * scale
            left, top = (image.width - crop_w) / 2, (image.height - crop_h) / 2
            box = (left, top, left + crop_w, top + crop_h)
            resized = image.resize((self.width, self.height), resampling, box=box)
        return np.asarray(resized, dtype=np.uint8)

    def to_floats(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Scale pixels to the tower's floats.

        Args:
            pixels: uint8, shape (n, height, width, 3).

        Returns:
            float32, shape (n, 3, height, width): (x / 255 - mean) / std.
        """
        mean = np.asarray(self.mean, dtype=np.float32) * 255
        inverse_std = 1 / (np.asarray(self.std, dtype=np.float32) * 255)
        scaled = (pixels.astype(np.float32) - mean) * inverse_std
        return np.ascontiguousarray(scaled.transpose(0, 3, 1, 2))
