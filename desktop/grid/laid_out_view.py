"""A view of cells whose places are computed: where they are, scrolling, zoom. Paints nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.grid import zooming
from desktop.grid.grid_geometry import HEADING, MARGIN, GridGeometry
from desktop.grid.heading import Heading, by_year
from desktop.grid.photo_model import PhotoModel

SMALLEST, LARGEST, USUAL = 48, 640, 176
_YEARS = 72
"""With cells smaller than this a year has room in a window, and a heading stands for one."""

Index = QModelIndex | QPersistentModelIndex


class LaidOutView(QAbstractItemView):
    """Knows where photos and headings are.

    Args:
        photos: The model.
        parent: Qt's owner.

    Signals:
        cell_size_changed: The person zoomed; carries the wanted edge in logical pixels.
        laid_out: Cells may have other places.
    """

    cell_size_changed = Signal(int)
    laid_out = Signal()

    def __init__(self, photos: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._wanted_edge = float(USUAL)
        self._square = True
        self._shapes: NDArray[np.float32] | None = None
        self._given: tuple[Heading, ...] = ()
        self._headings: tuple[Heading, ...] = ()
        self._geometry = GridGeometry(0, 1, USUAL)
        self._laid_out: tuple[object, ...] = ()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    @property
    def cell_size(self) -> int:
        """The wanted edge of a cell in logical pixels."""
        return round(self._wanted_edge)

    def set_cell_size(self, edge: float, anchor: QPoint | None = None) -> None:
        """Zoom.

        Args:
            edge: Wanted, logical pixels.
            anchor: The photo at this point of the viewport stays where it is.
        """
        edge = max(float(SMALLEST), min(float(LARGEST), edge))
        if edge == self._wanted_edge:
            return
        told = self.cell_size
        self._keeping_place(lambda: setattr(self, "_wanted_edge", edge), anchor)
        if self.cell_size != told:
            self.cell_size_changed.emit(self.cell_size)

    def zoom(self, steps: float, anchor: QPoint | None = None) -> None:
        """Make the cells larger, or smaller when negative; around a point of the viewport."""
        self.set_cell_size(self._wanted_edge * zooming.STEP**steps, anchor)

    def set_square(self, square: bool) -> None:
        """Cut the photos to squares, or give each a cell of its own shape; see `replace`."""
        self._keeping_place(lambda: setattr(self, "_square", square))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings between the photos, ascending."""
        return self._headings

    @property
    def by_date(self) -> bool:
        """The headings are dates."""
        return bool(self._headings and self._headings[0].year)

    def heading_offset(self, which: int) -> int:
        """How far to scroll to have a heading at the top."""
        return int(self._geometry.heading_tops[which])

    def heading_above(self, offset: int) -> int | None:
        """The heading below which the photos are that stand at the top when it is scrolled so far."""
        return self._geometry.heading_at(offset + MARGIN)

    def visible_rows(self) -> range:
        """The rows that are seen, in part or whole."""
        top = self.verticalOffset()
        return self._geometry.between(top, top + self.viewport().height() - 1)

    def visualRect(self, index: Index) -> QRect:
        """Qt: where a photo is in the viewport."""
        if not index.isValid():
            return QRect()
        return self._geometry.cell(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Qt: which photo is at a point of the viewport."""
        if point.y() < self._below_sticky():
            return QModelIndex()
        number = self._geometry.at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if number is None else self._photos.index(number)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Qt: bring a photo into sight."""
        if not index.isValid():
            return
        cell, top = self._geometry.cell(index.row()), self._geometry.top_of(index.row())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        hints = QAbstractItemView.ScrollHint
        above = min(top - MARGIN, cell.top() - MARGIN - self._below_sticky())
        if hint == hints.PositionAtCenter:
            bar.setValue(cell.center().y() - height // 2)
        elif hint == hints.PositionAtTop or above < bar.value():
            bar.setValue(above)
        elif hint == hints.PositionAtBottom or cell.bottom() + MARGIN > bar.value() + height:
            bar.setValue(min(above, cell.bottom() + MARGIN - height))

    def horizontalOffset(self) -> int:
        """Qt: never scrolled sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Qt: pixels above the viewport."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: ARG002
        """Qt: no row is hidden."""
        return False

    def updateGeometries(self) -> None:
        """Qt: the size or the number of photos changed."""
        size, ids = self.viewport().size(), self._photos.photo_ids
        shapes = None if self._square else self._shapes
        wanted = self.cell_size
        laid_out = (size, ids, wanted, self._given, shapes)
        if not _same(laid_out, self._laid_out):
            self._laid_out = laid_out
            dated = bool(self._given and self._given[0].year)
            self._headings = by_year(self._given, len(ids)) if dated and wanted < _YEARS else self._given
            starts = [heading.row for heading in self._headings]
            of_rows = None if shapes is None else _of_rows(shapes, ids)
            self._geometry = GridGeometry(len(ids), size.width(), wanted, starts, of_rows)
            self.laid_out.emit()
        bar = self.verticalScrollBar()
        bar.setSingleStep(max(20, wanted // 3))
        bar.setPageStep(max(1, size.height() - self._below_sticky() - wanted // 2))
        bar.setRange(0, max(0, self._geometry.height - size.height()))
        if bar.property("idle") != (bar.maximum() == 0):
            # Nothing to scroll: the bar keeps its place, so that cells keep theirs, and shows no handle.
            bar.setProperty("idle", bar.maximum() == 0)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        super().updateGeometries()

    def dataChanged(self, first: Index, last: Index, roles: Any = ()) -> None:  # noqa: ARG002
        """Qt: facts changed; paints what of it is seen, without asking for each row."""
        seen = self.visible_rows()
        if last.row() < seen.start or first.row() >= seen.stop:
            return
        if first.row() == last.row():
            self.viewport().update(self.visualRect(first))
        else:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the first photo in sight where it is, and the current one in sight if it was."""
        visible, top = self.visible_rows(), self.verticalOffset()
        current = self.currentIndex()
        was_seen = QRect(QPoint(), event.oldSize()).contains(self.visualRect(current))
        super().resizeEvent(event)
        if visible and top > MARGIN:
            above = self._geometry.cell(visible.start).top() - MARGIN - self._below_sticky()
            self.verticalScrollBar().setValue(above)
        if was_seen:
            self.scrollTo(current)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel zoom, the wheel alone scrolls."""
        zoomed = zooming.by_wheel(event)
        if zoomed is None:
            super().wheelEvent(event)
            return
        self.zoom(*zoomed)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: two fingers zoom."""
        zoomed = zooming.by_pinch(event, self.viewport())
        if zoomed is None:
            return super().viewportEvent(event)
        self.zoom(*zoomed)
        return True

    def _below_sticky(self) -> int:
        """How much at the top of the viewport is covered by a date that stays there."""
        return HEADING if self.by_date else 0

    def _keeping_place(self, change: Callable[[], None], anchor: QPoint | None = None) -> None:
        """Lay the photos out in another way around the one at a point, or else the first that is seen."""
        point = anchor or QPoint(self.viewport().width() // 2, self._below_sticky())
        top = self.verticalOffset()
        number = self._geometry.nearest(point + QPoint(0, top))
        before = self._geometry.cell(number) if number is not None else QRect()
        change()
        self.updateGeometries()
        if number is not None and (anchor is not None or top > MARGIN):
            after = self._geometry.cell(number)
            # The same part of the photo stays under the point.
            part = (point.y() + top - before.top()) / max(1, before.height())
            part = max(0.0, min(1.0, part)) if anchor is not None else 0.0
            shown_at = point.y() if anchor is not None else before.top() - top
            self.verticalScrollBar().setValue(after.top() + round(part * after.height()) - shown_at)
        self.viewport().update()


def _of_rows(shapes: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """The shapes of photos, from those of all: float32, shape (rows,)."""
    if len(ids) and int(ids.max()) >= len(shapes):
        # One that was taken in after the shapes were asked for.
        shapes = np.append(shapes, np.ones(int(ids.max()) + 1 - len(shapes), np.float32))
    return shapes[ids]


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two descriptions of a layout are of the same: arrays are never changed, only exchanged."""
    return len(one) == len(other) and all(
        left is right if isinstance(left, np.ndarray) or left is None else left == right
        for left, right in zip(one, other, strict=True)
    )
