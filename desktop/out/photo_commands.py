"""What other programs do with chosen photos: take copies, open them, show where they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from core.library import Library, Photo
from core.paths import display
from desktop.out.carrying import PhotoMime, to_url
from desktop.out.sharing import MOST, Sharing
from desktop.out.show_in_folder import show_in_folder
from desktop.parts.decoders import Decoders

_OPENED_AT_ONCE = 5


class PhotoCommands(QObject):
    """Does it, and says what could not be done.

    Args:
        decoders: Reads the picture when another program asks for it.
        window: Owns the dialogs.
        library: Opened by this thread.

    Attributes:
        decoders: The same.
        library: The same.
        shares_safely: What is copied and dragged holds the picture and nothing else, whoever asks.

    Signals:
        said: Something for the banner.
    """

    said = Signal(str)

    def __init__(self, decoders: Decoders, window: QWidget, library: Library) -> None:
        super().__init__(window)
        self.decoders = decoders
        self.library = library
        self.sharing = Sharing(library.paths.shared, decoders, self)
        self.shares_safely = False

    def carry(self, photos: list[Photo]) -> PhotoMime:
        """What another program gets of these photos."""
        return self._carry(photos, safely=self.shares_safely)

    def copy(self, photos: list[Photo]) -> None:
        """Put photos on the clipboard, as files and, when it is one, as a picture."""
        if photos:
            QGuiApplication.clipboard().setMimeData(self.carry(photos))

    def copy_safely(self, photos: list[Photo]) -> None:
        """Put copies on the clipboard that hold the picture and nothing else."""
        if photos:
            QGuiApplication.clipboard().setMimeData(self._carry(photos, safely=True))

    def close(self) -> None:
        """End the thread that makes copies."""
        self.sharing.close()

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
            elif not QDesktopServices.openUrl(to_url(photo.path)):
                self.said.emit(self.tr("No program could open {name}.").format(name=display(photo.path.name)))

    def _carry(self, photos: list[Photo], *, safely: bool) -> PhotoMime:
        copies = self.sharing.copies(photos) if safely else None
        if safely and len(photos) > MOST:
            text = self.tr("At most {count} photos can be shared so at once. Export copies of more of them.")
            self.said.emit(text.format(count=MOST))
        return PhotoMime(photos, self.decoders, copies)
