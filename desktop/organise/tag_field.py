"""A field for the name of a tag; it completes from the names that are known."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.organise.name_choices import NameChoices
from desktop.organise.name_field import NameField


class TagField(NameField):
    """Return in it gives what was typed to `returnPressed`, and does not press the dialog's button as well.

    Args:
        names: To complete from.
        parent: Qt's owner.
    """

    def __init__(self, names: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self._choices = NameChoices(names)
        self._offered = QStringListModel(self)
        completer = self._completer = QCompleter(self._offered, self)
        # Which names fit, and in which order, is known here; the completer would go by the alphabet.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.textEdited.connect(self._offer)
        self.setCompleter(completer)

    def set_names(self, names: Iterable[str]) -> None:
        """Complete from other names."""
        self._choices = NameChoices(names)

    def completions(self, typed: str) -> list[str]:
        """The names that fit what was typed; see `NameChoices.fitting`."""
        return self._choices.fitting(typed)

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
