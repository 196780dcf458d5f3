"""Shows one picture, fitted or zoomed, and lets it be dragged about and turned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QImage,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from desktop.parts.speech import is_picture
from desktop.viewer.layers import Layers
from desktop.viewer.lens import Lens

_NOTE_MS = 900
_PAN = 0.15
"""Of the canvas, with one press of an arrow."""


@is_picture
class Canvas(QWidget):
    """A picture of a known size, painted from whatever rendering of it there is.

    Scales are device pixels of the screen to pixels of the photo: 1.0 is "100 %".

    Signals:
        scale_changed: The scale is another one, by zoom or by size.
        looked: Another part of the picture is seen, in whatever way.
    """

    scale_changed = Signal()
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(120, 120)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.lens = Lens()
        self._layers = Layers()
        self._grabbed: QPointF | None = None
        self._pointer_hidden = False
        self._noted = QTimer(self)
        self._noted.setSingleShot(True)
        self._noted.setInterval(_NOTE_MS)
        self._noted.timeout.connect(lambda: self._note(""))
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._before: QPixmap | None = None
        self._fade.valueChanged.connect(self._faded)

    @property
    def fitted(self) -> bool:
        """The whole picture is shown."""
        return self.lens.fitted

    @property
    def scale(self) -> float:
        """The scale now."""
        return self.lens.scale

    @property
    def message(self) -> str:
        """What is said over the picture; "" for nothing."""
        return self._layers.message

    @property
    def note(self) -> str:
        """What is said in the corner for a moment: how large the picture is shown."""
        return self._layers.note

    @property
    def is_detailed(self) -> bool:
        """A part is shown in more detail than the rest."""
        return self._layers.is_detailed

    @property
    def veiled(self) -> bool:
        """Something lies over the picture."""
        return self._layers.veiled

    # -- what is shown -------------------------------------------------------------------------

    def show_picture(self, size: QSize, pixmap: QPixmap | None, turns: int = 0, fade_ms: int = 0) -> None:
        """Show another picture, fitted.

        Args:
            size: Of the upright photo in its own pixels.
            pixmap: The best rendering so far, if any.
            turns: Quarters clockwise.
            fade_ms: How long the picture before takes to go.
        """
        self._fade.stop()
        self._before = self.grab() if fade_ms and self.isVisible() else None
        self._layers.fade(self._before, 0.0)
        self._layers.show(pixmap)
        self.lens.show(QSizeF(size), turns)
        self._note("")
        self._changed()
        if self._before is not None:
            self._fade.setDuration(fade_ms)
            self._fade.start()

    def improve(self, pixmap: QPixmap) -> None:
        """Take a better rendering of the same picture."""
        self._layers.whole = pixmap
        self._layers.message = ""
        self.update()

    def set_detail(self, pixmap: QPixmap, part: QRectF) -> None:
        """Take a part of the same picture in more detail; see `Layers.set_detail`."""
        self._layers.set_detail(pixmap, part)
        self.update()

    def say(self, message: str) -> None:
        """Show why the picture can't be shown better."""
        self._layers.message = message
        self.update()

    def lay_over(self, veil: QImage | None, outline: QRectF | None = None) -> None:
        """Lay something over the picture, until another one is shown.

        Args:
            veil: Of any size, stretched over the whole picture; None takes it away.
            outline: A rectangle to draw, in parts of the picture's width and height.
        """
        self._layers.lay_over(veil, outline)
        self.update()

    def hide_pointer(self, hidden: bool) -> None:
        """Let nothing but the picture be seen, or the pointer again."""
        self._pointer_hidden = hidden
        self._show_pointer()

    # -- how it is looked at -------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole picture."""
        self.lens.fit()
        self._changed(by_person=True)

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in by steps, or out when negative; a point of the widget stays where it is."""
        self.lens.zoom(steps, at)
        self._changed(by_person=True)

    def magnify(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; a point of the widget stays where it is."""
        self.lens.magnify(factor, at)
        self._changed(by_person=True)

    def set_scale(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom to a scale; a point of the widget stays where it is."""
        self.lens.set_scale(scale, at)
        self._changed(by_person=True)

    def pan(self, across: int, down: int) -> None:
        """Move over the picture by steps."""
        self.lens.pan(QPointF(_PAN * across * self.width(), _PAN * down * self.height()))
        self._changed()

    def turn(self, turns: int) -> None:
        """Turn the picture by quarters clockwise."""
        self.lens.turn(turns)
        self._changed()

    def look(self, centre: QPointF, magnification: float) -> None:
        """See the same part as another canvas; see `Lens.look`."""
        self.lens.look(centre, magnification)
        self._changed()

    # -- events --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: paint."""
        painter = QPainter(self)
        self._layers.paint(painter, self.lens, self.rect(), self.devicePixelRatioF())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a fitted picture fits again."""
        super().resizeEvent(event)
        self._changed()

    def event(self, event: QEvent) -> bool:
        """Qt: two fingers, on a touch pad or on the screen."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.magnify(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.mapFromGlobal(pinch.centerPoint())
                self.magnify(pinch.scaleFactor(), at)
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel zooms; two fingers on a touch pad move what is zoomed."""
        pad = event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchPad
        if pad and not self.fitted and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.lens.pan(-QPointF(event.pixelDelta() or event.angleDelta() / 8))
            self._changed()
        else:
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
            self.lens.pan(self._grabbed - event.position())
            self._grabbed = event.position()
            self._changed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Qt: let go."""
        if self._grabbed is not None:
            self._grabbed = None
            self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: to 100 % and back; what has room in the window is made twice as large."""
        whole = self.lens.fit_scale
        if self.fitted:
            self.set_scale(1.0 if whole < 1 else 2 * whole, event.position())
        else:
            self.fit()

    # ------------------------------------------------------------------------------------------

    def _changed(self, *, by_person: bool = False) -> None:
        """Another part is seen: paint it, and say so."""
        self.lens.set_window(QSizeF(self.size()), self.devicePixelRatioF())
        if self._grabbed is None:
            self._show_pointer()
        if by_person and not self.lens.is_empty:
            self._note(self.tr("{percent} %").format(percent=round(100 * self.scale)))
        self.update()
        self.scale_changed.emit()
        self.looked.emit()

    def _show_pointer(self) -> None:
        shape = Qt.CursorShape
        free = shape.ArrowCursor if self.fitted else shape.OpenHandCursor
        self.setCursor(shape.BlankCursor if self._pointer_hidden else free)

    def _note(self, text: str) -> None:
        self._layers.note = text
        if text:
            self._noted.start()
        else:
            self._noted.stop()
        self.update()

    def _faded(self, progress: float) -> None:
        self._layers.fade(self._before, progress)
        if progress >= 1:
            self._before = None
        self.update()
