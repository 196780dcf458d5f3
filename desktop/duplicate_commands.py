"""Duplicates, as the window sees them: found, thrown away and brought back, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.imaging import ThumbnailStore
from core.intake.discarding import Discarded, discard, restore
from core.library import Library
from core.library.photo_files import PhotoFile
from core.paths import LibraryPaths
from core.search.duplicates import Group, duplicates
from desktop.duplicates_dialog import DuplicatesDialog
from desktop.threads import Crew, Ticket

T = TypeVar("T")


class DuplicateCommands(QObject):
    """Does what a person wants to do with duplicates.

    Args:
        paths: Of the library.
        window: Owns the dialog.

    Signals:
        changed: Photos went, or came back.
        failed: An error for the banner.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, paths: LibraryPaths, window: QWidget) -> None:
        super().__init__(window)
        self._paths = paths
        self._window = window
        self._crew: Crew | None = None
        self._own: Library | None = None  # of the crew's thread
        self._finding = Ticket()
        self.dialog: DuplicatesDialog | None = None

    def show(self) -> None:
        """Show them."""
        dialog = self.dialog = DuplicatesDialog(ThumbnailStore(self._paths.thumbnails), self._window)
        dialog.wanted.connect(self.find)
        dialog.discard_wanted.connect(self.discard)
        dialog.restore_wanted.connect(self.restore)
        self.find(False)
        dialog.exec()
        self.dialog = None
        self._finding.cancel()
        dialog.close_threads()
        dialog.deleteLater()

    def find(self, series: bool) -> None:
        """Look for groups.

        Args:
            series: Photos taken one after another instead of files that show one picture.
        """

        def job(library: Library) -> tuple[list[Group], int]:
            return duplicates(library, series=series), library.likeness.waiting()

        # What was looked for before would come under the wrong name.
        self._finding.cancel()
        self._finding = self._run(job, lambda found: self._tell(lambda dialog: dialog.show_groups(*found)))

    def discard(self, choices: Sequence[tuple[PhotoFile, PhotoFile]]) -> None:
        """Move files to the trash; of each pair the second, because the first stays."""
        self._run(lambda library: discard(library, choices), self._discarded)

    def restore(self, discarded: Discarded) -> None:
        """Bring files back from the trash."""
        self._run(lambda library: restore(library, discarded), self._restored)

    def close(self) -> None:
        """End the thread."""
        if self._crew is not None:
            self._crew.close(self._close_own)

    # ------------------------------------------------------------------------------------------

    def _discarded(self, result: Discarded) -> None:
        self._tell(lambda dialog: dialog.show_discarded(result))
        self.changed.emit()

    def _restored(self, problems: list[str]) -> None:
        self._tell(lambda dialog: dialog.show_restored(problems))
        self.changed.emit()

    def _tell(self, say: Callable[[DuplicatesDialog], None]) -> None:
        # Closed meanwhile: what was begun is done, and nobody has to be told.
        if self.dialog is not None:
            say(self.dialog)

    def _failed(self, error: BaseException) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)
        else:
            self.failed.emit(error)

    def _run(self, job: Callable[[Library], T], done: Callable[[T], None]) -> Ticket:
        """Do something with a library of the crew's own: to look through all pairs takes a moment."""
        if self._crew is None:
            self._crew = Crew("duplicates", 1, self)

        def work() -> T:
            if self._own is None:
                self._own = Library.open(self._paths.root, create=False)
            return job(self._own)

        return self._crew.run(work, done, self._failed)

    def _close_own(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None
