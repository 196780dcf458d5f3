"""Reads text with the networks of PP-OCRv6: finds the lines first, then reads each.

The networks come in the wheel of rapidocr; they run in sessions of `models.runtime`, so that
device, threads and telemetry are what they are for encoders, and nothing is ever downloaded.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from models.encoder import Device
from models.errors import EncoderNotFound
from models.ocr import TextLine
from models.runtime import open_session
from models.text_detection import Corners, TextDetector, TextTerms
from models.text_recognition import Recognised, TextRecogniser, cut_out

_PACKAGE = "rapidocr"
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"

_TALL = 1.5
"""Height over width from which on the characters of a box stand above one another, or lie on their side."""

_CHUNK = 16
"""Boxes that are read before it is asked whether that tells anything."""

_SURE = 0.85
"""Confidence from which on a line is not tried the other way round."""


class PaddleReader:
    """A `TextReader`.

    Args:
        device: As for `open_session`.
        threads: As for `open_session`.
        terms: What is taken for text.

    Raises:
        EncoderNotFound: The networks are not installed.
        EncoderUnsupported: They can't be run.

    Attributes:
        device: What it runs on.
    """

    def __init__(
        self, *, device: str = "auto", threads: int | None = None, terms: TextTerms | None = None
    ) -> None:
        self._terms = terms or TextTerms()
        # The little that it does is done before its threads are awake.
        cv2.setNumThreads(1)
        directory = _directory()
        detection, recognition = (
            open_session(directory / name, device=device, threads=threads, many_sizes=True)
            for name in (_DETECTION, _RECOGNITION)
        )
        self.device: Device = detection.device
        self._detector = TextDetector(detection, self._terms)
        self._recogniser = TextRecogniser(recognition)

    def read(
        self, pixels: NDArray[np.uint8], proceed: Callable[[], bool] = lambda: True
    ) -> tuple[TextLine, ...] | None:
        """See `TextReader`."""
        boxes = self._detector.boxes(pixels)
        believed: list[tuple[Recognised, Corners]] = []
        for start in range(0, len(boxes), _CHUNK):
            lines = self._read_boxes(pixels, boxes[start : start + _CHUNK], proceed)
            if lines is None:
                return None
            telling = [pair for pair in lines if self._terms.believes(pair[0].text, pair[0].confidence)]
            if not telling:
                # The likeliest come first: the rest is a fabric, a lawn or a wall of bricks.
                break
            believed += telling
        height, width = pixels.shape[:2]
        found = [
            TextLine(line.text, line.confidence, _fractions(corners, width, height))
            for line, corners in believed
            if not any(_covers(other, corners) for _, other in believed)
        ]
        return tuple(in_reading_order(found))

    def _read_boxes(
        self, pixels: NDArray[np.uint8], boxes: Sequence[Corners], proceed: Callable[[], bool]
    ) -> list[tuple[Recognised, Corners]] | None:
        """What each box says, and its corners from where it begins; None if it was to end early."""
        ways = [_ways(box) for box in boxes]
        first = self._recognise(pixels, [one for one, _ in ways], proceed)
        if first is None:
            return None
        best = [(line, one) for line, (one, _) in zip(first, ways, strict=True)]
        doubtful = [number for number, line in enumerate(first) if line.confidence < _SURE]
        second = self._recognise(pixels, [ways[number][1] for number in doubtful], proceed)
        if second is None:
            return None
        for number, line in zip(doubtful, second, strict=True):
            if line.confidence > best[number][0].confidence:
                best[number] = line, ways[number][1]
        return best

    def _recognise(
        self, pixels: NDArray[np.uint8], boxes: Sequence[Corners], proceed: Callable[[], bool]
    ) -> list[Recognised] | None:
        return self._recogniser.read([cut_out(pixels, box) for box in boxes], proceed)


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines from top to bottom, and from left to right where they stand side by side.

    Top is where it is for most of the text: in a picture that lies on its side, at one side.
    """
    if not lines:
        return []
    corners = np.array([line.corners for line in lines])
    along = (corners[:, 1] - corners[:, 0] + corners[:, 2] - corners[:, 3]).sum(axis=0)
    along /= max(float(np.hypot(*along)), 1e-9)
    down = np.array([-along[1], along[0]])
    middles = corners.mean(axis=1)
    heights = np.abs((corners[:, 3] - corners[:, 0]) @ down)
    depths, across = middles @ down, middles @ along
    rows: list[list[int]] = []
    for number in np.argsort(depths, kind="stable").tolist():
        if rows and depths[number] - depths[rows[-1][0]] < 0.5 * heights[rows[-1][0]]:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [lines[number] for row in rows for number in sorted(row, key=across.__getitem__)]


def _ways(box: Corners) -> tuple[Corners, Corners]:
    """The two ways in which a box may be read, the likelier first, by the corner where its text begins."""
    turns = (3, 1) if np.linalg.norm(box[3] - box[0]) >= _TALL * np.linalg.norm(box[1] - box[0]) else (0, 2)
    return np.roll(box, -turns[0], axis=0), np.roll(box, -turns[1], axis=0)


def _covers(large: Corners, small: Corners) -> bool:
    """Whether a box holds the middle of a smaller one: it saw the whole of what that saw a part of."""
    if cv2.contourArea(large) <= cv2.contourArea(small):
        return False
    x, y = small.mean(axis=0).tolist()
    return cv2.pointPolygonTest(large, (x, y), measureDist=False) > 0


def _fractions(corners: Corners, width: int, height: int) -> tuple[tuple[float, float], ...]:
    scaled = np.clip(corners / np.array([width, height], np.float32), 0, 1)
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in scaled)


def _directory() -> Path:
    """Where the networks are, without importing the package they come in."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise EncoderNotFound(
            "Text in photos can't be read: the package rapidocr is not installed.", "Install Fovea again."
        )
    return Path(found.origin).parent / "models"
