"""A field for the name of a tag; it completes from the names that are known."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QStringListModel
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_MOST = 50
"""Completions that are offered; who sees more of them goes on typing."""


class TagField(QLineEdit):
    """Return in it gives what was typed to `returnPressed`, and does not press the dialog's button as well.

    Args:
        names: To complete from.
        parent: Qt's owner.
    """

    def __init__(self, names: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagField")
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self._names = sorted((name.casefold(), name) for name in dict.fromkeys(names))
        self._offered = QStringListModel(self)
        completer = self._completer = QCompleter(self._offered, self)
        # Which names fit, and in which order, is known here; the completer would go by the alphabet.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.textEdited.connect(self._offer)
        self.setCompleter(completer)

    def completions(self, typed: str) -> list[str]:
        """The names that fit what was typed: those that begin so, those with a word that does, the rest.

        Args:
            typed: In whatever case.
        """
        start = typed.strip().casefold()
        if not start:
            return []
        fitting = [
            (not folded.startswith(start), f" {start}" not in folded, folded, name)
            for folded, name in self._names
            if start in folded
        ]
        return [name for *_, name in sorted(fitting)[:_MOST]]

    def empty(self) -> None:
        """Take out what was typed, for good: Ctrl+Z is not to bring it back."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Qt: Ctrl+Z is the field's own only while there is something to take back in it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            undo, redo = event.matches(keys.Undo), event.matches(keys.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key."""
        typed = bool(self.text().strip())
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and typed:
            event.accept()
            # An accepted key does not close the list of completions, and the next would fill the field again.
            if (completions := self._completer.popup()) is not None:
                completions.hide()

    def _offer(self, typed: str) -> None:
        self._offered.setStringList(self.completions(typed))
