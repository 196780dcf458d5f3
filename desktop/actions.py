"""Everything that can be done by menu or key, with its words and its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.language import Language
from desktop.theme import Appearance

Keys = QKeySequence.StandardKey | str | None


class Actions(QObject):
    """The actions of the window; `desktop.menus` puts them in menus.

    Args:
        window: The actions work anywhere in it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        key = QKeySequence.StandardKey
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
        self.facts = self._make(self.tr("About this photo"), "Ctrl+I")
        self.select_all = self._make(self.tr("Select all"), key.SelectAll)
        self.unfold = self._make(self.tr("Show or hide the ones like it"), "Ctrl+E")
        # Search
        self.search = self._make(self.tr("Search"), "Ctrl+F", "Ctrl+L")
        self.paste = self._make(self.tr("Search by the picture in the clipboard"), key.Paste)
        self.choose_picture = self._make(self.tr("Search by a picture file…"), "Ctrl+Shift+O")
        # Library
        self.add_folder = self._make(self.tr("Add a folder…"), key.Open)
        self.folders = self._make(self.tr("Folders…"))
        self.encoders = self._make(self.tr("Encoders…"))
        self.pause = self._make(self.tr("Pause indexing"))
        self.pause.setCheckable(True)
        self.transcribe = self._make(self.tr("Read text in photos"))
        self.transcribe.setCheckable(True)
        self.rescan = self._make(self.tr("Look for changes now"), key.Refresh)
        self.failures = self._make(self.tr("Files that could not be read…"))
        self.duplicates = self._make(self.tr("Duplicates…"), "Ctrl+D")
        # View
        self.larger = self._make(self.tr("Larger thumbnails"), key.ZoomIn, "Ctrl+=")
        self.smaller = self._make(self.tr("Smaller thumbnails"), key.ZoomOut)
        self.square = self._make(self.tr("Square thumbnails"))
        self.square.setCheckable(True)
        self.fold = self._make(self.tr("Fold photos that look the same"))
        self.fold.setCheckable(True)
        self.full_screen = self._make(self.tr("Full screen"), "F11")
        self.appearances = {
            Appearance.SYSTEM: self._make(self.tr("Like the system")),
            Appearance.LIGHT: self._make(self.tr("Light")),
            Appearance.DARK: self._make(self.tr("Dark")),
        }
        self.languages = {
            language: self._make(language.own_name or self.tr("Like the system")) for language in Language
        }
        for choices in (self.appearances, self.languages):
            group = QActionGroup(self)
            for action in choices.values():
                action.setCheckable(True)
                group.addAction(action)
        # Fovea
        self.about = self._make(self.tr("About Fovea"))
        self.quit = self._make(self.tr("Quit"), key.Quit, "Ctrl+Q")

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
