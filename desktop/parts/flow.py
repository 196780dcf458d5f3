"""Widgets beside each other that go on in the next line, as words in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

_SPACING = 6
_USUAL = 480
"""How wide it is in most places, logical pixels."""


class Flow(QWidget):
    """Lines of widgets, each as wide as it wants to be.

    It places them itself: a QLayout of Python's own is freed twice when it goes together with its items.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these, children of this widget, in this order."""
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.show()
        self._lay_out(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Qt: narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high all lines are together."""
        return self._lay_out(width, move=False)

    def sizeHint(self) -> QSize:
        """Qt: room for the widest, and for as many lines as there are now."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: the same."""
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        # Before it is shown its width means nothing; a guess that is too narrow leaves a hole below it.
        room = self.width() if self.isVisible() else _USUAL
        return QSize(widest, self.heightForWidth(max(room, widest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: break the lines anew."""
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Qt: what is said in one of them is longer or shorter now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _lay_out(self, room: int, *, move: bool) -> int:
        top = -_SPACING
        for line in self._lines(room):
            top += _SPACING
            left, high = 0, max(wanted.height() for _, wanted in line)
            for widget, wanted in line:
                if move:
                    middle = top + (high - wanted.height()) // 2
                    there = QRect(QPoint(left, middle), wanted)
                    whole = QRect(0, 0, room, there.bottom() + 1)
                    widget.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, there))
                left += wanted.width() + _SPACING
            top += high
        return max(0, top)

    def _lines(self, room: int) -> Iterator[list[tuple[QWidget, QSize]]]:
        """The widgets of each line, and how large they are."""
        line: list[tuple[QWidget, QSize]] = []
        left = 0
        for widget in self._widgets:
            wanted = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            wanted.setWidth(min(wanted.width(), room))
            if line and left + wanted.width() > room:
                yield line
                line, left = [], 0
            line.append((widget, wanted))
            left += wanted.width() + _SPACING
        if line:
            yield line
