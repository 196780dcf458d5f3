"""The keys of the viewer: closer, farther, on, back, turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from desktop.viewer.canvas import Canvas
    from desktop.viewer.viewer import Viewer

_Key = Qt.Key
_ARROWS = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}
_ZOOM_KEYS = (_Key.Key_0, _Key.Key_1, _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus)


def name(event: QKeyEvent) -> str:
    """What a key is called, with those that are held with it: "Shift+R"; on the keypad as elsewhere."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()


def is_own(event: QKeyEvent) -> bool:
    """Whether a key that is a command of the window elsewhere is about the photo here."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _ZOOM_KEYS


def obey(viewer: Viewer, event: QKeyEvent) -> bool:
    """Do what a key means.

    Returns:
        Whether it means anything.
    """
    if zoom(viewer.canvas, event):
        return True
    if by := steps(event):
        viewer.step(by)
        return True
    match event.key():
        case _Key.Key_Home:
            viewer.step(-viewer.row)
        case _Key.Key_End:
            viewer.step(viewer.count)
        case _Key.Key_R:
            viewer.turn(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        case _Key.Key_W:
            viewer.why_wanted.emit()
        case _Key.Key_F | _Key.Key_F11:
            viewer.full_screen.emit()
        case _Key.Key_Escape | _Key.Key_Return | _Key.Key_Enter:
            viewer.close_photo()
        case _:
            return False
    return True


def steps(event: QKeyEvent) -> int:
    """How many photos a key goes on, or back: an arrow goes the way the eye does, from either side."""
    onward, back = _Key.Key_Right, _Key.Key_Left
    if QGuiApplication.isRightToLeft():
        onward, back = back, onward
    keys = {onward: 1, _Key.Key_Space: 1, _Key.Key_PageDown: 1, _Key.Key_Down: 1}
    keys |= {back: -1, _Key.Key_Backspace: -1, _Key.Key_PageUp: -1, _Key.Key_Up: -1}
    return keys.get(_Key(event.key()), 0)


def zoom(canvas: Canvas, event: QKeyEvent) -> bool:
    """Look closer, from farther, or move over what is zoomed, if that is what a key means."""
    arrow = _ARROWS.get(Qt.Key(event.key()))
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    # Where there is nothing to move to, an arrow is for the photos beside this one.
    if arrow is not None and canvas.lens.can_pan(*arrow):
        canvas.pan(*arrow)
        return True
    match event.key():
        case _Key.Key_Plus | _Key.Key_Equal:
            canvas.zoom(1)
        case _Key.Key_Minus:
            canvas.zoom(-1)
        case _Key.Key_0 if control:
            canvas.fit()
        case _Key.Key_1 if control:
            canvas.set_scale(1.0)
        case _:
            return False
    return True
