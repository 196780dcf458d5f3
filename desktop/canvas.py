"""Shows one picture, fitted or zoomed, and lets it be dragged about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

_STEP = 1.25
_LARGEST = 8.0
_FIT_AT_MOST = 2.0
_OUTLINE = "#ffbe46"


class Canvas(QWidget):
    """A picture of a known size, painted from whatever rendering of it there is.

    Scales are device pixels of the screen to pixels of the photo: 1.0 is "100 %".

    Signals:
        scale_changed: The scale is another one, by zoom or by size.
    """

    scale_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(120, 120)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._size = QSizeF()
        self._pixmap: QPixmap | None = None
        self._veil: QImage | None = None
        self._outline = QRectF()
        self._message = ""
        self._scale: float | None = None  # None: fitted
        self._centre = QPointF()
        self._grabbed: QPointF | None = None

    @property
    def fitted(self) -> bool:
        """The whole picture is shown."""
        return self._scale is None

    @property
    def scale(self) -> float:
        """The scale now."""
        return self._fit_scale() if self._scale is None else self._scale

    @property
    def message(self) -> str:
        """What is said over the picture; "" for nothing."""
        return self._message

    def show_picture(self, size: QSize, pixmap: QPixmap | None) -> None:
        """Show another picture, fitted.

        Args:
            size: Of the photo in its own pixels.
            pixmap: The best rendering so far, if any.
        """
        self._size = QSizeF(size)
        self._pixmap = pixmap
        self._message = ""
        self._veil = None
        self.fit()

    def improve(self, pixmap: QPixmap) -> None:
        """Take a better rendering of the same picture."""
        self._pixmap = pixmap
        self._message = ""
        self.update()

    def say(self, message: str) -> None:
        """Show why the picture can't be shown better."""
        self._message = message
        self.update()

    def lay_over(self, veil: QImage | None, outline: QRectF | None = None) -> None:
        """Lay something over the picture, until another one is shown.

        Args:
            veil: Of any size, stretched over the whole picture; None takes it away.
            outline: A rectangle to draw, in parts of the picture's width and height.
        """
        self._veil = veil
        self._outline = outline or QRectF()
        self.update()

    @property
    def veiled(self) -> bool:
        """Something lies over the picture."""
        return self._veil is not None

    def fit(self) -> None:
        """Show the whole picture."""
        self._scale = None
        self._centre = QPointF(self._size.width() / 2, self._size.height() / 2)
        self._changed()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in, or out when negative.

        Args:
            steps: How much.
            at: The point of the widget that stays where it is.
        """
        if self._size.isEmpty():
            return
        fit = self._fit_scale()
        wanted = min(max(_LARGEST, fit), self.scale * _STEP**steps)
        if wanted <= fit:
            self.fit()
            return
        self.set_scale(wanted, at)

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom to a scale; a point of the widget stays where it is."""
        point = at or QPointF(self.rect().center())
        before = self._to_photo(point)
        self._scale = scale
        self._centre += before - self._to_photo(point)
        self._changed()

    # -- events --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: paint."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#0d0d0f"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._pixmap is not None and not self._size.isEmpty():
            # Above 300 % the pixels themselves are what is looked at.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < 3)
            painter.drawPixmap(self._target(), self._pixmap, QRectF(self._pixmap.rect()))
            self._paint_veil(painter)
        if self._message:
            self._paint_message(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a fitted picture fits again."""
        super().resizeEvent(event)
        self._changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel zooms."""
        self.zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take hold."""
        if event.button() == Qt.MouseButton.LeftButton and not self.fitted:
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: move the picture."""
        if self._grabbed is not None:
            self._centre -= (event.position() - self._grabbed) / self._logical_scale()
            self._grabbed = event.position()
            self._changed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Qt: let go."""
        self._grabbed = None
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: to 100 % and back."""
        if self.fitted and self._fit_scale() < 1:
            self.set_scale(1.0, event.position())
        else:
            self.fit()

    # ------------------------------------------------------------------------------------------

    def _fit_scale(self) -> float:
        if self._size.isEmpty():
            return 1.0
        ratio = self.devicePixelRatioF()
        across = ratio * self.width() / self._size.width()
        down = ratio * self.height() / self._size.height()
        return min(across, down, _FIT_AT_MOST * ratio)

    def _logical_scale(self) -> float:
        return self.scale / self.devicePixelRatioF()

    def _to_photo(self, point: QPointF) -> QPointF:
        return self._centre + (point - QRectF(self.rect()).center()) / self._logical_scale()

    def _target(self) -> QRectF:
        scale = self._logical_scale()
        corner = QRectF(self.rect()).center() - self._centre * scale
        return QRectF(corner, self._size * scale)

    def _changed(self) -> None:
        """Keep the picture in the window, and say that something changed."""
        scale = self._logical_scale()
        for length, window, get, put in (
            (self._size.width(), self.width(), self._centre.x, self._centre.setX),
            (self._size.height(), self.height(), self._centre.y, self._centre.setY),
        ):
            half = window / 2 / scale
            put(length / 2 if length <= 2 * half else min(max(get(), half), length - half))
        if self._grabbed is None:
            shape = Qt.CursorShape
            self.setCursor(shape.ArrowCursor if self.fitted else shape.OpenHandCursor)
        self.update()
        self.scale_changed.emit()

    def _paint_veil(self, painter: QPainter) -> None:
        if self._veil is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target, part = self._target(), self._outline
        painter.drawImage(target, self._veil, QRectF(self._veil.rect()))
        if part.isEmpty():
            return
        shown = QRectF(
            target.x() + part.x() * target.width(),
            target.y() + part.y() * target.height(),
            part.width() * target.width(),
            part.height() * target.height(),
        ).adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Light on dark, so that it is seen on any photo.
        for colour, width in (("#000000", 4.0), (_OUTLINE, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(shown, 6, 6)

    def _paint_message(self, painter: QPainter) -> None:
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(self.rect()).adjusted(60, 40, -60, -40)
        text = painter.boundingRect(room, int(flags), self._message)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(text.adjusted(-18, -12, 18, 12), 10, 10)
        painter.setPen(QColor("#f2f2f5"))
        painter.drawText(room, int(flags), self._message)
