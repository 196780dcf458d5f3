"""Fovea in the tray: goes on watching when its window is closed, and says little."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from core.intake import Progress
from desktop.parts import wording
from desktop.parts.icons import application_icon

_WORTH_TELLING = 200
"""So many photos have to be read in one go before it is told that they are: what is short was seen."""


class Background(QObject):
    """The icon in the tray, when the person wants one and the desktop has a place for it.

    Args:
        window: It stands for; a click brings it back.

    Signals:
        opened: The person wants the window.
        quit_wanted: The person wants all of it to end.
    """

    opened = Signal()
    quit_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._read = 0

    @staticmethod
    def is_supported() -> bool:
        """Whether the desktop shows icons of programs that run in the background."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def stays(self) -> bool:
        """Closing the window only hides it."""
        return self._icon is not None

    def set_on(self, on: bool) -> None:
        """Show the icon, or no longer."""
        if on and self._icon is None and self.is_supported():
            menu = QMenu(self._window)
            menu.addAction(self.tr("Open Fovea"), self.opened.emit)
            menu.addSeparator()
            menu.addAction(self.tr("Quit"), self.quit_wanted.emit)
            self._icon = QSystemTrayIcon(application_icon(), self)
            self._icon.setToolTip("Fovea")
            self._icon.setContextMenu(menu)
            self._icon.activated.connect(self._activated)
            self._icon.messageClicked.connect(self.opened)
            self._icon.show()
        elif not on and self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def follow(self, progress: Progress | None) -> None:
        """Tell when much is done, if nobody sees it."""
        if progress is None or progress.state not in ("watching", "transcribing"):
            return
        read, self._read = progress.encoded - self._read, progress.encoded
        if read >= _WORTH_TELLING:
            self.tell(self.tr("{photos} can be searched now.").format(photos=wording.photos(read)))

    def tell(self, text: str) -> None:
        """Tell something that is worth a message of the desktop, unless the window is looked at."""
        if self._icon is not None and not self._window.isActiveWindow():
            self._icon.showMessage("Fovea", text, application_icon())

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()
