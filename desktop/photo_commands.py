"""What can be done with chosen photos outside the search: copy, open, show, tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.library import Library, Photo
from core.paths import display
from core.search import Reason
from desktop import wording
from desktop.carrying import PhotoMime
from desktop.decoders import Decoders
from desktop.photo_dialog import PhotoDialog
from desktop.show_in_folder import show_in_folder

_OPENED_AT_ONCE = 5


class PhotoCommands(QObject):
    """Does it, and says what could not be done.

    Args:
        decoders: Reads the picture when another program asks for it.
        window: Owns the dialogs.
        library: Opened by this thread.

    Attributes:
        reasons: Why photos are in the answer, by their ids; set with each.

    Signals:
        said: Something for the banner.
        changed: People said something of a photo.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, decoders: Decoders, window: QWidget, library: Library) -> None:
        super().__init__(window)
        self._decoders = decoders
        self._window = window
        self._library = library
        self.reasons: Mapping[int, Reason] = {}

    def carry(self, photos: list[Photo]) -> PhotoMime:
        """What another program gets of these photos."""
        return PhotoMime(photos, self._decoders)

    def copy(self, photos: list[Photo]) -> None:
        """Put photos on the clipboard, as files and, when it is one, as a picture."""
        if photos:
            QGuiApplication.clipboard().setMimeData(self.carry(photos))

    def show_in_folder(self, photos: Sequence[Photo]) -> None:
        """Show the first one in a file manager."""
        for photo in photos[:1]:
            self.show_file(photo.path)

    def show_file(self, path: Path) -> None:
        """Show a file in a file manager."""
        if not show_in_folder(path):
            self.said.emit(
                self.tr("No program could show the folder {name}.").format(name=display(path.parent))
            )

    def open_elsewhere(self, photos: Sequence[Photo]) -> None:
        """Open photos in the programs the system has for them."""
        if len(photos) > _OPENED_AT_ONCE:
            text = self.tr("Only the first {count} photos were opened.")
            self.said.emit(text.format(count=_OPENED_AT_ONCE))
        for photo in photos[:_OPENED_AT_ONCE]:
            if not photo.online:
                text = self.tr("{name} is offline: its drive or folder is not there now.")
                self.said.emit(text.format(name=display(photo.path.name)))
            elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(photo.path))):
                self.said.emit(self.tr("No program could open {name}.").format(name=display(photo.path.name)))

    def tell(self, photos: Sequence[Photo]) -> None:
        """Show the facts of the first one."""
        for photo in photos[:1]:
            dialog = PhotoDialog(photo, self._window, self._library, self.reasons.get(photo.id))
            if dialog.tags is not None:
                dialog.tags.changed.connect(self.changed)
            dialog.exec()
            dialog.deleteLater()

    def say_error(self, error: BaseException) -> None:
        """Say what went wrong, in words."""
        self.said.emit(" ".join(part for part in wording.problem(error) if part))
