"""IPTC-IIM: captions and keywords of the press, in the character sets of four decades."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin

from core.imaging import ImageFacts
from core.imaging.decode import decode, needed_for_work
from core.imaging.iptc import DIGEST_RESOURCE, RESOURCE, read_iptc
from core.imaging.metadata import Claims, Metadata, agreed
from core.imaging.values import Moment

UTF_8 = b"\x1c\x01\x5a\0\x03\x1b%G"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>by XMP</dc:title>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def dataset(number: int, data: bytes) -> bytes:
    return b"\x1c\x02" + bytes([number]) + len(data).to_bytes(2, "big") + data


def test_everything() -> None:
    block = UTF_8 + dataset(5, b"Alps") + dataset(25, "Käse".encode()) + dataset(25, b"dusk")
    block += dataset(120, b"Mountains\rat dusk") + dataset(55, b"20190504") + dataset(60, b"133700+0200")
    said = read_iptc(block)
    assert said.facts == Metadata(title="Alps", caption="Mountains at dusk", keywords=("Käse", "dusk"))
    assert said.original == Moment("2019-05-04T13:37:00", 120)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_character_sets_that_are_not_named(encoding: str) -> None:
    assert read_iptc(dataset(5, "Käse – frisch".encode(encoding))).facts.title == "Käse – frisch"


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        (b"19850714", None, Moment("1985-07-14T00:00:00")),
        (b"19850000", None, None),
        (b"20190504", b"133700-0330", Moment("2019-05-04T13:37:00", -210)),
        (b"20190504", b"996099+0000", None),
        (b"", b"133700+0200", None),
    ],
)
def test_dates(date: bytes, time: bytes | None, expected: Moment | None) -> None:
    assert read_iptc(dataset(55, date) + (b"" if time is None else dataset(60, time))).original == expected


def test_long_and_damaged_data_sets() -> None:
    long = b"\x1c\x02\x78\x80\x04" + (40_000).to_bytes(4, "big") + b"x" * 40_000
    assert len(read_iptc(long).facts.caption or "") == 2000
    whole = dataset(5, b"Alps")
    for rest in (b"", b"\x1c", b"\x1c\x02\x19\xff\xff", b"\x1c\x02\x19\0\xffx", b"rubbish"):
        assert read_iptc(whole + rest).facts == Metadata(title="Alps")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.builds(dataset, st.sampled_from([5, 25, 55, 60, 62, 63, 120]), st.binary(max_size=40))),
    st.binary(),
)
def test_anything(sane: Callable[[Metadata], None], sets: list[bytes], rest: bytes) -> None:
    for block in (b"".join(sets) + rest, UTF_8 + b"".join(sets), rest):
        sane(agreed(Claims(), Claims(), read_iptc(block)))


def facts_of(data: bytes, suffix: str) -> ImageFacts:
    return decode(data, f"a{suffix}", suffix, needed_for_work).facts


def jpeg(scene: Image.Image, resources: dict[int, bytes], xmp: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG", xmp=xmp)
    body = b"Photoshop 3.0\0"
    for number, data in resources.items():
        padded = data + b"\0" * (len(data) % 2)
        body += b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(data).to_bytes(4, "big") + padded
    data = buffer.getvalue()
    return data[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]


def test_in_jpeg_and_who_wins(scene: Image.Image) -> None:
    block = dataset(5, b"by IPTC") + dataset(25, b"word")
    assert facts_of(jpeg(scene, {RESOURCE: block}), ".jpg").title == "by IPTC"
    both = facts_of(jpeg(scene, {RESOURCE: block}, XMP), ".jpg")
    assert (both.title, both.keywords) == ("by XMP", ("word",))
    for digest, expected in (
        (hashlib.md5(block).digest(), "by XMP"),
        (b"\1" * 16, "by IPTC"),  # changed since by a program that knows no XMP
        (bytes(16), "by XMP"),
    ):
        found = facts_of(jpeg(scene, {RESOURCE: block, DIGEST_RESOURCE: digest}, XMP), ".jpg")
        assert found.title == expected


@pytest.mark.parametrize("kind", [1, 4, 7])
def test_in_tiff(scene: Image.Image, kind: int) -> None:
    block = dataset(5, b"Alps in winter")
    block += b"\0" * (-len(block) % 4)
    directory = TiffImagePlugin.ImageFileDirectory_v2()
    directory.tagtype[33723] = 7
    directory[33723] = block
    buffer = io.BytesIO()
    scene.save(buffer, "TIFF", tiffinfo=directory)
    entry = struct.pack("<HHI", 33723, 7, len(block))
    assert buffer.getvalue().count(entry) == 1
    # Photoshop says that it is a list of 32-bit numbers.
    count = len(block) // 4 if kind == 4 else len(block)
    data = buffer.getvalue().replace(entry, struct.pack("<HHI", 33723, kind, count))
    assert facts_of(data, ".tif").title == "Alps in winter"
