"""A library on another computer is refused, unless the person insists.

SQLite's write-ahead log needs memory that all its readers and writers share, and a
network file system shares none between computers (https://sqlite.org/wal.html); many
don't keep their locks either. Photos may lie anywhere.
"""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import LibraryError
from core.library.volumes import mounted_volumes, volume_of
from core.paths import display

INSIST = "FOVEA_ALLOW_NETWORK_LIBRARY"
"""The environment variable that allows it, when set to 1: for one computer at a time only."""


def is_on_network(root: Path) -> bool:
    """Whether a library directory lies on another computer.

    What the whole system runs from (9p in many virtual machines) is no share among computers.
    """
    root = root.resolve()
    volume = volume_of(root, mounted_volumes())
    return volume.network and volume.mount != Path(root.anchor)


def refuse_network(root: Path) -> None:
    """Refuse a library on another computer.

    Args:
        root: The library directory.

    Raises:
        LibraryError: It is on another computer, and the person does not insist.
    """
    if os.environ.get(INSIST) == "1" or not is_on_network(root):
        return
    raise LibraryError(
        f"The library {display(root)} lies on another computer, where SQLite's write-ahead log can be "
        "damaged as soon as two computers use it.",
        f"Keep it on a local drive: --library DIR (photos may lie anywhere). {INSIST}=1 allows it all the "
        "same, if no other computer ever uses it at the same time.",
    )
