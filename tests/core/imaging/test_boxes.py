"""Boxes in boxes, and the files that keep their metadata there: Canon's CR3, JPEG 2000."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.imaging import boxes
from core.imaging.decode import decode, needed_for_work
from core.imaging.metadata import Metadata
from core.imaging.raw_metadata import read_raw_metadata

CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>'
)


def box(kind: bytes, *contents: bytes) -> bytes:
    inside = b"".join(contents)
    head = kind if len(kind) == 4 else b"uuid" + kind
    return (4 + len(head) + len(inside)).to_bytes(4, "big") + head + inside


def directory(tags: dict[int, object]) -> bytes:
    """A TIFF of one directory, as Canon puts it into a box."""
    exif = Image.Exif()
    exif.update(tags)
    return exif.tobytes().removeprefix(b"Exif\0\0")


def test_sizes() -> None:
    long = struct.pack(">I4sQ", 1, b"long", 16 + 3) + b"abc"
    rest = struct.pack(">I4s", 0, b"rest") + b"to the end"
    found = list(boxes.boxes(box(b"one.", b"x") + long + rest))
    assert [found_box.kind for found_box in found] == [b"one.", b"long", b"rest"]
    assert boxes.content(box(b"one.", b"x") + long, b"long") == b"abc"
    assert boxes.content(box(b"one.", box(CANON, box(b"two.", b"deep"))), b"one.", CANON, b"two.") == b"deep"
    assert boxes.content(box(b"one.", b"x"), b"two.") == b""


@given(st.binary(max_size=80), st.integers(0, 40))
def test_anything(rubbish: bytes, cut: int) -> None:
    whole = box(b"moov", box(CANON, box(b"CMT1", rubbish)), rubbish)
    for data in (rubbish, whole, whole[:-cut] if cut else whole, b"\0\0\0\x18ftypcrx " + rubbish + whole):
        for found in boxes.boxes(data):
            assert 0 <= found.start <= found.end <= len(data)
        assert read_raw_metadata(data).orientation in range(1, 9)


def test_canons_cr3() -> None:
    data = box(b"ftyp", b"crx \0\0\0\1crx isom") + box(
        b"moov",
        box(
            CANON,
            box(b"CNCV", b"CanonCR3_001/00.11.00/00.00.00"),
            box(
                b"CMT1",
                directory({0x010F: "Canon", 0x0110: "EOS R5", 0x0112: 8, 0x0132: "2020:01:01 00:00:00"}),
            ),
            box(
                b"CMT2",
                directory({0x9003: "2019:05:04 13:37:00", 0x9291: "25", 0x9011: "+02:00", 0xA434: "RF50"}),
            ),
            box(b"CMT4", directory({1: "N", 2: (46.0, 37.0, 26.4), 3: "E", 4: (8.0, 2.0, 9.6)})),
        ),
    )
    said = Metadata(
        orientation=8,
        taken_at="2019-05-04T13:37:00.250",
        utc_offset=120,
        camera_make="Canon",
        camera_model="EOS R5",
        lens="RF50",
        latitude=46.624,
        longitude=8.036,
        rating=4,
    )
    assert read_raw_metadata(data + box(boxes.XMP, XMP) + box(b"mdat", bytes(100))) == said


@pytest.mark.parametrize("head", [b"IIRO", b"IIRS", b"IIU\0", b"MMOR"])
def test_tiffs_by_another_name(head: bytes, exif_with: Callable[..., Image.Exif]) -> None:
    exif = exif_with({0x0110: "E-M1"}, {0x9003: "2019:05:04 13:37:00"})
    exif.endian = "<" if head[:2] == b"II" else ">"
    buffer = exif.tobytes().removeprefix(b"Exif\0\0")
    assert buffer[:2] == head[:2]
    said = read_raw_metadata(head + buffer[4:])
    assert (said.camera_model, said.taken_at) == ("E-M1", "2019-05-04T13:37:00")
    assert read_raw_metadata(b"????" + buffer[4:]) == Metadata()


def test_jpeg_2000(scene: Image.Image) -> None:
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG2000")
    data = buffer.getvalue()
    picture = data.index(b"jp2c") - 4
    # The picture's own box comes last: its size may be "to the end".
    with_xmp = data[:picture] + box(boxes.XMP, XMP) + data[picture:]
    assert decode(with_xmp, "a.jp2", ".jp2", needed_for_work).facts.rating == 4
    assert decode(data, "a.jp2", ".jp2", needed_for_work).facts.rating is None
