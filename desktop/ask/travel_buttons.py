"""Two buttons in front of the search box: back and forward."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.parts import icons
from desktop.parts.theme import Colours


class TravelButtons(QWidget):
    """As in a browser.

    Args:
        back: The action of the one.
        forward: Of the other.
        parent: Qt's owner.
    """

    def __init__(self, back: QAction, forward: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = {"back": back, "next": forward}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for action in self._actions.values():
            button = QToolButton(self)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({keys})")
            button.setDefaultAction(action)
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            row.addWidget(button)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        for name, action in self._actions.items():
            action.setIcon(icons.icon(name, colours.text, 20))
