"""Where there is text in a picture: differentiable binarization (Liao et al., AAAI 2020, arXiv:1911.08947).

The network gives each pixel the probability that it belongs to the shrunken kernel of a line
of text. What lies together above a threshold is one line; its smallest enclosing rectangle,
grown back by what the kernel was shrunk, is the line's box, at whatever angle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.runtime import Session

Corners = NDArray[np.float32]
"""Corners of a box, float32, shape (4, 2): x and y in pixels; clockwise, from the upper left one."""

_FIRST_IDEOGRAPH = "\u2e80"

_STRIDE = 32
"""The network halves its input five times."""

_SMALLEST_SIDE = 2.0
"""Pixels. What is narrower is no text that could be read."""


@dataclass(frozen=True, slots=True)
class TextTerms:
    """What is taken for text, and for what it says.

    Attributes:
        glance: Long edge, in pixels, at which a picture is looked at first.
        hint: Mean probability a box needs there.
        small: Where one of them is narrower than this, in pixels, the picture is looked at again.
        edge: Long edge, in pixels, of that second look.
        pixel: Probability from which on a pixel belongs to text.
        box: Mean probability a box needs.
        growth: How far a box grows, in units of its area over its circumference.
        confidence: What a line needs, once it is read.
        confidence_short: What a line of one or two characters needs: much looks like an 8 or like 中.
    """

    glance: int = 800
    hint: float = 0.6
    small: int = 80
    edge: int = 1280
    pixel: float = 0.3
    box: float = 0.5
    growth: float = 1.6
    confidence: float = 0.7
    confidence_short: float = 0.95

    def believes(self, text: str, confidence: float) -> bool:
        """Whether something was read, and not only seen into it.

        Args:
            text: What was read.
            confidence: Mean probability of its characters.
        """
        characters = [char for char in text if char.isalnum()]
        if len(characters) > 2:
            return confidence >= self.confidence
        # A letter or digit on its own tells nobody anything; an ideograph is a word.
        tells = len(characters) == 2 or any(char >= _FIRST_IDEOGRAPH for char in characters)
        return tells and confidence >= self.confidence_short


class TextDetector:
    """Finds lines of text.

    Args:
        session: The network.
        terms: What is taken for text.
    """

    def __init__(self, session: Session, terms: TextTerms) -> None:
        self._session = session
        self._terms = terms

    def boxes(self, pixels: NDArray[np.uint8]) -> list[Corners]:
        """Where lines of text may be, the likeliest first, in pixels of the picture; some perhaps twice.

        Most photos hold no text or large text, which a small picture shows as well, and faster: large
        letters even better, for at a close look each seems to stand alone.

        Args:
            pixels: A picture, RGB, uint8, shape (height, width, 3).
        """
        terms = self._terms
        large: list[Corners] = []
        if max(pixels.shape) > terms.glance:
            seen = self._boxes_at(pixels, terms.glance, terms.hint)
            large = [box for box, narrow in seen if narrow >= terms.small]
            if len(large) == len(seen):
                return large
        return large + [box for box, _ in self._boxes_at(pixels, terms.edge, terms.box)]

    def _boxes_at(self, pixels: NDArray[np.uint8], edge: int, probable: float) -> list[tuple[Corners, float]]:
        """The boxes seen at a long edge, and the narrow side of each there."""
        terms = self._terms
        probabilities = self._probabilities(pixels, edge)
        height, width = probabilities.shape
        scale = np.array([pixels.shape[1] / width, pixels.shape[0] / height], np.float32)
        mask = (probabilities > terms.pixel).astype(np.uint8)
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        found: list[tuple[float, Corners, float]] = []
        for contour in contours:
            middle, size, angle = cv2.minAreaRect(contour)
            if min(size) < _SMALLEST_SIDE:
                continue
            kernel = cv2.boxPoints((middle, size, angle)).astype(np.float32)
            probability = _mean_inside(probabilities, kernel)
            if probability < probable:
                continue
            # Offset of a polygon: area times ratio over length (Liao et al., equation 10).
            by = size[0] * size[1] * terms.growth / (2 * (size[0] + size[1]))
            grown = cv2.boxPoints((middle, (size[0] + 2 * by, size[1] + 2 * by), angle))
            corners = from_upper_left(grown.astype(np.float32) * scale)
            found.append((probability, corners, min(size) + 2 * by))
        found.sort(key=lambda box: -box[0])
        return [(corners, narrow) for _, corners, narrow in found]

    def _probabilities(self, pixels: NDArray[np.uint8], edge: int) -> NDArray[np.float32]:
        """Of text, for each pixel of the picture scaled to a long edge; float32, shape (height, width)."""
        height, width = pixels.shape[:2]
        scale = min(1.0, edge / max(height, width))
        size = [max(1, round(side * scale / _STRIDE)) * _STRIDE for side in (width, height)]
        method = cv2.INTER_AREA if size[0] < width else cv2.INTER_LINEAR
        scaled = np.asarray(cv2.resize(pixels, size, interpolation=method), np.uint8)
        maps = self._session.run(self._session.outputs[0], {self._session.inputs[0]: as_input(scaled)[None]})
        return np.asarray(maps[0, 0])


def as_input(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What both networks want of RGB pixels: blue first, -1 to 1; float32, shape (3, height, width)."""
    values = pixels[:, :, ::-1].astype(np.float32) * (2 / 255) - 1
    return np.ascontiguousarray(values.transpose(2, 0, 1))


def from_upper_left(corners: NDArray[np.float32]) -> Corners:
    """The corners of a rectangle, clockwise, beginning so that the first side runs most to the right."""
    sides = np.roll(corners, -1, axis=0) - corners
    # y grows downwards, so clockwise is a positive turn from each side to the next.
    if sides[0, 0] * sides[1, 1] - sides[0, 1] * sides[1, 0] < 0:
        corners = corners[::-1]
        sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.maximum(np.hypot(sides[:, 0], sides[:, 1]), 1e-6)
    return np.roll(corners, -int(np.argmax(sides[:, 0] / lengths)), axis=0)


def _mean_inside(probabilities: NDArray[np.float32], corners: NDArray[np.float32]) -> float:
    height, width = probabilities.shape
    left, top = (max(0, math.floor(value)) for value in corners.min(axis=0))
    right, bottom = (math.ceil(value) + 1 for value in corners.max(axis=0))
    part = probabilities[top : min(bottom, height), left : min(right, width)]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])
