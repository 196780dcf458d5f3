"""The line at the bottom: what the indexer does, how far it is, and what it could not read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from core.intake import Progress
from desktop import icons, wording
from desktop.elided_label import ElidedLabel
from desktop.indexer import Indexing
from desktop.theme import LIGHT, Colours


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
        row = QHBoxLayout(self)
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
        working = progress.state in ("starting", "scanning", "indexing", "transcribing", "paused")
        self._show_work(progress if working else None, pausable=state is Indexing.HERE)
        parts = [self._sentence(progress, photos)]
        if progress.state in ("indexing", "transcribing"):
            if progress.rate >= 0.05:
                rate = self.tr("{rate} photos/s")
                parts.append(
                    rate.format(rate=f"{progress.rate:.1f}" if progress.rate < 10 else round(progress.rate))
                )
            if progress.seconds_left is not None:
                parts.append(wording.duration(progress.seconds_left))
            if progress.device and progress.state == "indexing":
                parts.append(wording.device(progress.device))
        if progress.upcoming and working:
            parts.append(self.tr("for the encoder “{name}”").format(name=progress.upcoming.partition("@")[0]))
        if state is Indexing.ELSEWHERE:
            parts.append(self.tr("by another Fovea"))
        if progress.message:
            parts.append(progress.message)
        self._say("  ·  ".join(parts))

    def say_quietly(self, text: str) -> None:
        """Say something while nothing is indexed."""
        self._show_work(None)
        self._say(text)

    def _sentence(self, progress: Progress, photos: int) -> str:
        done, waiting = _amounts(progress)
        match progress.state:
            case "starting":
                return self.tr("Getting ready to read photos…")
            case "scanning":
                found = wording.photos(progress.found)
                return self.tr("Looking through your folders… {found} found").format(found=found)
            case "indexing":
                text = self.tr("Reading photos: {done} of {total}")
                return text.format(done=wording.number(done), total=wording.number(done + waiting))
            case "transcribing":
                text = self.tr("Reading the text in photos: {done} of {total}")
                return text.format(done=wording.number(done), total=wording.number(done + waiting))
            case "paused" if _is_about_text(progress):
                left = wording.photos(waiting)
                return self.tr("Paused. Text still to be read in {left}").format(left=left)
            case "paused":
                left = wording.files(progress.waiting)
                return self.tr("Paused. {left} still to be read").format(left=left)
            case _:
                return self.tr("{photos}, up to date").format(photos=wording.photos(photos))

    def _show_work(self, progress: Progress | None, *, pausable: bool = False) -> None:
        self._bar.setVisible(progress is not None)
        self._pause.setVisible(progress is not None and pausable)
        if progress is None:
            return
        done, waiting = _amounts(progress)
        busy = progress.state in ("starting", "scanning") and not done + waiting
        self._bar.setRange(0, 0 if busy else max(1, done + waiting))
        self._bar.setValue(done)
        self._show_pause()

    def _show_pause(self) -> None:
        text = self.tr("Go on indexing") if self._paused else self.tr("Pause indexing")
        self._pause.setIcon(icons.icon("resume" if self._paused else "pause", self._colours.text, 16))
        self._pause.setToolTip(text)
        self._pause.setAccessibleName(text)

    def _say(self, text: str) -> None:
        self._text.set_text(text)


def _is_about_text(progress: Progress) -> bool:
    """Whether the text in photos is what is read, or was before a pause."""
    text_alone = progress.texts_waiting > 0 and not progress.waiting
    return progress.state == "transcribing" or (progress.state == "paused" and text_alone)


def _amounts(progress: Progress) -> tuple[int, int]:
    """How much of the work in hand is done, and how much of it waits."""
    if _is_about_text(progress):
        return progress.texts, progress.texts_waiting
    return progress.done, progress.waiting
