"""The section about privacy: what is remembered, and what leaves with a photo that is shared."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.library import Preferences
from desktop.parts.translate import tr
from desktop.settings.section import Section, named
from desktop.settings.sidecar_group import SidecarGroup


class PrivacySection(Section):
    """Tells what Fovea keeps, and asks what it may.

    Args:
        parent: Qt's owner.

    Signals:
        setting_wanted: A field of `Preferences` by its name, and its new value.
        forget_wanted: Forget what was searched for.
        sharing_wanted: What is copied and dragged is to hold nothing but the picture, or everything again.
        seen: It is looked at: what is set should be of now.
    """

    setting_wanted = Signal(str, bool)
    forget_wanted = Signal()
    sharing_wanted = Signal(bool)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Privacy"), parent=parent)
        for text in (
            self.tr(
                "Everything Fovea does, it does on this computer. It opens no network connection, except for "
                "the download of an encoder that you start yourself."
            ),
            self.tr(
                "Your photos are opened to be read, never to be changed. What Fovea knows of them lies in "
                "the folder of the library, which other users of this computer can't open."
            ),
        ):
            self.column.addWidget(named(text, ""))
        self.add_heading(self.tr("Searches"))
        self.remember = self.add_switch(
            self.tr("Remember what was searched for"),
            self.tr("The latest searches are offered below the search box. They are in no backup."),
            self._asks("remember_searches"),
        )
        self.forget = self.button(self.tr("Forget all searches"), self.forget_wanted.emit)
        self.forgotten = named("", "quiet")
        self.add_row(self.forget, self.forgotten)
        self.add_heading(self.tr("Sharing"))
        self.sharing = self.add_switch(
            self.tr("Always share without location"),
            self.tr(
                "Photos that you copy or drag to other programs are handed over as copies with the picture "
                "and nothing else: no place, no date, no camera, no words. Ctrl+Shift+C does it for once."
            ),
            self._ask_for_sharing,
        )
        self.sidecars = SidecarGroup(self)
        self.column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is looked at."""
        super().showEvent(event)
        self.forgotten.setText("")
        self.seen.emit()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is set."""
        self.remember.setChecked(preferences.remember_searches)

    def show_forgotten(self) -> None:
        """Say that the searches are forgotten."""
        self.forgotten.setText(self.tr("They are forgotten."))

    def _ask_for_sharing(self, on: bool) -> None:
        self.sharing_wanted.emit(on)

    def _asks(self, setting: str) -> Callable[[bool], None]:
        return lambda on: self.setting_wanted.emit(setting, on)
