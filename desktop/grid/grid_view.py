"""A grid of photos but for its looks: navigation, selection, new rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
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
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.library import Photo
from desktop.grid.grid_geometry import MARGIN
from desktop.grid.heading import Heading
from desktop.grid.laid_out_view import LaidOutView
from desktop.grid.photo_model import PhotoModel
from desktop.parts.speech import Rows, tell_current, tells_rows

Index = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction
_Flag = QItemSelectionModel.SelectionFlag


@tells_rows
class GridView(LaidOutView):
    """Everything of a grid of photos but its looks.

    Args:
        photos: The model.
        parent: Qt's owner.

    Signals:
        selection_changed: Other photos are chosen; carries how many.
    """

    selection_changed = Signal(int)

    def __init__(self, photos: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(photos, parent)
        self._chosen = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(photos)

    def selected_rows(self) -> list[int]:
        """The chosen rows in their order; the current one when none is chosen."""
        rows = self._chosen_rows()
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def selected_photos(self) -> list[Photo]:
        """Facts of the chosen photos."""
        found = (self._photos.photo(row) for row in self.selected_rows())
        return [photo for photo in found if photo is not None]

    def choose(self, row: int) -> None:
        """Make one row current and chosen, and scroll to it."""
        self.setCurrentIndex(self._photos.index(row))

    def choose_below(self, which: int) -> None:
        """Choose all the photos below a heading."""
        rows = self._geometry.below_heading(which)
        if not rows:
            return
        self._select_ranges([(rows.start, rows.stop - 1)])
        self.selectionModel().setCurrentIndex(self._photos.index(rows.start), _Flag.NoUpdate)

    def go_to_heading(self, steps: int) -> None:
        """Scroll to the next heading, or the one before, and go to its first photo."""
        here = self.heading_above(self.verticalOffset())
        if not self._headings:
            return
        which = -1 if here is None else here
        # From within a month, one step up leads to its own beginning.
        if steps < 0 and here is not None and self.verticalOffset() > self.heading_offset(here):
            which += 1
        which = max(0, min(len(self._headings) - 1, which + steps))
        self.selectionModel().setCurrentIndex(
            self._photos.index(self._headings[which].row), _Flag.ClearAndSelect
        )
        self.verticalScrollBar().setValue(self.heading_offset(which))

    def replace(
        self,
        change: Callable[[], bool],
        *,
        keep_place: bool,
        headings: Sequence[Heading] = (),
        shapes: NDArray[np.float32] | None = None,
    ) -> None:
        """Change the model's rows.

        Args:
            change: Does it; returns whether the rows are others now.
            keep_place: The photos that were seen and chosen stay seen and chosen, and where all that were
                chosen are gone, keys go on from the one that took their place;
                else it starts from the top with nothing chosen.
            headings: Of the new rows, ascending, each before another row that there is.
            shapes: float32: width over height of photos, by their ids; without them all are squares.
        """
        ids = self._photos.photo_ids
        chosen_rows = self._chosen_rows() if keep_place else []
        chosen = ids[chosen_rows].tolist()
        current = self.currentIndex()
        first = min([*chosen_rows, current.row()])
        current_id = int(ids[current.row()]) if keep_place and current.isValid() else None
        offset, below = self.verticalOffset(), self._below_sticky()
        seen = self._geometry.between(offset + below, offset + below)
        # Who looks at the top wants to see what is new there.
        anchor = int(ids[seen.start]) if keep_place and offset > MARGIN and seen else None
        within = self._geometry.cell(seen.start).top() - offset if seen else 0
        before, self._given = self._given, tuple(headings)
        self._shapes = shapes
        # Years will do: who asks for the months hears them at the bar.
        self.setAccessibleDescription("; ".join(dict.fromkeys(each.year or each.text for each in headings)))
        if not change():
            if before != self._given or not self._square:
                self._keeping_place(lambda: None)
            return
        if not keep_place:
            self.verticalScrollBar().setValue(0)
            return
        if chosen:
            self._select_rows(self._photos.rows_of(chosen))
        row = self._photos.row_of(current_id) if current_id is not None else None
        if row is None and current_id is not None and not self.selectionModel().hasSelection():
            row = min(max(first, 0), self._photos.rowCount() - 1)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._photos.index(row), _Flag.NoUpdate)
        row = self._photos.row_of(anchor) if anchor is not None else None
        self.verticalScrollBar().setValue(offset if row is None else self._geometry.cell(row).top() - within)

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        """Qt: where a key leads."""
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        current = self.currentIndex().row()
        if current < 0:
            return self._photos.index(self.visible_rows().start)
        # By a whole window less a row, so that one row is seen before and after.
        page = max(1, self.viewport().height() - self._below_sticky() - self.cell_size)
        along = {Cursor.MoveLeft: -1, Cursor.MovePrevious: -1, Cursor.MoveRight: 1, Cursor.MoveNext: 1}
        across = {Cursor.MoveUp: -1, Cursor.MoveDown: 1}
        if action in along:
            goal = current + along[action]
        elif action in across:
            goal = self._geometry.across(current, across[action])
        elif action in (Cursor.MovePageUp, Cursor.MovePageDown):
            goal = self._geometry.page(current, -page if action == Cursor.MovePageUp else page)
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

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: the keys have come to another photo."""
        super().currentChanged(current, previous)
        tell_current(self, current.row())

    def spoken_rows(self) -> Rows:
        """The photos, for those who hear them."""
        model = self._photos
        text = Qt.ItemDataRole.AccessibleTextRole
        return Rows(
            count=model.rowCount,
            text=lambda row: str(model.index(row).data(text)),
            place=lambda row: self.visualRect(model.index(row)),
            at=lambda point: self.indexAt(point).row(),
            current=lambda: self.currentIndex().row(),
            is_selected=lambda row: self.selectionModel().isSelected(model.index(row)),
            area=self.viewport(),
        )

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt: other photos are chosen."""
        super().selectionChanged(selected, deselected)
        self._tell_chosen()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: ARG002
        """Qt: what to paint again; all that is seen is cheaper than working it out."""
        return QRegion(self.viewport().rect())

    def reset(self) -> None:
        """Qt: the model has other rows."""
        super().reset()
        self.updateGeometries()
        self.viewport().update()
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        ranges = self.selectionModel().selection().toList()
        chosen = sum(part.bottom() - part.top() + 1 for part in ranges)
        if chosen != self._chosen:
            self._chosen = chosen
            self.selection_changed.emit(chosen)

    def _chosen_rows(self) -> list[int]:
        # By ranges: asking for an index of each of a hundred thousand chosen photos takes long.
        ranges = self.selectionModel().selection().toList()
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def _select_rows(self, rows: list[int]) -> None:
        ranges = []
        start = 0
        for end in range(1, len(rows) + 1):
            # Rows in a run make one range: a hundred thousand chosen photos are still few ranges.
            if end == len(rows) or rows[end] != rows[end - 1] + 1:
                ranges.append((rows[start], rows[end - 1]))
                start = end
        self._select_ranges(ranges)

    def _select_ranges(self, ranges: Sequence[tuple[int, int]]) -> None:
        selection = QItemSelection()
        for first, last in ranges:
            selection.select(self._photos.index(first), self._photos.index(last))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
