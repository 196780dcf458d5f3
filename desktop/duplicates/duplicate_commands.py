"""Duplicates, as the window sees them: found on a thread of its own, and thrown away as anything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.imaging import ThumbnailStore
from core.library import Library
from core.paths import LibraryPaths
from core.search.duplicates import Group, duplicates
from desktop.duplicates.duplicates_page import DuplicatesPage
from desktop.out.trash_commands import TrashCommands
from desktop.parts.own_library import OwnLibrary
from desktop.parts.theme import Theme
from desktop.parts.threads import Ticket

Found = tuple[list[Group], list[Group], int]
"""Groups of files that show one picture, series, and how many photos were not compared yet."""


class DuplicateCommands(QObject):
    """Makes the page when it is first wanted, and keeps it true while it is seen.

    Args:
        paths: Of the library.
        trash: Moves files there.
        theme: Colours.
        window: Owns the page.

    Attributes:
        page: None before it was seen once.

    Signals:
        shown: Go to this page.
        left: Go back from it.
        compare_wanted: Ids of photos to look at closely.
    """

    shown = Signal(object)
    left = Signal()
    compare_wanted = Signal(object)

    def __init__(self, paths: LibraryPaths, trash: TrashCommands, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._paths = paths
        self._trash = trash
        self._theme = theme
        self._window = window
        self._own = OwnLibrary(paths.root, "duplicates", self)
        self._finding = Ticket()
        self.page: DuplicatesPage | None = None

    def show(self) -> None:
        """Go to the page."""
        page = self.page or self._make_page()
        self.shown.emit(page)
        self.find()

    def find(self) -> None:
        """Look for groups."""

        def job(library: Library) -> Found:
            return duplicates(library), duplicates(library, series=True), library.likeness.waiting()

        if self.page is not None:
            # Of what is looked for twice, only the newer answer is wanted.
            self._finding.cancel()
            self._finding = self._own.run(job, self._found, self.page.show_error)

    def refresh(self) -> None:
        """Photos came or went."""
        if self.page is not None and self.page.isVisible():
            self.find()

    def close(self) -> None:
        """End the threads."""
        self._own.close()
        if self.page is not None:
            self.page.close_threads()

    # ------------------------------------------------------------------------------------------

    def _make_page(self) -> DuplicatesPage:
        page = self.page = DuplicatesPage(ThumbnailStore(self._paths.thumbnails), self._window)
        page.set_colours(self._theme.colours)
        # A slot of ours, not a lambda: the theme outlives the window, which is made anew in another language.
        self._theme.changed.connect(self._recolour)
        page.left.connect(self.left)
        page.compare_wanted.connect(self.compare_wanted)
        page.discard_wanted.connect(self._trash.discard_files)
        self._trash.went.connect(page.take_out)
        return page

    def _recolour(self) -> None:
        if self.page is not None:
            self.page.set_colours(self._theme.colours)

    def _found(self, found: Found) -> None:
        if self.page is not None:
            self.page.show_groups(*found)
