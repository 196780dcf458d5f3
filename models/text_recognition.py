"""What a line of text says: connectionist temporal classification (Graves et al., ICML 2006)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from models.runtime import Session
from models.text_detection import Corners, as_input

HEIGHT = 48
"""Pixels to which every line is scaled; what the network was trained with."""

_NARROWEST = 160
_WIDEST = 60 * HEIGHT
_BATCH_WIDTH = 8 * 320
"""Pixels that the lines of a batch measure together: each gives 18,710 numbers every eight pixels."""

_STEP = 32
"""Widths are rounded up to it: fewer shapes for the runtime to prepare for."""

_BLANK = 0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read of a crop: the text, and the mean probability of its characters."""

    text: str
    confidence: float


class TextRecogniser:
    """Reads crops of single lines.

    Args:
        session: The network; its metadata name its characters.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        # CTC's blank comes first; the space is not in the list.
        self._characters = ["", *session.metadata["character"].splitlines(), " "]

    def read(
        self, crops: Sequence[NDArray[np.uint8]], proceed: Callable[[], bool]
    ) -> list[Recognised] | None:
        """Read lines.

        Args:
            crops: Upright lines, RGB, uint8, shape (height, width, 3) each.
            proceed: Asked between batches.

        Returns:
            One for each; None if it was to end early.
        """
        lines = [_scaled(crop) for crop in crops]
        read: list[Recognised] = [Recognised("", 0.0)] * len(lines)
        for numbers in _batches([line.shape[1] for line in lines]):
            if not proceed():
                return None
            width = max(_NARROWEST, *(lines[number].shape[1] for number in numbers))
            # Zero is the middle between black and white.
            batch = np.zeros((len(numbers), 3, HEIGHT, -(-width // _STEP) * _STEP), np.float32)
            for row, number in enumerate(numbers):
                batch[row, :, :, : lines[number].shape[1]] = as_input(lines[number])
            steps = self._session.run(self._session.outputs[0], {self._session.inputs[0]: batch})
            for row, number in enumerate(numbers):
                read[number] = self._decode(steps[row])
        return read

    def _decode(self, steps: NDArray[np.float32]) -> Recognised:
        """Best path: repeated characters are one, blanks are none (Graves et al., 3.2)."""
        best = steps.argmax(axis=1)
        kept = best != _BLANK
        kept[1:] &= best[1:] != best[:-1]
        text = "".join(self._characters[index] for index in best[kept])
        confidence = float(steps.max(axis=1)[kept].mean()) if kept.any() else 0.0
        return Recognised(text.strip(), confidence)


def cut_out(pixels: NDArray[np.uint8], corners: Corners) -> NDArray[np.uint8]:
    """The content of a box, turned upright.

    Args:
        pixels: The picture, RGB.
        corners: Of the box, clockwise from the upper left one.
    """
    width = max(1, round(math.dist(corners[0], corners[1])))
    height = max(1, round(math.dist(corners[0], corners[3])))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    crop = cv2.warpPerspective(
        pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(crop, np.uint8)


def _scaled(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = crop.shape[:2]
    wanted = min(_WIDEST, max(1, math.ceil(HEIGHT * width / height)))
    method = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(crop, (wanted, HEIGHT), interpolation=method), np.uint8)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of like widths together, or the narrow ones would be padded with nothing."""
    order = sorted(range(len(widths)), key=widths.__getitem__)
    batch: list[int] = []
    for number in order:
        # All of a batch are padded to the width of its last.
        if batch and (len(batch) + 1) * max(_NARROWEST, widths[number]) > _BATCH_WIDTH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
