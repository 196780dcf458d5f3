"""RAW files beside JPEGs, and live photos: one shot, one photo, whatever happens to its files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.library import Library


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


@pytest.fixture
def shoot(paint: Callable[..., Path], dng: Callable[..., bytes]) -> Callable[..., tuple[Path, Path]]:
    """Writes a JPEG and a RAW of one shot."""

    def write(folder: Path, name: str = "IMG_1", colour: str = "red") -> tuple[Path, Path]:
        jpeg = paint(folder / f"{name}.JPG", colour)
        raw = folder / f"{name}.dng"
        raw.write_bytes(dng(Image.new("RGB", (256, 160), colour)))
        return jpeg, raw

    return write


def test_a_pair_is_one_photo_and_its_raw_is_not_decoded(bench: Any, shoot: Callable[..., Any]) -> None:
    jpeg, raw = shoot(bench.photos)
    progress = bench.index()
    assert (progress.done, progress.encoded) == (1, 1)
    assert bench.states() == {"IMG_1.JPG": "ready", "IMG_1.dng": "paired"}
    assert list(bench.paths()) == ["IMG_1.JPG"]
    assert bench.photo("IMG_1.JPG").raw == raw
    with Library.open(bench.root) as library:
        assert library.photos.counts().paired == 1
        assert library.photos.at(raw) == library.photos.at(jpeg) == bench.paths()["IMG_1.JPG"]
    assert bench.index().done == 0


def test_when_its_jpeg_is_deleted_the_raw_goes_on_being_the_same_photo(
    bench: Any, shoot: Callable[..., Any], tmp_path: Path
) -> None:
    jpeg, _ = shoot(bench.photos)
    bench.index()
    before = bench.paths()["IMG_1.JPG"]
    shutil.move(jpeg, tmp_path / "bin.JPG")
    progress = bench.index()
    assert (progress.done, progress.failed) == (1, 0)
    assert bench.paths() == {"IMG_1.dng": before}
    assert bench.photo("IMG_1.dng").format == "RAW"
    shutil.move(tmp_path / "bin.JPG", jpeg)
    bench.index()
    assert bench.paths() == {"IMG_1.JPG": before}
    assert bench.states()["IMG_1.dng"] == "paired"
    encoded = bench.encoder.encoded
    bench.index()
    assert bench.encoder.encoded == encoded


def test_when_its_jpeg_is_broken_the_raw_is_read(bench: Any, shoot: Callable[..., Any]) -> None:
    jpeg, _ = shoot(bench.photos)
    jpeg.write_bytes(b"\xff\xd8\xff not really")
    progress = bench.index()
    assert (progress.failed, progress.encoded) == (1, 1)
    assert list(bench.paths()) == ["IMG_1.dng"]
    assert bench.states() == {"IMG_1.JPG": "failed", "IMG_1.dng": "ready"}


def test_a_jpeg_that_comes_beside_a_raw_joins_its_photo(
    bench: Any, shoot: Callable[..., Any], tmp_path: Path
) -> None:
    jpeg, _ = shoot(bench.photos)
    jpeg.rename(tmp_path / "later.JPG")
    bench.index()
    before = bench.paths()["IMG_1.dng"]
    (tmp_path / "later.JPG").rename(jpeg)
    bench.index()
    assert bench.paths() == {"IMG_1.JPG": before}
    assert bench.states()["IMG_1.dng"] == "paired"


@pytest.mark.parametrize("elder", ["IMG_1.JPG", "IMG_1.dng"])
def test_of_two_photos_that_become_a_pair_the_elder_stays(
    bench: Any, shoot: Callable[..., Any], elder: str
) -> None:
    for path in shoot(bench.photos / "apart"):
        path.rename(bench.photos / path.name)
        (bench.photos / path.name).rename(bench.photos / "apart" / f"{path.suffix[1:]}_{path.name}")
    names = {"IMG_1.JPG": "JPG_IMG_1.JPG", "IMG_1.dng": "dng_IMG_1.dng"}
    (bench.photos / "apart" / names[elder]).rename(bench.photos / names[elder])
    bench.photos.joinpath("apart").rename(bench.root.with_name("aside"))
    bench.index()
    [before] = bench.paths().values()
    for path in bench.root.with_name("aside").iterdir():
        path.rename(bench.photos / path.name)
    bench.index()
    assert len(set(bench.paths().values())) == 2
    encoded = bench.encoder.encoded
    for name, other in names.items():
        (bench.photos / other).rename(bench.photos / name)
    bench.index()
    assert bench.paths() == {"IMG_1.JPG": before}
    assert bench.encoder.encoded == encoded
    assert bench.query("SELECT COUNT(*) FROM photos") == [(1,)]


def test_a_pair_that_is_moved_stays_one_and_costs_nothing(bench: Any, shoot: Callable[..., Any]) -> None:
    shoot(bench.photos / "old")
    bench.index()
    before = bench.paths()["old/IMG_1.JPG"]
    (bench.photos / "old").rename(bench.photos / "new")
    progress = bench.index()
    assert (progress.done, progress.encoded) == (0, 0)
    assert bench.paths() == {"new/IMG_1.JPG": before}
    assert bench.photo("new/IMG_1.JPG").raw == bench.photos / "new" / "IMG_1.dng"


def test_a_pair_that_is_renamed_one_file_after_the_other_stays_one(
    bench: Any, shoot: Callable[..., Any]
) -> None:
    jpeg, raw = shoot(bench.photos)
    bench.index()
    before = bench.paths()["IMG_1.JPG"]
    jpeg.rename(bench.photos / "beach.JPG")
    bench.index()
    assert bench.paths()["beach.JPG"] == before
    assert bench.paths()["IMG_1.dng"] != before
    encoded = bench.encoder.encoded
    raw.rename(bench.photos / "beach.dng")
    bench.index()
    assert bench.paths() == {"beach.JPG": before}
    assert bench.encoder.encoded == encoded


def test_a_pair_torn_apart_is_two_photos_for_good(bench: Any, shoot: Callable[..., Any]) -> None:
    jpeg, _ = shoot(bench.photos)
    jpeg.rename(bench.root.with_name("later.JPG"))
    bench.index()
    bench.root.with_name("later.JPG").rename(jpeg)
    bench.index()
    # The RAW has been read once, so both halves are known when they part.
    jpeg.rename(bench.photos / "beach.JPG")
    bench.index()
    assert len(set(bench.paths().values())) == 2
    encoded = bench.encoder.encoded
    assert bench.index().done == 0
    assert bench.encoder.encoded == encoded


def test_an_edited_jpeg_stays_the_pairs_photo(
    bench: Any, shoot: Callable[..., Any], paint: Callable[..., Path]
) -> None:
    jpeg, raw = shoot(bench.photos)
    raw.rename(bench.root.with_name("later.dng"))
    bench.index()
    bench.root.with_name("later.dng").rename(raw)
    bench.index()
    before = bench.paths()["IMG_1.JPG"]
    paint(jpeg, "blue")
    bench.index()
    assert bench.paths() == {"IMG_1.JPG": before}
    assert bench.states()["IMG_1.dng"] == "paired"


def test_a_raw_that_changes_while_it_follows_is_read_when_it_leads(
    bench: Any, shoot: Callable[..., Any], dng: Callable[..., bytes]
) -> None:
    jpeg, raw = shoot(bench.photos)
    bench.index()
    raw.write_bytes(dng(Image.new("RGB", (256, 160), "blue"), width=320))
    assert bench.index().done == 0
    jpeg.unlink()
    bench.index()
    assert bench.photo("IMG_1.dng").height == 320


def test_a_live_photo_knows_its_film(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "IMG_7.JPG")
    film = bench.photos / "IMG_7.MOV"
    film.write_bytes(b"moving")
    bench.index()
    photo = bench.photo("IMG_7.JPG")
    assert (photo.clip, photo.is_motion) == (film, True)
    film.unlink()
    assert bench.index().done == 0
    photo = bench.photo("IMG_7.JPG")
    assert (photo.clip, photo.is_motion) == (None, False)


def test_a_file_edited_and_moved_before_it_was_read_is_read(bench: Any, paint: Callable[..., Path]) -> None:
    path = paint(bench.photos / "a.jpg", "red")
    bench.index()
    before = bench.paths()["a.jpg"]
    paint(path, "blue", seed=3)
    os.utime(path, ns=(1, 10**18))
    with Library.open(bench.root) as library:
        # As a scan finds it, with no time to read it before it moves on.
        from core.intake.scan import Scanner  # noqa: PLC0415

        scanner = Scanner(library)
        [folder] = library.folders.look()
        scanner.scan(folder)
        path.rename(bench.photos / "b.jpg")
        scanner.scan(folder)
        scanner.recognise_moves()
    progress = bench.index()
    assert (progress.done, progress.encoded) == (1, 1)
    assert bench.paths() == {"b.jpg": before}
