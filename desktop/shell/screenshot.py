"""A picture of the window, taken when it shows everything it was asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.main_window import MainWindow

TIMEOUT_MS = 60_000


class Screenshot(QObject):
    """Waits for the window, saves the picture, and says how it went.

    Args:
        window: Of which.
        file: Where to; the name's ending chooses the format.

    Signals:
        taken: Done; carries whether the picture was saved.
    """

    taken = Signal(bool)

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(lambda: self._save(complete=False))
        self._late.start(TIMEOUT_MS)
        window.settled.connect(self._settled)

    def _settled(self) -> None:
        # What was loaded last is painted when the events that wait are done.
        QTimer.singleShot(0, self, self._save_if_settled)

    def _save_if_settled(self) -> None:
        if self._late.isActive() and self._window.is_settled:
            self._save(complete=True)

    def _save(self, *, complete: bool) -> None:
        self._late.stop()
        self._window.settled.disconnect(self._settled)
        saved = self._window.grab().save(str(self._file))
        self.taken.emit(saved and complete)
