"""exclude: what in the chosen folders is left alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from core.cli.indexing import bring_up_to_date
from core.errors import UsageError
from core.intake.rules import check_pattern
from core.library import Library, Preferences


def add_exclude(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea exclude` takes."""
    parser.add_argument(
        "patterns", nargs="*", metavar="PATTERN", help="a pattern as in .gitignore: '*.png', 'Scans/', '/raw'"
    )
    parser.add_argument(
        "--remove", action="append", default=[], metavar="PATTERN", help="take a pattern back; costs nothing"
    )
    parser.add_argument(
        "--smallest-bytes", type=_size, metavar="N", help="leave files below this size alone (0: none)"
    )
    parser.add_argument(
        "--smallest-edge", type=_size, metavar="PIXELS", help="don't show pictures below this size (0: none)"
    )


def exclude(root: Path, options: argparse.Namespace) -> int:
    """Show what is left alone, or change it and bring the library up to date."""
    with Library.open(root) as library:
        before = library.settings.load()
        changes = _changes(options, before)
        now = library.settings.save(**changes) if changes else before
    _show(now)
    if now == before:
        return 0
    # What is left out now is kept for the grace, so that a change of mind costs nothing.
    return bring_up_to_date(root)


def _size(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 0 or more")
    return int(text)


def _changes(options: argparse.Namespace, before: Preferences) -> dict[str, Any]:
    for pattern in options.patterns:
        check_pattern(pattern)
    for pattern in options.remove:
        if pattern not in before.exclude:
            raise UsageError(f"{pattern!r} is not excluded.", "See fovea exclude for what is.")
    kept = [pattern for pattern in before.exclude if pattern not in options.remove]
    wanted = tuple(dict.fromkeys([*kept, *options.patterns]))
    given = {
        "exclude": wanted,
        "smallest_bytes": options.smallest_bytes,
        "smallest_edge": options.smallest_edge,
    }
    return {
        name: value for name, value in given.items() if value is not None and value != getattr(before, name)
    }


def _show(preferences: Preferences) -> None:
    for pattern in preferences.exclude:
        print(f"Excluded  {pattern}")
    if not preferences.exclude:
        print("Excluded  nothing but hidden folders and what programs keep for themselves")
    if preferences.smallest_bytes:
        print(f"Files     below {preferences.smallest_bytes:,} bytes are left alone")
    if preferences.smallest_edge:
        print(f"Pictures  below {preferences.smallest_edge:,} pixels at the short edge are not shown")
    sys.stdout.flush()
