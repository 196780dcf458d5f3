"""Where the cells of the grid and the headings between them are: arithmetic on rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect

from desktop.grid.rows import NaturalRows, Rows, SquareRows

MARGIN = 8
HEADING = 44
"""Height of a heading, logical pixels."""

_SMALL = 96
_ROWS_KEPT = 256


class GridGeometry:
    """Cells in rows that fill the width from edge to edge; headings begin a row of their own.

    Args:
        count: Photos.
        width: Of the viewport, logical pixels.
        wanted: Height of a cell that the person wants; the real one is a little larger or smaller.
        starts: Before which photos there is a heading, ascending.
        shapes: float32, shape (count,): width over height of each photo; None: squares.

    Attributes:
        count: Photos.
        starts: Before which photos there is a heading: int64.
        gap: Between cells.
        rows: Rows of photos.
        height: Of everything, margins included.
    """

    def __init__(
        self,
        count: int,
        width: int,
        wanted: int,
        starts: Sequence[int] | NDArray[np.int64] = (),
        shapes: NDArray[np.float32] | None = None,
    ) -> None:
        self.count = count
        self.starts = np.asarray(starts, np.int64)
        self.gap = 2 if wanted < _SMALL else 4
        self._width = width
        self._wanted = wanted
        begins = np.union1d(np.zeros(min(count, 1), np.int64), self.starts)
        inner = max(1, width - 2 * MARGIN)
        self._rows: Rows = (
            SquareRows.of(begins, count, inner, wanted, self.gap)
            if shapes is None
            else NaturalRows.of(begins, shapes, inner, wanted, self.gap)
        )
        self.rows = len(self._rows.heights)
        headed = np.searchsorted(self._rows.firsts, self.starts)
        above = np.zeros(self.rows + 1, np.int64)
        above[headed] = HEADING
        ends = np.cumsum(np.append(self._rows.heights + self.gap, 0) + above)
        # The top of each row, and where the one after the last would be.
        self._tops = MARGIN + ends - np.append(self._rows.heights + self.gap, 0)
        self._heading_tops: NDArray[np.int64] = self._tops[headed] - HEADING
        self.height = int(self._tops[-1]) - self.gap + MARGIN if count else 0
        self._known: dict[int, list[tuple[int, int]]] = {}

    def cell(self, number: int) -> QRect:
        """Where a photo is, in coordinates of the content."""
        row = self.row_of(number)
        left, width = self._cells(row)[number - int(self._rows.firsts[row])]
        return QRect(MARGIN + left, int(self._tops[row]), width, int(self._rows.heights[row]))

    def cells_between(self, top: int, bottom: int) -> Iterator[tuple[int, QRect]]:
        """The photos in the rows that touch a stretch of the content, and where they are."""
        return self._cells_in(self._rows_between(top, bottom))

    def cells_of(self, photos: range) -> Iterator[tuple[int, QRect]]:
        """Photos that follow one another, and where they are; of the last row, all."""
        if not photos:
            return iter(())
        return self._cells_in(range(self.row_of(photos.start), self.row_of(photos.stop - 1) + 1))

    def _cells_in(self, rows: range) -> Iterator[tuple[int, QRect]]:
        for row in rows:
            first, y = int(self._rows.firsts[row]), int(self._tops[row])
            height = int(self._rows.heights[row])
            for place, (left, width) in enumerate(self._cells(row)):
                yield first + place, QRect(MARGIN + left, y, width, height)

    def heading(self, which: int) -> QRect:
        """Where a heading is, by its place in `starts`."""
        top = int(self._heading_tops[which])
        return QRect(MARGIN, top, max(0, self._width - 2 * MARGIN), HEADING)

    @property
    def heading_tops(self) -> NDArray[np.int64]:
        """Where the headings begin: int64, shape (headings,)."""
        return self._heading_tops

    def headings_between(self, top: int, bottom: int) -> range:
        """The headings that touch a stretch of the content, by their places in `starts`."""
        first = int(np.searchsorted(self._heading_tops, top - HEADING, "right"))
        last = int(np.searchsorted(self._heading_tops, bottom, "right"))
        return range(first, max(first, last))

    def heading_at(self, y: int) -> int | None:
        """The heading that is at a height or, going up from there, the next one."""
        which = int(np.searchsorted(self._heading_tops, y, "right")) - 1
        return which if which >= 0 else None

    def below_heading(self, which: int) -> range:
        """The photos that are below a heading and above the next."""
        end = int(self.starts[which + 1]) if which + 1 < len(self.starts) else self.count
        return range(int(self.starts[which]), end)

    def top_of(self, number: int) -> int:
        """Where the row of a photo begins, with the heading above it if there is one."""
        row = self.row_of(number)
        which = int(np.searchsorted(self.starts, self._rows.firsts[row]))
        headed = which < len(self.starts) and self.starts[which] == self._rows.firsts[row]
        return int(self._tops[row]) - (HEADING if headed else 0)

    def at(self, point: QPoint) -> int | None:
        """The photo at a point of the content; None between cells and on a heading."""
        nearest = self.nearest(point)
        return nearest if nearest is not None and self.cell(nearest).contains(point) else None

    def nearest(self, point: QPoint) -> int | None:
        """The photo at or just before a point of the content; None when there are no photos."""
        if not self.count:
            return None
        row = self._row_at(point.y())
        cells = self._cells(row)
        place = bisect_right(cells, point.x() - MARGIN, key=lambda cell: cell[0]) - 1
        return int(self._rows.firsts[row]) + max(0, place)

    def between(self, top: int, bottom: int) -> range:
        """The photos in the rows that touch a stretch of the content."""
        rows = self._rows_between(top, bottom)
        return range(int(self._rows.firsts[rows.start]), int(self._rows.firsts[rows.stop]))

    def row_of(self, number: int) -> int:
        """The row of a photo, counted through all of them."""
        return int(np.searchsorted(self._rows.firsts, number, "right")) - 1

    def photos_of(self, row: int) -> range:
        """The photos of a row."""
        return range(int(self._rows.firsts[row]), int(self._rows.firsts[row + 1]))

    def across(self, number: int, rows: int) -> int:
        """The photo that is nearest to straight below another one.

        Args:
            number: The other one.
            rows: So many rows below; above when negative. It ends with the last row, and the first.
        """
        row = max(0, min(self.rows - 1, self.row_of(number) + rows))
        return self._beneath(number, row)

    def page(self, number: int, pixels: int) -> int:
        """The photo that is nearest to straight below another one, in the row that is so far away.

        Args:
            number: The other one.
            pixels: How far below; above when negative.
        """
        return self._beneath(number, self._row_at(self.cell(number).center().y() + pixels))

    # ------------------------------------------------------------------------------------------

    def _beneath(self, number: int, row: int) -> int:
        cell = self.cell(number)
        middle = 2 * (cell.x() - MARGIN) + cell.width()
        cells = self._cells(row)
        place = min(range(len(cells)), key=lambda place: abs(2 * cells[place][0] + cells[place][1] - middle))
        return int(self._rows.firsts[row]) + place

    def _cells(self, row: int) -> list[tuple[int, int]]:
        cells = self._known.get(row)
        if cells is None:
            if len(self._known) >= _ROWS_KEPT:
                self._known.clear()
            cells = self._known[row] = self._rows.cells(row)
        return cells

    def _rows_between(self, top: int, bottom: int) -> range:
        if not self.count:
            return range(0)
        first = self._row_at(top)
        if top >= self._tops[first] + self._rows.heights[first]:
            first += 1
        return range(first, max(first, int(np.searchsorted(self._tops[:-1], bottom, "right"))))

    def _row_at(self, y: int) -> int:
        """The row at or just above a height; headings belong to the row above them."""
        return max(0, int(np.searchsorted(self._tops[:-1], y, "right")) - 1)
