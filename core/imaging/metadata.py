"""What the standards of metadata say of one picture, and what is believed when they disagree.

The order of belief follows the Metadata Working Group (Guidelines for Handling Image Metadata 2.0,
chapters 3 and 5), simplified:

- Camera, lens, exposure, position: EXIF, which the camera wrote; then XMP.
- When it was taken: the date of the original (EXIF, XMP, IPTC, in this order), else the date it was
  digitised, else the date that EXIF gives for the last change. A time zone or a sub-second is
  taken from another standard only when that one gives the same second.
- Title, caption, keywords, rating: what people wrote with a program. XMP first, then IPTC, then EXIF,
  each field from one of them, never mixed. IPTC comes before XMP when its digest shows that a program
  that knows only IPTC has changed it since. EXIF comes last, other than in the guidelines,
  because cameras fill it in by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from core.imaging.values import Moment


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts that stand in a picture's metadata; the fields are those of ImageFacts."""

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
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None
    projection: str | None = None
    has_clip: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """What one standard says of a picture.

    Attributes:
        facts: All but the date.
        original: When the scene was photographed.
        digitised: When it became a file.
        changed: When the file was last changed, as the camera or a program noted it.
    """

    facts: Metadata = field(default_factory=Metadata)
    original: Moment | None = None
    digitised: Moment | None = None
    changed: Moment | None = None

    def completed(self, other: Claims) -> Claims:
        """These claims, their gaps filled from another part of the same standard."""
        return Claims(
            filled(self.facts, [other.facts]),
            self.original or other.original,
            self.digitised or other.digitised,
            self.changed or other.changed,
        )


class NotUnderstood(Exception):
    """A block or a file of metadata is not what it should be.

    Args:
        what: What it is in place of that, in words.
        damaged: It was once.
    """

    def __init__(self, what: str, *, damaged: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.damaged = damaged


_WRITTEN_BY_PEOPLE = ("title", "caption", "keywords", "rating")
_TOGETHER = (("latitude", "longitude"), ("taken_at", "utc_offset"))


def agreed(exif: Claims, xmp: Claims, iptc: Claims, *, iptc_first: bool = False) -> Metadata:
    """Make one of what the standards say; see the head of this file.

    Args:
        exif: What EXIF says; its orientation is the one that counts.
        xmp: What XMP says.
        iptc: What IPTC says.
        iptc_first: IPTC was changed after XMP.

    Returns:
        The facts, with the date.
    """
    facts = filled(exif.facts, (xmp.facts, iptc.facts))
    people = (iptc, xmp, exif) if iptc_first else (xmp, iptc, exif)
    written = filled(Metadata(), (claims.facts for claims in people))
    facts = replace(facts, **{name: getattr(written, name) for name in _WRITTEN_BY_PEOPLE})
    if facts.caption == facts.title:
        facts = replace(facts, caption=None)  # Windows writes its title to both
    moment = _believed((exif, xmp, iptc))
    return facts if moment is None else replace(facts, taken_at=moment.local, utc_offset=moment.utc_offset)


def filled(first: Metadata, others: Iterable[Metadata]) -> Metadata:
    """`first`, with what it does not say taken from the others, in their order.

    A position is taken whole or not at all, and so is a date with its time zone.
    """
    for other in others:
        gaps = {part.name for part in fields(Metadata) if _says_nothing(getattr(first, part.name))}
        for pair in _TOGETHER:
            if any(getattr(first, name) is not None for name in pair):
                gaps -= set(pair)
        first = replace(first, **{gap: getattr(other, gap) for gap in gaps})
    return first


def _says_nothing(value: object) -> bool:
    return value is None or value is False or value == ()


def _believed(claims: Sequence[Claims]) -> Moment | None:
    """The date, and the zone and the sub-seconds of whoever names the same second."""
    moments = [
        moment
        for rank in ("original", "digitised", "changed")
        for moment in (getattr(claim, rank) for claim in claims)
        if isinstance(moment, Moment)
    ]
    if not moments:
        return None
    alike = [moment for moment in moments if moment.local[:19] == moments[0].local[:19]]
    return Moment(
        max((moment.local for moment in alike), key=len),
        next((moment.utc_offset for moment in alike if moment.utc_offset is not None), None),
    )
