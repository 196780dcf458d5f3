"""Shows one photo after the other on the whole screen."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent

from desktop.parts import movement
from desktop.viewer import viewer_keys
from desktop.viewer.slide_bar import SlideBar
from desktop.viewer.viewer import Viewer

SECONDS = 4
SHORTEST, LONGEST = 1, 60
_FADE_MS = 700
_POINTER_MS = 2500
_PATIENCE_MS = 4000
"""For a photo that takes long to be read; after that its thumbnail has to do."""
_GOLDEN = 0.618033988749895


class SlideShow(QObject):
    """Goes on by itself; the arrows go on by hand, Space pauses, Escape ends it.

    Args:
        viewer: Shows the photos.
        seconds: Between two photos.
        shuffled: In no order, each once before any comes twice.

    Signals:
        began: It runs.
        ended: It is over; the viewer is as before.
    """

    began = Signal()
    ended = Signal()

    def __init__(self, viewer: Viewer, seconds: int = SECONDS, *, shuffled: bool = False) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self.seconds = min(max(SHORTEST, seconds), LONGEST)
        self.shuffled = shuffled
        self._running = False
        self._paused = False
        self._enlarged = False
        self._next = self._timer(1, self._advance)
        self._patience = self._timer(_PATIENCE_MS, self._go)
        self._pointer = self._timer(_POINTER_MS, self._hide_pointer)
        self._bar = SlideBar(viewer.canvas)
        self._bar.paused.connect(self.pause)
        self._bar.shuffled.connect(self._shuffle)
        self._bar.slower.connect(lambda by: self._set_seconds(self.seconds + by))
        self._bar.ended.connect(self.stop)
        viewer.closed.connect(self.stop)
        viewer.settled.connect(self._settled)

    @property
    def is_running(self) -> bool:
        """It goes on, or is paused."""
        return self._running

    def start(self) -> None:
        """Begin with the photo that is shown; nothing happens when it runs already, or none is shown."""
        if self._running or self._viewer.photo is None:
            return
        self._running, self._paused = True, False
        self._enlarged = not self._viewer.window().isFullScreen()
        if self._enlarged:
            self._viewer.full_screen.emit()
        self._viewer.installEventFilter(self)
        self._viewer.canvas.installEventFilter(self)
        self._viewer.canvas.setMouseTracking(True)
        self._hide_pointer()
        self.began.emit()
        self._rest()

    def stop(self) -> None:
        """Be as before, at the photo that is shown."""
        if not self._running:
            return
        self._running = False
        for timer in (self._next, self._patience, self._pointer):
            timer.stop()
        self._viewer.removeEventFilter(self)
        self._viewer.canvas.removeEventFilter(self)
        self._viewer.canvas.setMouseTracking(False)
        self._viewer.canvas.hide_pointer(False)
        self._viewer.expect(None)
        self._bar.hide()
        if self._enlarged and self._viewer.window().isFullScreen():
            self._viewer.full_screen.emit()
        self.ended.emit()

    def pause(self) -> None:
        """Stay at this photo, or go on."""
        self._paused = not self._paused
        self._show_bar()
        self._rest()

    def next_row(self, row: int, by: int = 1) -> int:
        """The row that comes after another one, or before it; after the last one comes the first."""
        count = max(1, self._viewer.count)
        return (row + by * (_stride(count) if self.shuffled else 1)) % count

    # -- events --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys mean something else here, and a pointer that moves is shown for a while."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._viewer:
            return self._obey(event)
        if kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self._show_bar()
        return super().eventFilter(watched, event)

    def _obey(self, event: QKeyEvent) -> bool:
        key = Qt.Key
        match event.key():
            case key.Key_Escape | key.Key_F5:
                self.stop()
            case key.Key_Space:
                self.pause()
            case key.Key_Plus | key.Key_Minus | key.Key_Equal:
                self._set_seconds(self.seconds + (-1 if event.key() == key.Key_Minus else 1))
            case _:
                by = viewer_keys.steps(event)
                if by:
                    self._go(by)
                return bool(by)
        return True

    # ------------------------------------------------------------------------------------------

    def _rest(self) -> None:
        """Look at this photo for a while; the next one is read meanwhile."""
        self._patience.stop()
        if self._paused:
            self._next.stop()
            return
        self._viewer.expect([self.next_row(self._viewer.row)])
        self._next.start(1000 * self.seconds)

    def _advance(self) -> None:
        """Go on, if the next photo can be shown as it is; else as soon as it can."""
        if self._viewer.has_read(self.next_row(self._viewer.row)):
            self._go()
        else:
            self._patience.start()

    def _settled(self) -> None:
        waits = self._patience.isActive()
        if self._running and waits and self._viewer.has_read(self.next_row(self._viewer.row)):
            self._go()

    def _go(self, by: int = 1) -> None:
        fade = _FADE_MS if movement.duration(self._viewer) else 0
        self._viewer.go(self.next_row(self._viewer.row, by), fade)
        self._rest()

    def _set_seconds(self, seconds: int) -> None:
        self.seconds = min(max(SHORTEST, seconds), LONGEST)
        self._show_bar()
        self._rest()

    def _shuffle(self) -> None:
        self.shuffled = not self.shuffled
        self._show_bar()
        self._rest()

    def _show_bar(self) -> None:
        self._viewer.canvas.hide_pointer(False)
        self._bar.show_state(self.seconds, shuffled=self.shuffled, paused=self._paused)
        self._pointer.start()

    def _hide_pointer(self) -> None:
        if self._bar.isVisible() and self._bar.rect().contains(self._bar.mapFromGlobal(QCursor.pos())):
            self._pointer.start()
            return
        self._bar.hide()
        self._viewer.canvas.hide_pointer(True)

    def _timer(self, milliseconds: int, does: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(does)
        return timer


def _stride(count: int) -> int:
    """So far apart that one knows of no order, and with no divisor of the count: each row comes once."""
    stride = max(1, round(_GOLDEN * count))
    while math.gcd(stride, count) != 1:
        stride += 1
    return stride
