"""Turns of the wheel and movements of two fingers, as steps of zoom."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

STEP = 1.15
"""One step makes things so many times as large."""

Zoomed = tuple[float, QPoint]
"""By how many steps, and around which point of the widget."""


def by_wheel(event: QWheelEvent) -> Zoomed | None:
    """What the wheel zooms: with Ctrl alone; finer where a touchpad tells finer steps."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not event.angleDelta().y():
        return None
    return event.angleDelta().y() / 120, event.position().toPoint()


def by_pinch(event: QEvent, widget: QWidget) -> Zoomed | None:
    """What two fingers zoom, on a touchpad or on the screen.

    Args:
        event: Of any kind.
        widget: That gets it; it has to have grabbed `Qt.PinchGesture`.
    """
    if isinstance(event, QNativeGestureEvent):
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return None
        return _steps(1 + event.value()), event.position().toPoint()
    if isinstance(event, QGestureEvent):
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(pinch, QPinchGesture):
            centre = widget.mapFromGlobal(pinch.centerPoint().toPoint())
            return _steps(pinch.scaleFactor()), centre
    return None


def _steps(factor: float) -> float:
    return math.log(max(factor, 0.1)) / math.log(STEP)
