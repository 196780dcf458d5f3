"""JPEG and PNG files without anything but the picture: made of the parts that are known to be needed.

What is not known to be needed is left out, whatever it is called: EXIF, XMP, IPTC, maker's notes, comments,
thumbnails, further pictures, and films or text behind the end. So nothing has to be searched for, and the
picture itself is the same bit for bit.
"""

from __future__ import annotations

import re

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = (
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"cICP",
    b"sBIT",
)

_START, _END, _SCAN, _RESTARTS, _JFIF, _ICC, _ADOBE = 0xD8, 0xD9, 0xDA, range(0xD0, 0xD8), 0xE0, 0xE2, 0xEE
_TABLES = {0xDB, 0xDC, 0xDD, 0xDE, 0xDF, *range(0xC0, 0xD0)}
# Inside a scan 0xFF is followed by 0, the number of a restart, or fill; anything else ends it.
_AFTER_SCAN = re.compile(rb"\xff(?![\x00\xff\xd0-\xd7])")


def jpeg_picture(data: bytes, beside: bytes = b"") -> bytes | None:
    """The picture in a JPEG: the segments of ITU-T T.81, annex B, that say how to decode it.

    Of the application segments there are left the head of JFIF, the colour profile (ICC.1, annex B.4)
    and Adobe's twelve bytes that tell YCCK from CMYK.

    Args:
        data: The whole file.
        beside: Segments to write behind the first marker.

    Returns:
        A JPEG; None when this one is built in a way that is not known.
    """
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept = [data[:2], beside]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _START or marker in _RESTARTS or end < at + 4 or end > len(data):
            return None
        segment = data[at:end]
        if marker in _TABLES:
            kept.append(segment)
        elif marker == _SCAN:
            found = _AFTER_SCAN.search(data, end)
            if found is None:
                return None
            end = found.start()
            kept.append(data[at:end])
        else:
            # JFIF comes first, where there is one.
            kept.insert(1 if marker == _JFIF else len(kept), _application(marker, segment[4:]))
        at = end
    else:
        # Its end is missing, or there is something between the segments. Some end right behind the marker.
        if data[at : at + 2] != bytes((0xFF, _END)):
            return None
    return b"".join([*kept, bytes((0xFF, _END))])


def png_picture(data: bytes, beside: bytes = b"") -> bytes | None:
    """The picture in a PNG: the chunks of the third edition of its specification that bear on it.

    Args:
        data: The whole file.
        beside: Chunks to write before the pixels.

    Returns:
        A PNG, of an animation the first frame; None when this one is built in a way that is not known.
    """
    if not data.startswith(_SIGNATURE):
        return None
    kept = [_SIGNATURE]
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if name == b"IDAT" and beside:
            kept.append(beside)
            beside = b""
        if name in _PNG_PARTS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept) if end <= len(data) else None
        at = end
    return None


def segment(marker: int, payload: bytes) -> bytes:
    """A JPEG segment of at most 65,533 bytes."""
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload


def _application(marker: int, payload: bytes) -> bytes:
    """What is left of an application segment or a comment; empty: nothing."""
    if marker == _JFIF and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        return segment(marker, payload[:12] + b"\0\0")  # without the thumbnail
    if marker == _ICC and payload.startswith(b"ICC_PROFILE\0"):
        return segment(marker, payload)
    if marker == _ADOBE and payload.startswith(b"Adobe") and len(payload) >= 12:
        return segment(marker, payload[:12])
    return b""
