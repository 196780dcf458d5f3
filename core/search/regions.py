"""Which regions of a picture answer a question.

The picture is cut into overlapping windows at three scales, and each is encoded as if it were a picture
of its own, so this works with every encoder. A place is as warm as the windows that cover it are like
the question, each counting most in its middle. What the question has in common with the photos of the
library is the background: only what rises above it, and above the rest of the picture, stands out.

The numbers here are measured: `make eval ARGS=regions` compares them with occlusion, with the tower's
own features by place, and with guessing.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models import Encoder, Vectors

SCALES = (0.87, 0.45, 0.3)
"""Edges of the windows, in parts of the edge of a square as large as the picture."""

LEAST_ANSWER = 1.6
"""How far the warmest place lies above the background, in the background's standard deviations, at least."""

LEAST_CONTRAST = 0.5
"""How far it lies above the median of the picture, in the same measure, at least."""

_OVERLAP = 1 / 3
_SPREAD = 0.3
"""Standard deviation of a window's weight around its middle, in parts of its edge."""
_SMALLEST_SHARE = 1 / 12
"""No window is less than this part of an edge, so that a panorama has not hundreds of them."""
_LONG_SIDE = 64
"""Cells of a heat map along the picture's longer edge."""
_AT_ONCE = 8
_FEWEST_PHOTOS = 30
"""Fewer say nothing of what is usual."""
_SAME = 0.02
"""Cosines that differ by less are taken for equal where nothing says what is usual."""
_OUTLINED = 0.5


class Answering(StrEnum):
    """What of a picture answers a question."""

    REGION = "region"
    WHOLE = "whole"
    NOTHING = "nothing"


class Where(StrEnum):
    """One of nine parts of a picture."""

    UPPER_LEFT = "upper left"
    TOP = "top"
    UPPER_RIGHT = "upper right"
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    LOWER_LEFT = "lower left"
    BOTTOM = "bottom"
    LOWER_RIGHT = "lower right"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in parts of the picture's width and height, 0 to 1 from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def where(self) -> Where:
        """The part of the picture its centre lies in; the middle one is a fifth of each edge."""
        column = _third((self.left + self.right) / 2)
        row = _third((self.top + self.bottom) / 2)
        return list(Where)[3 * row + column]


def _third(centre: float) -> int:
    return 0 if centre < 0.4 else 2 if centre > 0.6 else 1


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Where in a picture the answer to a question is.

    Attributes:
        answering: Whether a region answers, the whole picture alike, or nothing of it.
        grid: float32, shape (rows, columns) in the picture's proportions, 0 (cold) to 1 (the warmest
            place); all 0 when no region stands out.
        strongest: Around the warmest place; None when no region stands out.
        similarity: Cosine of the whole picture with the question.
        warmest: Of the warmest place, the mean over the scales.
        contrast: How far the warmest place rises above the picture's median, in standard deviations of
            the background, or of the picture's own windows where the library is too small for one.
    """

    answering: Answering
    grid: NDArray[np.float32]
    strongest: Box | None
    similarity: float
    warmest: float
    contrast: float


@dataclass(frozen=True, slots=True)
class Regions:
    """The windows of a picture, encoded: any question may be put to them.

    Attributes:
        windows: float64, shape (n, 4): left, top, right, bottom in parts of the picture.
        scales: int64, shape (n,): the number of each window's scale.
        vectors: float32, shape (n, dimensions), unit length.
        whole: float32, shape (dimensions,): of the whole picture.
        shape: Rows and columns of heat maps.
    """

    windows: NDArray[np.float64]
    scales: NDArray[np.int64]
    vectors: Vectors
    whole: NDArray[np.float32]
    shape: tuple[int, int]


def never() -> bool:
    """Nobody has lost interest."""
    return False


def look_at(encoder: Encoder, pixels: NDArray[np.uint8], cancelled: Callable[[], bool] = never) -> Regions:
    """Encode a picture's windows.

    Args:
        encoder: Whatever encoder will encode the question.
        pixels: uint8, shape (height, width, 3), RGB, upright.
        cancelled: Asked every few windows.

    Raises:
        CancelledError: Nobody wants it any more.
    """
    picture = Image.fromarray(pixels)
    windows, scales = _windows(picture.width, picture.height)
    boxes = [(0, 0, picture.width, picture.height), *(_in_pixels(box, picture.size) for box in windows)]
    vectors = []
    for start in range(0, len(boxes), _AT_ONCE):
        if cancelled():
            raise CancelledError
        cut = [encoder.preprocess.to_pixels(picture.crop(box)) for box in boxes[start : start + _AT_ONCE]]
        vectors.append(encoder.encode_images(np.stack(cut)))
    found = np.concatenate(vectors)
    cell = max(picture.size) / _LONG_SIDE
    shape = (max(1, round(picture.height / cell)), max(1, round(picture.width / cell)))
    return Regions(windows, scales, found[1:], found[0], shape)


def heat_map(regions: Regions, query: NDArray[np.float32], background: Vectors) -> HeatMap:
    """Where the answer is.

    Args:
        regions: Of the picture.
        query: float32, shape (dimensions,), unit length.
        background: float32, shape (n, dimensions): what photos look like. Fewer than thirty say nothing of
            what is usual: then the picture's own windows are the measure, and it is never said that
            nothing answers.
    """
    warmth = warmth_of(regions, query)
    enough = len(background) >= _FEWEST_PHOTOS
    usual = (background if enough else regions.vectors) @ query
    spread = max(float(usual.std()), 1e-3)
    peak, middle = float(warmth.max()), float(np.median(warmth))
    contrast = (peak - middle) / spread
    answering = Answering.REGION
    if enough and (peak - float(usual.mean())) / spread < LEAST_ANSWER:
        answering = Answering.NOTHING
    elif (contrast < LEAST_CONTRAST) if enough else (peak - middle < _SAME):
        answering = Answering.WHOLE
    grid, strongest = np.zeros_like(warmth), None
    if answering is Answering.REGION:
        grid, strongest = outlined(warmth)
    return HeatMap(answering, grid, strongest, float(regions.whole @ query), peak, contrast)


def warmth_of(regions: Regions, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much each place is like a question, whether or not it stands out.

    Args:
        regions: Of the picture.
        query: float32, shape (dimensions,), unit length.

    Returns:
        float32, shape `regions.shape`: the mean over the scales of the cosines of the windows around it.
    """
    rows, columns = regions.shape
    scores = (regions.vectors @ query)[:, np.newaxis]
    down = _weights(regions.windows[:, 1], regions.windows[:, 3], rows)
    across = _weights(regions.windows[:, 0], regions.windows[:, 2], columns)
    means = []
    for scale in np.unique(regions.scales):
        mine = regions.scales == scale
        means.append((down[mine] * scores[mine]).T @ across[mine] / (down[mine].T @ across[mine]))
    mean: NDArray[np.float32] = np.stack(means).mean(axis=0).astype(np.float32)
    return mean


