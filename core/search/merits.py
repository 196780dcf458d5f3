"""Which of several files that show one picture is the one to keep, and why."""

from __future__ import annotations

import math
import re
from enum import StrEnum

from core.library.photo_files import PhotoFile

_CAMERA_FORMATS = ("RAW", "HEIF", "JPEG")
_SECOND_HAND = re.compile(
    r"copy|copies|kopie|copie|backup|download|temp|tmp|cache|trash|duplicate|export|whatsapp|received|"
    r"\(\d\)|副本|备份|下载",
    re.IGNORECASE,
)


class Why(StrEnum):
    """In what the best of a group is better than the next."""

    ONLINE = "online"
    RAW = "raw"
    CAMERA = "camera"
    LARGER = "larger"
    FORMAT = "format"
    WORDS = "words"
    BYTES = "bytes"
    FOLDER = "folder"
    OLDER = "older"
    SHARPER = "sharper"


def _merits(file: PhotoFile) -> dict[Why, float]:
    """What makes a file worth keeping, the weightiest first; more is better."""
    second_hand = bool(_SECOND_HAND.search(str(file.path.parent.name))) + bool(
        _SECOND_HAND.search(file.path.stem)
    )
    return {
        Why.ONLINE: file.online,
        Why.RAW: file.raw is not None or file.format == "RAW",
        # A copy made smaller for sending has lost it; one that was enlarged never had it.
        Why.CAMERA: bool(file.camera),
        Why.LARGER: file.width * file.height,
        Why.FORMAT: file.format in _CAMERA_FORMATS,
        Why.WORDS: file.words,
        # In steps of 3 %: what is written beside the picture says nothing of the picture.
        Why.BYTES: round(23 * math.log2(max(1, file.size))),
        Why.FOLDER: -second_hand,
        Why.OLDER: -file.mtime_ns,
    }


def rank(file: PhotoFile) -> tuple[float | str, ...]:
    """What to put files in order by, the best first."""
    return (*(-merit for merit in _merits(file).values()), str(file.path))


def advantage(best: PhotoFile, second: PhotoFile) -> Why | None:
    """In what a file is better than the next; None when only their order tells."""
    theirs = _merits(second)
    return next((why for why, merit in _merits(best).items() if merit > theirs[why]), None)
