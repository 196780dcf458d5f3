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
Centre = Literal["floor", "round"]
Interpolation = Literal["bilinear", "bicubic", "lanczos"]

_RESAMPLING = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}

_PANORAMA = 8
"""Long side to short side, above which "crop" does not scale what it throws away."""


@dataclass(frozen=True, slots=True)
class Preprocess:
    """The preprocessing of one image tower.

    Attributes:
        width: Input width in pixels.
        height: Input height in pixels.
        fit: "squash" ignores the aspect ratio and keeps the whole picture; "crop" scales
            the short side and cuts the centre.
        interpolation: The resampling filter, with antialiasing, as Pillow does it.
        mean: Per-channel mean, on the 0..1 scale.
        std: Per-channel standard deviation, on the 0..1 scale.
        short_edge: For "crop": pixels of the scaled short side, at least the input's; None for
            the input's own. Models trained on "resize to 256, crop 224" want it.
        centre: For "crop": where the cut begins when the margins can't be equal, "floor" as in
            transformers' `center_crop`, "round" (half to even) as in torchvision's `CenterCrop`.
    """

    width: int
    height: int
    fit: Fit
    interpolation: Interpolation
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    short_edge: int | None = None
    centre: Centre = "floor"

    def to_pixels(self, image: Image.Image) -> NDArray[np.uint8]:
        """Resize an upright RGB picture to the tower's input.

        Args:
            image: Any size, mode "RGB".

        Returns:
            uint8, shape (height, width, 3).
        """
        resampling = _RESAMPLING[self.interpolation]
        if self.fit == "crop":
            return np.asarray(self._crop(image, resampling), dtype=np.uint8)
        return np.asarray(image.resize((self.width, self.height), resampling), dtype=np.uint8)

    def _crop(self, image: Image.Image, resampling: Image.Resampling) -> Image.Image:
        """Scale the short side, cut the centre.

        In the steps of the references, to the same bytes: the whole picture is scaled to whole
        pixels, the long side's fraction cut off (`get_resize_output_image_size` of transformers,
        `Resize` of torchvision), and then cut.
        """
        edge = self.short_edge or max(self.width, self.height)
        short, long = min(image.size), max(image.size)
        longer = edge * long // short
        width, height = (edge, longer) if image.width <= image.height else (longer, edge)
        left, top = self._margin(width - self.width), self._margin(height - self.height)
        box = (left, top, left + self.width, top + self.height)
        if longer <= edge * _PANORAMA:
            return image.resize((width, height), resampling).crop(box)
        # Of a picture a thousand times as wide as high, only what is kept is scaled. Pillow holds
        # such a box in 32-bit floats, so some pixels differ by a level or a few.
        across, down = image.width / width, image.height / height
        part = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
        return image.resize((self.width, self.height), resampling, box=part)

    def _margin(self, spare: int) -> int:
        return spare // 2 if self.centre == "floor" else round(spare / 2)

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
