"""What a person does with folders: choose, remove, follow links in them, leave parts of them out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import FolderError
from core.intake import Order
from core.library import Counts, Folder, Library, Preferences
from core.paths import display
from desktop.indexing.indexer import IndexerClient
from desktop.parts import wording
from desktop.settings.folders_section import suggested_pictures_folder
from desktop.settings.leave_out_dialog import LeaveOutDialog, pattern_of
from desktop.settings.welcome import Welcome

T = TypeVar("T")

_TOLD = 3
"""Folders that can't be added are told of, so many of them."""


class Run(Protocol):
    """How the library is changed."""

    def __call__(self, job: Callable[[Library], T], done: Callable[[T], None], /) -> None:
        """Do something with a library beside the main thread, and hand over what came of it."""


class FolderCommands(QObject):
    """Does it, and shows the dialogs it takes.

    Args:
        read: The folders now.
        run: Changes the library.
        indexer: Is told of new folders; None in a window that only shows.
        window: Owns the dialogs.

    Signals:
        changed: The folders are others now.
        removed: Photos may be gone with a folder.
        said: What came of it, in words.
        refused: Why folders could not be added, for the banner.
        seen_wanted: The person wants to see the folders.
    """

    changed = Signal()
    removed = Signal()
    said = Signal(str)
    refused = Signal(str)
    seen_wanted = Signal()

    def __init__(
        self, read: Callable[[], list[Folder]], run: Run, indexer: IndexerClient | None, window: QWidget
    ) -> None:
        super().__init__(window)
        self._read = read
        self._run = run
        self._indexer = indexer
        self._window = window

    def suggestions(self) -> list[Path]:
        """The person's own picture folder, when there is one."""
        where = QStandardPaths.StandardLocation.PicturesLocation
        found = suggested_pictures_folder(QStandardPaths.standardLocations(where))
        return [found] if found is not None else []

    def choose(self) -> None:
        """Ask for a folder and take it into the library."""
        if (chosen := self.ask()) is not None:
            self.add([chosen])

    def ask(self) -> Path | None:
        """Ask for a folder."""
        title = self.tr("Choose a folder with photos")
        start = next(iter(self.suggestions()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(start))
        return Path(chosen) if chosen else None

    def offer_another(self, welcome: Welcome) -> None:
        """Ask for a folder, and offer it beside the others on the first page."""
        if (chosen := self.ask()) is not None:
            welcome.offer([chosen])

    def add(self, paths: list[Path]) -> None:
        """Take folders into the library and have them read."""

        def add(library: Library) -> tuple[list[Folder], list[FolderError]]:
            added, refused = [], []
            for path in paths:
                try:
                    added.append(library.folders.add(path))
                except FolderError as error:
                    refused.append(error)
            return added, refused

        def done(came: tuple[list[Folder], list[FolderError]]) -> None:
            added, refused = came
            if added:
                # One that lies in another is that one.
                folders = dict.fromkeys(display(folder.path) for folder in added)
                self._changed()
                names = wording.listed(f"“{folder}”" for folder in folders)
                self.said.emit(self.tr("Added {names}").format(names=names))
            if refused:
                told = (part for error in refused[:_TOLD] for part in wording.problem(error))
                self.refused.emit(wording.sentences(told))

        self._run(add, done)

    def remove(self, folder: Folder) -> None:
        """Take a folder out of the library, with the drives that are mounted in it."""
        self._run(lambda library: library.folders.remove(folder.id), lambda _: self._removed())

    def leave_drive_out(self, folder: Folder) -> None:
        """Take a drive that is mounted in a folder out of the library, and keep it out."""
        around = {other.id: other.path for other in self._read()}.get(folder.parent_id or 0)
        if around is None:
            return
        pattern = pattern_of(folder.path.relative_to(around))

        def leave_out(library: Library) -> None:
            kept = library.settings.load().exclude
            library.settings.save(exclude=tuple(dict.fromkeys([*kept, pattern])))
            library.folders.remove(folder.id)

        self._run(leave_out, lambda _: self._removed())

    def follow_links(self, folder: Folder, follow: bool) -> None:
        """Follow the symbolic links in a folder, or leave them alone."""

        def change(library: Library) -> Folder:
            return library.folders.add(folder.path, follow_links=follow, parent_id=folder.parent_id)

        self._run(change, lambda _: self._changed())

    def show(self) -> None:
        """Show the folders."""
        self.seen_wanted.emit()

    def folders(self) -> list[Folder]:
        """The folders now."""
        return self._read()

    def known(self, path: Path) -> Path | None:
        """Where a folder really is, if the library has it, alone or in another one; else None."""
        real = path.resolve()
        return real if any(real.is_relative_to(folder.path) for folder in self._read()) else None

    def ask_what_to_leave_out(self) -> None:
        """Show what is left out, and change it."""
        self._run(
            lambda library: (library.settings.load(), library.photos.counts()),
            lambda read: self._ask_what_to_leave_out(*read),
        )

    # ------------------------------------------------------------------------------------------

    def _ask_what_to_leave_out(self, preferences: Preferences, counts: Counts) -> None:
        dialog = LeaveOutDialog(preferences, counts.unwanted, self._window)
        if dialog.exec() and (changes := dialog.changes()):
            self._run(lambda library: library.settings.save(**changes), lambda _: self._removed())
        dialog.deleteLater()

    def _removed(self) -> None:
        self._changed()
        self.removed.emit()

    def _changed(self) -> None:
        if self._indexer is not None:
            self._indexer.order(Order.RESCAN)
        self.changed.emit()
