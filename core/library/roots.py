"""The root of a chosen folder: whether it can be read, and where it went when it was renamed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

NOT_THERE = "it is not there"


def why_unreadable(root: Path) -> str:
    """Why a directory can't be listed, in words; "" when it can."""
    try:
        with os.scandir(root):
            return ""
    except FileNotFoundError:
        return NOT_THERE
    except OSError as error:
        return error.strerror or str(error)


def find_renamed(root: Path, file_id: int | None, known: Sequence[tuple[str, int]]) -> Path | None:
    """Find a directory that was renamed and stayed in the same parent.

    Its inode alone does not prove it, for file systems give the number of a deleted
    directory to the next one: one of its files must be in it, inode and all.

    Args:
        root: Where it was.
        file_id: Its inode.
        known: Files that were in it: path below it, and inode.
    """
    try:
        with os.scandir(root.parent) as entries:
            named = [entry.path for entry in entries if entry.inode() == file_id]
            found = [Path(path) for path in named if Path(path).is_dir()]
    except OSError:
        return None
    return next((path for path in found if any(_holds(path / name, inode) for name, inode in known)), None)


def _holds(path: Path, file_id: int) -> bool:
    try:
        return path.lstat().st_ino & 0x7FFF_FFFF_FFFF_FFFF == file_id
    except OSError:
        return False
