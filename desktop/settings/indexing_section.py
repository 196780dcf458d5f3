"""The section about indexing: what goes on now, and the few rules there are for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from core.intake import Progress
from core.library import Counts, Preferences
from desktop.indexing import activity_wording
from desktop.indexing.indexer import Indexing
from desktop.parts import wording
from desktop.parts.translate import tr
from desktop.settings.section import Section, named


class IndexingSection(Section):
    """Shows how far the library is, and asks for changes.

    Args:
        parent: Qt's owner.

    Signals:
        pause_wanted: Pause, or go on; carries whether to pause.
        rescan_wanted: Look for changes now.
        failures_wanted: Show the files that could not be read.
        setting_wanted: A field of `Preferences` by its name, and its new value.
        background_wanted: Stay in the tray, or not.
        autostart_wanted: Be started with the session, or not.
        seen: It is looked at: the numbers should be of now.
    """

    pause_wanted = Signal(bool)
    rescan_wanted = Signal()
    failures_wanted = Signal()
    setting_wanted = Signal(str, bool)
    background_wanted = Signal(bool)
    autostart_wanted = Signal(bool)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Indexing"),
            tr(
                "Fovea looks at each photo once, beside whatever else this computer does, and lets other "
                "programs go first. You can search all the while."
            ),
            parent,
        )
        self.now = named("", "group")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of indexing"))
        self.details = named("", "quiet")
        self._paused = False
        self.pause = self.button("", lambda: self.pause_wanted.emit(not self._paused))
        self.rescan = self.button(self.tr("Look for changes now"), self.rescan_wanted.emit)
        self.failures = self.button("", self.failures_wanted.emit)
        for widget in (self.now, self.bar, self.details):
            self.column.addWidget(widget)
        self.add_row(self.pause, self.rescan, self.failures)
        self.add_heading(self.tr("When"))
        self.battery = self.add_switch(
            self.tr("Rest while this computer runs on its battery"), "", self._asks("rest_on_battery")
        )
        self.busy = self.add_switch(
            self.tr("Rest while other programs need the processor"),
            self.tr("Other programs go first in any case; this keeps the computer cool and quiet as well."),
            self._asks("rest_while_busy"),
        )
        self.background = self.add_switch(
            self.tr("Go on when the window is closed"),
            self.tr("Fovea stays in the tray, and new photos are ready when you look for them."),
            self.background_wanted.emit,
        )
        self.autostart = self.add_switch(self.tr("Start with this computer"), "", self.autostart_wanted.emit)
        self.add_heading(self.tr("What"))
        self.transcribe = self.add_switch(
            self.tr("Read the text in photos"),
            self.tr("Signs, screenshots and papers are found by the words in them. It takes longest of all."),
            self._asks("transcribe"),
        )
        self.column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is looked at."""
        super().showEvent(event)
        self.seen.emit()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is set."""
        self.battery.setChecked(preferences.rest_on_battery)
        self.busy.setChecked(preferences.rest_while_busy)
        self.transcribe.setChecked(preferences.transcribe)

    def show_background(self, on: bool | None, autostart: bool | None) -> None:
        """Show whether it goes on without a window; None: this desktop has nothing for that."""
        self.background.setChecked(bool(on))
        self.background.setEnabled(on is not None)
        if on is None:
            self.background.setToolTip(self.tr("This desktop has no tray."))
        self.autostart.setVisible(autostart is not None)
        self.autostart.setChecked(bool(autostart))

    def show_progress(self, progress: Progress | None, state: Indexing, counts: Counts) -> None:
        """Show what goes on.

        Args:
            progress: The indexer's latest word; None when there is none.
            state: Who indexes.
            counts: The library in numbers.
        """
        progress = progress or Progress(state="stopped")
        self._paused = progress.state == "paused"
        self.now.setText(activity_wording.sentence(progress, counts.photos))
        done, waiting = activity_wording.amounts(progress)
        working = activity_wording.is_working(progress)
        self.bar.setVisible(working)
        self.bar.setRange(0, max(1, done + waiting))
        self.bar.setValue(done)
        facts = [wording.photos(counts.photos)]
        if counts.waiting:
            facts.append(self.tr("{files} to be read").format(files=wording.files(counts.waiting)))
        if counts.offline:
            facts.append(
                self.tr("{photos} on drives that are away").format(photos=wording.photos(counts.offline))
            )
        self.details.setText("  ·  ".join([*facts, *activity_wording.details(progress, state)]))
        self.pause.setVisible(working and state is Indexing.HERE)
        self.pause.setText(self.tr("Go on") if self._paused else self.tr("Pause"))
        unread = counts.failed + counts.sidecars_failed + counts.texts_failed
        self.failures.setVisible(unread > 0)
        self.failures.setText(self.tr("{files} could not be read…").format(files=wording.files(unread)))

    def _asks(self, setting: str) -> Callable[[bool], None]:
        return lambda on: self.setting_wanted.emit(setting, on)
