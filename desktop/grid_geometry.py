"""Where the cells of the grid are. Arithmetic only: nothing is kept per photo."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 4
MARGIN = 8


@dataclass(frozen=True, slots=True)
class GridGeometry:
    """Square cells in rows that fill the width from edge to edge.

    Attributes:
        count: Photos.
        width: Of the viewport, logical pixels.
        wanted: Edge of a cell that the person wants; the real one is a little larger or smaller.
    """

    count: int
    width: int
    wanted: int

    @property
    def columns(self) -> int:
        """Photos in a row, at least one."""
        return max(1, round((self.width - 2 * MARGIN + GAP) / (self.wanted + GAP)))

    @property
    def pitch(self) -> float:
        """From the left edge of one cell to that of the next."""
        return max(16.0 + GAP, (self.width - 2 * MARGIN + GAP) / self.columns)

    @property
    def edge(self) -> int:
        """Edge of a cell."""
        return int(self.pitch) - GAP

    @property
    def row_height(self) -> int:
        """From the top of one row to that of the next."""
        return self.edge + GAP

    @property
    def rows(self) -> int:
        """Rows of photos."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """Of everything, margins included."""
        return 2 * MARGIN + self.rows * self.row_height - GAP if self.count else 0

    def cell(self, number: int) -> QRect:
        """Where a photo is, in coordinates of the content."""
        row, column = divmod(number, self.columns)
        x = MARGIN + int(column * self.pitch)
        return QRect(x, MARGIN + row * self.row_height, self.edge, self.edge)

    def at(self, point: QPoint) -> int | None:
        """The photo at a point of the content; None between cells."""
        nearest = self.nearest(point)
        return nearest if nearest is not None and self.cell(nearest).contains(point) else None

    def nearest(self, point: QPoint) -> int | None:
        """The photo at or just before a point of the content; None when there are no photos."""
        if not self.count:
            return None
        # Cells begin at whole pixels, up to one before where they would begin by division.
        column = min(self.columns - 1, max(0, int((point.x() + 1 - MARGIN) / self.pitch)))
        row = min(self.rows - 1, max(0, (point.y() - MARGIN) // self.row_height))
        return min(self.count - 1, row * self.columns + column)

    def between(self, top: int, bottom: int) -> range:
        """The photos in the rows that touch a stretch of the content."""
        first = max(0, (top - MARGIN) // self.row_height) * self.columns
        last = max(0, (bottom - MARGIN) // self.row_height + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))
