"""XMP, embedded in a picture or beside it (ISO 16684-1; Exif for XMP: CIPA DC-010).

The packet is XML of unknown origin. It is parsed by Expat, without a document type: where
none is allowed there are no entities to expand and nothing to fetch, which is all that
defusedxml (no release since 2021) would add. Only in a child process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn
from xml.etree import ElementTree

from core.imaging.metadata import Claims, Metadata, NotUnderstood
from core.imaging.values import (
    Moment,
    degrees,
    keywords,
    number,
    parse_moment,
    position,
    stars,
    stars_of_percent,
    tidy,
)

MAX_PACKET_BYTES = 2 << 20
"""Larger packets hold pictures and depth maps, not words."""

_MAX_CAPTION = 2000
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "GPano": "http://ns.google.com/photos/1.0/panorama/",
    "GCamera": "http://ns.google.com/photos/1.0/camera/",
    "fovea": "https://github.com/fovea-photos/fovea/ns/1.0/",
}
"""By the prefixes that are used for them here; a packet may use others."""

_COORDINATE = re.compile(r"(\d{1,3}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW]?)")
# Notes of programs to themselves, filed among the person's keywords.
_PROGRAMS_OWN = frozenset(("darktable", "_Digikam_Internal_Tags_"))
_NOT_PEOPLE = frozenset(("Focus", "BarCode"))


def read_xmp(packet: bytes) -> Claims:
    """Read what an XMP packet says.

    Args:
        packet: XML in UTF-8, or in UTF-16 or UTF-32 with a byte order mark; may be padded.

    Returns:
        What could be understood of it.

    Raises:
        NotUnderstood: Nothing could.
    """
    said = _Properties(parsed(packet))
    latitude, longitude = position(
        _coordinate(said, "exif:GPSLatitude", "S", 90), _coordinate(said, "exif:GPSLongitude", "W", 180)
    )
    return Claims(
        Metadata(
            camera_make=tidy(said.one("tiff:Make")),
            camera_model=tidy(said.one("tiff:Model")),
            lens=tidy(said.one("exifEX:LensModel", "aux:Lens")),
            latitude=latitude,
            longitude=longitude,
            iso=number(said.one("exifEX:PhotographicSensitivity", "exif:ISOSpeedRatings"), 1, 1e8),
            f_number=number(said.one("exif:FNumber"), 0.1, 1000),
            exposure_s=number(said.one("exif:ExposureTime"), 1e-7, 1e6),
            focal_length_mm=number(said.one("exif:FocalLength"), 0.1, 1e5),
            title=tidy(said.one("dc:title")),
            caption=tidy(said.one("dc:description", "exif:UserComment"), _MAX_CAPTION),
            keywords=keywords(_keywords(said)),
            rating=_rating(said),
            projection=tidy(said.one("GPano:ProjectionType")),
            has_clip="1" in (said.one("GCamera:MotionPhoto"), said.one("GCamera:MicroVideo")),
        ),
        original=_first_date(said, "exif:DateTimeOriginal", "photoshop:DateCreated"),
        digitised=_first_date(said, "exif:DateTimeDigitized", "xmp:CreateDate"),
    )


class _NoDocumentType(ElementTree.TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> NoReturn:  # noqa: ARG002
        raise NotUnderstood("XML with a document type, which XMP never has")


def parsed(packet: bytes) -> ElementTree.Element:
    """The rdf:RDF of an XMP packet.

    Raises:
        NotUnderstood: It is none, is damaged, or has a document type.
    """
    # Padding, and what ends a C string, may follow the end; Expat would refuse both.
    packet = packet.strip(b"\0 \t\r\n") if packet[:2] not in (b"\xff\xfe", b"\xfe\xff") else packet
    if len(packet) > MAX_PACKET_BYTES:
        raise NotUnderstood("larger than XMP ever is")
    parser = ElementTree.XMLParser(target=_NoDocumentType())
    try:
        parser.feed(packet)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError):  # LookupError: an unheard-of encoding
        raise NotUnderstood("damaged XML", damaged=True) from None
    found = root if root.tag == f"{RDF}RDF" else root.find(f"{RDF}RDF")
    if found is None:
        raise NotUnderstood("XML of another kind")
    return found


class _Properties:
    """The properties of the picture itself, by "prefix:name", whichever way RDF/XML spells them.

    What is nested deeper belongs to something else: a region, a step of the history, an
    ingredient of a collage. It is reached through its own property only.
    """

    def __init__(self, rdf: ElementTree.Element) -> None:
        self._elements: dict[str, ElementTree.Element] = {}
        self._attributes: dict[str, str] = {}
        for description in rdf.iterfind(f"{RDF}Description"):
            self._attributes.update(description.attrib)
            self._elements.update((element.tag, element) for element in description)

    def element(self, name: str) -> ElementTree.Element | None:
        return self._elements.get(qualified(name))

    def all(self, name: str) -> list[str]:
        """All values: the items of a list, else the text. Of the same text in several languages one."""
        attribute = self._attributes.get(qualified(name))
        if attribute is not None:
            return [attribute]
        element = self.element(name)
        if element is None:
            return []
        items = element.findall(f"*/{RDF}li")
        if element.find(f"{RDF}Alt") is not None:
            items.sort(key=lambda item: item.get(LANGUAGE) != "x-default")
            items = [item for item in items if (item.text or "").strip()][:1]
        # A structure's text is the white space between its parts; rdf:value is a qualified value.
        value = element.find(f".//{RDF}value") if not items else None
        return [text for found in items or [element if value is None else value] if (text := found.text)]

    def one(self, *names: str) -> str | None:
        """The first value of the first of some properties that has one."""
        return next((value for name in names for value in self.all(name) if value.strip()), None)


def qualified(name: str) -> str:
    """A name such as "dc:title" as parsers of XML know it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _first_date(said: _Properties, *names: str) -> Moment | None:
    return next((moment for name in names if (moment := parse_moment(said.one(name))) is not None), None)


