"""What people said of a photo stays with it, whatever becomes of its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.library import Annotation, Library


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


def say(bench: Any, name: str, tag: str, stars: int | None = None) -> Annotation:
    """A tag and stars for the photo at a path, and an album called after the tag."""
    with Library.open(bench.root) as library:
        photo_id = bench.paths()[name]
        library.annotations.tag([photo_id], tag)
        library.annotations.rate([photo_id], stars)
        library.annotations.create_album(f"Album {tag}")
        library.annotations.add_to_album([photo_id], f"album {tag}")
        return library.annotations.of([photo_id])[photo_id]


def said(bench: Any, name: str) -> Annotation:
    with Library.open(bench.root) as library:
        return library.annotations.of([bench.paths()[name]])[bench.paths()[name]]


def test_moved_copied_and_edited_files_keep_it(bench: Any, paint: Callable[..., Path]) -> None:
    path = paint(bench.photos / "a.jpg")
    bench.index()
    words = say(bench, "a.jpg", "Rex", 4)
    (bench.photos / "moved").mkdir()
    path = path.rename(bench.photos / "moved" / "b.jpg")
    bench.index()
    assert said(bench, "moved/b.jpg") == words
    copy = bench.photos / "copy.jpg"
    shutil.copy(path, copy)
    bench.index()
    [photo_id] = bench.paths().values()
    # One of two copies is cropped: it is a photo of its own, and Rex is still on it.
    paint(copy, "blue", seed=3)
    bench.index()
    assert len(set(bench.paths().values())) == 2
    assert said(bench, "copy.jpg") == said(bench, "moved/b.jpg") == words
    assert bench.paths()["moved/b.jpg"] == photo_id
    paint(path, "green", seed=4, taken="2019:05:04 10:00:00")
    bench.index()
    assert said(bench, "moved/b.jpg") == words


def test_two_photos_that_become_one_unite_it_and_parted_both_keep_it(
    bench: Any, paint: Callable[..., Path], dng: Callable[..., bytes]
) -> None:
    jpeg = paint(bench.photos / "beach.jpg")
    raw = bench.photos / "dune.dng"
    raw.write_bytes(dng(Image.new("RGB", (256, 160), "red")))
    bench.index()
    say(bench, "beach.jpg", "Rex", 4)
    say(bench, "dune.dng", "Lotte", 2)
    with Library.open(bench.root) as library:
        library.annotations.untag([bench.paths()["beach.jpg"]], "lotte")
        library.annotations.favour([bench.paths()["dune.dng"]], True)
    elder = min(bench.paths(), key=bench.paths().__getitem__)
    raw = raw.rename(bench.photos / "beach.dng")
    bench.index()
    assert list(bench.paths()) == ["beach.jpg"]
    stars = 4 if elder == "beach.jpg" else 2
    # The younger's yes goes before the elder's no.
    united = Annotation(("Lotte", "Rex"), (), stars, True, albums=("Album Lotte", "Album Rex"))
    assert said(bench, "beach.jpg") == united
    raw.rename(bench.photos / "hills.dng")
    bench.index()
    assert len(set(bench.paths().values())) == 2
    assert said(bench, "beach.jpg") == said(bench, "hills.dng") == united
    jpeg.unlink()
    bench.index()
    assert said(bench, "hills.dng") == united


def test_a_deleted_photo_and_a_removed_folder_keep_it_for_the_grace(
    bench: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    paint(bench.photos / "a.jpg", "red")
    gone = paint(bench.photos / "b.jpg", "blue")
    bench.index()
    words = {name: say(bench, name, name[0], 3) for name in ("a.jpg", "b.jpg")}
    gone.rename(tmp_path / "b.jpg")
    bench.index()
    with Library.open(bench.root) as library:
        library.folders.remove(library.folders.all()[0].id)
        library.identity.purge()
        assert [album.photos for album in library.annotations.albums()] == [0, 0]
        library.folders.add(bench.photos)
    (tmp_path / "b.jpg").rename(gone)
    bench.index()
    assert {name: said(bench, name) for name in words} == words
    with Library.open(bench.root) as library:
        library.folders.remove(library.folders.all()[0].id)
        library.identity.purge(datetime.now(UTC) + timedelta(days=31))
    assert (
        bench.query("SELECT COUNT(*) FROM photo_tags")
        == bench.query("SELECT COUNT(*) FROM opinions")
        == [(0,)]
    )
    assert bench.query("SELECT COUNT(*) FROM album_photos") == [(0,)]
    assert bench.query("PRAGMA foreign_key_check") == []
