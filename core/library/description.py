"""What is said of a photo, by itself and by the files beside it, merged into one description. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TypeVar

from core.library.records import TakenFrom

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says. None: nothing.

    Attributes:
        taken_at: Local ISO 8601 time without a zone; of Google Takeout's files, in UTC.
        utc_offset: Minutes east of UTC of `taken_at`.
        latitude: Decimal degrees.
        longitude: Decimal degrees.
        title: A short name.
        caption: What the photo shows.
        keywords: Each once.
        rating: 0 to 5 stars, -1 for rejected.
    """

    taken_at: str | None = None
    utc_offset: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What holds for a photo at one place; the fields are those of `Said`, and where the date is from."""

    taken_at: str | None
    taken_from: TakenFrom | None
    utc_offset: int | None
    latitude: float | None
    longitude: float | None
    title: str | None
    caption: str | None
    keywords: tuple[str, ...]
    rating: int | None


def describe(
    own: Said,
    sidecars: Sequence[tuple[str, Said]],
    mtime_ns: int,
    *,
    photo: str = "",
    zone: tzinfo | None = None,
) -> Description:
    """Merge what is said of a photo.

    An XMP sidecar is where people's later corrections are, so it goes before the photo's own
    metadata. Takeout's JSON repeats what was known at the upload, so it fills the gaps that are
    left. Keywords add up. The date of the file is better than none, and marked.

    Args:
        own: What the photo says of itself.
        sidecars: What the files beside it say, by name.
        mtime_ns: When the file was changed, nanoseconds since the epoch.
        photo: Name of the photo; of two sidecars, the one named after all of it goes first.
        zone: Where Takeout's times are shown when nothing tells the offset; None: this computer's zone.
    """
    ordered = [said for _, said in sorted(sidecars, key=lambda item: sidecar_rank(item[0], photo))]
    takeout = [said for name, said in sidecars if is_takeout(name)]
    xmp = [said for said in ordered if said not in takeout]
    taken_at, offset, taken_from = _date(own, xmp, takeout, zone)
    if taken_at is None:
        taken_at = _local(mtime_ns / 1e9, zone)
        taken_from = "file" if taken_at else None
    sources = [*xmp, own, *takeout]
    latitude, longitude = _first(
        (said.latitude, said.longitude)
        for said in sources
        if said.latitude is not None and said.longitude is not None
    ) or (None, None)
    return Description(
        taken_at=taken_at,
        taken_from=taken_from,
        utc_offset=offset,
        latitude=latitude,
        longitude=longitude,
        title=_first(said.title for said in sources if said.title),
        caption=_first(said.caption for said in sources if said.caption),
        keywords=_united(sources),
        rating=_first(said.rating for said in sources if said.rating is not None),
    )


def is_takeout(name: str) -> bool:
    """Whether a sidecar of this name is Google Takeout's."""
    return name.lower().endswith(".json")


def sidecar_rank(name: str, photo: str) -> tuple[bool, int, str]:
    """Orders the sidecars of a photo: the one named after all of it goes first."""
    return not (photo and name.lower().startswith(photo.lower())), -len(name), name


def _date(
    own: Said, xmp: Sequence[Said], takeout: Sequence[Said], zone: tzinfo | None
) -> tuple[str | None, int | None, TakenFrom | None]:
    corrected = next((said for said in xmp if said.taken_at), None)
    if corrected is not None and corrected.taken_at is not None:
        if own.taken_at is None or not own.taken_at.startswith(corrected.taken_at):
            return corrected.taken_at, corrected.utc_offset, "sidecar"
        # The same moment, only cut: the photo knows the fraction of the second, and maybe the zone.
        offset = corrected.utc_offset if corrected.utc_offset is not None else own.utc_offset
        return own.taken_at, offset, "photo"
    if own.taken_at is not None:
        return own.taken_at, own.utc_offset, "photo"
    for said in takeout:
        if said.taken_at is not None and (local := _from_utc(said, own.utc_offset, zone)):
            return *local, "sidecar"
    return None, None, None


def _from_utc(said: Said, offset: int | None, zone: tzinfo | None) -> tuple[str, int] | None:
    """Takeout's moment as a clock at the place of the photo, or else here, showed it."""
    try:
        moment = datetime.fromisoformat(said.taken_at or "").replace(
            tzinfo=timezone(timedelta(minutes=said.utc_offset or 0))
        )
        local = moment.astimezone(zone if offset is None else timezone(timedelta(minutes=offset)))
    except (ValueError, OverflowError, OSError):
        return None
    east = local.utcoffset() or timedelta()
    return local.replace(tzinfo=None).isoformat(), round(east.total_seconds() / 60)


def _local(seconds: float, zone: tzinfo | None) -> str | None:
    try:
        moment = datetime.fromtimestamp(seconds, zone)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _first(values: Iterable[_T]) -> _T | None:
    return next(iter(values), None)


def _united(sources: Iterable[Said]) -> tuple[str, ...]:
    """All keywords, each once, whichever way its letters are cased."""
    united: dict[str, str] = {}
    for said in sources:
        for keyword in said.keywords:
            united.setdefault(keyword.casefold(), keyword)
    return tuple(united.values())
