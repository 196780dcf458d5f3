"""What the window remembers from one time to the next; kept in the library's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.grid.laid_out_view import LARGEST, SMALLEST, USUAL
from desktop.parts.language import Language
from desktop.parts.theme import Appearance


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
    def scores(self) -> bool:
        """Each photo says how well it matches."""
        return str(self._settings.value("scores", "false")).lower() == "true"

    @scores.setter
    def scores(self, value: bool) -> None:
        self._settings.setValue("scores", value)

    @property
    def fold(self) -> bool:
        """Photos that look nearly the same share a cell."""
        return str(self._settings.value("fold", "true")).lower() == "true"

    @fold.setter
    def fold(self, value: bool) -> None:
        self._settings.setValue("fold", value)

    @property
    def shares_safely(self) -> bool:
        """What is copied and dragged holds the picture and nothing else."""
        return str(self._settings.value("shares_safely", "false")).lower() == "true"

    @shares_safely.setter
    def shares_safely(self, value: bool) -> None:
        self._settings.setValue("shares_safely", value)

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
    def background(self) -> bool:
        """Closing the window leaves Fovea in the tray."""
        return str(self._settings.value("background", "false")).lower() == "true"

    @background.setter
    def background(self, value: bool) -> None:
        self._settings.setValue("background", value)

    @property
    def calm(self) -> bool:
        """Nothing moves that need not."""
        return str(self._settings.value("calm", "false")).lower() == "true"

    @calm.setter
    def calm(self, value: bool) -> None:
        self._settings.setValue("calm", value)

    @property
    def side_bar(self) -> bool:
        """The side bar is wanted."""
        return str(self._settings.value("side_bar", "true")).lower() == "true"

    @side_bar.setter
    def side_bar(self, value: bool) -> None:
        self._settings.setValue("side_bar", value)

    @property
    def side_width(self) -> int:
        """How wide it is, logical pixels; 0: as usual."""
        try:
            return max(0, min(1000, int(str(self._settings.value("side_width", 0)))))
        except ValueError:
            return 0

    @side_width.setter
    def side_width(self, value: int) -> None:
        self._settings.setValue("side_width", value)

    @property
    def closed_headings(self) -> list[str]:
        """The headings in it that are folded."""
        return [name for name in str(self._settings.value("closed_headings", "")).split(";") if name]

    @closed_headings.setter
    def closed_headings(self, value: list[str]) -> None:
        self._settings.setValue("closed_headings", ";".join(value))

    @property
    def info(self) -> bool:
        """What is known of a photo is shown beside it."""
        return str(self._settings.value("info", "false")).lower() == "true"

    @info.setter
    def info(self, value: bool) -> None:
        self._settings.setValue("info", value)

    @property
    def info_width(self) -> int:
        """How wide that is, logical pixels; 0: as usual."""
        return self._number("info_width", 1000)

    @info_width.setter
    def info_width(self, value: int) -> None:
        self._settings.setValue("info_width", value)

    @property
    def strip(self) -> bool:
        """The photos beside the one that is looked at are shown below it."""
        return str(self._settings.value("strip", "false")).lower() == "true"

    @strip.setter
    def strip(self, value: bool) -> None:
        self._settings.setValue("strip", value)

    @property
    def slide_seconds(self) -> int:
        """How long a slide show stays at a photo; 0: as usual."""
        return self._number("slide_seconds", 60)

    @slide_seconds.setter
    def slide_seconds(self, value: int) -> None:
        self._settings.setValue("slide_seconds", value)

    @property
    def slides_shuffled(self) -> bool:
        """A slide show goes in no order."""
        return str(self._settings.value("slides_shuffled", "false")).lower() == "true"

    @slides_shuffled.setter
    def slides_shuffled(self, value: bool) -> None:
        self._settings.setValue("slides_shuffled", value)

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

    def _number(self, name: str, most: int) -> int:
        """A number from 0 on; 0 where there is none."""
        try:
            return max(0, min(most, int(str(self._settings.value(name, 0)))))
        except ValueError:
            return 0

    def save(self) -> None:
        """Write it out now."""
        self._settings.sync()
