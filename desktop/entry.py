"""Where the command `fovea` begins. Importing this loads no Qt."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line, which opens the window when it is given no command.

    Returns:
        The exit code of the process.
    """
    from core.cli import main as command_line  # noqa: PLC0415  the window's own children import this module too

    return command_line(sys.argv[1:], open_window=open_window)


def open_window(library_root: Path, screenshot: Path | None = None, question: str = "") -> int:
    """Open the window on a library and run until it is closed.

    Args:
        library_root: The library directory; made when it is not there.
        screenshot: Save a picture of the window here as soon as it shows everything, and quit.
        question: Words that stand in the search box at the start.

    Returns:
        The exit code of the process.
    """
    from desktop.application import run_window  # noqa: PLC0415  a command line without a window needs no Qt

    return run_window(library_root, screenshot=screenshot, question=question)


if __name__ == "__main__":
    sys.exit(main())
