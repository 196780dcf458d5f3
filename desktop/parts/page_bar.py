"""The bar above a page: what it is called, and the way back to the photos."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.parts import icons
from desktop.parts.theme import Colours

_ICON = 20


class PageBar(QWidget):
    """A button that leads back, and a title.

    Args:
        title: What the page is called.
        parent: Qt's owner.

    Signals:
        left: Back to the photos.
    """

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._back = QToolButton(self)
        self._back.setIconSize(QSize(_ICON, _ICON))
        self._back.setAccessibleName(self.tr("Back to the photos"))
        self._back.setToolTip(self.tr("Back to the photos (Esc)"))
        self._back.clicked.connect(self.left)
        heading = QLabel(title, self)
        heading.setObjectName("heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(heading, 1)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._back.setIcon(icons.icon("back", colours.text, _ICON))
