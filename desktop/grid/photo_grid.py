"""The grid of photos: what keys, clicks and drags do to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QWidget

from core.library import Photo
from desktop.grid.cell_painter import (
    drag_picture,
    has_tick,
    is_on_stack_badge,
    tick_in,
)
from desktop.grid.grid_geometry import HEADING, MARGIN
from desktop.grid.marks import heart_in, marks_of
from desktop.grid.painted_grid import PaintedGrid
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails


class PhotoGrid(PaintedGrid):
    """Keys, clicks and drags on a grid of photos.

    Args:
        photos: The model.
        thumbnails: Where the pictures come from.
        carry: Makes what is dragged out of some photos.
        parent: Qt's owner.

    Signals:
        opened: A row was opened with Enter or a double click.
        typed: Letters were typed here, which belong into the search box.
        escaped: Esc was pressed.
        drag_began: Something is being dragged out.
        drag_ended: It was dropped somewhere, or not.
        unfolded: The photos that are folded in the cell of a row are wanted.
        heart_clicked: A photo, by its id, is to be a favourite, or one no longer.
    """

    opened = Signal(int)
    typed = Signal(str)
    escaped = Signal()
    drag_began = Signal()
    drag_ended = Signal()
    unfolded = Signal(int)
    heart_clicked = Signal(int)

    def __init__(
        self,
        photos: PhotoModel,
        thumbnails: Thumbnails,
        carry: Callable[[list[Photo]], QMimeData],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(photos, thumbnails, parent)
        self._carry = carry
        self._taken = False
        self.viewport().setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Esc chooses none, Ctrl with up and down goes from date to date.

        Letters go to the search box.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape:
            if len(self.selected_rows()) > 1:
                self.clearSelection()
            else:
                self.escaped.emit()
            return
        held = event.modifiers() & ~_KEYPAD
        if self._headings and held == Qt.KeyboardModifier.ControlModifier and event.key() in _DATES:
            self.go_to_heading(_DATES[Qt.Key(event.key())])
            return
        text = event.text()
        plain = not event.modifiers() & ~(_KEYPAD | Qt.KeyboardModifier.ShiftModifier)
        if plain and text.strip() and text.isprintable():
            self.typed.emit(text)
            return
        super().keyPressEvent(event)
        if event.key() in _LEADING:
            # Qt scrolls to another photo only: whoever scrolled away from the first wants Home to lead back.
            self.scrollTo(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: marks and headings are for clicks of their own; between the photos, nothing is chosen."""
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton:
            self._taken = self._clicked(point, event.modifiers())
            if self._taken:
                return
            if not self.indexAt(point).isValid():
                self.clearSelection()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a shaky hand on a mark chooses nothing."""
        point = event.position().toPoint()
        self._hover(self.indexAt(point).row())
        # Nothing else says that a click on a date chooses its photos.
        leads = self.by_date and self._heading_at(point) is not None
        shape = Qt.CursorShape
        self.viewport().setCursor(shape.PointingHandCursor if leads else shape.ArrowCursor)
        if not self._taken:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the end of a click."""
        if not self._taken:
            super().mouseReleaseEvent(event)
        self._taken = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: opens a photo, but not where a click has a meaning of its own."""
        point = event.position().toPoint()
        row = self.indexAt(point).row()
        if row >= 0 and self._tick_at(point) is not None:
            self.mousePressEvent(event)
        elif self._stack_at(point) is None:
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer is gone."""
        self._hover(-1)
        super().leaveEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: ARG002
        """Qt: drag the chosen photos out, as copies: their files stay where they are."""
        photos = self.selected_photos()
        if not photos:
            return
        drag = QDrag(self)
        drag.setMimeData(self._carry(photos))
        drag.setPixmap(self._drag_pixmap(photos))
        drag.setHotSpot(QPoint(24, 24))
        self.drag_began.emit()
        try:
            drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
        finally:
            self.drag_ended.emit()

    def _clicked(self, point: QPoint, held: Qt.KeyboardModifier) -> bool:
        """Do what a click on a mark or a date means; whether there is one."""
        stack, tick = self._stack_at(point), self._tick_at(point)
        if stack is not None:
            self.unfolded.emit(stack)
        elif (heart := self._heart_at(point)) is not None:
            self.heart_clicked.emit(heart)
        elif tick is not None and not held & Qt.KeyboardModifier.ShiftModifier:
            index = self._photos.index(tick)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.selectionModel().select(index, flags.Toggle)
        elif self.by_date and (which := self._heading_at(point)) is not None:
            self.choose_below(which)
        else:
            return False
        return True

    def _tick_at(self, point: QPoint) -> int | None:
        """The row whose mark that chooses it is at a point of the viewport."""
        index = self.indexAt(point)
        cell = self.visualRect(index)
        if not index.isValid() or not has_tick(cell):
            return None
        return index.row() if tick_in(cell).contains(point) else None

    def _heart_at(self, point: QPoint) -> int | None:
        """The id of the photo whose heart is at a point of the viewport."""
        index = self.indexAt(point)
        photo = self._photos.photo(index.row()) if index.isValid() else None
        cell = self.visualRect(index)
        if photo is None or self._painter is None or not heart_in(cell).contains(point):
            return None
        return photo.id if self._painter.has_room(cell, marks_of(photo, hovered=True)) else None

    def _heading_at(self, point: QPoint) -> int | None:
        """The heading whose words are seen at a point of the viewport."""
        top = self.verticalOffset()
        which = self._geometry.heading_at(top + point.y())
        if which is None or self._heading_painter is None:
            return None
        if not self._geometry.heading(which).translated(0, -top).contains(point):
            which = self._geometry.heading_at(top) if point.y() < HEADING else None
        if which is None:
            return None
        width = self._heading_painter.width_of(self._headings[which])
        view = self.viewport().rect()
        words = QStyle.visualRect(self.layoutDirection(), view, QRect(MARGIN, 0, width, view.height()))
        return which if words.contains(point) else None

    def _stack_at(self, point: QPoint) -> int | None:
        """The row whose count of a stack is at a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid() or self._photos.behind(index.row()) is None:
            return None
        return index.row() if is_on_stack_badge(QRectF(self.visualRect(index)), point) else None

    def _drag_pixmap(self, photos: list[Photo]) -> QPixmap:
        known = [self._thumbnails.get(photo.pixels_digest) for photo in photos[:3]]
        there = [pixmap for pixmap in known if pixmap is not None]
        return drag_picture(there, len(photos), self._colours, self.devicePixelRatioF())


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_DATES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEADING = {
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
}
"""The keys that lead to a photo."""
