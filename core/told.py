"""What a copy for other people may tell of a photo: EXIF and XMP of nothing but what the library knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from xml.sax.saxutils import escape

from PIL import ExifTags, Image

from core.imaging.saying import in_xml
from core.library import Photo

_LONGEST_TEXT = 2_000
"""Characters of a title or caption."""
_KEYWORDS_BYTES = 40_000
"""Of all keywords as they are written; with the texts they have room in a JPEG's one segment for XMP."""

_POSITION = re.compile(r"(geo|gps\w*):|[-+]?\d{1,3}\.\d{2,}[\s,;/]+[-+]?\d{1,3}\.\d{2,}", re.IGNORECASE)
"""Keywords that programs write for a position: machine tags (geo:lat=48.85), or both numbers."""


def xmp_of(photo: Photo, *, location: bool) -> bytes:
    """What people wrote about a photo, as XMP (ISO 16684-1): EXIF has ASCII only. Empty: nothing.

    Args:
        photo: Of which.
        location: Also keywords that are no words but a position.
    """

    def within(name: str, bag: str, values: Iterable[str], of: str = "") -> str:
        items = "".join(_item(value, of) for value in values if value)
        return f"<dc:{name}><rdf:{bag}>{items}</rdf:{bag}></dc:{name}>" if items else ""

    default = ' xml:lang="x-default"'
    said = (
        within("title", "Alt", [(photo.title or "")[:_LONGEST_TEXT]], default)
        + within("description", "Alt", [(photo.caption or "")[:_LONGEST_TEXT]], default)
        + within("subject", "Bag", _keywords(photo, location=location))
    )
    rated = f"<xmp:Rating>{photo.rating}</xmp:Rating>" if photo.rating is not None else ""
    if not said and not rated:
        return b""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/">{said}{rated}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def exif_of(photo: Photo, *, facts: bool, location: bool) -> bytes:
    """EXIF (Exif 2.32, sections 4.6.4 to 4.6.6), as `Image.Exif.tobytes` gives it.

    Args:
        photo: Of which.
        facts: When it was taken, and with what.
        location: Where.
    """
    exif = Image.Exif()
    if facts:
        _tell_facts(exif, photo)
    if location and photo.latitude is not None and photo.longitude is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "S" if photo.latitude < 0 else "N"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(photo.latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "W" if photo.longitude < 0 else "E"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(photo.longitude)
    return exif.tobytes()


def _tell_facts(exif: Image.Exif, photo: Photo) -> None:
    base, taken = ExifTags.Base, exif.get_ifd(ExifTags.IFD.Exif)
    if photo.camera:
        exif[base.Model] = photo.camera
    if photo.lens:
        taken[base.LensModel] = photo.lens
    if photo.iso:
        taken[base.ISOSpeedRatings] = min(round(photo.iso), 65_535)
    for tag, value in (
        (base.FNumber, photo.f_number),
        (base.ExposureTime, photo.exposure_s),
        (base.FocalLength, photo.focal_length_mm),
    ):
        if value:
            taken[tag] = float(Fraction(value).limit_denominator(100_000))
    if photo.taken_at and photo.taken_from != "file":
        taken[base.DateTimeOriginal] = photo.taken_at[:19].replace("-", ":").replace("T", " ")
        if photo.utc_offset is not None:
            hours, minutes = divmod(abs(photo.utc_offset), 60)
            taken[base.OffsetTimeOriginal] = f"{'-' if photo.utc_offset < 0 else '+'}{hours:02}:{minutes:02}"


def _keywords(photo: Photo, *, location: bool) -> Iterable[str]:
    room = _KEYWORDS_BYTES
    for keyword in photo.keywords:
        if not location and _POSITION.match(keyword):
            continue
        room -= len(_item(keyword).encode())
        if room < 0:
            return
        yield keyword


def _item(text: str, of: str = "") -> str:
    return f"<rdf:li{of}>{escape(in_xml(text))}</rdf:li>"


def _degrees(decimal: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds, to a ten-thousandth of a second."""
    units = round(abs(decimal) * 36_000_000)
    degrees, rest = divmod(units, 36_000_000)
    minutes, rest = divmod(rest, 600_000)
    return float(degrees), float(minutes), rest / 10_000
