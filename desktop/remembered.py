"""What the window remembers from one time to the next; kept in the library's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.grid_view import LARGEST, SMALLEST, USUAL
from desktop.language import Language
from desktop.theme import Appearance


class Remembered:
    """A small ini file. Whatever stands in it, the window opens.

    Args:
        root: The library directory.
    """

    def __init__(self, root: Path) -> None:
        self._settings = QSettings(str(root / "window.ini"), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at the first time."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def cell_size(self) -> int:
        """Edge of a cell of the grid, logical pixels."""
        try:
            return max(SMALLEST, min(LARGEST, int(str(self._settings.value("cell_size", USUAL)))))
        except ValueError:
            return USUAL

    @cell_size.setter
    def cell_size(self, value: int) -> None:
        self._settings.setValue("cell_size", value)

    @property
    def square(self) -> bool:
        """Thumbnails fill their squares."""
        return str(self._settings.value("square", "true")).lower() != "false"

    @square.setter
    def square(self, value: bool) -> None:
        self._settings.setValue("square", value)

    @property
    def fold(self) -> bool:
        """Photos that look nearly the same share a cell."""
        return str(self._settings.value("fold", "true")).lower() == "true"

    @fold.setter
    def fold(self, value: bool) -> None:
        self._settings.setValue("fold", value)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system."""
        try:
            return Appearance(str(self._settings.value("appearance", Appearance.SYSTEM.value)))
        except ValueError:
            return Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._settings.setValue("appearance", value.value)

    @property
    def language(self) -> Language:
        """English, Chinese, or as the system."""
        try:
            return Language(str(self._settings.value("language", Language.SYSTEM.value)))
        except ValueError:
            return Language.SYSTEM

    @language.setter
    def language(self, value: Language) -> None:
        self._settings.setValue("language", value.value)

    @property
    def paused(self) -> bool:
        """Indexing was paused by hand."""
        return str(self._settings.value("paused", "false")).lower() == "true"

    @paused.setter
    def paused(self, value: bool) -> None:
        self._settings.setValue("paused", value)

    @property
    def note(self) -> str:
        """What the indexer wanted to be known, and was read last."""
        return str(self._settings.value("note", ""))

    @note.setter
    def note(self, value: str) -> None:
        self._settings.setValue("note", value)

    def save(self) -> None:
        """Write it out now."""
        self._settings.sync()
