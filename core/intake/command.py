"""How the window starts an indexer of its own, and what it can tell it.

The indexer writes one `Progress` a line to its standard output and obeys the
words of `Order` on its standard input. It ends when that input closes, so it
never outlives the window.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path


class Order(StrEnum):
    """What a running indexer obeys, one word a line."""

    PAUSE = "pause"
    RESUME = "resume"
    RESCAN = "rescan"
    RETRY = "retry"
    STOP = "stop"


def worker_command(library: Path) -> list[str]:
    """The command line of an indexer for a library."""
    # In a frozen application the executable is Fovea itself.
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "core.cli"]
    return [*program, "--library", str(library), "worker"]
