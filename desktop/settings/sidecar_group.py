"""What people say, written beside their photos for other programs: the switch, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.library import WritingState
from desktop.parts import wording
from desktop.parts.translate import tr
from desktop.settings.section import INDENT, Section, named


@dataclass(frozen=True, slots=True)
class Sidecars:
    """How it stands with the sidecars of a library.

    Attributes:
        on: They are written.
        said: Files of photos of which something is said.
        state: How far the writing is.
    """

    on: bool
    said: int
    state: WritingState


class SidecarGroup(QWidget):
    """Switches the writing on and off; asks then whether what is said already is to be written.

    Args:
        section: Gets the switch, and this below it.

    Signals:
        switched: Write from now on (True), or no longer.
        all_wanted: Write what was said before, too.
    """

    switched = Signal(bool)
    all_wanted = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__(section)
        section.add_heading(tr("Other programs"))
        self.switch = section.add_switch(
            self.tr("Write what I say beside my photos"),
            self.tr(
                "Tags, stars, titles and captions go into small files next to the photos (XMP sidecars), "
                "which Lightroom, digiKam and darktable read. The photos themselves are never changed."
            ),
            self._switch,
        )
        self.asking = QWidget(self)
        self.question = named("", "")
        self.also_before = QPushButton(self.tr("Write that, too"), self)
        self.from_now_on = QPushButton(self.tr("Only from now on"), self)
        self.also_before.clicked.connect(self._write_all)
        self.from_now_on.clicked.connect(lambda: self._ask(False))
        self.state = named("", "quiet")
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.also_before)
        answers.addWidget(self.from_now_on)
        answers.addStretch(1)
        asking = QVBoxLayout(self.asking)
        asking.setContentsMargins(0, 0, 0, 4)
        asking.setSpacing(8)
        asking.addWidget(self.question)
        asking.addLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.asking)
        column.addWidget(self.state)
        column.addStretch(1)
        section.column.addWidget(self)
        self._asked = False
        self._ask(False)

    def show_sidecars(self, sidecars: Sidecars) -> None:
        """Show how it stands."""
        self.switch.setChecked(sidecars.on)
        self.state.setText(_told(sidecars))
        self.state.setVisible(bool(self.state.text()))
        if self._asked and sidecars.on and sidecars.said > 0:
            told = self.tr("What you have said already takes {files} beside your photos. Write that, too?")
            self.question.setText(told.format(files=wording.files(sidecars.said)))
            self._ask(True)
            self.also_before.setFocus()
        self._asked = False

    def _switch(self, on: bool) -> None:
        self._asked = on
        self._ask(False)
        self.switched.emit(on)

    def _write_all(self) -> None:
        self._ask(False)
        self.all_wanted.emit()

    def _ask(self, ask: bool) -> None:
        if not ask and self.asking.isAncestorOf(self.window().focusWidget() or self):
            self.switch.setFocus()
        self.asking.setVisible(ask)


def _told(sidecars: Sidecars) -> str:
    state = sidecars.state
    if not sidecars.on:
        left = tr("What was written stays where it is, beside {files}.")
        return left.format(files=wording.files(state.written)) if state.written else ""
    parts = [
        (state.written, tr("It stands beside {files}.")),
        (state.waiting, tr("{files} wait to be written.")),
        (state.away, tr("{files} wait for their drive.")),
        (state.failed, tr("{files} could not be written yet; see Problems.")),
    ]
    return wording.sentences(said.format(files=wording.files(count)) for count, said in parts if count)
