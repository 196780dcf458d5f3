"""How much there is in a folder, and about how long reading it will take, before a library has it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.imaging import PHOTO_SUFFIXES

_AT_LEAST, _AT_MOST = 0.03, 0.25
"""Seconds of one processor for a photo, from a small JPEG to a HEIC or RAW of 24 megapixels, with the
built-in encoder. `make bench ARGS=indexing` prints what it is on a given computer."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be expected of a folder.

    Attributes:
        photos: Files that look like photos by their names.
        complete: All of the folder was looked at.
        seconds: From and to, for the built-in encoder on all processors.
    """

    photos: int
    complete: bool
    seconds: tuple[float, float]


def forecast(
    folder: Path, proceed: Callable[[], bool] = lambda: True, processors: int | None = None
) -> Forecast:
    """Count the photos in a folder by their names; none is opened.

    Args:
        folder: Links in it are not followed, and hidden directories not entered.
        proceed: Asked for each directory; False ends early.
        processors: That will read them; None: all there are.
    """
    photos, waiting = 0, [folder]
    while waiting and proceed():
        directory = waiting.pop()
        # What can't be listed will be said when the library comes to it.
        with contextlib.suppress(OSError), os.scandir(directory) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif Path(entry.name).suffix.lower() in PHOTO_SUFFIXES:
                    photos += 1
    one = 1 / (processors or os.cpu_count() or 1)
    return Forecast(photos, not waiting, (photos * _AT_LEAST * one, photos * _AT_MOST * one))
