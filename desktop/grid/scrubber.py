"""The bar at the right edge: an ordinary scroll bar, or the years of photos that stand by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QScrollBar, QWidget

from desktop.parts.speech import announce
from desktop.parts.theme import LIGHT, Colours

_WIDTH, _DATED_WIDTH, _WITH_YEARS = 12, 20, 58
_PAD = 14
"""Above and below, so that half of the handle has room there."""
_HANDLE = 28
_LEAST_BETWEEN = 20
_DOT = 2.5
_BESIDE = 20
"""From the years to the edge: the dots and the handle."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A date that can be scrolled to.

    Attributes:
        offset: How far, logical pixels.
        text: Month and year.
        year: Alone.
    """

    offset: int
    text: str
    year: str


class Scrubber(QScrollBar):
    """Where there are dates, a press anywhere goes there at once, and a bubble names month and year.

    Keys, when it has the focus: up and down go from month to month, page up and down from year to year.

    Args:
        parent: The view; the bubble floats over it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._stops: tuple[Stop, ...] = ()
        self._colours = LIGHT
        self._held = False
        self._view = parent
        self._bubble = QLabel(parent)
        self._bubble.setObjectName("bubble")
        self._bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bubble.hide()
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Dates"))

    def set_stops(self, stops: Sequence[Stop]) -> None:
        """Take the dates of the photos, from the top; none: it is a scroll bar like any other."""
        before, self._stops = self.sizeHint(), tuple(stops)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(self._text_at(self.value()))
        if before != self.sizeHint():
            self._bubble.hide()
            self._held = False
            self.updateGeometry()
        self.update()

    @property
    def has_stops(self) -> bool:
        """There are dates."""
        return bool(self._stops)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self.update()

    def stop_at(self, offset: int) -> Stop | None:
        """The date of the photos that are at the top when it is scrolled so far."""
        found = [stop for stop in self._stops if stop.offset <= offset]
        return found[-1] if found else (self._stops[0] if self._stops else None)

    # -- events --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Qt: wide enough for a year, where there are several to go to."""
        if not self._stops:
            return QSize(_WIDTH, 10)
        if self._stops[0].year == self._stops[-1].year:
            return QSize(_DATED_WIDTH, 10)
        return QSize(max(_WITH_YEARS, QFontMetrics(self._font()).horizontalAdvance("0000") + _BESIDE + 4), 10)

    def minimumSizeHint(self) -> QSize:
        """Qt: the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: years, dots for months, and the handle."""
        if not self._stops:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._colours.ground))
        painter.setFont(self._font())
        right = self.width()
        places = self._years() if right > _DATED_WIDTH else []
        painter.setPen(QColor(self._colours.quiet))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for y, year in places:
            painter.drawText(QRect(0, y - 10, right - _BESIDE, 20), int(side), year)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.line))
        taken = -_LEAST_BETWEEN
        for stop in self._stops:
            y = self._y_of(stop.offset)
            if y - taken >= 2 * _DOT + 2:
                painter.drawEllipse(QRectF(right - 10 - _DOT / 2, y - _DOT / 2, _DOT, _DOT))
                taken = y
        if self.maximum():
            lively = self._held or self.underMouse() or self.hasFocus()
            painter.setBrush(QColor(self._colours.accent if lively else self._colours.quiet))
            y = self._y_of(self.value())
            handle = QRectF(right - 13, y - _HANDLE / 2, 6, _HANDLE)
            painter.drawRoundedRect(handle, 3, 3)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: go there at once."""
        if not self._stops or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._held = True
        self.setSliderDown(True)
        self._go_to(event.position().toPoint().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: go on, or say what is here."""
        if not self._stops:
            super().mouseMoveEvent(event)
        elif self._held:
            self._go_to(event.position().toPoint().y())
        else:
            self._tell(event.position().toPoint().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: let go."""
        if not self._held:
            super().mouseReleaseEvent(event)
            return
        self._held = False
        self.setSliderDown(False)
        if not self.rect().contains(event.position().toPoint()):
            self._bubble.hide()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: the pointer is here."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer is gone."""
        super().leaveEvent(event)
        if not self._held:
            self._bubble.hide()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: so is what belongs to it."""
        self._bubble.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: from month to month, from year to year."""
        keys = Qt.Key
        months = {keys.Key_Up: -1, keys.Key_Down: 1}
        years = {keys.Key_PageUp: -1, keys.Key_PageDown: 1}
        if not self._stops or event.key() not in {**months, **years}:
            super().keyPressEvent(event)
            return
        if event.key() in months:
            offsets = [stop.offset for stop in self._stops]
            self._step(offsets, months[keys(event.key())])
        else:
            firsts = [next(group).offset for _, group in groupby(self._stops, key=lambda stop: stop.year)]
            self._step(firsts, years[keys(event.key())])
        month = self._text_at(self.value())
        self.setAccessibleDescription(month)
        announce(self, month)

    # ------------------------------------------------------------------------------------------

    def _step(self, offsets: Sequence[int], steps: int) -> None:
        here = self.value()
        there = [offset for offset in offsets if (offset > here if steps > 0 else offset < here)]
        if there:
            self.setValue(there[0] if steps > 0 else there[-1])
        else:
            self.setValue(self.maximum() if steps > 0 else 0)

    def _go_to(self, y: int) -> None:
        self.setValue(self._offset_at(y))
        self._tell(y)

    def _tell(self, y: int) -> None:
        """Name month and year beside a place of the bar."""
        text = self._text_at(self._offset_at(y))
        self._bubble.setText(text)
        self._bubble.adjustSize()
        view = self._view
        at = self.mapTo(view, QPoint(0, max(_PAD, min(self.height() - _PAD, y))))
        top = max(4, min(view.height() - self._bubble.height() - 4, at.y() - self._bubble.height() // 2))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._bubble.move(at.x() + (self.width() + 6 if mirrored else -self._bubble.width() - 6), top)
        self._bubble.show()
        self._bubble.raise_()
        self.setAccessibleDescription(text)

    def _font(self) -> QFont:
        """Of the years."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _text_at(self, offset: int) -> str:
        stop = self.stop_at(offset)
        return stop.text if stop else ""

    def _y_of(self, offset: int) -> int:
        part = min(1.0, offset / self.maximum()) if self.maximum() else 0.0
        return _PAD + round(part * (self.height() - 2 * _PAD))

    def _offset_at(self, y: int) -> int:
        part = (y - _PAD) / max(1, self.height() - 2 * _PAD)
        return round(max(0.0, min(1.0, part)) * self.maximum())

    def _years(self) -> list[tuple[int, str]]:
        """Where years are written: each at its first date, none over another."""
        places: list[tuple[int, str]] = []
        least = max(_LEAST_BETWEEN, QFontMetrics(self._font()).height())
        for year, group in groupby(self._stops, key=lambda stop: stop.year):
            y = self._y_of(next(group).offset)
            if not places or y - places[-1][0] >= least:
                places.append((y, year))
        return places
