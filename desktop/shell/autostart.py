"""Starting with the session, in the way freedesktop.org's Desktop Application Autostart Specification says.

On other systems the person does it in the system's own settings, which every user of them knows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from core.errors import UsageError
from core.paths import display

_NAME = "fovea.desktop"


def is_supported() -> bool:
    """Whether this system starts programs so."""
    return sys.platform.startswith(("linux", "freebsd"))


def is_on() -> bool:
    """Whether Fovea is started with the session."""
    return _file().is_file()


def switch(on: bool, library: Path) -> None:
    """Have Fovea started with the session, in the background; or no longer.

    Args:
        on: Which of the two.
        library: The library directory it opens.

    Raises:
        UsageError: The entry can't be written or deleted.
    """
    file = _file()
    try:
        if not on:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        words = [*_program(), "--library", str(library), "window", "--background"]
        command = " ".join(_quoted(word) for word in words)
        lines = ["[Desktop Entry]", "Type=Application", "Name=Fovea", f"Exec={command}", "Icon=fovea"]
        file.write_text("\n".join([*lines, "X-GNOME-Autostart-enabled=true", ""]), "utf-8")
    except OSError as error:
        raise UsageError(
            f"{display(file)} can't be changed: {error.strerror}.",
            "The system's own settings have a page for programs that start with the session.",
        ) from error


def _file() -> Path:
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(config) / "autostart" / _NAME


def _program() -> list[str]:
    # In a frozen application the executable is Fovea itself, and an AppImage is mounted anew each time.
    if getattr(sys, "frozen", False):
        return [os.environ.get("APPIMAGE", sys.executable)]
    return [sys.executable, "-m", "desktop"]


def _quoted(word: str) -> str:
    """A word of an Exec line: quoted, with the four characters escaped, and % doubled (specification, 7)."""
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in word)
    # The value itself is a string in which a backslash is written twice.
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'
