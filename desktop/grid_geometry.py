"""Where the cells of the grid and the headings between them are: arithmetic, nothing is kept per photo."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect

GAP = 4
MARGIN = 8
HEADING = 44
"""Height of a heading, logical pixels."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Photos that follow one another without a heading between them."""

    first: int
    row: int
    top: int
    headed: bool


@dataclass(frozen=True, slots=True)
class GridGeometry:
    """Square cells in rows that fill the width from edge to edge; headings begin a row of their own.

    Attributes:
        count: Photos.
        width: Of the viewport, logical pixels.
        wanted: Edge of a cell that the person wants; the real one is a little larger or smaller.
        starts: Before which photos there is a heading, ascending.
        columns: Photos in a full row, at least one.
        pitch: From the left edge of one cell to that of the next.
        edge: Edge of a cell.
        row_height: From the top of one row to that of the next.
        rows: Rows of photos.
        height: Of everything, margins included.
    """

    count: int
    width: int
    wanted: int
    starts: tuple[int, ...] = ()
    columns: int = field(init=False, compare=False)
    pitch: float = field(init=False, compare=False)
    edge: int = field(init=False, compare=False)
    row_height: int = field(init=False, compare=False)
    rows: int = field(init=False, compare=False)
    height: int = field(init=False, compare=False)
    _runs: tuple[_Run, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what everything else follows from; as long as there are headings, not photos."""
        columns = max(1, round((self.width - 2 * MARGIN + GAP) / (self.wanted + GAP)))
        pitch = max(16.0 + GAP, (self.width - 2 * MARGIN + GAP) / columns)
        row_height = int(pitch)
        runs: list[_Run] = []
        row, top = 0, MARGIN
        headed = set(self.starts)
        begins = sorted({0, *headed})
        for first, after in pairwise([*begins, self.count]):
            top += HEADING if first in headed else 0
            runs.append(_Run(first, row, top, first in headed))
            lines = -(-(after - first) // columns)
            row, top = row + lines, top + lines * row_height
        values = {
            "columns": columns,
            "pitch": pitch,
            "edge": row_height - GAP,
            "row_height": row_height,
            "rows": row,
            "height": top - GAP + MARGIN if self.count else 0,
            "_runs": tuple(runs),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def cell(self, number: int) -> QRect:
        """Where a photo is, in coordinates of the content."""
        run = self._run_of(number)
        row, column = divmod(number - run.first, self.columns)
        x = MARGIN + int(column * self.pitch)
        return QRect(x, run.top + row * self.row_height, self.edge, self.edge)

    def heading(self, which: int) -> QRect:
        """Where a heading is, by its place in `starts`."""
        top = self._run_of(self.starts[which]).top - HEADING
        return QRect(MARGIN, top, max(0, self.width - 2 * MARGIN), HEADING)

    def headings_between(self, top: int, bottom: int) -> range:
        """The headings that touch a stretch of the content, by their places in `starts`."""
        places = range(len(self.starts))
        first = bisect_right(places, top, key=lambda which: self.heading(which).bottom() + 1)
        last = bisect_right(places, bottom, key=lambda which: self.heading(which).top())
        return range(first, max(first, last))

    def top_of(self, number: int) -> int:
        """Where the row of a photo begins, with the heading above it if there is one."""
        top = self.cell(number).top()
        run = self._run_of(number)
        return top - HEADING if run.headed and top == run.top else top

    def at(self, point: QPoint) -> int | None:
        """The photo at a point of the content; None between cells and on a heading."""
        nearest = self.nearest(point)
        return nearest if nearest is not None and self.cell(nearest).contains(point) else None

    def nearest(self, point: QPoint) -> int | None:
        """The photo at or just before a point of the content; None when there are no photos."""
        if not self.count:
            return None
        # Cells begin at whole pixels, up to one before where they would begin by division.
        column = min(self.columns - 1, max(0, int((point.x() + 1 - MARGIN) / self.pitch)))
        return self.number_in(self._row_at(point.y()), column)

    def between(self, top: int, bottom: int) -> range:
        """The photos in the rows that touch a stretch of the content."""
        if not self.count:
            return range(0)
        first = self._row_at(top)
        if self._below_the_last_of_its_run(first, top):
            first += 1
        last = self._row_at(bottom) + 1
        return range(self._first_in(first), max(self._first_in(first), self._first_in(last)))

    def place_of(self, number: int) -> tuple[int, int]:
        """Row, counted through all the photos, and column of a photo."""
        run = self._run_of(number)
        row, column = divmod(number - run.first, self.columns)
        return run.row + row, column

    def number_in(self, row: int, column: int) -> int:
        """The photo in a row and column, or the last of the row when it is short; there are photos."""
        row = max(0, min(self.rows - 1, row))
        return min(self._first_in(row) + column, self._first_in(row + 1) - 1)

    # ------------------------------------------------------------------------------------------

    def _run_of(self, number: int) -> _Run:
        return self._runs[bisect_right(self._runs, number, key=lambda run: run.first) - 1]

    def _row_at(self, y: int) -> int:
        """The row at or just above a height; headings belong to the row above them."""
        which = max(0, bisect_right(self._runs, y, key=lambda run: run.top) - 1)
        run = self._runs[which]
        end = self._runs[which + 1].row if which + 1 < len(self._runs) else self.rows
        return max(run.row, min(end - 1, run.row + (y - run.top) // self.row_height))

    def _below_the_last_of_its_run(self, row: int, y: int) -> bool:
        run = self._runs[bisect_right(self._runs, row, key=lambda run: run.row) - 1]
        return y >= run.top + (row - run.row + 1) * self.row_height

    def _first_in(self, row: int) -> int:
        """The first photo of a row; all of them for a row after the last."""
        if row >= self.rows:
            return self.count
        run = self._runs[bisect_right(self._runs, row, key=lambda run: run.row) - 1]
        return run.first + (row - run.row) * self.columns
