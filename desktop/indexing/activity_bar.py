"""The line at the bottom: what the indexer does, how far it is, and what it could not read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from core.intake import Progress
from desktop.indexing import activity_wording
from desktop.indexing.indexer import Indexing
from desktop.parts import icons, movement, wording
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.room import spare
from desktop.parts.theme import LIGHT, Colours


class ActivityBar(QWidget):
    """Shows the indexer's `Progress` in words.

    Signals:
        pause_wanted: Pause, or go on; carries whether to pause.
        failures_wanted: Show the files that could not be read.
        restart_wanted: Start the indexer again.
    """

    pause_wanted = Signal(bool)
    failures_wanted = Signal()
    restart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activityBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        self._colours = LIGHT
        self._paused = False
        self._works = False
        self._text = ElidedLabel("quiet", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress of indexing"))
        self._pause = QToolButton(self)
        self._pause.setIconSize(QSize(16, 16))
        self._pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._failures = QToolButton(self)
        self._failures.setObjectName("alert")
        self._failures.clicked.connect(self.failures_wanted)
        self._restart = QToolButton(self)
        self._restart.setObjectName("link")
        self._restart.setText(self.tr("Start again"))
        self._restart.clicked.connect(self.restart_wanted)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._pause)
        row.addWidget(self._text)
        row.addStretch(1)
        row.addWidget(self._restart)
        row.addWidget(self._failures)
        self._restart.hide()
        self._failures.hide()
        self._show_work(None)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.whole

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._show_pause()

    def show_failures(self, count: int) -> None:
        """Say how many files could not be read; 0: say nothing of it."""
        self._failures.setVisible(count > 0)
        self._failures.setText(self.tr("{files} could not be read").format(files=wording.files(count)))
        self._fit()

    def show_state(self, state: Indexing, problem: str) -> None:
        """Say who indexes.

        Args:
            state: Who.
            problem: What went wrong, in words; "" for nothing.
        """
        self._restart.setVisible(state is Indexing.FAILED)
        if state is Indexing.FAILED:
            self._show_work(None)
            self._say(self.tr("Indexing stopped. {problem}").format(problem=problem).strip())
        elif problem:
            self._show_work(None)
            self._say(problem)

    def show_progress(self, progress: Progress, state: Indexing, photos: int) -> None:
        """Say what the indexer does.

        Args:
            progress: Its latest word.
            state: Who indexes.
            photos: Photos in the library.
        """
        self._paused = progress.state == "paused"
        working = activity_wording.is_working(progress)
        self._show_work(progress if working else None, pausable=state is Indexing.HERE)
        parts = [activity_wording.sentence(progress, photos), *activity_wording.details(progress, state)]
        self._say("  ·  ".join(parts))

    def say_quietly(self, text: str) -> None:
        """Say something while nothing is indexed."""
        self._show_work(None)
        self._say(text)

    def _show_work(self, progress: Progress | None, *, pausable: bool = False) -> None:
        self._works = progress is not None
        self._fit()
        self._pause.setVisible(progress is not None and pausable)
        if progress is None:
            return
        done, waiting = activity_wording.amounts(progress)
        busy = progress.state in ("starting", "scanning") and not done + waiting
        # A bar that runs to and fro says no more than an empty one.
        runs = busy and bool(movement.duration(self._bar))
        self._bar.setRange(0, 0 if runs else max(1, done + waiting))
        self._bar.setValue(done)
        self._show_pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the words say how far it is, too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._works:
            spare(self._row, [self._bar], self.width())
        else:
            self._bar.hide()

    def _show_pause(self) -> None:
        text = self.tr("Go on indexing") if self._paused else self.tr("Pause indexing")
        self._pause.setIcon(icons.icon("resume" if self._paused else "pause", self._colours.text, 16))
        self._pause.setToolTip(text)
        self._pause.setAccessibleName(text)

    def _say(self, text: str) -> None:
        self._text.set_text(text)
