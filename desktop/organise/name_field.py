"""A field for a name, in a window where Ctrl+Z takes back what was done with the one before."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from core.library.names import LONGEST


class NameField(QLineEdit):
    """Ctrl+Z is its own only while there is something to take back in it.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagField")
        self.setMaxLength(LONGEST)

    def empty(self) -> None:
        """Take out what was typed, for good: Ctrl+Z is not to bring it back."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Qt: keys that are the window's where there is nothing to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo, redo = event.matches(keys.Undo), event.matches(keys.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)
