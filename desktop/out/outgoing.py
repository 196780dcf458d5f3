"""What leaves the window: copies, prints, files to the trash. Joins the commands with their actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from core.imaging import ThumbnailStore
from core.library import Photo
from desktop.duplicates.duplicate_commands import DuplicateCommands
from desktop.indexing.library_commands import LibraryCommands
from desktop.organise.undo import Undo
from desktop.out.export_commands import ExportCommands
from desktop.out.open_with import OpenWith
from desktop.out.photo_commands import PhotoCommands
from desktop.out.trash_commands import TrashCommands
from desktop.parts.theme import Theme
from desktop.shell.actions import Actions, connect
from desktop.shell.pages import Pages
from desktop.shell.remembered import Remembered


class Outgoing(QObject):
    """Makes the commands, and lets the actions do what they say to the photos that are chosen.

    Args:
        commands: What other programs do with photos.
        library_commands: Know the folders of the library.
        remembered: Whether everything is shared without location.
        actions: Of the window.
        pages: Know which photos are meant.
        undo: Brings files back from the trash.
        theme: Colours.
        window: Owns pages and dialogs.

    Attributes:
        trash: Moves files there.
        exporting: Makes copies.
        duplicates: Its page is made when it is first wanted.

    Signals:
        told: All went well: in a line, and a `QAction` that leads on.
        said: Something for the banner.
        failed: An error for the banner.
    """

    told = Signal(str, object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        commands: PhotoCommands,
        library_commands: LibraryCommands,
        remembered: Remembered,
        actions: Actions,
        pages: Pages,
        undo: Undo,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        paths = commands.library.paths
        self._commands = commands
        self._pages = pages
        self._remembered = remembered
        self._window = window
        self.trash = TrashCommands(paths.root, undo, window)
        self.duplicates = DuplicateCommands(paths, self.trash, theme, window)
        self.duplicates.shown.connect(pages.show_page)
        self.duplicates.left.connect(pages.show_library)
        undo.changed.connect(self.duplicates.refresh)
        self.exporting = ExportCommands(
            paths.root, lambda: [folder.path for folder in library_commands.folders], window
        )
        self.exporting.told.connect(self.told)
        self.exporting.file_shown.connect(commands.show_file)
        self._open_with = OpenWith(QMenu(window), pages.chosen, window)
        self._open_with.said.connect(self.said)
        commands.said.connect(self.said)
        for part in (self.trash, self.exporting):
            part.said.connect(self.said)
            part.failed.connect(self.failed)
        self._join(actions, window)
        commands.sharing.tidy()
        commands.shares_safely = remembered.shares_safely

    def print(self, photos: Sequence[Photo]) -> None:
        """Print photos."""
        # Few print, and all it takes is loaded for them only.
        from desktop.out.print_commands import PrintCommands  # noqa: PLC0415

        store = ThumbnailStore(self._commands.library.paths.thumbnails)
        printing = PrintCommands(self._commands.decoders, store, self._window)
        printing.said.connect(self.said)
        printing.show(photos)
        printing.deleteLater()

    def share_safely(self, on: bool) -> None:
        """Let everything that is copied and dragged hold the picture and nothing else, from now on."""
        self._remembered.shares_safely = self._commands.shares_safely = on

    def close(self) -> None:
        """End the threads."""
        self._commands.close()
        self.exporting.close()
        self.trash.close()
        self.duplicates.close()

    def _join(self, actions: Actions, window: QWidget) -> None:
        chosen = self._pages.chosen
        actions.copy_safely.setToolTip(
            self.tr("Copies hold the picture and nothing else: no place, no date, no camera, no words")
        )
        actions.open_with.setMenu(self._open_with.menu)
        connect(
            {
                actions.copy_safely: lambda: self._commands.copy_safely(chosen()),
                actions.export: lambda: self.exporting.show(chosen()),
                actions.print: lambda: self.print(chosen()),
                actions.trash: lambda: self.trash.discard_photos(self._pages.chosen_ids()),
                actions.duplicates: self.duplicates.show,
            }
        )
        # In a field of text, and in lists of other things, the key has another meaning.
        window.removeAction(actions.trash)
        actions.trash.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for place in self._pages.photo_places():
            place.addAction(actions.trash)
