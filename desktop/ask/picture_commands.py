"""What a question is asked with besides words: pictures that are dropped, pasted, chosen or marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.imaging import PHOTO_SUFFIXES
from core.library.kept_question import KeptQuestion
from core.paths import display
from core.search import Picture, quoted
from desktop.ask.chips import Role
from desktop.ask.drops import Dropped, read_mime
from desktop.ask.search_box import SearchBox
from desktop.parts import wording
from desktop.parts.banner import Banner
from desktop.settings.folder_commands import FolderCommands

_MOST = 8


class PictureCommands(QObject):
    """Puts pictures into the box; folders that come with them are offered to the library.

    Args:
        box: Takes them.
        banner: Says what could not be taken.
        folders: Adds folders.
        window: Owns the dialogs.

    Signals:
        began: Something else is asked now: a photo that is looked at closely is in the way.
        asked: The answer is what a person goes on with.
    """

    began = Signal()
    asked = Signal()

    def __init__(self, box: SearchBox, banner: Banner, folders: FolderCommands, window: QWidget) -> None:
        super().__init__(window)
        self._box = box
        self._banner = banner
        self._folders = folders
        self._window = window

    def take(self, dropped: Dropped) -> None:
        """Take what was dropped or pasted: pictures into the box, folders after asking."""
        if dropped.pictures:
            self.began.emit()
            self._banner.hide()
            self._box.add_pictures(dropped.pictures)
        if dropped.folders:
            self._offer_folders(list(dropped.folders), dropped.refused)
        elif dropped.only_address:
            self._banner.say(dropped.refused, self.tr("Paste it instead"), self.paste)
        elif dropped.refused:
            self._banner.say(dropped.refused)

    def paste(self) -> None:
        """Take what is in the clipboard."""
        self.take(read_mime(QGuiApplication.clipboard().mimeData()))

    def choose_file(self) -> None:
        """Ask for picture files, and take them."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Search by a picture file"),
            "",
            self.tr("Pictures ({kinds})").format(kinds=kinds),
        )
        if chosen:
            self._box.add_pictures([Path(name) for name in chosen])

    def ask_similar(self, pictures: Sequence[Picture]) -> None:
        """Find photos like these."""
        if pictures:
            self.began.emit()
            self._box.set_pictures(list(pictures)[:_MOST])
            self.asked.emit()

    def mark(self, photo_ids: Sequence[int], role: Role) -> None:
        """Photos are, or are not, what is looked for."""
        if photo_ids and not self._box.mark(list(photo_ids), role):
            self._banner.say(self.tr("The box is full: take a picture out of it first."))

    def _offer_folders(self, folders: list[Path], refused: str) -> None:
        if len(folders) == 1 and not refused and (known := self._folders.known(folders[0])):
            # It need not be added: who opens it wants to see what is in it.
            self.began.emit()
            inside = known.relative_to(known.anchor).as_posix()
            self._box.put(KeptQuestion(f"in:{quoted(inside)}"))
            self.asked.emit()
            return
        names = wording.listed(f"“{display(folder)}”" for folder in folders)
        offer = self.tr("Add {names} to your library, so that you can search the photos in it?")
        text = wording.sentences((offer.format(names=names), refused))
        self._banner.say(text, self.tr("Add"), lambda: self._folders.add(folders))
