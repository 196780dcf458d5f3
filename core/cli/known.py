"""Photos that a command is about, by their paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.library import Library


def known_photos(library: Library, paths: Sequence[Path]) -> tuple[list[int], list[Path]]:
    """The photos at some paths, and the paths at which there is none.

    Args:
        library: Where they should be.
        paths: As they were typed.

    Returns:
        Photo ids in the order of the paths, each as often as it is named; and the other paths.
    """
    found = [(path, library.photos.at(path.expanduser())) for path in paths]
    return (
        [photo_id for _, photo_id in found if photo_id is not None],
        [path for path, photo_id in found if photo_id is None],
    )
