"""What can be changed while a slide show runs; seen only while the pointer moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.viewer.viewer_bars import light_button

_ABOVE_THE_EDGE = 32


class SlideBar(QFrame):
    """Lies over the canvas, near its lower edge.

    Args:
        canvas: Over which.

    Signals:
        paused: Stay at this photo, or go on.
        shuffled: In no order, or in order again.
        slower: More seconds for each photo; carries how many, negative for fewer.
        ended: Enough.
    """

    paused = Signal()
    shuffled = Signal()
    slower = Signal(int)
    ended = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("slideBar")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._pause = light_button("pause", self.tr("Pause (Space)"), self)
        self._resume = light_button("resume", self.tr("Go on (Space)"), self)
        self._shuffle = light_button("shuffle", self.tr("In no order"), self)
        self._shuffle.setCheckable(True)
        faster = light_button("less", self.tr("Faster (-)"), self)
        slower = light_button("more", self.tr("Slower (+)"), self)
        end = light_button("clear", self.tr("End the slide show (Esc)"), self)
        self._seconds = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for part in (self._pause, self._resume, faster, self._seconds, slower, self._shuffle, end):
            row.addWidget(part)
        self._pause.clicked.connect(self.paused)
        self._resume.clicked.connect(self.paused)
        self._shuffle.clicked.connect(self.shuffled)
        faster.clicked.connect(lambda: self.slower.emit(-1))
        slower.clicked.connect(lambda: self.slower.emit(1))
        end.clicked.connect(self.ended)
        canvas.installEventFilter(self)
        self.hide()

    def show_state(self, seconds: int, *, shuffled: bool, paused: bool) -> None:
        """Appear.

        Args:
            seconds: For each photo.
            shuffled: In no order.
            paused: It stays at this photo.
        """
        self._seconds.setText(self.tr("{seconds} s").format(seconds=seconds))
        self._shuffle.setChecked(shuffled)
        self._pause.setVisible(not paused)
        self._resume.setVisible(paused)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the canvas has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        room = self.parentWidget()
        if room is not None:
            self.move((room.width() - self.width()) // 2, room.height() - self.height() - _ABOVE_THE_EDGE)
