"""Paints one cell of the grid: the thumbnail, or what stands in its place, and its badges."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop import icons
from desktop.marks import HEIGHT, MarkPictures, Marks, stack_marks
from desktop.theme import Colours

RADIUS = 5.0
_RING = 3.0
_MARGIN = 6
_BADGE_WIDTH = 52


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
    """

    pixmap: QPixmap | None
    missing: bool
    selected: bool
    current: bool
    offline: bool
    marks: Marks = ()
    behind: int | None = None


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

    def paint(self, painter: QPainter, cell: QRect, state: CellState) -> None:
        """Paint one cell.

        Args:
            painter: Of the viewport, with antialiasing on.
            cell: Where.
            state: What.
        """
        shown = QRectF(cell)
        if state.pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._placeholder)
            painter.drawRoundedRect(shown, RADIUS, RADIUS)
            if state.missing:
                half = self._broken.deviceIndependentSize() / 2
                centre = shown.center() - QPointF(half.width(), half.height())
                painter.drawPixmap(centre, self._broken)
        else:
            shown = picture_in(cell, state.pixmap)
            painter.drawPixmap(shown, state.pixmap, QRectF(state.pixmap.rect()))
        if state.offline:
            self._badge(painter, shown)
        if state.marks:
            self._mark(painter, shown, state.marks)
        if state.behind is not None:
            self._stack(painter, shown, state.behind)
        if state.selected:
            self._frame(painter, shown)
        elif state.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._focus)
            painter.drawRoundedRect(shown.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

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
        # On a very small thumbnail they would hide more than they tell.
        if size.width() < shown.width() / 2:
            corner = QPointF(shown.left() + _MARGIN, shown.bottom() - size.height() - _MARGIN)
            painter.drawPixmap(corner, picture)

    def _stack(self, painter: QPainter, shown: QRectF, behind: int) -> None:
        picture = self._marks.get(stack_marks(behind))
        painter.drawPixmap(
            QPointF(shown.right() - picture.deviceIndependentSize().width() - _MARGIN, shown.top() + _MARGIN),
            picture,
        )


def picture_in(cell: QRect, pixmap: QPixmap | None) -> QRectF:
    """Where in its cell a picture is: in the middle, and all of it.

    Args:
        cell: Where there is room.
        pixmap: The picture; None: the whole cell stands for it.
    """
    if pixmap is None:
        return QRectF(cell)
    size = pixmap.deviceIndependentSize()
    longest = max(size.width(), size.height(), 1.0)
    if abs(longest - cell.width()) < 1.5:
        # At whole pixels it is as sharp as it can be.
        left = cell.x() + (cell.width() - round(size.width())) // 2
        return QRectF(QPointF(left, cell.y() + (cell.height() - round(size.height())) // 2), size)
    # Of another cell size: good enough until the right one is read.
    size *= cell.width() / longest
    where = QRectF(QPointF(0, 0), size)
    where.moveCenter(QRectF(cell).center())
    return where


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
