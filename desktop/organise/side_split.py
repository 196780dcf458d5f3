"""The side bar beside the pages: as wide as it was left, away where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

NARROW = 820
"""Windows of fewer pixels have no room for it, until somebody asks."""


class SideSplit(QSplitter):
    """Two widgets with a handle between them, of which the left one comes and goes.

    Args:
        side: The side bar.
        pages: All the rest.
        parent: Qt's owner.

    Signals:
        opened: The side bar is seen now, or no longer.
    """

    opened = Signal(bool)

    def __init__(self, side: QWidget, pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("sideSplit")
        self._side = side
        self._width = side.sizeHint().width()
        self._wanted = True
        self._asked_for = False
        self._fits = True
        self.addWidget(side)
        self.addWidget(pages)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setCollapsible(0, False)
        self.setCollapsible(1, False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._moved)
        self.setChildrenCollapsible(False)

    @property
    def wanted(self) -> bool:
        """Whether a person wants to see it."""
        return self._wanted

    @property
    def side_width(self) -> int:
        """How wide it is, or will be, logical pixels."""
        return self._width

    def set_side_width(self, width: int) -> None:
        """Make it so wide, logical pixels."""
        self._width = width
        self.setSizes([width, max(1, self.width() - width)])

    def want(self, wanted: bool) -> None:
        """Show it or put it away; shown by hand it stays, however narrow the window is."""
        self._wanted = wanted
        self._asked_for = wanted and self.width() < NARROW
        self._follow()

    def set_fitting(self, fits: bool) -> None:
        """Whether it belongs beside what is seen now: not beside a single photo."""
        self._fits = fits
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        if self.width() >= NARROW:
            self._asked_for = False
        self._follow()

    def _moved(self, position: int) -> None:
        self._width = position

    def _follow(self) -> None:
        there = self._fits and self._wanted and (self._asked_for or self.width() >= NARROW)
        if there == self._side.isHidden():
            self._side.setVisible(there)
            if there:
                # What a narrow window left of it is not what somebody wanted.
                self.set_side_width(self._width)
            self.opened.emit(there)
