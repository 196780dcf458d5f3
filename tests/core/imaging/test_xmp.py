"""XMP as digiKam, Lightroom, darktable, Windows and Apple write it, and as nobody should."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.imaging import ImageFacts
from core.imaging.decode import decode, needed_for_work
from core.imaging.metadata import Claims, Metadata, NotUnderstood, agreed
from core.imaging.values import Moment
from core.imaging.xmp import MAX_PACKET_BYTES, read_xmp

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
        "tiff": "http://ns.adobe.com/tiff/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/",
        "aux": "http://ns.adobe.com/exif/1.0/aux/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "lr": "http://ns.adobe.com/lightroom/1.0/",
        "digiKam": "http://www.digikam.org/ns/1.0/",
        "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
        "MP": "http://ns.microsoft.com/photo/1.2/",
        "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
        "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
        "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
        "GPano": "http://ns.google.com/photos/1.0/panorama/",
        "GCamera": "http://ns.google.com/photos/1.0/camera/",
    }.items()
)


def packet(elements: str = "", attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {_NAMESPACES}><rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def bag(*items: str, kind: str = "Bag") -> str:
    return f"<rdf:{kind}>" + "".join(f"<rdf:li>{item}</rdf:li>" for item in items) + f"</rdf:{kind}>"


def facts(elements: str = "", attributes: str = "") -> Metadata:
    return agreed(Claims(), read_xmp(packet(elements, attributes)), Claims())


def test_digikam() -> None:
    said = facts(
        f"<dc:subject>{bag('Alps', 'Käse')}</dc:subject>"
        f"<digiKam:TagsList>{bag('Places/Switzerland/Alps', '_Digikam_Internal_Tags_/Pick', kind='Seq')}"
        f"</digiKam:TagsList>"
        '<dc:description><rdf:Alt><rdf:li xml:lang="de">Berge</rdf:li>'
        '<rdf:li xml:lang="x-default">Mountains at\n dusk</rdf:li></rdf:Alt></dc:description>',
        'xmp:Rating="4" xmp:CreateDate="2019-05-04T13:37:00.25" exif:GPSLatitude="46,37.44N" '
        'exif:GPSLongitude="8,2.16E" tiff:Make="Canon" tiff:Model="EOS R5" exif:FNumber="28/10"',
    )
    assert said == Metadata(
        taken_at="2019-05-04T13:37:00.250",
        camera_make="Canon",
        camera_model="EOS R5",
        latitude=46.624,
        longitude=8.036,
        f_number=2.8,
        caption="Mountains at dusk",
        keywords=("Alps", "Käse", "Places", "Switzerland"),
        rating=4,
    )


def test_lightroom() -> None:
    said = facts(
        f"<lr:hierarchicalSubject>{bag('Family|Anna', 'darktable|exported')}</lr:hierarchicalSubject>"
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Anna</rdf:li></rdf:Alt></dc:title>'
        "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>"
        "<rdf:li><rdf:Description mwg-rs:Name='Anna Müller' mwg-rs:Type='Face'/></rdf:li>"
        "<rdf:li rdf:parseType='Resource'><mwg-rs:Name>Rex</mwg-rs:Name><mwg-rs:Type>Pet</mwg-rs:Type>"
        "</rdf:li>"
        "<rdf:li><rdf:Description mwg-rs:Name='centre' mwg-rs:Type='Focus'/></rdf:li>"
        "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>",
        'photoshop:DateCreated="2019-05-04T13:37:00+02:00" xmp:CreateDate="2020-01-01T00:00:00" '
        'xmp:Rating="-1" aux:Lens="EF 50mm"',
    )
    assert (said.title, said.rating, said.lens) == ("Anna", -1, "EF 50mm")
    assert said.keywords == ("Family", "Anna", "Anna Müller", "Rex")
    assert (said.taken_at, said.utc_offset) == ("2019-05-04T13:37:00", 120)


def test_windows() -> None:
    said = facts(
        f"<MicrosoftPhoto:LastKeywordXMP>{bag('Trips/Rome')}</MicrosoftPhoto:LastKeywordXMP>"
        "<MicrosoftPhoto:Rating>75</MicrosoftPhoto:Rating>"
        "<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag><rdf:li>"
        "<rdf:Description MPReg:PersonDisplayName='Bob'/></rdf:li></rdf:Bag></MPRI:Regions>"
        "</rdf:Description></MP:RegionInfo>"
    )
    assert (said.keywords, said.rating) == (("Trips", "Rome", "Bob"), 4)


def test_apple() -> None:
    said = facts(
        "<exif:GPSLatitude>33.8568</exif:GPSLatitude><exif:GPSLatitudeRef>S</exif:GPSLatitudeRef>"
        "<exif:GPSLongitude>151.2153</exif:GPSLongitude><exif:GPSLongitudeRef>E</exif:GPSLongitudeRef>"
        "<photoshop:DateCreated>2021-08-01T09:00:00Z</photoshop:DateCreated>"
    )
    assert (said.latitude, said.longitude) == (-33.8568, 151.2153)
    assert (said.taken_at, said.utc_offset) == ("2021-08-01T09:00:00", 0)


def test_panoramas_and_motion_photos() -> None:
    assert facts("", 'GPano:ProjectionType="equirectangular"').projection == "equirectangular"
    assert facts("", 'GCamera:MotionPhoto="1"').has_clip
    assert facts("<GCamera:MicroVideo>1</GCamera:MicroVideo>").has_clip
    assert not facts("", 'GCamera:MotionPhoto="0"').has_clip


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1985", Moment("1985-01-01T00:00:00")),
        ("1985-07", Moment("1985-07-01T00:00:00")),
        ("1985-07-14", Moment("1985-07-14T00:00:00")),
        ("2019-05-04T13:37Z", Moment("2019-05-04T13:37:00", 0)),
        ("2019-05-04T13:37:00-03:30", Moment("2019-05-04T13:37:00", -210)),
        ("2019:05:04 13:37:00", Moment("2019-05-04T13:37:00")),
        ("yesterday", None),
        ("1985-13", None),
    ],
)
def test_dates(date: str, expected: Moment | None) -> None:
    assert read_xmp(packet("", f'exif:DateTimeOriginal="{date}"')).original == expected


def test_what_belongs_to_something_else_is_left_there() -> None:
    said = facts(
        "<xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description xmp:Rating='5'>"
        f"<dc:subject>{bag('theirs')}</dc:subject></rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>"
    )
    assert said == Metadata()


def test_encodings_and_padding() -> None:
    text = packet("", 'xmp:Rating="3"').decode()
    for data in (text.encode() + b" " * 3000 + b"\0", text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        assert read_xmp(data).facts.rating == 3


BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + packet("<dc:title>&b;</dc:title>")
OUTSIDE = b'<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + packet("<dc:title>&a;</dc:title>")


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        (BOMB, False),
        (OUTSIDE, False),
        (b"", True),
        (b"Dear Sir or Madam", True),
        (packet()[:-40], True),
        (b"<html/>", False),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', True),
        (b" " + b"<a>" * 200_000, True),
        (b"x" * (MAX_PACKET_BYTES + 1), False),
    ],
    ids=["bomb", "outside", "empty", "text", "cut", "html", "encoding", "deep", "large"],
)
def test_what_is_no_xmp(data: bytes, damaged: bool) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_xmp(data)
    assert caught.value.damaged == damaged


_NAMES = st.sampled_from(
    [
        *("dc:subject", "dc:title", "exif:DateTimeOriginal", "exif:FNumber", "exif:GPSLatitude"),
        *("exif:GPSLongitude", "exif:ISOSpeedRatings", "lr:hierarchicalSubject", "MicrosoftPhoto:Rating"),
        *("photoshop:DateCreated", "xmp:Rating"),
    ]
)
_VALUES = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<>&'\""),
        max_size=30,
    ),
    st.floats().map(str),
    st.tuples(st.integers(), st.integers()).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    st.tuples(st.integers(0, 200), st.floats(0, 100), st.sampled_from("NSEW")).map(
        lambda parts: f"{parts[0]},{parts[1]}{parts[2]}"
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(_NAMES, _VALUES), st.booleans())
def test_any_values(sane: Callable[[Metadata], None], values: dict[str, str], as_lists: bool) -> None:
    elements = "".join(
        f"<{name}>{bag(value) if as_lists else value}</{name}>" for name, value in values.items()
    )
    try:
        sane(facts(elements))
    except NotUnderstood as error:  # characters that XML has no place for
        assert error.damaged


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=20), st.integers(0, 2000))
def test_any_bytes(sane: Callable[[Metadata], None], hits: list[tuple[int, int]], end: int) -> None:
    data = bytearray(
        packet(f"<dc:subject>{bag('a', 'b')}</dc:subject>", 'xmp:Rating="3" exif:GPSLatitude="1,2N"')
    )
    for at, value in hits:
        data[at % len(data)] = value
    try:
        sane(agreed(Claims(), read_xmp(bytes(data[: max(end, 300)])), Claims()))
    except NotUnderstood as error:
        assert error.what


def facts_of(path: Path) -> ImageFacts:
    return decode(path.read_bytes(), path.name, path.suffix, needed_for_work).facts


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif", "heic", "jxl"])
def test_embedded_in_every_kind_of_file(tmp_path: Path, scene: Image.Image, suffix: str) -> None:
    xmp = packet(f"<dc:subject>{bag('Alps')}</dc:subject>", 'xmp:Rating="4"')
    path = tmp_path / f"a.{suffix}"
    if suffix == "png":
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        scene.save(path, pnginfo=info)
    elif suffix == "tif":
        scene.save(path, tiffinfo={700: xmp})
    elif suffix == "heic":
        import pillow_heif  # noqa: PLC0415

        pillow_heif.from_pillow(scene).save(path, xmp=xmp)
    elif suffix == "jxl":
        pylibjxl = pytest.importorskip("pylibjxl")
        import numpy as np  # noqa: PLC0415

        path.write_bytes(pylibjxl.encode(np.asarray(scene), xmp=xmp))
    else:
        scene.save(path, xmp=xmp)
    assert (facts_of(path).keywords, facts_of(path).rating) == (("Alps",), 4)


def test_extended_xmp(tmp_path: Path, scene: Image.Image) -> None:
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG", xmp=packet("", 'xmp:Rating="4" xmpMM:Note="x"'))
    more = packet(f"<dc:subject>{bag(*(f'word {n}' for n in range(100)))}</dc:subject>", 'xmp:Rating="1"')
    half = len(more) // 2
    segments = b""
    for at, part in ((half, more[half:]), (0, more[:half])):
        body = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", len(more), at) + part
        segments += b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    data = buffer.getvalue()
    (tmp_path / "a.jpg").write_bytes(data[:2] + segments + data[2:])
    found = facts_of(tmp_path / "a.jpg")
    assert (len(found.keywords), found.rating) == (100, 4)
