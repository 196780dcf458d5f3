"""EXIF, read with the suspicion it deserves.

Tags and their meaning: CIPA DC-008 (Exif 3.0); those from 0x9C9B and 0x4746 on are Microsoft's.
Every value is whatever Pillow found under a tag (text, bytes, rationals with zero
denominators, tuples), and a picture is never refused for it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PIL import Image

from core.imaging.metadata import Claims, Metadata
from core.imaging.values import (
    Moment,
    degrees,
    keywords,
    number,
    parse_date,
    parse_offset,
    position,
    stars,
    stars_of_percent,
    tidy,
)

_DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _DATE_TIME = 0x010E, 0x010F, 0x0110, 0x0112, 0x0132
_RATING, _RATING_PERCENT = 0x4746, 0x4749
_XP_TITLE, _XP_COMMENT, _XP_KEYWORDS, _XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F
_MAIN = (
    _DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _DATE_TIME, _RATING, _RATING_PERCENT,
    _XP_TITLE, _XP_COMMENT, _XP_KEYWORDS, _XP_SUBJECT,
)  # fmt: skip
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_EXPOSURE_TIME, _F_NUMBER, _ISO, _FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A
_USER_COMMENT, _LENS_SPECIFICATION, _LENS_MODEL = 0x9286, 0xA432, 0xA434
_MAX_CAPTION = 2000

# What cameras and phones write where a person's description belongs.
_BY_CAMERA = re.compile(
    r"(?:.*\bdigital camera|sony dsc|dcf ?1\.0|default|untitled|exif_jpeg_picture|dcim[\\/].*|\{.*"
    r"|(?:cof|dav|edf|hdr|mde|nor|oznor|oznorwo|rhdr|sdr)(?:_\w*)?)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSETS = {b"ASCII\0\0\0": "utf-8", b"JIS\0\0\0\0\0": "iso2022_jp"}


@dataclass(frozen=True, slots=True)
class _Tags:
    """The three directories of interest, each readable or empty."""

    main: Mapping[int, Any] = field(default_factory=dict)
    exif: Mapping[int, Any] = field(default_factory=dict)
    gps: Mapping[int, Any] = field(default_factory=dict)


def read_exif(exif: Image.Exif) -> Claims:
    """Read what EXIF says.

    Args:
        exif: As Pillow opened it; may be empty or rubbish.

    Returns:
        What could be understood.
    """
    tags = _Tags(_main(exif), _directory(exif, _EXIF_IFD), _directory(exif, _GPS_IFD))
    latitude, longitude = position(
        _coordinate(tags.gps.get(2), tags.gps.get(1), "S", 90),
        _coordinate(tags.gps.get(4), tags.gps.get(3), "W", 180),
    )
    original = _moment(tags, tags.exif.get(0x9003), 0x9291, 0x9011)
    if original is not None and original.utc_offset is None:
        original = Moment(original.local, _offset_by_gps(original.local, tags.gps, longitude))
    return Claims(
        Metadata(
            orientation=int(number(tags.main.get(_ORIENTATION), 1, 8) or 1),
            camera_make=text(tags.main.get(_MAKE)),
            camera_model=text(tags.main.get(_MODEL)),
            lens=text(tags.exif.get(_LENS_MODEL)) or _lens(tags.exif.get(_LENS_SPECIFICATION)),
            latitude=latitude,
            longitude=longitude,
            iso=number(tags.exif.get(_ISO), 1, 1e8),
            f_number=number(tags.exif.get(_F_NUMBER), 0.1, 1000),
            exposure_s=number(tags.exif.get(_EXPOSURE_TIME), 1e-7, 1e6),
            focal_length_mm=number(tags.exif.get(_FOCAL_LENGTH), 0.1, 1e5),
            title=_wide(tags.main.get(_XP_TITLE)),
            caption=_caption(tags, big_endian=getattr(exif, "endian", None) == ">"),
            keywords=keywords((_wide(tags.main.get(_XP_KEYWORDS)) or "").split(";")),
            rating=_rating(tags.main),
        ),
        original,
        _moment(tags, tags.exif.get(0x9004), 0x9292, 0x9012),
        _moment(tags, tags.main.get(_DATE_TIME), 0x9290, 0x9010),
    )


def _main(exif: Image.Exif) -> dict[int, Any]:
    found = {}
    for tag in _MAIN:
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


def text(value: object, limit: int = 200) -> str | None:
    """Make one line of readable text of a tag's value, or None when there is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    with contextlib.suppress(UnicodeError):
        # Pillow reads ASCII tags as Latin-1; many programs write UTF-8 there.
        value = value.encode("latin-1").decode("utf-8")
    return tidy(value, limit)


