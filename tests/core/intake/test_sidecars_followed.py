"""Files beside photos are read, followed and believed; no photo is decoded or encoded for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.library import Library, PhotoFilter

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="{rating}"{more}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag>{keywords}</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"""


def write_xmp(path: Path, title: str, rating: int = 4, keywords: str = "beach dog", more: str = "") -> Path:
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords.split())
    path.write_text(_XMP.format(title=title, rating=rating, keywords=items, more=more))
    return path


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


def test_a_sidecar_describes_its_photo_and_is_followed(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg", taken="2018:07:01 10:00:00")
    sidecar = write_xmp(
        bench.photos / "a.jpg.xmp", "Before", more=' exif:DateTimeOriginal="2001-02-03T04:05:06"'
    )
    bench.index()
    encoded = bench.encoder.encoded
    photo = bench.photo("a.jpg")
    assert (photo.title, photo.rating, photo.keywords) == ("Before", 4, ("beach", "dog"))
    assert (photo.taken_at, photo.taken_from) == ("2001-02-03T04:05:06", "sidecar")
    write_xmp(sidecar, "Afterwards", 2, "cat")
    assert bench.index().done == 0
    photo = bench.photo("a.jpg")
    assert (photo.title, photo.rating, photo.keywords) == ("Afterwards", 2, ("cat",))
    assert (photo.taken_at, photo.taken_from) == ("2018-07-01T10:00:00", "photo")
    sidecar.unlink()
    assert bench.index().done == 0
    photo = bench.photo("a.jpg")
    assert (photo.title, photo.rating, photo.keywords) == (None, None, ())
    assert bench.encoder.encoded == encoded


def test_a_sidecar_that_comes_later_and_moves_along(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "old" / "a.jpg")
    bench.index()
    encoded = bench.encoder.encoded
    write_xmp(bench.photos / "old" / "a.xmp", "Somewhere")
    assert bench.index().done == 0
    assert bench.photo("old/a.jpg").title == "Somewhere"
    (bench.photos / "old").rename(bench.photos / "new")
    assert bench.index().done == 0
    assert bench.photo("new/a.jpg").title == "Somewhere"
    # Left behind, it says nothing of the photo any more.
    (bench.photos / "new" / "a.jpg").rename(bench.photos / "b.jpg")
    assert bench.index().done == 0
    assert bench.photo("b.jpg").title is None
    assert bench.encoder.encoded == encoded


def test_takeout_fills_the_gaps_and_dates_are_searched(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg", "red")
    paint(bench.photos / "b.jpg", "blue", taken="2018:07:01 10:00:00")
    for name in ("a.jpg", "b.jpg"):
        facts = {
            "title": name,
            "description": "Ours",
            "photoTakenTime": {"timestamp": "1000000000"},
            "geoData": {"latitude": 48.8566, "longitude": 2.3522},
        }
        (bench.photos / f"{name}.supplemental-metadata.json").write_text(json.dumps(facts))
    bench.index()
    first, second = bench.photo("a.jpg"), bench.photo("b.jpg")
    assert (first.taken_from, second.taken_from) == ("sidecar", "photo")
    assert (first.taken_at or "")[:7] == "2001-09"
    assert (first.caption, first.latitude) == ("Ours", 48.8566)
    assert first.locality is not None
    assert (first.locality.name, first.locality.country) == ("Paris", "France")
    with Library.open(bench.root) as library:
        from datetime import date  # noqa: PLC0415

        found = library.photos.ids(PhotoFilter(taken_until=date(2001, 12, 31)))
        assert found.tolist() == [first.id]
        assert library.photos.by_date().tolist() == [second.id, first.id]
    assert bench.query("SELECT COUNT(*) FROM localities") == [(1,)]


def test_a_broken_sidecar_is_told_and_costs_its_photo_nothing(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    sidecar = bench.photos / "a.jpg.json"
    sidecar.write_text("{ not JSON")
    assert bench.index().failed == 0
    with Library.open(bench.root) as library:
        [failure] = library.photos.failures()
        counts = library.photos.counts()
    assert (failure.path, failure.reason) == (sidecar, "sidecar")
    assert "a.jpg.json" in failure.message
    assert (counts.photos, counts.failed, counts.sidecars_failed) == (1, 0, 1)
    sidecar.unlink()
    bench.index()
    with Library.open(bench.root) as library:
        assert library.photos.failures() == []


def test_the_sidecar_of_a_raw_describes_the_pair(
    bench: Any, paint: Callable[..., Path], dng: Callable[..., bytes]
) -> None:
    jpeg = paint(bench.photos / "a.jpg")
    (bench.photos / "a.dng").write_bytes(dng(None))
    write_xmp(bench.photos / "a.dng.xmp", "Both")
    bench.index()
    assert bench.photo("a.jpg").title == "Both"
    jpeg.unlink()
    bench.index()
    assert bench.photo("a.dng").title == "Both"


def test_photos_read_by_older_readers_are_read_again_and_not_encoded(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg", taken="2018:07:01 10:00:00")
    bench.index()
    encoded = bench.encoder.encoded
    with Library.open(bench.root) as library, library.writing() as database:
        database.conn.execute("UPDATE contents SET facts_version = 0, taken_at = NULL")
        database.conn.execute("UPDATE places SET taken_at = NULL, taken_from = NULL")
    assert bench.index().done == 1
    assert bench.photo("a.jpg").taken_at == "2018-07-01T10:00:00"
    assert bench.index().done == 0
    assert bench.encoder.encoded == encoded
