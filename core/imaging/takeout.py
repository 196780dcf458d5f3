"""The .json that Google Takeout puts beside every photo.

Google documents no format; these are the fields its exports have had since 2018.
"""

from __future__ import annotations

import json
import re
from typing import Any

from core.imaging.facts import SidecarFacts
from core.imaging.metadata import NotUnderstood
from core.imaging.values import keywords, moment_of_epoch, number, position, tidy

_MAX_CAPTION = 2000
_FILE_NAME = re.compile(r".*\.\w{2,5}", re.DOTALL)
_OLDEST_S, _NEWEST_S = -4.6e9, 4.1e9  # from 1824 to 2099


def read_takeout(data: bytes) -> SidecarFacts:
    """Read what Google Photos knew of a photo.

    Google keeps times in UTC and does not say where the clock stood, so `taken_at` is UTC and
    `utc_offset` 0: the instant is right, the hour of the day is right only for who lives there.
    The time of uploading is not taken for the time of photographing.

    Args:
        data: The file.

    Returns:
        What could be understood.

    Raises:
        NotUnderstood: Nothing could.
    """
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError):
        raise NotUnderstood("damaged JSON", damaged=True) from None
    if not isinstance(parsed, dict) or not {"photoTakenTime", "geoData", "geoDataExif"} & parsed.keys():
        raise NotUnderstood("JSON of another kind")
    moment = moment_of_epoch(number(_inner(parsed, "photoTakenTime").get("timestamp"), _OLDEST_S, _NEWEST_S))
    latitude, longitude = _position(parsed)
    title = tidy(_text(parsed.get("title")))
    people = parsed.get("people")
    return SidecarFacts(
        taken_at=None if moment is None else moment.local,
        utc_offset=None if moment is None else 0,
        latitude=latitude,
        longitude=longitude,
        # It is the name the file had, nearly always.
        title=None if title is None or _FILE_NAME.fullmatch(title) else title,
        caption=tidy(_text(parsed.get("description")), _MAX_CAPTION),
        keywords=keywords(
            _text(person.get("name"))
            for person in (people if isinstance(people, list) else [])
            if isinstance(person, dict)
        ),
        rating=5 if parsed.get("favorited") is True else None,
    )


def _inner(parsed: dict[str, Any], name: str) -> dict[str, Any]:
    inner = parsed.get(name)
    return inner if isinstance(inner, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _position(parsed: dict[str, Any]) -> tuple[float | None, float | None]:
    """Where the person put it on the map, else what stood in the file; 0, 0 is none."""
    for name in ("geoData", "geoDataExif"):
        place = _inner(parsed, name)
        found = position(number(place.get("latitude"), -90, 90), number(place.get("longitude"), -180, 180))
        if found != (None, None):
            return found
    return None, None