def _wide(value: object) -> str | None:
    """The text of one of Microsoft's tags: UTF-16, low byte first."""
    if isinstance(value, tuple) and all(isinstance(part, int) and 0 <= part < 256 for part in value):
        value = bytes(value)
    return tidy(value.decode("utf-16-le", "ignore"), _MAX_CAPTION) if isinstance(value, bytes) else None


def _caption(tags: _Tags, *, big_endian: bool) -> str | None:
    candidates = (
        _wide(tags.main.get(_XP_COMMENT)),
        text(tags.main.get(_DESCRIPTION), _MAX_CAPTION),
        _wide(tags.main.get(_XP_SUBJECT)),
        _comment(tags.exif.get(_USER_COMMENT), big_endian=big_endian),
    )
    return next((found for found in candidates if found and not _BY_CAMERA.fullmatch(found)), None)


def _comment(value: object, *, big_endian: bool) -> str | None:
    """UserComment names its character code in its first eight bytes; without one it is rubbish, mostly."""
    if not isinstance(value, bytes):
        return None
    if value.startswith(b"UNICODE\0"):
        charset = "utf-16-be" if big_endian else "utf-16-le"
    elif value[:8] in _CHARSETS:
        charset = _CHARSETS[value[:8]]
    else:
        return None
    try:
        return tidy(value[8:].decode(charset), _MAX_CAPTION)
    except UnicodeError:
        return None


def _rating(main: Mapping[int, Any]) -> int | None:
    rating = stars(main.get(_RATING))
    return stars_of_percent(main.get(_RATING_PERCENT)) if rating is None else rating


def _lens(value: object) -> str | None:
    """A name made of LensSpecification: shortest and longest focal length, and the aperture at each."""
    if not isinstance(value, (tuple, list)) or len(value) != 4:
        return None
    short, long = (number(part, 0.1, 1e5) for part in value[:2])
    if short is None or long is None:
        return None
    widest = number(value[2], 0.1, 1000)
    reach = f"{short:g}mm" if short == long else f"{short:g}-{long:g}mm"
    return reach if widest is None else f"{reach} f/{widest:g}"


def _moment(tags: _Tags, date: object, fraction: int, offset: int) -> Moment | None:
    local = parse_date(text(date), text(tags.exif.get(fraction)))
    return None if local is None else Moment(local, parse_offset(text(tags.exif.get(offset))))


def _offset_by_gps(local: str, gps: Mapping[int, Any], longitude: float | None) -> int | None:
    """The time zone by which the camera's clock differs from that of the satellites.

    Believed only when both agree but for whole half hours, within a minute, and the zone
    lies within four hours of the sun's there: an old fix, or a clock never set, gives nonsense.
    """
    hours = gps.get(7)
    parts = [number(part, 0, 60) for part in hours] if isinstance(hours, (tuple, list)) else []
    if len(parts) != 3 or None in parts or longitude is None:
        return None
    stamp = parse_date(f"{text(gps.get(29))} " + ":".join(f"{int(part or 0):02}" for part in parts))
    if stamp is None:
        return None
    seconds = (datetime.fromisoformat(local) - datetime.fromisoformat(stamp)).total_seconds()
    minutes = round(seconds / 1800) * 30
    if abs(seconds - 60 * minutes) > 60 or abs(minutes - 4 * longitude) > 240:
        return None
    return minutes if -720 <= minutes <= 840 else None


def _coordinate(value: object, reference: object, negative: str, limit: float) -> float | None:
    found = degrees(value if isinstance(value, (tuple, list)) else [value], limit)
    if found is None:
        return None
    return -found if (text(reference) or "").upper().startswith(negative) else found
