"""Where the command `fovea` begins. Importing this loads no Qt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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
    """
    # A command line without a window needs no Qt, and a second start hardly any of it.
    if opening.screenshot is None:
        from desktop.shell.single_instance import hand_over  # noqa: PLC0415

        if hand_over(library_root, opening):
            return 0
    from desktop.application import run_window  # noqa: PLC0415

    return run_window(library_root, opening)


if __name__ == "__main__":
    sys.exit(main())
