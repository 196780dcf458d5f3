"""The panel of information to the right of everything else: as wide as it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class InfoSplit(QSplitter):
    """Two widgets with a handle between them, of which the right one comes and goes.

    Args:
        rest: All of the window but the panel.
        width: How wide the panel will be, logical pixels.
        parent: Qt's owner.
    """

    def __init__(self, rest: QWidget, width: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("infoSplit")
        self._width = width
        self._panel: QWidget | None = None
        self.addWidget(rest)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._moved)

    @property
    def panel_width(self) -> int:
        """How wide the panel is when it is shown, logical pixels."""
        return self._width

    def set_panel(self, panel: QWidget) -> None:
        """Take the panel, which is made when it is first wanted."""
        self._panel = panel
        self.addWidget(panel)
        self.setStretchFactor(1, 0)
        self.setSizes([max(1, self.width() - self._width), self._width])

    def _moved(self) -> None:
        if self._panel is not None:
            self._width = self._panel.width()
