"""The boxes that HEIF, AVIF, JPEG 2000, JPEG XL and Canon's CR3 are made of (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The box that holds XMP (XMP specification part 3, 1.1.4 and 1.1.5)."""

_MAX_BOXES = 256


@dataclass(frozen=True, slots=True)
class Box:
    """One box.

    Attributes:
        kind: Four letters; of a "uuid" box its 16 bytes.
        start: Where its content begins.
        end: Where it ends.
    """

    kind: bytes
    start: int
    end: int


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """List the boxes one behind the other; what is damaged ends the list.

    Args:
        data: The whole file.
        start: Where the first of them begins.
        end: Where the box that holds them ends.
    """
    end = len(data) if end is None else min(end, len(data))
    for _ in range(_MAX_BOXES):
        size, kind, content = (
            int.from_bytes(data[start : start + 4], "big"),
            data[start + 4 : start + 8],
            start + 8,
        )
        if size == 1:
            size, content = int.from_bytes(data[content : content + 8], "big"), content + 8
        elif size == 0:  # to the end
            size = end - start
        if kind == b"uuid":
            kind, content = data[content : content + 16], content + 16
        if not content <= start + size <= end or len(kind) < 4:
            return
        yield Box(kind, content, start + size)
        start += size


def content(data: bytes, *path: bytes) -> bytes:
    """The content of the first box of this kind, in the first box of that kind, and so on; b"" for none."""
    start, end = 0, len(data)
    for kind in path:
        box = next((box for box in boxes(data, start, end) if box.kind == kind), None)
        if box is None:
            return b""
        start, end = box.start, box.end
    return data[start:end]
