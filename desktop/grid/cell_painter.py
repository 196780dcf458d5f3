"""Paints one cell of the grid: the thumbnail, or what stands in its place, and its badges."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop.grid.marks import HEIGHT, MarkPictures, Marks, stack_marks
from desktop.parts import icons
from desktop.parts.theme import Colours

RADIUS = 5.0
_RING = 3.0
_MARGIN = 6
_BADGE_WIDTH = 52
_BADGE_ROOM = 28
_TICK = 22
_SMALL, _SMALL_RADIUS = 96, 3.0
_LEAST_FOR_TICK = 64


@dataclass(frozen=True, slots=True)
class CellState:
    """What a cell has to show.

    Attributes:
        pixmap: The thumbnail, if it is there.
        missing: There is none and there will be none.
        selected: Chosen.
        current: The keyboard is here.
        offline: The file can't be read now.
        marks: What else is to be known of it.
        behind: So many photos like it are folded behind it; 0: they lie open; None: it has none.
        score: How well it matches, in few letters.
        tick: Whether the mark that chooses it is set; None: there is none now.
    """

    pixmap: QPixmap | None
    missing: bool
    selected: bool
    current: bool
    offline: bool
    marks: Marks = ()
    behind: int | None = None
    score: str = ""
    tick: bool | None = None


class CellPainter:
    """Holds what all cells share, so that painting one is a few calls.

    Args:
        colours: Of the theme.
        ratio: Device pixels in a logical one.
    """

    def __init__(self, colours: Colours, ratio: float) -> None:
        self._colours = colours
        self._placeholder = QColor(colours.placeholder)
        self._ring = QPen(QColor(colours.accent), _RING)
        self._gap = QPen(QColor(colours.ground), 1.5)
        self._focus = QPen(QColor(colours.text), 2)
        self._broken = icons.pixmap("broken", colours.quiet, 28, ratio)
        self._offline = icons.pixmap("offline", "#ffffff", 16, ratio)
        self._marks = MarkPictures(ratio)
        self.ratio = ratio
        self._ticks = {
            is_set: _tick(colours.accent if is_set else "#000000", colours.on_accent, ratio, is_set=is_set)
            for is_set in (True, False)
        }

    def paint(self, painter: QPainter, cell: QRect, state: CellState) -> None:
        """Paint one cell.

        Args:
            painter: Of the viewport, with antialiasing on.
            cell: Where.
            state: What.
        """
        shown = QRectF(cell)
        if state.pixmap is None:
            self._empty(painter, cell)
            if state.missing:
                half = self._broken.deviceIndependentSize() / 2
                centre = shown.center() - QPointF(half.width(), half.height())
                painter.drawPixmap(centre, self._broken)
        else:
            self._picture(painter, cell, state.pixmap)
        if state.offline:
            self._badge(painter, shown)
        if state.marks:
            self._mark(painter, shown, state.marks)
        if state.behind is not None:
            self._stack(painter, shown, state.behind)
        if state.score:
            self._score(painter, shown, state.score, beside_badge=state.offline)
        if state.selected:
            self._frame(painter, shown)
        elif state.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._focus)
            painter.drawRoundedRect(shown.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if state.tick is not None and has_tick(cell):
            painter.drawPixmap(tick_in(cell).topLeft(), self._ticks[state.tick])

    def has_room(self, cell: QRect, marks: Marks) -> bool:
        """Whether marks are painted: on a very small thumbnail they would hide more than they tell."""
        return self._marks.get(marks).deviceIndependentSize().width() < cell.width() / 2

    def _empty(self, painter: QPainter, cell: QRect) -> None:
        """What stands for a picture that is not there yet."""
        if radius_in(cell) < RADIUS:
            # Hundreds may be seen at once, and rounded corners take ten times as long.
            painter.fillRect(cell, self._placeholder)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._placeholder)
        painter.drawRoundedRect(QRectF(cell), RADIUS, RADIUS)

    def _picture(self, painter: QPainter, cell: QRect, pixmap: QPixmap) -> None:
        """Fill a cell with a picture; one of another size is cut, never distorted."""
        ratio = self.ratio
        # In pixels of the device, so that one of the right size is copied and not scaled, at any ratio.
        left, top = round(cell.x() * ratio), round(cell.y() * ratio)
        width, height = round(cell.width() * ratio), round(cell.height() * ratio)
        if ratio != 1:
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
        if pixmap.width() == width and pixmap.height() == height:
            painter.drawPixmap(QRect(left, top, width, height), pixmap)
        else:
            fitting = QSizeF(width, height).scaled(QSizeF(pixmap.size()), Qt.AspectRatioMode.KeepAspectRatio)
            part = QRectF(QPointF(0, 0), fitting)
            part.moveCenter(QRectF(pixmap.rect()).center())
            painter.drawPixmap(QRectF(left, top, width, height), pixmap, part)
        if ratio != 1:
            painter.restore()

    def _score(self, painter: QPainter, shown: QRectF, score: str, *, beside_badge: bool) -> None:
        picture = self._marks.get((score,))
        size = picture.deviceIndependentSize()
        right = shown.right() - _MARGIN - (_BADGE_ROOM if beside_badge else 0)
        corner = QPointF(right - size.width(), shown.bottom() - size.height() - _MARGIN)
        painter.drawPixmap(corner, picture)

    def _frame(self, painter: QPainter, shown: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._ring)
        inset = _RING / 2
        painter.drawRoundedRect(shown.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        inset = _RING + 0.75
        painter.setPen(self._gap)
        painter.drawRoundedRect(shown.adjusted(inset, inset, -inset, -inset), RADIUS - 2, RADIUS - 2)

    def _badge(self, painter: QPainter, shown: QRectF) -> None:
        edge = 24.0
        circle = QRectF(shown.right() - edge - 5, shown.bottom() - edge - 5, edge, edge)
        path = QPainterPath()
        path.addEllipse(circle)
        painter.fillPath(path, QColor(0, 0, 0, 150))
        painter.drawPixmap(circle.topLeft() + QPointF(4, 4), self._offline)

    def _mark(self, painter: QPainter, shown: QRectF, marks: Marks) -> None:
        picture = self._marks.get(marks)
        size = picture.deviceIndependentSize()
        if self.has_room(shown.toRect(), marks):
            corner = QPointF(shown.left() + _MARGIN, shown.bottom() - size.height() - _MARGIN)
            painter.drawPixmap(corner, picture)

    def _stack(self, painter: QPainter, shown: QRectF, behind: int) -> None:
        picture = self._marks.get(stack_marks(behind))
        painter.drawPixmap(
            QPointF(shown.right() - picture.deviceIndependentSize().width() - _MARGIN, shown.top() + _MARGIN),
            picture,
        )


def radius_in(cell: QRect) -> float:
    """Of the corners of a picture: small ones have smaller ones."""
    return RADIUS if cell.height() >= _SMALL else _SMALL_RADIUS


def has_tick(cell: QRect) -> bool:
    """Whether there is room in a cell for the mark that chooses it."""
    return min(cell.width(), cell.height()) >= _LEAST_FOR_TICK


def tick_in(cell: QRect) -> QRect:
    """Where in a cell the mark is that chooses it."""
    return QRect(cell.x() + _MARGIN, cell.y() + _MARGIN, _TICK, _TICK)


def _tick(ground: str, colour: str, ratio: float, *, is_set: bool) -> QPixmap:
    picture = QPixmap(QSize(_TICK, _TICK) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = QColor(ground)
    filled.setAlpha(255 if is_set else 90)
    painter.setBrush(filled)
    painter.setPen(QPen(QColor("#ffffff"), 1.5))
    painter.drawEllipse(QRectF(1.5, 1.5, _TICK - 3, _TICK - 3))
    painter.drawPixmap(QPointF(4, 4), icons.pixmap("tick", colour if is_set else "#ffffff", _TICK - 8, ratio))
    painter.end()
    return picture


def is_on_stack_badge(shown: QRectF, point: QPoint) -> bool:
    """Whether a point is where a picture says how many photos are folded behind it, or nearly so."""
    wide, high = min(_BADGE_WIDTH, shown.width() / 2), HEIGHT + 2 * _MARGIN
    return QRectF(shown.right() - wide, shown.top(), wide, high).contains(QPointF(point))


def drag_picture(pixmaps: list[QPixmap], count: int, colours: Colours, ratio: float) -> QPixmap:
    """What hangs at the pointer while photos are dragged: up to three of them, and how many.

    Args:
        pixmaps: The first ones.
        count: All.
        colours: Of the theme.
        ratio: Device pixels in a logical one.
    """
    edge, step = 96, 8
    result = QPixmap(QSize(edge + 3 * step, edge + 3 * step) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(0.92)
    for place, pixmap in reversed(list(enumerate(pixmaps[:3]))):
        size = pixmap.deviceIndependentSize().scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawPixmap(QRectF(QPointF(place * step, place * step), size), pixmap, QRectF(pixmap.rect()))
    if count > 1:
        painter.setOpacity(1)
        circle = QRectF(edge - 14, 0, 28, 28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(circle, 14, 14)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(count) if count < 1000 else "…")
    painter.end()
    return result