def outlined(warmth: NDArray[np.float32]) -> tuple[NDArray[np.float32], Box]:
    """From 0 for the median place, and all colder ones, to 1 for the warmest; and the region around that.

    Args:
        warmth: Not the same everywhere, shape (rows, columns).
    """
    middle = np.median(warmth)
    grid = np.clip((warmth - middle) / (warmth.max() - middle), 0, 1)
    return grid, _around_warmest(grid)


def _windows(width: int, height: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Squares where the picture has room for them, in parts of it, and the number of each one's scale."""
    root = (width * height) ** 0.5
    boxes, scales = [], []
    for number, scale in enumerate(SCALES):
        across = min(1.0, max(scale * root / width, _SMALLEST_SHARE))
        down = min(1.0, max(scale * root / height, _SMALLEST_SHARE))
        for top in _starts(down):
            for left in _starts(across):
                boxes.append((left, top, left + across, top + down))
                scales.append(number)
    return np.array(boxes), np.array(scales)


def _starts(share: float) -> NDArray[np.float64]:
    """Where windows of this part of an edge begin, so that neighbours overlap and both ends are reached."""
    steps = np.ceil((1 - share) / (share * (1 - _OVERLAP)) - 1e-6)
    return np.linspace(0, 1 - share, int(steps) + 1)


def _in_pixels(box: NDArray[np.float64], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top = int(box[0] * size[0]), int(box[1] * size[1])
    right, bottom = round(box[2] * size[0]), round(box[3] * size[1])
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _weights(begin: NDArray[np.float64], end: NDArray[np.float64], cells: int) -> NDArray[np.float64]:
    """How much each window counts in each cell of one edge: a Gaussian around its middle.

    It goes on beyond the window's edges, or these would be seen in the map. (The weighted means that come
    of it are the kernel regression of Nadaraya and of Watson, 1964.)
    """
    middles = (np.arange(cells) + 0.5) / cells
    away = middles - ((begin + end) / 2)[:, np.newaxis]
    # Never quite nought, so that a cell far from all windows of a scale has a mean too.
    weights: NDArray[np.float64] = (
        np.exp(-0.5 * (away / (_SPREAD * (end - begin)[:, np.newaxis])) ** 2) + 1e-9
    )
    return weights


def _around_warmest(grid: NDArray[np.float32]) -> Box:
    """The rectangle around the warm cells that hang together with the warmest one."""
    warm = grid >= _OUTLINED
    found = np.zeros_like(warm)
    found[np.unravel_index(int(grid.argmax()), grid.shape)] = True
    while True:
        padded = np.pad(found, 1)
        beside = padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]
        grown = warm & (found | beside)
        if np.array_equal(grown, found):
            break
        found = grown
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    height, width = grid.shape
    return Box(
        float(columns[0] / width),
        float(rows[0] / height),
        float((columns[-1] + 1) / width),
        float((rows[-1] + 1) / height),
    )
