"""What a person does with folders: choose, remove, follow links in them, leave parts of them out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.intake import Order
from core.library import Counts, Folder, Library, Preferences
from core.paths import display
from desktop.folders_dialog import FoldersDialog, suggested_pictures_folder
from desktop.indexer import IndexerClient
from desktop.leave_out_dialog import LeaveOutDialog, pattern_of

T = TypeVar("T")


class Run(Protocol):
    """How the library is changed."""

    def __call__(self, job: Callable[[Library], T], done: Callable[[T], None], /) -> None:
        """Do something with a library beside the main thread, and hand over what came of it."""


class FolderCommands(QObject):
    """Does it, and shows the dialogs.

    Args:
        read: The folders now.
        run: Changes the library.
        indexer: Is told of new folders; None in a window that only shows.
        window: Owns the dialogs.

    Signals:
        changed: The folders are others now.
        removed: Photos may be gone with a folder.
        said: What came of it, in words.
    """

    changed = Signal()
    removed = Signal()
    said = Signal(str)

    def __init__(
        self, read: Callable[[], list[Folder]], run: Run, indexer: IndexerClient | None, window: QWidget
    ) -> None:
        super().__init__(window)
        self._read = read
        self._run = run
        self._indexer = indexer
        self._window = window
        self._dialog: FoldersDialog | None = None

    def suggestion(self) -> Path | None:
        """The person's own picture folder, when there is one."""
        where = QStandardPaths.StandardLocation.PicturesLocation
        return suggested_pictures_folder(QStandardPaths.standardLocations(where))

    def choose(self) -> None:
        """Ask for a folder and take it into the library."""
        parent = self._dialog or self._window
        title = self.tr("Choose a folder with photos")
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self.suggestion() or Path.home()))
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: list[Path]) -> None:
        """Take folders into the library and have them read."""

        def add(library: Library) -> list[Folder]:
            return [library.folders.add(path) for path in paths]

        def done(added: list[Folder]) -> None:
            names = ", ".join(f"“{display(folder.path)}”" for folder in added)
            self._changed()
            self.said.emit(self.tr("Added {names}").format(names=names))

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
        dialog = self._dialog = FoldersDialog(self._read, self._window)
        dialog.add_wanted.connect(self.choose)
        dialog.removed.connect(self.remove)
        dialog.drive_left_out.connect(self.leave_drive_out)
        dialog.links_followed.connect(self.follow_links)
        dialog.leave_out_wanted.connect(self.ask_what_to_leave_out)
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()

    def ask_what_to_leave_out(self) -> None:
        """Show what is left out, and change it."""
        self._run(
            lambda library: (library.settings.load(), library.photos.counts()),
            lambda read: self._ask_what_to_leave_out(*read),
        )

    # ------------------------------------------------------------------------------------------

    def _ask_what_to_leave_out(self, preferences: Preferences, counts: Counts) -> None:
        dialog = LeaveOutDialog(preferences, counts.unwanted, self._dialog or self._window)
        if dialog.exec() and (changes := dialog.changes()):
            self._run(lambda library: library.settings.save(**changes), lambda _: self._removed())
        dialog.deleteLater()

    def _removed(self) -> None:
        self._changed()
        self.removed.emit()

    def _changed(self) -> None:
        if self._dialog is not None:
            self._dialog.reload()
        if self._indexer is not None:
            self._indexer.order(Order.RESCAN)
        self.changed.emit()
