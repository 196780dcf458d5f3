"""sidecars: whether what people say of photos is written beside them, for other programs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from core.errors import LibraryBusy, UsageError
from core.library import Library, WritingState, exclusive


def add_sidecars(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea sidecars` takes."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("on", "off", "status", "write"),
        default="status",
        help="write: also what you said before it was on; off: files that were written stay",
    )


def sidecars(root: Path, options: argparse.Namespace) -> int:
    """Say how far the writing is, switch it on or off, or write all there is to write now."""
    with Library.open(root, create=False) as library:
        writes = library.sidecar_writes
        before = library.settings.load().write_sidecars
        if options.action == "on" and not before:
            writes.switch_on()
            if said := writes.count_said():
                print(
                    f"What you say from now on is written. You said something of {_files(said)} before: "
                    "fovea sidecars write writes that, too.",
                    file=sys.stderr,
                )
        elif options.action == "off" and before:
            writes.switch_off()
            if written := writes.state().written:
                print(f"What was written beside {_files(written)} stays there.", file=sys.stderr)
        elif options.action == "write":
            if not before:
                raise UsageError("Sidecars are switched off.", "To have them written: fovea sidecars on")
            _write_all(library)
        wanted = library.settings.load().write_sidecars
        print(f"Sidecars  {progress_of(writes.state(), wanted=wanted)}")
        failures = writes.failures() if wanted else []
    for failure in failures:
        print(f"Failed    {failure.message} {failure.remedy}")
    return 1 if failures and options.action == "write" else 0


def progress_of(state: WritingState, *, wanted: bool) -> str:
    """How far the writing of sidecars is, in words."""
    parts = [f"what you say stands beside {_files(state.written)}"]
    if state.waiting:
        parts.append(f"{state.waiting:,} waiting")
    if state.away:
        parts.append(f"{state.away:,} waiting for their drives")
    if state.failed:
        parts.append(f"{state.failed:,} could not be written")
    return ", ".join(parts) + ("" if wanted else " (switched off: fovea sidecars on)")


def _files(count: int) -> str:
    return f"{count:,} photo file{'' if count == 1 else 's'}"


def _write_all(library: Library) -> None:
    # `fovea status` tells of sidecars too, and reads no file.
    from core.imaging import DecoderPool  # noqa: PLC0415
    from core.intake.sidecar_writing import SidecarWriter  # noqa: PLC0415

    library.folders.look()
    library.sidecar_writes.say_all()
    try:
        with (
            exclusive(library.paths.indexer_lock, "indexing"),
            DecoderPool(None, min(4, os.cpu_count() or 1)) as pool,
        ):
            SidecarWriter(library, pool).run(lambda: True)
    except LibraryBusy:
        print("The Fovea that is indexing this library writes them now.", file=sys.stderr)
