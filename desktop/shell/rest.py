"""What the window gives back to the system when nothing moves in it any more."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QObject, QTimer, SignalInstance

_AFTER_MS = 8000


class Rest(QObject):
    """Returns memory that the C library keeps for later, once after each time that something moved.

    Of the pictures that are read while a hundred thousand photos rush by, glibc keeps some fifty megabytes.

    Args:
        moved: Says that something did.
        parent: Qt's owner.
    """

    def __init__(self, moved: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(give_back_memory)
        moved.connect(lambda *_: self._timer.start())

    def end(self) -> None:
        """Nothing will move any more."""
        self._timer.stop()


def give_back_memory() -> None:
    """Have glibc return what it keeps, in some milliseconds; others lack the call, and the need."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(ctypes.c_size_t(0))
