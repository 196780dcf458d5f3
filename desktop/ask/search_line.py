"""The line of words in the search box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ask.drops import is_picture


class SearchLine(QLineEdit):
    """The words. Leaves drops and pastes of pictures to the window.

    Args:
        parent: Qt's owner.

    Signals:
        focused: Whether it has the keys now.
        left: The person wants to go on to the photos.
        escaped: Esc was pressed.
        erased: Backspace was pressed in front of the first letter.
        pasted: Something that is no words was pasted.
    """

    focused = Signal(bool)
    left = Signal()
    escaped = Signal()
    erased = Signal()
    pasted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys that mean more than letters."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and is_picture(
            QGuiApplication.clipboard().mimeData()
        ):
            self.pasted.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and self.cursorPosition() == 0 and not self.hasSelectedText():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: it has the keys."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: it has them no more."""
        super().focusOutEvent(event)
        self.focused.emit(False)
