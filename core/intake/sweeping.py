"""Clears away thumbnails that nothing shows, and those a crash left unfinished."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from core.library import Library

log = logging.getLogger(__name__)


def sweep_thumbnails(library: Library, proceed: Callable[[], bool]) -> int:
    """Delete what is no thumbnail of any photo. Only while nothing is being decoded.

    Args:
        library: Opened by this thread, which holds the indexer's lock.
        proceed: Asked between directories; False ends early.

    Returns:
        How many files were deleted.
    """
    deleted = 0
    for directory in _directories(library.paths.thumbnails):
        if not proceed():
            break
        finished: dict[bytes, Path] = {}
        superfluous: list[Path] = []
        for path in directory.iterdir():
            if path.name.startswith(".") and path.suffix == ".tmp":
                superfluous.append(path)
            elif path.suffix == ".jpg":
                with contextlib.suppress(ValueError):
                    finished[bytes.fromhex(path.stem)] = path
        shown = library.photos.shown_pictures(list(finished))
        superfluous += [path for digest, path in finished.items() if digest not in shown]
        for path in superfluous:
            path.unlink(missing_ok=True)
        deleted += len(superfluous)
    return deleted


def _directories(root: Path) -> Iterator[Path]:
    """The ones that thumbnails are kept in, by the first two digits of their digests."""
    for number in range(256):
        directory = root / f"{number:02x}"
        if directory.is_dir():
            yield directory
