"""The small cross that takes a chip away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.parts import icons

_EDGE, _ICON = 20, 14


class Cross(QToolButton):
    """A button that is reached by Tab, also where chips themselves are not.

    Args:
        name: What it does and to what, for a screen reader.
        parent: The chip.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFixedSize(_EDGE, _EDGE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_colour(self, colour: str) -> None:
        """Draw it in a colour, "#rrggbb"."""
        self.setIcon(icons.icon("clear", colour, _ICON))
