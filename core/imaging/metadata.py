"""What a file says of itself: EXIF, read with the suspicion it deserves.

Tags and their meaning: CIPA DC-008 (Exif 3.0). Every reader here takes whatever
Pillow found under a tag (text, bytes, rationals with zero denominators, tuples) and
gives a sane value or None: a picture is never refused for its metadata.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from PIL import Image

_MAKE, _MODEL, _ORIENTATION, _DATE_TIME = 0x010F, 0x0110, 0x0112, 0x0132
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_EXPOSURE_TIME, _F_NUMBER, _ISO, _FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A
_LENS_MODEL = 0xA434
# (date, sub-second, offset), best first; the last date stands in the main directory.
_DATES = ((0x9003, 0x9291, 0x9011), (0x9004, 0x9292, 0x9012), (_DATE_TIME, 0x9290, 0x9010))
_FIRST_PHOTOGRAPH = 1826
_MAX_TEXT = 200

_DATE = re.compile(
    r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts that stand in EXIF; the fields are those of ImageFacts."""

    orientation: int = 1
    taken_at: str | None = None
    utc_offset: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    iso: float | None = None
    f_number: float | None = None
    exposure_s: float | None = None
    focal_length_mm: float | None = None


@dataclass(frozen=True, slots=True)
class _Tags:
    """The three directories of interest, each readable or empty."""

    main: Mapping[int, Any] = field(default_factory=dict)
    exif: Mapping[int, Any] = field(default_factory=dict)
    gps: Mapping[int, Any] = field(default_factory=dict)


def read_metadata(exif: Image.Exif) -> Metadata:
    """Read the facts out of EXIF.

    Args:
        exif: As Pillow opened it; may be empty or rubbish.

    Returns:
        What could be understood.
    """
    tags = _Tags(_main(exif), _directory(exif, _EXIF_IFD), _directory(exif, _GPS_IFD))
    taken_at, utc_offset = _taken(tags)
    latitude, longitude = _position(tags.gps)
    return Metadata(
        orientation=_orientation(tags.main.get(_ORIENTATION)),
        taken_at=taken_at,
        utc_offset=utc_offset,
        camera_make=text(tags.main.get(_MAKE)),
        camera_model=text(tags.main.get(_MODEL)),
        lens=text(tags.exif.get(_LENS_MODEL)),
        latitude=latitude,
        longitude=longitude,
        iso=_number(tags.exif.get(_ISO), 1, 1e8),
        f_number=_number(tags.exif.get(_F_NUMBER), 0.1, 1000),
        exposure_s=_number(tags.exif.get(_EXPOSURE_TIME), 1e-7, 1e6),
        focal_length_mm=_number(tags.exif.get(_FOCAL_LENGTH), 0.1, 1e5),
    )


def _main(exif: Image.Exif) -> dict[int, Any]:
    found = {}
    for tag in (_MAKE, _MODEL, _ORIENTATION, _DATE_TIME):
        try:
            found[tag] = exif.get(tag)
        except Exception:  # Pillow raises whatever the rubbish led it to
            continue
    return found


def _directory(exif: Image.Exif, tag: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(tag)
    except Exception:
        return {}


def text(value: object) -> str | None:
    """Make one line of readable text of a tag's value, or None when there is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    with contextlib.suppress(UnicodeError):
        # Pillow reads ASCII tags as Latin-1; many programs write UTF-8 there.
        value = value.encode("latin-1").decode("utf-8")
    value = "".join(char for char in value.split("\0", 1)[0] if char.isprintable())
    return " ".join(value.split())[:_MAX_TEXT] or None


def _number(value: object, low: float, high: float) -> float | None:
    if isinstance(value, (tuple, list)):
        value = value[0] if value else None
    if value is None or isinstance(value, (str, bytes)):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # IFDRational or int; anything else raises
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def _orientation(value: object) -> int:
    number = _number(value, 1, 8)
    return 1 if number is None else int(number)


def _taken(tags: _Tags) -> tuple[str | None, int | None]:
    for date, fraction, offset in _DATES:
        directory = tags.main if date == _DATE_TIME else tags.exif
        moment = parse_date(text(directory.get(date)), text(tags.exif.get(fraction)))
        if moment is not None:
            return moment, parse_offset(text(tags.exif.get(offset)))
    return None, None


def parse_date(value: str | None, fraction: str | None = None) -> str | None:
    """Read an EXIF date.

    Args:
        value: "2019:05:04 13:37:00" or one of the spellings met in the wild.
        fraction: The digits of the sub-second tag, if any.

    Returns:
        "2019-05-04T13:37:00", with ".123" when there is a fraction; None for nonsense.
    """
    match = _DATE.match(value or "")
    if match is None:
        return None
    parts = [int(part or 0) for part in match.groups()[:6]]
    try:
        moment = datetime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
    except ValueError:
        return None
    # A day of grace: the clock of this computer may be in another zone than the camera's.
    if moment.year < _FIRST_PHOTOGRAPH or moment.year > (datetime.now() + timedelta(days=1)).year + 1:
        return None
    digits = match.group(7) or (
        fraction if fraction is not None and fraction.isascii() and fraction.isdigit() else ""
    )
    return moment.isoformat() + (f".{digits[:3]:0<3}" if digits else "")


def parse_offset(value: str | None) -> int | None:
    """Read an EXIF time zone, "+02:00", as minutes east of UTC; None for nonsense."""
    match = _OFFSET.match(value or "")
    if match is None:
        return None
    minutes = int(match.group(2)) * 60 + int(match.group(3))
    # The zones in use run from -12:00 to +14:00.
    if int(match.group(3)) >= 60 or minutes > 14 * 60:
        return None
    return -minutes if match.group(1) == "-" else minutes


def _position(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    latitude = _degrees(gps.get(2), gps.get(1), "S", 90)
    longitude = _degrees(gps.get(4), gps.get(3), "W", 180)
    # Half a position is none; and 0, 0 is what receivers write that have no fix.
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude


def _degrees(value: object, reference: object, negative: str, limit: float) -> float | None:
    parts = list(value) if isinstance(value, (tuple, list)) else [value]
    numbers = [_number(part, 0, limit if place == 0 else 60) for place, part in enumerate(parts[:3])]
    if not numbers or any(number is None for number in numbers):
        return None
    degrees = sum(number / 60.0**place for place, number in enumerate(numbers) if number is not None)
    if degrees > limit:
        return None
    return round(-degrees if (text(reference) or "").upper().startswith(negative) else degrees, 7)
