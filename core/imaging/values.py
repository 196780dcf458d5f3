"""Values as metadata holds them, made sane: every reader here gives a sane value or None.

What comes in may be anything: text with control characters, rationals with a zero denominator,
dates in the year 0, positions beyond the poles.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_FIRST_PHOTOGRAPH = 1826
_MAX_TEXT = 200
_MAX_KEYWORDS = 200
_JOINERS = "\u200c\u200d"
"""Can't be printed either, but tell the words of Persian from each other, and hold emoji together."""

_DATE = re.compile(
    r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?", re.ASCII
)
# ISO 8601 as XMP profiles it: the year alone will do, and so on.
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})", re.ASCII)
_ZONE = re.compile(r":\d\d(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)$", re.ASCII)
# The zones in use run from -12:00 to +14:00.
_MAX_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the person's clock showed it.

    Attributes:
        local: ISO 8601 without a zone, "2019-05-04T13:37:00" or with ".123".
        utc_offset: Minutes east of UTC, if known.
    """

    local: str
    utc_offset: int | None = None


def tidy(value: str | None, limit: int = _MAX_TEXT) -> str | None:
    """Make one line of printable text, up to a NUL and cut at a limit; None when nothing is left."""
    spaced = " ".join((value or "").split("\0", 1)[0].split())
    kept = "".join(char for char in spaced if char.isprintable() or char in _JOINERS)
    return kept[:limit].strip(f" {_JOINERS}") or None


def keywords(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each keyword once, in order, whatever its case; the first 200 of them."""
    found: dict[str, str] = {}
    for value in values:
        word = tidy(value)
        if word is not None:
            found.setdefault(word.casefold(), word)
        if len(found) == _MAX_KEYWORDS:
            break
    return tuple(found.values())


def number(value: object, low: float, high: float) -> float | None:
    """Read a finite number within bounds, of a sequence its first.

    Args:
        value: Any number; text may be a decimal or, as in XMP, a fraction "28/10".
        low: The least that makes sense.
        high: The most.

    Returns:
        The number, or None for nonsense.
    """
    if isinstance(value, (tuple, list)):
        value = value[0] if value else None
    if value is None or isinstance(value, (bytes, bool)):
        return None
    try:
        if isinstance(value, str):
            over, _, under = value[:40].partition("/")
            found = float(over) / float(under or 1)
        else:
            found = float(value)  # type: ignore[arg-type]  # a rational or int; anything else raises
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if math.isfinite(found) and low <= found <= high else None


def parse_date(value: str | None, fraction: str | None = None) -> str | None:
    """Read a date with a time.

    Args:
        value: "2019:05:04 13:37:00" or one of the spellings met in the wild.
        fraction: The digits of EXIF's sub-second tag, if any.

    Returns:
        "2019-05-04T13:37:00", with ".123" when there is a fraction; None for nonsense.
    """
    match = _DATE.match(value or "")
    if match is None:
        return None
    moment = _datetime(*(int(part or 0) for part in match.groups()[:6]))
    if moment is None:
        return None
    digits = match.group(7) or (
        fraction if fraction is not None and fraction.isascii() and fraction.isdigit() else ""
    )
    return moment.isoformat() + (f".{digits[:3]:0<3}" if digits else "")


def parse_offset(value: str | None) -> int | None:
    """Read a time zone, "+02:00", as minutes east of UTC; None for nonsense."""
    match = _OFFSET.match(value or "")
    if match is None:
        return None
    minutes = int(match.group(2)) * 60 + int(match.group(3))
    if int(match.group(3)) >= 60 or minutes > _MAX_OFFSET:
        return None
    return -minutes if match.group(1) == "-" else minutes


def parse_moment(value: str | None) -> Moment | None:
    """Read a date as XMP writes it: with a zone or not; what it leaves out counts as its beginning.

    A scanned picture's "1985" becomes the first of January 1985, at midnight: the year is right.
    """
    value = (value or "").strip()
    local = parse_date(value)
    if local is not None:
        zone = _ZONE.search(value[:60])
        return Moment(local, 0 if zone and zone.group(1) == "Z" else parse_offset(zone and zone.group(1)))
    match = _ISO_DATE.fullmatch(value)
    if match is None:
        return None
    moment = _datetime(*(int(part or 1) for part in match.groups()[:3]))
    return None if moment is None else Moment(moment.isoformat())


def moment_of_epoch(seconds: float | None) -> Moment | None:
    """Seconds since 1970 as a moment in UTC."""
    if seconds is None:
        return None
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return Moment(moment.replace(tzinfo=None).isoformat()) if _plausible(moment) else None


def _datetime(*parts: int) -> datetime | None:
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]  # no zone among them
    except ValueError:
        return None
    return moment if _plausible(moment) else None


def _plausible(moment: datetime) -> bool:
    # A year of grace for clocks that are wrong, and a day: this one may be in another zone.
    return _FIRST_PHOTOGRAPH <= moment.year <= (datetime.now() + timedelta(days=1)).year + 1


def position(latitude: float | None, longitude: float | None) -> tuple[float, float] | tuple[None, None]:
    """A position, or none: half of one is none, and so is 0, 0, which receivers write that have no fix."""
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None, None
    return round(latitude, 7), round(longitude, 7)


def degrees(parts: Iterable[object], limit: float) -> float | None:
    """Decimal degrees of degrees, minutes and seconds, each optional from the right.

    Args:
        parts: Up to three numbers, none negative.
        limit: 90 or 180.

    Returns:
        Degrees, or None when a part is no number or the sum is beyond the limit.
    """
    numbers = [number(part, 0, limit if place == 0 else 60) for place, part in enumerate(list(parts)[:3])]
    if not numbers or any(part is None for part in numbers):
        return None
    total = sum(part / 60.0**place for place, part in enumerate(numbers) if part is not None)
    return total if total <= limit else None


def stars(value: object) -> int | None:
    """A rating as XMP defines it: 0 (none) to 5, -1 for rejected."""
    found = number(value, -1, 5)
    return None if found is None else round(found)


def stars_of_percent(value: object) -> int | None:
    """A rating as Windows writes it: 1, 25, 50, 75 and 99 percent are one to five stars."""
    found = number(value, 0, 100)
    if found is None or found == 0:
        return None if found is None else 0
    return 1 + int(found + 12) // 25