def _keywords(said: _Properties) -> Iterator[str]:
    yield from _without_programs(said.all("dc:subject"))
    for name, separator in (
        ("lr:hierarchicalSubject", "|"),
        ("digiKam:TagsList", "/"),
        ("MicrosoftPhoto:LastKeywordXMP", "/"),
    ):
        for path in _without_programs(said.all(name)):
            yield from path.split(separator)
    # Who is in the picture is what it is looked for by.
    yield from said.all("Iptc4xmpExt:PersonInImage")
    yield from _people(said.element("mwg-rs:Regions"), "mwg-rs:Name", "mwg-rs:Type")
    yield from _people(said.element("MP:RegionInfo"), "MPReg:PersonDisplayName", None)


def _without_programs(paths: Sequence[str]) -> Iterator[str]:
    return (path for path in paths if re.split(r"[|/]", path, maxsplit=1)[0] not in _PROGRAMS_OWN)


def _people(regions: ElementTree.Element | None, name: str, kind: str | None) -> Iterator[str]:
    """Names in a list of regions, each written as attributes or as elements of some element."""
    for region in () if regions is None else regions.iter():
        parts = {part.tag: part.text or "" for part in region} | region.attrib
        if kind is None or parts.get(qualified(kind)) not in _NOT_PEOPLE:
            yield parts.get(qualified(name), "")


def _rating(said: _Properties) -> int | None:
    rating = stars(said.one("xmp:Rating"))
    return stars_of_percent(said.one("MicrosoftPhoto:Rating")) if rating is None else rating


def _coordinate(said: _Properties, name: str, negative: str, limit: float) -> float | None:
    """A coordinate: "48,51.29N" by the standard; Apple writes "48.8548", the letter apart."""
    value = (said.one(name) or "").strip()
    match = _COORDINATE.fullmatch(value.removeprefix("-"))
    if match is None:
        return None
    found = degrees([float(part) for part in match.groups()[:3] if part is not None], limit)
    letter = match.group(4) or (said.one(f"{name}Ref") or "").strip()[:1]
    return None if found is None else -found if letter == negative or value.startswith("-") else found
