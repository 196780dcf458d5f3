"""text: whether the text in photos is read, so that they are found by it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.library import Library, Reading
from core.library.lock import is_held


def add_text(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea text` takes."""
    parser.add_argument(
        "action", nargs="?", choices=("on", "off", "status"), help="what was read stays when it is off"
    )


def text(root: Path, options: argparse.Namespace) -> int:
    """Say how far the reading of text is, or switch it on or off."""
    with Library.open(root, create=False) as library:
        if options.action in ("on", "off"):
            library.settings.save(transcribe=options.action == "on")
        wanted = library.settings.load().transcribe
        reading = library.transcripts.reading()
        indexed = is_held(library.paths.indexer_lock)
    print(f"Text      {progress_of(reading, wanted=wanted)}")
    if wanted and reading.waiting and not indexed:
        print("fovea index reads the rest.", file=sys.stderr)
    return 0


def progress_of(reading: Reading, *, wanted: bool) -> str:
    """How far the reading of text is, in words."""
    said = f"read in {reading.read:,} of {reading.photos:,} photos"
    failed = f", failed in {reading.failed:,}" if reading.failed else ""
    return said + failed + ("" if wanted else " (switched off: fovea text on)")
