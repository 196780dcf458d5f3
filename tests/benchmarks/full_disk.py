"""A disk that is full: a small file system of its own, filled but for a few kilobytes."""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import USER_ERRORS, LibraryFull
from core.intake import Indexer
from core.library import Library
from core.search import Question, SearchEngine
from tests.benchmarks.failing_writes import Unavailable
from tests.benchmarks.faults import Outcome, paint
from tests.conftest import ColourEncoder

_MEGABYTES = 4
_STEP = 4096


@contextmanager
def small_disk(mount: Path) -> Iterator[Path]:
    """A file system of a few megabytes, mounted at a new directory.

    Raises:
        Unavailable: It needs a right that this process has not.
    """
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(mount)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        raise Unavailable("needs the right to mount a small file system")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)


@contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """For the length of the block, only so many bytes are free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(bytes(_STEP)):
                pass
        file.truncate(max(0, file.tell() - room))
    try:
        yield
    finally:
        filler.unlink()


def index_without_room(disk: Path, photos: Path, rooms: list[int]) -> Outcome:
    """Index new photos on a disk with ever so little room, search on it, then give it room again.

    Args:
        disk: From `small_disk`.
        photos: Empty; for photos, on another disk.
        rooms: Bytes that are free, one try each.
    """
    outcome, root, count = Outcome(), disk / "library", 6
    for number in range(count):
        paint(photos / f"{number}.jpg", number)
    with Library.open(root) as library:
        library.folders.add(photos)
    _index(root)
    for room in rooms:
        outcome.tried += 1
        # The backup of the day would need room too.
        for backup in (root / "backups").iterdir():
            backup.unlink()
        before = count
        for _ in range(4):
            paint(photos / f"{count}.jpg", count)
            count += 1
        with filled(disk, room):
            try:
                _index(root)
            except LibraryFull:
                outcome.said += 1
            except Exception as error:
                outcome.bugs.append(f"{room} bytes free: {error!r}")
            found = _found(root, outcome)
        outcome.lost += max(0, before - found)
        _index(root)
        with Library.open(root) as library:
            outcome.damaged += bool(library.check())
            outcome.lost += count - library.photos.counts().photos
        outcome.lost += count - _found(root, outcome)
    return outcome


def _index(root: Path) -> None:
    with Indexer(root, encoder=ColourEncoder()) as indexer:
        indexer.run_once()


def _found(root: Path, outcome: Outcome) -> int:
    started = time.monotonic()
    try:
        with SearchEngine(root, encoder=ColourEncoder()) as engine:
            found = len(engine.ask(Question("red", limit=10_000)).photo_ids)
            outcome.ready_s = max(outcome.ready_s, time.monotonic() - started)
            return found
    except USER_ERRORS as error:
        outcome.bugs.append(f"no search: {error}")
        return 0


def run(options: argparse.Namespace) -> int:
    """100 sizes of what is left, from nothing to 400 KiB."""
    del options
    try:
        with TemporaryDirectory() as directory, small_disk(Path(directory) / "disk") as disk:
            rooms = [4096 * number for number in range(100)]
            outcome = index_without_room(disk, Path(directory) / "photos", rooms)
    except Unavailable as reason:
        print(f"Full disk: left out, it {reason}.")
        return 0
    return outcome.show("A full disk: 0 to 400 KiB free, searched and indexed")
