"""A view of cells whose places are computed: navigation, selection, zoom. Paints nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.library import Photo
from desktop.grid_geometry import MARGIN, GridGeometry
from desktop.heading import Heading
from desktop.photo_model import PhotoModel

SMALLEST, LARGEST, USUAL = 72, 480, 176
_ZOOM_STEP = 1.15

Index = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction


class GridView(QAbstractItemView):
    """Everything of a grid of photos but its looks.

    Args:
        photos: The model.
        parent: Qt's owner.

    Signals:
        cell_size_changed: The person zoomed; carries the wanted edge in logical pixels.
    """

    cell_size_changed = Signal(int)

    def __init__(self, photos: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._wanted_edge = USUAL
        self._geometry = GridGeometry(0, 1, USUAL)
        self._headings: tuple[Heading, ...] = ()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setModel(photos)

    # -- what others set and ask ---------------------------------------------------------------

    @property
    def cell_size(self) -> int:
        """The wanted edge of a cell in logical pixels."""
        return self._wanted_edge

    def set_cell_size(self, edge: int, anchor: QPoint | None = None) -> None:
        """Zoom.

        Args:
            edge: Wanted, logical pixels.
            anchor: The photo at this point of the viewport stays where it is.
        """
        edge = max(SMALLEST, min(LARGEST, edge))
        if edge == self._wanted_edge:
            return
        point = anchor or QPoint(self.viewport().width() // 2, 0)
        number = self._geometry.nearest(point + QPoint(0, self.verticalOffset()))
        before = 0 if number is None else self._geometry.cell(number).top() - self.verticalOffset()
        self._wanted_edge = edge
        self.updateGeometries()
        if number is not None and (anchor is not None or self.verticalOffset() > MARGIN):
            self.verticalScrollBar().setValue(self._geometry.cell(number).top() - before)
        self.viewport().update()
        self.cell_size_changed.emit(edge)

    def zoom(self, steps: float) -> None:
        """Make the cells larger, or smaller when negative."""
        self.set_cell_size(round(self._wanted_edge * _ZOOM_STEP**steps))

    def selected_rows(self) -> list[int]:
        """The chosen rows in their order; the current one when none is chosen."""
        rows = self._chosen_rows()
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def selected_photos(self) -> list[Photo]:
        """Facts of the chosen photos."""
        found = (self._photos.photo(row) for row in self.selected_rows())
        return [photo for photo in found if photo is not None]

    def visible_rows(self) -> range:
        """The rows that are seen, in part or whole."""
        top = self.verticalOffset()
        return self._geometry.between(top, top + self.viewport().height() - 1)

    def choose(self, row: int) -> None:
        """Make one row current and chosen, and scroll to it."""
        self.setCurrentIndex(self._photos.index(row))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings between the photos, ascending."""
        return self._headings

    def replace(
        self, change: Callable[[], bool], *, keep_place: bool, headings: Sequence[Heading] = ()
    ) -> None:
        """Change the model's rows.

        Args:
            change: Does it; returns whether the rows are others now.
            keep_place: The photos that were seen and chosen stay seen and chosen;
                else it starts from the top with nothing chosen.
            headings: Of the new rows, ascending, each before another row that there is.
        """
        ids = self._photos.photo_ids
        chosen = ids[self._chosen_rows()].tolist() if keep_place else []
        current = self.currentIndex()
        current_id = int(ids[current.row()]) if keep_place and current.isValid() else None
        offset = self.verticalOffset()
        visible = self.visible_rows()
        # Who looks at the top wants to see what is new there.
        anchor = int(ids[visible.start]) if keep_place and offset > MARGIN and visible else None
        within = self._geometry.cell(visible.start).top() - offset if visible else 0
        before, self._headings = self._headings, tuple(headings)
        self.setAccessibleDescription("; ".join(heading.text for heading in headings))
        if not change():
            if before != self._headings:
                self.updateGeometries()
                self.viewport().update()
            return
        if not keep_place:
            self.verticalScrollBar().setValue(0)
            return
        if chosen:
            self._select_rows(self._photos.rows_of(chosen))
        row = self._photos.row_of(current_id) if current_id is not None else None
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self._photos.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        row = self._photos.row_of(anchor) if anchor is not None else None
        self.verticalScrollBar().setValue(offset if row is None else self._geometry.cell(row).top() - within)

    # -- what Qt asks of a view ----------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """Qt: where a photo is in the viewport."""
        if not index.isValid():
            return QRect()
        return self._geometry.cell(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Qt: which photo is at a point of the viewport."""
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
        if hint == hints.PositionAtCenter:
            bar.setValue(cell.center().y() - height // 2)
        elif hint == hints.PositionAtTop or top - MARGIN < bar.value():
            bar.setValue(top - MARGIN)
        elif hint == hints.PositionAtBottom or cell.bottom() + MARGIN > bar.value() + height:
            bar.setValue(cell.bottom() + MARGIN - height)

    def horizontalOffset(self) -> int:
        """Qt: never scrolled sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Qt: pixels above the viewport."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: ARG002
        """Qt: no row is hidden."""
        return False

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        """Qt: where a key leads."""
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._photos.index(self.visible_rows().start)
        row, column = self._geometry.place_of(current.row())
        page = max(1, self.viewport().height() // self._geometry.row_height)
        along = {Cursor.MoveLeft: -1, Cursor.MovePrevious: -1, Cursor.MoveRight: 1, Cursor.MoveNext: 1}
        across = {Cursor.MoveUp: -1, Cursor.MoveDown: 1, Cursor.MovePageUp: -page, Cursor.MovePageDown: page}
        if action in along:
            goal = current.row() + along[action]
        elif action in across:
            goal = self._geometry.number_in(row + across[action], column)
        else:
            goal = 0 if action == Cursor.MoveHome else count - 1
        return self._photos.index(max(0, min(count - 1, goal)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Qt: choose from one corner to the other, along the reading direction."""
        shift = QPoint(0, self.verticalOffset())
        first, last = (
            self._geometry.nearest(point + shift) for point in (rect.topLeft(), rect.bottomRight())
        )
        if first is None or last is None:
            return
        low, high = sorted((first, last))
        chosen = QItemSelection(self._photos.index(low), self._photos.index(high))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: ARG002
        """Qt: what to paint again; all that is seen is cheaper than working it out."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """Qt: the size or the number of photos changed."""
        size = self.viewport().size()
        starts = tuple(heading.row for heading in self._headings)
        self._geometry = GridGeometry(self._photos.rowCount(), size.width(), self._wanted_edge, starts)
        bar = self.verticalScrollBar()
        bar.setSingleStep(max(20, self._geometry.row_height // 3))
        bar.setPageStep(max(1, size.height() - self._geometry.row_height // 2))
        bar.setRange(0, max(0, self._geometry.height - size.height()))
        if bar.property("idle") != (bar.maximum() == 0):
            # Nothing to scroll: the bar keeps its place, so that cells keep theirs, and shows no handle.
            bar.setProperty("idle", bar.maximum() == 0)
            bar.style().unpolish(bar)
            bar.style().polish(bar)
        super().updateGeometries()

    def reset(self) -> None:
        """Qt: the model has other rows."""
        super().reset()
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Any = ()) -> None:  # noqa: ARG002
        """Qt: facts changed; paints what is seen, without asking for each row."""
        self.viewport().update()

    # -- events --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the first photo in sight where it is."""
        visible, top = self.visible_rows(), self.verticalOffset()
        super().resizeEvent(event)
        if visible and top > MARGIN:
            self.verticalScrollBar().setValue(self._geometry.cell(visible.start).top() - MARGIN)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel zoom, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            edge = round(self._wanted_edge * _ZOOM_STEP**steps)
            self.set_cell_size(edge, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def _chosen_rows(self) -> list[int]:
        # By ranges: asking for an index of each of a hundred thousand chosen photos takes long.
        ranges = self.selectionModel().selection().toList()
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def _select_rows(self, rows: list[int]) -> None:
        selection = QItemSelection()
        start = 0
        for end in range(1, len(rows) + 1):
            # Rows in a run make one range: a hundred thousand chosen photos are still few ranges.
            if end == len(rows) or rows[end] != rows[end - 1] + 1:
                selection.select(self._photos.index(rows[start]), self._photos.index(rows[end - 1]))
                start = end
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
