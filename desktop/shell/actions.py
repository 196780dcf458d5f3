"""Everything that can be done by menu or key, with its words and its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.parts.photo_wording import rating

Keys = QKeySequence.StandardKey | str | None


class Actions(QObject):
    """The actions of the window; `desktop.shell.menus` puts them in menus.

    Args:
        window: The actions work anywhere in it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        key = QKeySequence.StandardKey
        self._make_sayings()
        # Photos
        self.open = self._make(self.tr("Open"))
        self.similar = self._make(self.tr("Find similar photos"), "Ctrl+M")
        self.more_like = self._make(self.tr("More like this"), "Ctrl+Shift+M")
        self.less_like = self._make(self.tr("Less like this"), "Ctrl+Shift+L")
        self.why = self._make(self.tr("Why this one"), "Ctrl+Shift+E")
        self.why.setCheckable(True)
        self.copy = self._make(self.tr("Copy"), key.Copy)
        self.show_in_folder = self._make(self.tr("Show in folder"), "Ctrl+R")
        self.open_elsewhere = self._make(self.tr("Open in another program"), "Ctrl+Return")
        self.info = self._make(self.tr("Information"), "Ctrl+I")
        self.info.setCheckable(True)
        self.compare = self._make(self.tr("Compare"), "Ctrl+Alt+C")
        self.slides = self._make(self.tr("Slide show"), "F5")
        self.strip = self._make(self.tr("Film strip"))
        self.strip.setCheckable(True)
        self.copy_safely = self._make(self.tr("Copy without location or words"), "Ctrl+Shift+C")
        self.export = self._make(self.tr("Export copies…"), "Ctrl+Shift+X")
        self.print = self._make(self.tr("Print…"), key.Print)
        self.open_with = self._make(self.tr("Open with"))
        # Not Qt's standard keys for it: on some systems Ctrl+D is among them.
        self.trash = self._make(self.tr("Move to the trash…"), "Del")
        self.select_all = self._make(self.tr("Select all"), key.SelectAll)
        self.unfold = self._make(self.tr("Show or hide the ones like it"), "Ctrl+E")
        # Changes
        self.undo = self._make(self.tr("Undo"), key.Undo)
        self.redo = self._make(self.tr("Redo"), key.Redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self._make_asking()
        # Library
        self.add_folder = self._make(self.tr("Add a folder…"), key.Open)
        self.folders = self._make(self.tr("Folders…"))
        self.encoders = self._make(self.tr("Encoders…"))
        self.pause = self._make(self.tr("Pause indexing"))
        self.pause.setCheckable(True)
        self.transcribe = self._make(self.tr("Read text in photos"))
        self.transcribe.setCheckable(True)
        self.rescan = self._make(self.tr("Look for changes now"), "Shift+F5")
        self.failures = self._make(self.tr("Files that could not be read…"))
        self.duplicates = self._make(self.tr("Duplicates"), "Ctrl+D")
        self._make_views()
        # Fovea
        self.settings = self._make(self.tr("Settings…"), key.Preferences, "Ctrl+,")
        self.about = self._make(self.tr("About Fovea"))
        self.quit = self._make(self.tr("Quit"), key.Quit, "Ctrl+Q")

    def _make_sayings(self) -> None:
        """What people say of photos."""
        self.favourite = self._make(self.tr("Favourite"), "Ctrl+H", "Ctrl+.")
        self.stars = {stars: self._make(rating(stars), f"Ctrl+{stars}") for stars in range(6)}
        self.reject = self._make(self.tr("Reject"), "Ctrl+Shift+R")
        self.tag = self._make(self.tr("Tag…"), "Ctrl+T")
        self.add_to_album = self._make(self.tr("Add to an album…"), "Ctrl+B")
        self.remove_from_album = self._make(self.tr("Remove from this album"), "Ctrl+Shift+B")
        self.new_album = self._make(self.tr("New album…"), "Ctrl+Shift+N")
        self.bare = {
            **{str(stars): action for stars, action in self.stars.items()},
            "X": self.reject,
            "H": self.favourite,
            ".": self.favourite,
        }
        """Keys that do it by themselves where nothing is typed, as in the viewer, by Qt's names of them."""

    def _make_asking(self) -> None:
        """What is asked, and where one has been."""
        key = QKeySequence.StandardKey
        self.search = self._make(self.tr("Search"), "Ctrl+F", "Ctrl+L")
        self.back = self._make(self.tr("Back"), "Alt+Left")
        self.forward = self._make(self.tr("Forward"), "Alt+Right")
        self.save_search = self._make(self.tr("Save this search…"), key.Save)
        self.help = self._make(self.tr("How to ask"), key.HelpContents)
        self.guide = self._make(self.tr("Guide"), "Shift+F1")
        self.paste = self._make(self.tr("Search by the picture in the clipboard"), key.Paste)
        self.choose_picture = self._make(self.tr("Search by a picture file…"), "Ctrl+Shift+O")

    def _make_views(self) -> None:
        """How the photos are seen."""
        key = QKeySequence.StandardKey
        self.side_bar = self._make(self.tr("Side bar"), "F9")
        self.side_bar.setCheckable(True)
        self.larger = self._make(self.tr("Larger thumbnails"), key.ZoomIn, "Ctrl+=")
        self.smaller = self._make(self.tr("Smaller thumbnails"), key.ZoomOut)
        self.square = self._make(self.tr("Square thumbnails"))
        self.square.setCheckable(True)
        self.scores = self._make(self.tr("Show scores"))
        self.scores.setCheckable(True)
        self.fold = self._make(self.tr("Fold photos that look the same"))
        self.fold.setCheckable(True)
        self.full_screen = self._make(self.tr("Full screen"), "F11")

    def _make(self, text: str, *keys: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(text, self._window)
        sequences: list[QKeySequence] = []
        for key in keys:
            known = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
            # The same keys twice would be ambiguous, and do nothing.
            sequences += [one for one in known if one not in sequences and not one.isEmpty()]
        action.setShortcuts(sequences)
        self._window.addAction(action)
        return action


def connect(actions: dict[QAction, Callable[[], object]]) -> None:
    """Say what actions do."""
    for action, does in actions.items():
        action.triggered.connect(lambda _checked=False, does=does: does())
