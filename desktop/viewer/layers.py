"""What the canvas paints, one over the other: the picture, a part of it in more detail, what lies over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QTransform

from desktop.viewer.lens import Lens

GROUND = "#0d0d0f"
_OUTLINE = "#ffbe46"
_TEXT = "#f2f2f5"
_PIXELS_SHOW_AT = 3
"""From 300 % on the pixels themselves are what is looked at."""


class Layers:
    """The layers of one picture.

    Attributes:
        whole: The best rendering of all of it, if any.
        message: What is said over it; "" for nothing.
        note: Likewise, in a corner.
    """

    def __init__(self) -> None:
        self.whole: QPixmap | None = None
        self.message = ""
        self.note = ""
        self._detail: tuple[QPixmap, QRectF] | None = None
        self._veil: QImage | None = None
        self._outline = QRectF()
        self._fitted: tuple[tuple[int, QSize, int], QPixmap] | None = None
        self._before: QPixmap | None = None
        self._progress = 1.0

    @property
    def is_detailed(self) -> bool:
        """A part is there in more detail."""
        return self._detail is not None

    @property
    def veiled(self) -> bool:
        """Something lies over the picture."""
        return self._veil is not None

    def show(self, whole: QPixmap | None) -> None:
        """Take another picture."""
        self.whole = whole
        self.message = ""
        self._detail = self._veil = self._fitted = None
        self._outline = QRectF()

    def set_detail(self, pixmap: QPixmap, part: QRectF) -> None:
        """A part in more detail, in parts of the upright picture; an empty one takes it away."""
        self._detail = None if part.isEmpty() else (pixmap, part)

    def lay_over(self, veil: QImage | None, outline: QRectF | None = None) -> None:
        """A veil, stretched over the picture, and a rectangle to draw, in parts of it; None takes it away."""
        self._veil = veil
        self._outline = outline or QRectF()

    def fade(self, before: QPixmap | None, progress: float) -> None:
        """Show what was there before, too.

        Args:
            before: As large as the canvas; None: nothing.
            progress: From 0, before, to 1, the picture itself.
        """
        self._before = before if progress < 1 else None
        self._progress = progress

    def paint(self, painter: QPainter, lens: Lens, rect: QRect, ratio: float) -> None:
        """Paint all of them.

        Args:
            painter: Of the canvas.
            lens: How the picture is looked at.
            rect: All of the canvas.
            ratio: Device pixels in a logical one.
        """
        painter.fillRect(rect, QColor(GROUND))
        hint = QPainter.RenderHint
        painter.setRenderHints(hint.Antialiasing | hint.SmoothPixmapTransform)
        if self.whole is not None and not lens.is_empty:
            if lens.fitted:
                self._paint_fitted(painter, lens, self.whole, ratio)
            else:
                self._paint_zoomed(painter, lens, self.whole)
            self._paint_veil(painter, lens)
        if self._before is not None:
            painter.setOpacity(1 - self._progress)
            painter.drawPixmap(rect, self._before)
            painter.setOpacity(1)
        if self.message:
            self._paint_message(painter, rect)
        if self.note:
            self._paint_note(painter, rect)

    def _paint_fitted(self, painter: QPainter, lens: Lens, whole: QPixmap, ratio: float) -> None:
        """Scaled once, and well; then it costs next to nothing to paint it again."""
        target = lens.target()
        size = (target.size() * ratio).toSize().expandedTo(QSize(1, 1))
        key = (whole.cacheKey(), size, lens.turns)
        if self._fitted is None or self._fitted[0] != key:
            upright = size.transposed() if lens.turns % 2 else size
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = whole.scaled(upright, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            if lens.turns:
                scaled = scaled.transformed(QTransform().rotate(90 * lens.turns))
            scaled.setDevicePixelRatio(ratio)
            self._fitted = key, scaled
        # On whole pixels of the screen, or it would be blurred.
        corner = (target.topLeft() * ratio).toPoint()
        painter.drawPixmap(QPointF(corner) / ratio, self._fitted[1])

    def _paint_zoomed(self, painter: QPainter, lens: Lens, whole: QPixmap) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, lens.scale < _PIXELS_SHOW_AT)
        painter.setTransform(lens.transform(), combine=True)
        painter.drawPixmap(lens.upright, whole, QRectF(whole.rect()))
        if self._detail is not None:
            pixmap, part = self._detail
            painter.drawPixmap(_part_of(lens.upright, part), pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _paint_veil(self, painter: QPainter, lens: Lens) -> None:
        if self._veil is None:
            return
        painter.save()
        painter.setTransform(lens.transform(), combine=True)
        painter.drawImage(lens.upright, self._veil, QRectF(self._veil.rect()))
        painter.restore()
        if self._outline.isEmpty():
            return
        shown = lens.transform().mapRect(_part_of(lens.upright, self._outline)).adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Light on dark, so that it is seen on any photo.
        for colour, width in (("#000000", 4.0), (_OUTLINE, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(shown, 6, 6)

    def _paint_message(self, painter: QPainter, rect: QRect) -> None:
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(rect).adjusted(60, 40, -60, -40)
        text = painter.boundingRect(room, int(flags), self.message)
        _paint_plate(painter, text.adjusted(-18, -12, 18, 12), 10)
        painter.drawText(room, int(flags), self.message)

    def _paint_note(self, painter: QPainter, rect: QRect) -> None:
        text = painter.fontMetrics().boundingRect(self.note)
        plate = QRect(QPoint(), QSize(text.width() + 24, text.height() + 12))
        plate.moveTopRight(rect.topRight() + QPoint(-12, 12))
        _paint_plate(painter, QRectF(plate), plate.height() / 2)
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self.note)


def _paint_plate(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Something to write on; the pen is that of the text afterwards."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setPen(QColor(_TEXT))


def _part_of(whole: QRectF, part: QRectF) -> QRectF:
    return QRectF(
        whole.x() + part.x() * whole.width(),
        whole.y() + part.y() * whole.height(),
        part.width() * whole.width(),
        part.height() * whole.height(),
    )
