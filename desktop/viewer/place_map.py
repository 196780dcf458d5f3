"""A small map of where a photo was taken, drawn from the places people live at; nothing is fetched."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.atlas import Atlas, Town, View
from desktop.parts.prose import one_line

_HEIGHT = 168
_SCALES = (0.35, 0.8, 2.0, 5.0, 14.0, 40.0)
"""Kilometres to a logical pixel: from a city to a continent; then the whole world."""
_USUAL = 2
_WORLD_LATITUDE = 15.0
_TOWNS = 60
"""That are tried; most find no room for their names."""
_BAR = 70
"""Pixels at most, of the bar that shows how far it is."""
_DOTS = 40_000
"""At most: on a map of the world the smallest places are hidden by the others anyway."""


class PlaceMap(QWidget):
    """The wheel and the keys + and - show more of the world or less.

    Args:
        atlas: Where people live.
        parent: Qt's owner.
    """

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self._position: tuple[float, float] | None = None
        self._level = _USUAL
        self._drawn: tuple[object, QPixmap] | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("The wheel shows more of the world, or less"))
        self.hide()

    def show_position(self, latitude: float | None, longitude: float | None, name: str) -> None:
        """Show a place; None hides the map.

        Args:
            latitude: Decimal degrees.
            longitude: Likewise.
            name: For people who hear the window.
        """
        known = latitude is not None and longitude is not None
        position = (latitude, longitude) if latitude is not None and longitude is not None else None
        if position != self._position:
            self._position, self._level = position, _USUAL
        self.setAccessibleName(self.tr("Map: {place}").format(place=name) if name else self.tr("Map"))
        self.setVisible(known)
        self.update()

    def zoom(self, steps: int) -> None:
        """Show less of the world, or more when negative."""
        self._level = max(0, min(len(_SCALES), self._level - steps))
        self.update()

    # -- events --------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: nearer or farther."""
        self.zoom(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the same by keys."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.zoom(steps)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: paint."""
        if self._position is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._map())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    # ------------------------------------------------------------------------------------------

    def _map(self) -> QPixmap:
        """Drawn once: some ten thousand dots are too many for each time the panel is scrolled."""
        ratio = self.devicePixelRatioF()
        key = (self._position, self._level, self.size(), ratio, self.palette().cacheKey())
        if self._drawn is None or self._drawn[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            self._draw(painter)
            painter.end()
            self._drawn = key, pixmap
        return self._drawn[1]

    def _draw(self, painter: QPainter) -> None:
        palette = self.palette()
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 8, 8)
        painter.setClipRect(frame.adjusted(1, 1, -1, -1))
        view = self._view(*(self._position or (0.0, 0.0)))
        self._paint_dots(painter, view)
        self._paint_towns(painter, view, self._pin(view))
        self._paint_scale(painter, view)

    def _view(self, latitude: float, longitude: float) -> View:
        if self._level < len(_SCALES):
            return View(latitude, longitude, _SCALES[self._level], self.width(), self.height())
        # True to scale at the equator; as wide as the widget.
        return View(_WORLD_LATITUDE, 0.0, 40_030 * 0.966 / self.width(), self.width(), self.height())

    def _pin(self, view: View) -> QPointF:
        latitude, longitude = self._position or (0.0, 0.0)
        return QPointF(*view.point(latitude, longitude))

    def _paint_dots(self, painter: QPainter, view: View) -> None:
        dots = self._atlas.dots(view)
        colour = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        crowded = len(dots.x) > _DOTS // 10
        # Sizes in steps, so that each needs one call: from a village to a metropolis.
        previous = 0
        for least, size in ((1e6, 4.5), (2e5, 3.5), (4e4, 2.6), (0, 1.8)):
            count = int((dots.people[:_DOTS] >= least).sum())
            points = [
                QPointF(x, y)
                for x, y in zip(dots.x[previous:count].tolist(), dots.y[previous:count].tolist(), strict=True)
            ]
            colour.setAlphaF(0.3 if crowded or size < 2 else 0.55)
            painter.setPen(
                QPen(colour, size * (0.55 if crowded else 1), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            painter.drawPoints(points)
            previous = max(previous, count)

    def _paint_towns(self, painter: QPainter, view: View, pin: QPointF) -> None:
        """The largest towns whose names have room, and over them the place itself."""
        palette = self.palette()
        metrics = painter.fontMetrics()
        taken = [QRect(round(pin.x()) - 9, round(pin.y()) - 9, 18, 18), self._scale_room(painter, view)]
        inside = self.rect().adjusted(4, 3, -4, -3)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if self._level < len(_SCALES):
            for town in self._atlas.towns(view, _TOWNS):
                name, room = self._label(metrics, town)
                if inside.contains(room) and not any(room.intersects(other) for other in taken):
                    # On a little ground, or the dots would make it hard to read.
                    painter.fillRect(room.adjusted(-1, 1, 1, -1), self._ground(0.72))
                    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), name)
                    taken.append(room.adjusted(-3, -1, 3, 1))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 2))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(pin, 6, 6)

    def _label(self, metrics: QFontMetrics, town: Town) -> tuple[str, QRect]:
        name = one_line(town.name)
        size = metrics.size(0, name)
        corner = QPointF(town.x, town.y) - QPointF(size.width() / 2, size.height() + 3)
        return name, QRect(corner.toPoint(), size)

    def _paint_scale(self, painter: QPainter, view: View) -> None:
        """How far it is: a bar of a round number of kilometres."""
        room = self._scale_room(painter, view)
        if room.isEmpty():
            return
        length = _round_length(view)
        wide = round(length / view.km_per_pixel)
        left, bottom = room.left() + 4, room.bottom() - 4
        painter.fillRect(room, self._ground(0.72))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.drawLine(left, bottom, left + wide, bottom)
        painter.drawText(left + wide + 6, bottom + 2, self._scale_text(length))

    def _scale_room(self, painter: QPainter, view: View) -> QRect:
        """Where that stands; nowhere on a map of the world, which is true to scale nowhere."""
        if self._level == len(_SCALES):
            return QRect()
        length, metrics = _round_length(view), painter.fontMetrics()
        wide = round(length / view.km_per_pixel) + metrics.horizontalAdvance(self._scale_text(length)) + 14
        return QRect(6, self.height() - metrics.height() - 6, wide, metrics.height() + 2)

    def _scale_text(self, length: int) -> str:
        return self.tr("{length} km").format(length=length)

    def _ground(self, opacity: float) -> QColor:
        ground = QColor(self.palette().color(QPalette.ColorRole.Base))
        ground.setAlphaF(opacity)
        return ground


def _round_length(view: View) -> int:
    """Kilometres that are no longer than `_BAR` on a map."""
    return max(length for length in _ROUND if length <= _BAR * view.km_per_pixel)


_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
