"""What is said of a photo in a sidecar, on its way to the child that edits it, and what comes back."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Saying:
    """What people say of a photo, to be written into its sidecar. None, or empty: nothing.

    Attributes:
        rating: 0 to 5 stars, -1 for rejected.
        favourite: It is one, or is none.
        title: "" says that it has none.
        caption: Likewise.
        tags: It has these.
        not_tags: It has not.
        albums: It is in these.
        own_keywords: What the photo's file itself is tagged with. Programs that read a sidecar's list of
            keywords don't read the photo's, so a list that is begun holds these too.
    """

    rating: int | None = None
    favourite: bool | None = None
    title: str | None = None
    caption: str | None = None
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    own_keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amended:
    """A sidecar with what people say in it; nothing is written yet.

    Attributes:
        data: The whole file, UTF-8; None: it is to stay as it is.
        ours: A record of what in it is Fovea's, by which it can be taken back; "": nothing.
        hollow: It says nothing at all, nobody's word.
        size: Bytes of the file that was read; None: there was none.
        mtime_ns: When that was changed, nanoseconds since the epoch.
    """

    data: bytes | None
    ours: str
    hollow: bool
    size: int | None = None
    mtime_ns: int | None = None


def in_xml(text: str) -> str:
    """A text without the characters that XML 1.0 can't hold (section 2.2): controls, halves of characters."""
    return _UNSAYABLE.sub("", text)
