"""How photos are put in rows: squares, or each in its own shape. Whole arrays at a time, for a million.

A row never holds photos from both sides of a heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SMALLEST_EDGE = 16
"""Of a cell, logical pixels, however narrow the window is."""

NARROWEST, WIDEST = 0.4, 4.0
"""Width over height of a cell: what goes beyond, panoramas and long screenshots, is cut at the sides."""

_TALLEST = 1.35
"""A row that would have to be so many times as high as wanted to fill the width ends before the edge."""


class Rows(Protocol):
    """Photos in rows.

    Attributes:
        firsts: int64, shape (rows + 1,): the first photo of each row, and how many photos there are.
        heights: int64, shape (rows,): of their cells, logical pixels.
    """

    @property
    def firsts(self) -> NDArray[np.int64]:
        """See above."""

    @property
    def heights(self) -> NDArray[np.int64]:
        """See above."""

    def cells(self, row: int) -> list[tuple[int, int]]:
        """The left edge, from that of the first cell, and the width of each cell of a row."""


@dataclass(frozen=True, slots=True)
class SquareRows:
    """Squares that fill the width from edge to edge.

    Attributes:
        columns: Photos in a full row.
    """

    firsts: NDArray[np.int64]
    heights: NDArray[np.int64]
    columns: int
    _cells: list[tuple[int, int]]

    @classmethod
    def of(cls, begins: NDArray[np.int64], count: int, width: int, wanted: int, gap: int) -> SquareRows:
        """Put photos in rows.

        Args:
            begins: int64: the photos with which a row has to begin, ascending, 0 being the first.
            count: Photos.
            width: Of a full row, logical pixels.
            wanted: Edge of a cell; the real one is a little larger or smaller.
            gap: Between cells.
        """
        columns = max(1, round((width + gap) / (wanted + gap)))
        pitch = max(float(SMALLEST_EDGE + gap), (width + gap) / columns)
        edge = int(pitch) - gap
        lengths = np.diff(begins, append=count)
        lines = -(-lengths // columns)
        within = np.arange(lines.sum()) - np.repeat(np.cumsum(lines) - lines, lines)
        firsts = np.append(np.repeat(begins, lines) + within * columns, count)
        cells = [(int(column * pitch), edge) for column in range(columns)]
        return cls(firsts, np.full(len(within), edge), columns, cells)

    def cells(self, row: int) -> list[tuple[int, int]]:
        """See `Rows`."""
        return self._cells[: int(self.firsts[row + 1] - self.firsts[row])]


@dataclass(frozen=True, slots=True)
class NaturalRows:
    """Rows in which each photo keeps its shape, all of a row being equally high.

    The photos between two headings are dealt out evenly: of a stretch that is `n` rows long, a photo belongs
    to the row its middle falls in. Other than filling one row after the other, that needs no loop over
    the photos, and leaves no last row with a single photo.
    """

    firsts: NDArray[np.int64]
    heights: NDArray[np.int64]
    _shapes: NDArray[np.float32]
    _width: int
    _wanted: int
    _gap: int

    @classmethod
    def of(
        cls, begins: NDArray[np.int64], shapes: NDArray[np.float32], width: int, wanted: int, gap: int
    ) -> NaturalRows:
        """Put photos in rows.

        Args:
            begins: int64: the photos with which a row has to begin, ascending, 0 being the first.
            shapes: float32, shape (n,): width over height of each photo.
            width: Of a full row, logical pixels.
            wanted: Height of a row; the real ones are a little higher or lower.
            gap: Between cells.
        """
        count = len(shapes)
        shapes = np.clip(shapes, NARROWEST, WIDEST)
        if not count:
            none = np.empty(0, np.int64)
            return cls(np.zeros(1, np.int64), none, shapes, width, wanted, gap)
        lengths = np.diff(begins, append=count)
        room = shapes * np.float32(wanted) + np.float32(gap)
        ends = np.cumsum(room, dtype=np.float64)
        before = np.concatenate(([0.0], ends))[begins]
        along = np.diff(before, append=ends[-1])
        lines = np.maximum(1, np.rint(along / (width + gap)))
        # The row of a photo, counted from the first of all: its place along its own stretch, and the rows
        # of the stretches before.
        per_line = lines / along
        middles = ends - room / 2
        rows = middles * np.repeat(per_line, lengths)
        rows += np.repeat(np.cumsum(lines) - lines - before * per_line, lengths)
        whole = rows.astype(np.int32)
        is_first = np.empty(count, np.bool_)
        np.not_equal(whole[1:], whole[:-1], out=is_first[1:])
        # Rounding may put the last photo of a stretch in the first row of the next.
        is_first[begins] = True
        firsts = np.flatnonzero(is_first)
        wide = np.add.reduceat(shapes, firsts, dtype=np.float64)
        cells = np.diff(firsts, append=count)
        heights = _heights(wide, cells, width, wanted, gap)
        return cls(
            np.append(firsts, count),
            np.maximum(SMALLEST_EDGE, np.rint(heights)).astype(np.int64),
            shapes,
            width,
            wanted,
            gap,
        )

    def cells(self, row: int) -> list[tuple[int, int]]:
        """See `Rows`."""
        shapes = self._shapes[self.firsts[row] : self.firsts[row + 1]].astype(np.float64)
        gaps = self._gap * np.arange(len(shapes) + 1)
        height = _heights(shapes.sum(), np.array(len(shapes)), self._width, self._wanted, self._gap)
        edges = np.rint(np.concatenate(([0.0], np.cumsum(shapes))) * height).astype(np.int64)
        lefts = (edges + gaps).tolist()
        return [(left, max(1, following - self._gap - left)) for left, following in pairwise(lefts)]


def _heights(
    wide: NDArray[np.float64], cells: NDArray[np.int64], width: int, wanted: int, gap: int
) -> NDArray[np.float64]:
    """How high rows are, by the sum of their shapes and the number of their cells."""
    filling: NDArray[np.float64] = np.maximum(1.0, width - gap * (cells - 1)) / wide
    return np.where(filling > _TALLEST * wanted, float(wanted), filling)
