"""Finds out whether a file tells where it was taken: read by Pillow, and searched byte by byte.

Shares nothing with the code that is judged by it.
"""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import pillow_heif
from PIL import Image

_GPS_IFD = 0x8825
_MAKER_NOTE = 0x927C
_SIGNS = (b"GPSLatitude", b"GPSLongitude", b"GPSPosition", b"LocationCreated", b"\xa9xyz", b"ISO6709")
_IPTC = b"Photoshop 3.0"

Triple = tuple[tuple[int, int], ...]


class Position:
    """A place as a file's EXIF writes it.

    Args:
        latitude: Degrees, minutes, seconds as (numerator, denominator).
        longitude: Likewise.
    """

    def __init__(self, latitude: Triple, longitude: Triple) -> None:
        self.latitude, self.longitude = latitude, longitude
        # What is zero, or a whole degree, is found in any file.
        self._needles = [
            needle
            for triple in (latitude, longitude)
            for needle in _encodings(triple)
            if len(set(needle)) > 3
        ]

    @classmethod
    def at(cls, latitude: float, longitude: float) -> Position:
        """A place in decimal degrees, written with seconds to a ten-thousandth."""
        return cls(*(_triple(value) for value in (latitude, longitude)))

    def shows_in(self, data: bytes) -> list[str]:
        """The encodings of the place, and names of such fields, that occur anywhere in a file."""
        found = [repr(needle) for needle in self._needles if needle in data]
        return found + [sign.decode("latin-1") for sign in _SIGNS if sign in data]


def position_of(path: Path) -> Position | None:
    """Where a photo says it was taken; None when its EXIF says nothing that is a place."""
    pillow_heif.register_heif_opener()
    try:
        with Image.open(path) as image:
            gps = image.getexif().get_ifd(_GPS_IFD)
    except Exception:  # whatever Pillow can't read is no photo with a place
        return None
    try:
        triples = [tuple((int(part.numerator), int(part.denominator)) for part in gps[tag]) for tag in (2, 4)]
        if any(len(triple) != 3 or not all(low for _, low in triple) for triple in triples):
            return None
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return Position(triples[0], triples[1]) if any(high for triple in triples for high, _ in triple) else None


def tells(path: Path, position: Position) -> list[str]:
    """In what ways a copy tells where it was taken; empty: in none."""
    data = path.read_bytes()
    found = position.shows_in(data)
    with Image.open(path) as image:
        exif = image.getexif()
        if exif.get_ifd(_GPS_IFD):
            found.append("GPS directory")
        if _MAKER_NOTE in exif.get_ifd(0x8769):
            found.append("maker's note")
    if _IPTC in data:
        found.append("IPTC")
    return found


def _triple(decimal: float) -> Triple:
    units = round(abs(decimal) * 36_000_000)
    seconds = Fraction(units % 600_000, 10_000)
    return (
        (units // 36_000_000, 1),
        (units % 36_000_000 // 600_000, 1),
        (seconds.numerator, seconds.denominator),
    )


def _encodings(triple: Triple) -> list[bytes]:
    decimal = sum(high / low / 60**at for at, (high, low) in enumerate(triple))
    degrees, minutes = int(decimal), (decimal % 1) * 60
    texts = [f"{decimal:.6f}"[:-2], f"{degrees},{minutes:.4f}"[:-1], f"{degrees} deg "]
    found = [text.encode() for text in texts[:2]]
    for order in "<>":
        found.append(struct.pack(f"{order}6I", *(number for part in triple for number in part)))
        # The last two say more than the degrees, which many places share.
        found.append(struct.pack(f"{order}4I", *(number for part in triple[1:] for number in part)))
        found.append(struct.pack(f"{order}d", decimal))
        found.append(struct.pack(f"{order}i", round(decimal * 1e7)))
    return found
