"""Where the command `fovea` begins. Importing this loads no Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UsageError

if TYPE_CHECKING:
    from core.cli.opening import Opening


def main() -> int:
    """Run the command line, which opens the window when it is given no command.

    Returns:
        The exit code of the process.
    """
    from core.cli import main as command_line  # noqa: PLC0415  the window's own children import this module too

    return command_line(sys.argv[1:], open_window=open_window)


def open_window(library_root: Path, opening: Opening) -> int:
    """Open the window on a library and run until it is closed; or have the open one show something.

    Args:
        library_root: The library directory; made when it is not there.
        opening: What to show.

    Returns:
        The exit code of the process.

    Raises:
        UsageError: There is no screen to open a window on.
    """
    if not _has_screen():
        raise UsageError(
            "There is no screen here to open a window on.",
            "Start Fovea in a desktop session; the commands work without one: fovea --help.",
        )
    # A command line without a window needs no Qt, and a second start hardly any of it.
    if opening.screenshot is None:
        from desktop.shell.single_instance import hand_over  # noqa: PLC0415

        if hand_over(library_root, opening):
            return 0
    from desktop.application import run_window  # noqa: PLC0415

    return run_window(library_root, opening)


def _has_screen() -> bool:
    """Whether Qt would find one; it ends the whole process where it does not."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    return any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
