"""Files beside photos, through the pool: .xmp, Google Takeout's .json, and what only looks like them."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FailureReason, PhotoError
from core.imaging import DecoderPool
from core.imaging.facts import SidecarFacts
from core.imaging.metadata import NotUnderstood
from core.imaging.takeout import read_takeout

TAKEOUT: dict[str, Any] = {
    "title": "IMG_20190504_133700.jpg",
    "description": "Mountains\nat dusk",
    "imageViews": "3",
    "creationTime": {"timestamp": "1577836800", "formatted": "1 Jan 2020, 00:00:00 UTC"},
    "photoTakenTime": {"timestamp": "1556969820", "formatted": "4 May 2019, 11:37:00 UTC"},
    "geoData": {"latitude": 46.624, "longitude": 8.036, "altitude": 1034.0, "latitudeSpan": 0.0},
    "geoDataExif": {"latitude": 1.0, "longitude": 2.0},
    "people": [{"name": "Anna Müller"}, {"name": "Bob"}],
    "favorited": True,
}
# As darktable writes it: a date as in EXIF, a hierarchy, its own notes.
DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
   exif:DateTimeOriginal="2019:05:04 13:37:00.250" xmp:Rating="3" exif:GPSLatitude="46,37.440000N"
   exif:GPSLongitude="8,2.160000E">
   <dc:subject><rdf:Seq><rdf:li>Alps</rdf:li></rdf:Seq></dc:subject>
   <lr:hierarchicalSubject><rdf:Seq><rdf:li>darktable|format|cr2</rdf:li><rdf:li>Places|Alps</rdf:li></rdf:Seq>
   </lr:hierarchicalSubject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""


def test_takeout(pool: DecoderPool, tmp_path: Path) -> None:
    path = tmp_path / "IMG_20190504_133700.jpg.supplemental-metadata.json"
    path.write_text(json.dumps(TAKEOUT), encoding="utf-8")
    assert pool.sidecar(path).result(30) == SidecarFacts(
        taken_at="2019-05-04T11:37:00",
        utc_offset=0,
        latitude=46.624,
        longitude=8.036,
        caption="Mountains at dusk",
        keywords=("Anna Müller", "Bob"),
        rating=5,
    )


def test_takeout_says_little_at_times() -> None:
    nowhere = TAKEOUT | {"geoData": {"latitude": 0.0, "longitude": 0.0}}
    assert (said := read_takeout(json.dumps(nowhere).encode())).latitude == 1.0, said
    bare = read_takeout(
        b'{"photoTakenTime": {"timestamp": "-14182940"}, "title": "Moon", "favorited": false}'
    )
    assert bare == SidecarFacts(taken_at="1969-07-20T20:17:40", utc_offset=0, title="Moon")
    for stamp in ("", "x", None, True, "1e300", "9" * 30, [], {}):
        data = json.dumps({"photoTakenTime": {"timestamp": stamp}, "people": 3, "geoData": "here"}).encode()
        assert read_takeout(data) == SidecarFacts()


def test_xmp(pool: DecoderPool, tmp_path: Path) -> None:
    path = tmp_path / "a.cr2.XMP"
    path.write_text(DARKTABLE, encoding="utf-8")
    assert pool.sidecar(path).result(30) == SidecarFacts(
        taken_at="2019-05-04T13:37:00.250",
        latitude=46.624,
        longitude=8.036,
        keywords=("Alps", "Places"),
        rating=3,
    )


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'{"title": ', FailureReason.DAMAGED),
        ("a.json", b"[" * 100_000, FailureReason.DAMAGED),
        ("a.json", b"\xff\xfe\xfd", FailureReason.DAMAGED),
        ("a.json", b'{"name": "my program"}', FailureReason.UNSUPPORTED),
        ("a.json", b"[1, 2]", FailureReason.UNSUPPORTED),
        ("a.xmp", DARKTABLE.encode()[:400], FailureReason.DAMAGED),
        ("a.xmp", b"", FailureReason.DAMAGED),
        ("a.xmp", b"<svg/>", FailureReason.UNSUPPORTED),
        ("a.xmp", b"<a>" * 1_000_000, FailureReason.TOO_LARGE),
    ],
)
def test_what_is_no_sidecar_says_so(
    pool: DecoderPool, tmp_path: Path, name: str, data: bytes, reason: FailureReason
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PhotoError) as caught:
        pool.sidecar(tmp_path / name).result(30)
    assert caught.value.reason == reason
    assert str(tmp_path / name) in caught.value.problem
    assert caught.value.remedy


def test_a_sidecar_that_is_gone(pool: DecoderPool, tmp_path: Path) -> None:
    with pytest.raises(PhotoError) as caught:
        pool.sidecar(tmp_path / "a.xmp").result(30)
    assert caught.value.reason == FailureReason.UNREADABLE


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["timestamp", "latitude", "longitude", "name"]), inner, max_size=3
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(TAKEOUT)), _JSON))
def test_any_json(sane: Callable[[SidecarFacts], None], parsed: dict[str, Any]) -> None:
    try:
        sane(read_takeout(json.dumps(parsed).encode()))
    except NotUnderstood as error:
        assert not error.damaged


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_bytes(sane: Callable[[SidecarFacts], None], rubbish: bytes, at: int) -> None:
    whole = json.dumps(TAKEOUT).encode()
    for data in (rubbish, whole[:at] + rubbish + whole[at + len(rubbish) :]):
        try:
            sane(read_takeout(data))
        except NotUnderstood as error:
            assert error.what


def test_digests(pool: DecoderPool, tmp_path: Path) -> None:
    data = bytes(range(256)) * 20_000
    (tmp_path / "a.mov").write_bytes(data)
    assert pool.digest(tmp_path / "a.mov").result(30) == hashlib.sha256(data).digest()
    with pytest.raises(PhotoError) as caught:
        pool.digest(tmp_path / "b.mov").result(30)
    assert caught.value.reason == FailureReason.UNREADABLE


def test_digests_of_more_than_fits_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "sparse.mov"
    with path.open("wb") as file:
        file.truncate(512 << 20)
    started = time.monotonic()
    with DecoderPool(None, 1, memory_limit=256 << 20) as pool:
        assert pool.digest(path).result(60).hex().startswith("9acca8e8")
    assert time.monotonic() - started < 60
