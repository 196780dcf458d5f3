"""IPTC-IIM, captions and keywords as before XMP (IPTC-NAA Information Interchange Model 4.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from core.imaging.metadata import Claims, Metadata
from core.imaging.values import Moment, keywords, parse_date, parse_offset, tidy

_MARKER = 0x1C
_CHARSET = (1, 90)
_TITLE, _KEYWORD, _CAPTION = (2, 5), (2, 25), (2, 120)
_CREATED, _DIGITISED = ((2, 55), (2, 60)), ((2, 62), (2, 63))
_UTF_8 = b"\x1b%G"
_MAX_DATASETS = 2000
_MAX_CAPTION = 2000

RESOURCE, DIGEST_RESOURCE = 0x0404, 0x0425
"""Where IPTC stands among Photoshop's image resources, and the MD5 of it that XMP was made from."""


def read_iptc(block: bytes) -> Claims:
    """Read what an IPTC block says.

    Args:
        block: The data sets, one behind the other; whatever follows the first that is damaged is lost.

    Returns:
        What could be understood.
    """
    found: dict[tuple[int, int], list[bytes]] = {}
    for dataset, data in _datasets(block):
        found.setdefault(dataset, []).append(data)
    utf_8 = found.get(_CHARSET, [b""])[0].startswith(_UTF_8)

    def words(dataset: tuple[int, int]) -> list[str]:
        return [_decoded(data, utf_8=utf_8) for data in found.get(dataset, ())]

    return Claims(
        Metadata(
            title=tidy(next(iter(words(_TITLE)), None)),
            caption=tidy(next(iter(words(_CAPTION)), None), _MAX_CAPTION),
            keywords=keywords(words(_KEYWORD)),
        ),
        original=_moment(*(words(dataset) for dataset in _CREATED)),
        digitised=_moment(*(words(dataset) for dataset in _DIGITISED)),
    )


def changed_since_xmp(resources: Mapping[int, object]) -> bool:
    """Whether a program that knows no XMP has written IPTC since a program that knows both did.

    Args:
        resources: Photoshop's image resources, by their number.
    """
    block, digest = resources.get(RESOURCE), resources.get(DIGEST_RESOURCE)
    if not isinstance(block, bytes) or not isinstance(digest, bytes) or digest == bytes(16):
        return False
    return hashlib.md5(block, usedforsecurity=False).digest() != digest


def _datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    for _ in range(_MAX_DATASETS):
        head = block[at : at + 5]
        if len(head) < 5 or head[0] != _MARKER:
            return
        size, at = int.from_bytes(head[3:5], "big"), at + 5
        if size & 0x8000:  # an extended data set: so many bytes of the real size follow
            width = min(size & 0x7FFF, 8)
            size, at = int.from_bytes(block[at : at + width], "big"), at + width
        if at + size > len(block):
            return
        yield (head[1], head[2]), block[at : at + size]
        at += size


def _decoded(data: bytes, *, utf_8: bool) -> str:
    """Text in the character set the block names; where it names none, UTF-8 if that works."""
    if utf_8:
        return data.decode("utf-8", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return data.decode("cp1252", "replace")


def _moment(dates: list[str], times: list[str]) -> Moment | None:
    """CCYYMMDD and HHMMSS with a zone, "133700+0200"; without a time, midnight."""
    date, time = (dates or [""])[0], (times or [""])[0] or "000000"
    if len(date) < 8 or len(time) < 6:
        return None
    local = parse_date(f"{date[:4]}-{date[4:6]}-{date[6:8]} {time[:2]}:{time[2:4]}:{time[4:6]}")
    # Without a time the zone would only pretend to know.
    return None if local is None else Moment(local, parse_offset(time[6:11]))
