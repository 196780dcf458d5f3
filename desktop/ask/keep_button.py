"""The bookmark in the search box: whether what stands there is saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.parts import icons
from desktop.parts.prose import tool_tip, without_keys
from desktop.parts.theme import LIGHT, Colours


class KeepButton(QToolButton):
    """Outlined, or filled when the search is saved.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._name = ""
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_name("")

    @property
    def kept_as(self) -> str:
        """The name it is saved under; "": it is not saved."""
        return self._name

    def set_name(self, name: str) -> None:
        """Show whether what is asked is saved.

        Args:
            name: The name it is saved under; "": it is not saved.
        """
        self._name = name
        kept = self.tr("Saved as “{name}”").format(name=name)
        offer = self.tr("Save this search (Ctrl+S)")
        self.setToolTip(tool_tip(kept if name else offer))
        self.setAccessibleName(kept if name else without_keys(offer))
        self._draw()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._draw()

    def _draw(self) -> None:
        if self._name:
            self.setIcon(icons.icon("bookmarked", self._colours.accent, 16))
        else:
            self.setIcon(icons.icon("bookmark", self._colours.quiet, 16))
