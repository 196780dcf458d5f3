"""Files to the system's trash, and back from it where the system says where it keeps them."""

from __future__ import annotations

import glob
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from urllib.parse import unquote

from core.errors import FoveaError
from core.paths import display

_MOMENT = 10.0
"""Seconds within which a file that was just moved has its note."""


class TrashError(FoveaError):
    """A file can't be moved to the trash, or back; it is where it was."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash.

    Attributes:
        path: Where it was.
        kept_at: Where it is now; None where the system does not tell.
        note: The trash's own note of it.
    """

    path: Path
    kept_at: Path | None
    note: Path | None


def move_to_trash(path: Path) -> Trashed:
    """Move a file to the trash; it is never deleted instead.

    Raises:
        TrashError: It can't be moved; says why.
    """
    # Only who throws something away needs it.
    from send2trash import send2trash  # noqa: PLC0415

    try:
        send2trash(str(path))
    except Exception as error:  # each system's trash has errors of its own
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise TrashError(
            f"{display(path)} can't be moved to the trash: {reason}.", "It is where it was."
        ) from error
    if os.path.lexists(path):
        raise TrashError(f"{display(path)} was not moved to the trash.", "It is where it was.")
    for kept_at, note in _notes(path):
        return Trashed(path, kept_at, note)
    return Trashed(path, None, None)


def put_back(trashed: Trashed) -> None:
    """Move a file back to where it was.

    Raises:
        TrashError: It can't be: it is left in the trash.
    """
    name = display(trashed.path)
    if trashed.kept_at is None:
        raise TrashError(
            f"This system does not say where its trash keeps {name}.", "Put it back from the trash itself."
        )
    # Before a folder is made for it: where its drive was, there may be nothing but the mount point.
    if not os.path.lexists(trashed.kept_at):
        raise TrashError(
            f"{name} is not in the trash any more.", "If the trash is on a drive that is away, connect it."
        )
    if os.path.lexists(trashed.path):
        raise TrashError(f"There is another file at {name} now.", "The older one is still in the trash.")
    try:
        trashed.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(trashed.kept_at, trashed.path)
    except OSError as error:
        raise TrashError(
            f"{name} can't be put back: {error.strerror}.", "Put it back from the trash itself."
        ) from error
    if trashed.note is not None:
        trashed.note.unlink(missing_ok=True)


def _notes(path: Path) -> Iterator[tuple[Path, Path]]:
    """Where a file that was at a path is now, and its note: the freedesktop.org trash specification 1.0."""
    if sys.platform in ("win32", "darwin"):
        return
    # To look through a trash for each of thousands of files would take minutes: by their names first.
    for find, (trash, top) in product((_just_numbered, _alike), list(_trashes(path))):
        for note in sorted(find(trash, path), key=lambda note: -note.stat().st_mtime_ns):
            kept_at = trash / "files" / note.name.removesuffix(".trashinfo")
            lines = note.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
            original = next((line[5:] for line in lines if line.startswith("Path=")), "")
            if top / unquote(original, errors="surrogateescape") == path and os.path.lexists(kept_at):
                yield kept_at, note


def _just_numbered(trash: Path, path: Path) -> Iterator[Path]:
    """Notes of now of files of one name, as send2trash numbers them: without a gap up to the latest."""
    now = time.time() - _MOMENT
    for number in count():
        name = f"{path.stem} {number}{path.suffix}" if number else path.name
        note = trash / "info" / f"{name}.trashinfo"
        if note.exists():
            if note.stat().st_mtime > now:
                yield note
        elif not os.path.lexists(trash / "files" / name):
            return


def _alike(trash: Path, path: Path) -> Iterator[Path]:
    """Notes of files whose names begin alike: other programs number them in ways of their own."""
    return (trash / "info").glob(f"{glob.escape(path.stem)}*.trashinfo")


def _trashes(path: Path) -> Iterator[tuple[Path, Path]]:
    """Trash folders that a file may be in, and what their notes' paths are relative to."""
    data = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
    yield data / "Trash", data
    user = os.getuid()
    for parent in path.parents:
        yield parent / ".Trash" / str(user), parent
        yield parent / f".Trash-{user}", parent
