"""A window that takes pictures and folders wherever they are dropped on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ask.drops import may_hold, read_mime


class DropTarget(QMainWindow):
    """Reads what is dropped, and says so while it hovers.

    Signals:
        hovered: Something that may be taken is over the window, or is not any more.
        dropped: A `Dropped`.
    """

    hovered = Signal(bool)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._source: QWidget | None = None

    def restrict_drops(self, source: QWidget | None) -> None:
        """Take drops only above a widget of our own while something is dragged out of it.

        Args:
            source: The widget; None: take them everywhere again.
        """
        self._source = source
        self.hovered.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: something is dragged over the window."""
        if may_hold(event.mimeData()):
            self.hovered.emit(True)
            _accept_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: it moves."""
        if self._takes(event):
            _accept_copy(event)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: it is gone."""
        self.hovered.emit(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: it is dropped."""
        self.hovered.emit(False)
        if not self._takes(event):
            event.ignore()
            return
        _accept_copy(event)
        self.dropped.emit(read_mime(event.mimeData()))

    def _takes(self, event: QDropEvent) -> bool:
        source = self._source
        return source is None or event.position().y() < source.mapTo(self, source.rect().topLeft()).y()


def _accept_copy(event: QDropEvent) -> None:
    # Never as a move: the other program would delete its file.
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
