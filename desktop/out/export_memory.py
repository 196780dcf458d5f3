"""What was chosen when copies were exported the last time; beside what else the window remembers."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from core.export import CopyOptions

_CHOICES: dict[str, tuple[object, ...]] = {
    "format": (None, "jpeg", "png", "webp", "avif"),
    "names": ("same", "date"),
    "there": ("number", "skip"),
}


class ExportMemory:
    """Reads whatever stands in the file, and takes what makes sense.

    Args:
        root: The library directory.
    """

    def __init__(self, root: Path) -> None:
        self._settings = QSettings(str(root / "window.ini"), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """Where copies went; at first a folder of their own below the downloads."""
        known = str(self._settings.value("export/folder", ""))
        if known:
            return Path(known)
        where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        return Path(where or Path.home()) / "Fovea"

    @property
    def options(self) -> CopyOptions:
        """What they were like; at first as the photos are, but without the place."""
        usual = CopyOptions()
        try:
            read = json.loads(str(self._settings.value("export/options", "{}")))
        except ValueError:
            return usual
        known = read if isinstance(read, dict) else {}
        return CopyOptions(
            **{
                field.name: known[field.name]
                for field in fields(CopyOptions)
                if field.name in known and _makes_sense(field.name, known[field.name])
            }
        )

    def keep(self, folder: Path, options: CopyOptions) -> None:
        """Remember what was chosen now."""
        self._settings.setValue("export/folder", str(folder))
        self._settings.setValue("export/options", json.dumps(asdict(options)))


def _makes_sense(name: str, value: object) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in ("location", "facts"):
        return isinstance(value, bool)
    if name == "longest_edge" and value is None:
        return True
    most = 100 if name == "quality" else 16_383
    return type(value) is int and 1 <= value <= most
