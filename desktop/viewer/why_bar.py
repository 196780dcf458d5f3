"""The line below a photo that says why it is an answer, and what the colours over it mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.search import COLD, WARM
from desktop.parts.speech import announce

_LEGEND = (96, 10)


class _Ramp(QWidget):
    """From cold to warm."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(*_LEGEND)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ramp = QLinearGradient(0, 0, self.width(), 0)
        ramp.setColorAt(0, QColor(*COLD))
        ramp.setColorAt(1, QColor(*WARM))
        painter.setBrush(ramp)
        painter.setPen(QColor("#5a5a66"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class WhyBar(QWidget):
    """Says it, and has it read out. Hidden until there is something to say.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._legend = QWidget(self)
        legend = QHBoxLayout(self._legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.setSpacing(8)
        less, more = QLabel(self.tr("less like it"), self._legend), QLabel(self.tr("more"), self._legend)
        for label in (less, more):
            label.setObjectName("quiet")
        legend.addWidget(less)
        legend.addWidget(_Ramp(self._legend))
        legend.addWidget(more)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._text, 1)
        row.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; "" when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, detail: str = "", *, legend: bool = False) -> None:
        """Say something, or hide.

        Args:
            text: "": hide.
            detail: Of how it was found out, for a tool tip.
            legend: Explain the colours too.
        """
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setToolTip(detail)
        self._text.setAccessibleDescription(detail)
        self._legend.setVisible(legend)
        self.setVisible(bool(text))
        if text:
            announce(self._text, text)
