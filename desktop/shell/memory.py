"""Gives the system back what large pictures took, when they are not looked at any more."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QObject, QTimer

_SOON_MS = 500
"""What comes next is shown first."""


class Thrift(QObject):
    """Has the C library give back what was freed; glibc keeps it, others don't and lack the call.

    Args:
        parent: Qt's owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(_give_back)

    def begin(self) -> None:
        """Large pictures are wanted again."""
        self._soon.stop()

    def end(self) -> None:
        """They are not wanted any more: give back what they took, in a moment."""
        self._soon.start()


def _give_back() -> None:
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(ctypes.c_size_t(0))
