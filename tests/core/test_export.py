"""Copies for other people: what is in them, and what is not."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from core.cli.main import main
from core.errors import FolderError
from core.export import Copied, CopyOptions, export
from core.imaging import DecoderPool
from core.library import Library, Photo


@pytest.fixture(scope="module")
def pool() -> Iterator[DecoderPool]:
    with DecoderPool(None, 2) as opened:
        yield opened


def photos_of(bench: Any) -> list[Photo]:
    with Library.open(bench.root) as library:
        return library.photos.get(library.photos.ids().tolist())


def copies(photos: list[Photo], folder: Path, options: CopyOptions, pool: DecoderPool) -> list[Path]:
    made = list(export(photos, folder, options, pool))
    assert all(copied.path for copied in made), made
    return [copied.path for copied in made if copied.path]


def read_back(pool: DecoderPool, path: Path) -> Any:
    return pool.decode(path).result(60).facts


@pytest.fixture
def located(bench: Any, test_data: Path) -> list[Photo]:
    """Real photos that say where they were taken, in a library."""
    bench.photos.mkdir(exist_ok=True)
    with zipfile.ZipFile(test_data / "camera-photos.zip") as archive:
        for name in archive.namelist():
            if "/gps/" in name.lower() and not name.endswith("/"):
                target = bench.photos / Path(name).name
                with archive.open(name) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
    bench.index()
    found = [photo for photo in photos_of(bench) if photo.latitude is not None]
    assert len(found) >= 5
    return found


def test_no_copy_tells_where_it_was_taken(located: list[Photo], tmp_path: Path, pool: DecoderPool) -> None:
    made = [
        path
        for form in ("jpeg", "png", "webp")
        for path in copies(located, tmp_path / form, CopyOptions(form, longest_edge=320), pool)
    ]
    for path in made:
        facts = read_back(pool, path)
        assert facts.latitude is None
        assert facts.longitude is None
        with Image.open(path) as image:
            assert ExifTags.IFD.GPSInfo not in image.getexif()
            assert max(image.size) <= 320
        assert b"GPS" not in path.read_bytes()


def test_a_copy_keeps_the_place_when_it_may(located: list[Photo], tmp_path: Path, pool: DecoderPool) -> None:
    options = CopyOptions(format="jpeg", longest_edge=320, location=True)
    for photo, path in zip(located, copies(located, tmp_path / "out", options, pool), strict=True):
        facts = read_back(pool, path)
        assert (facts.latitude, facts.longitude) == pytest.approx((photo.latitude, photo.longitude), abs=1e-6)
        assert photo.taken_from != "photo" or facts.taken_at == (photo.taken_at or "")[:19]


def test_what_people_wrote_goes_along_or_not(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    paint(bench.photos / "one.jpg")
    bench.index()
    (photo,) = photos_of(bench)
    told = Photo(
        **{name: getattr(photo, name) for name in Photo.__slots__}
        | {"caption": "海滩 & <sea>", "keywords": ("été", "dog"), "camera": "Fuji X-T3", "rating": 4}
    )
    with_facts, without = (
        copies([told], tmp_path / str(facts), CopyOptions("jpeg", facts=facts), pool)[0]
        for facts in (True, False)
    )
    facts = read_back(pool, with_facts)
    assert (facts.caption, set(facts.keywords), facts.rating) == ("海滩 & <sea>", {"été", "dog"}, 4)
    assert facts.camera_model == "Fuji X-T3"
    facts = read_back(pool, without)
    assert (facts.caption, facts.keywords, facts.rating, facts.camera_model) == (None, (), None, None)


def test_as_it_is_means_byte_for_byte_and_nothing_is_overwritten(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    source = paint(bench.photos / "one.jpg")
    bench.index()
    out = tmp_path / "out"
    out.mkdir()
    (out / "one.jpg").write_text("somebody's")
    as_is = CopyOptions(location=True)
    paths = [copies(photos_of(bench), out, as_is, pool)[0] for _ in range(2)]
    assert [path.name for path in paths] == ["one (2).jpg", "one (3).jpg"]
    assert {path.read_bytes() for path in paths} == {source.read_bytes()}
    assert (out / "one.jpg").read_text() == "somebody's"
    assert len(list(out.iterdir())) == 3


def test_a_photo_that_is_gone_is_named_and_the_others_go_on(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    for name in ("one", "two"):
        paint(bench.photos / f"{name}.jpg", seed=len(name) + ord(name[0]))
    bench.index()
    (bench.photos / "one.jpg").unlink()
    for number, options in enumerate((CopyOptions("png"), CopyOptions(location=True))):
        made: list[Copied] = list(export(photos_of(bench), tmp_path / str(number), options, pool))
        by_name = {copied.photo.path.name: copied for copied in made}
        assert by_name["two.jpg"].path is not None
        problem = by_name["one.jpg"].problem
        assert problem is not None
        assert "one.jpg" in problem.problem
        assert len(list((tmp_path / str(number)).iterdir())) == 1


def test_a_folder_that_can_t_be_written(bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool) -> None:
    paint(bench.photos / "one.jpg")
    bench.index()
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(FolderError, match="file"):
        list(export(photos_of(bench), blocked, CopyOptions(), pool))


def test_on_the_command_line(bench: Any, paint: Any, tmp_path: Path, capsys: Any) -> None:
    source = paint(bench.photos / "one.jpg")
    bench.index()
    command = ["--library", str(bench.root), "export", "--to", str(tmp_path / "out"), str(source)]
    assert main([*command, str(tmp_path / "nowhere.jpg"), "--size", "32", "--format", "webp"]) == 1
    printed = capsys.readouterr()
    assert printed.out == f"{tmp_path / 'out' / 'one.webp'}\n"
    assert "nowhere.jpg is not in the library" in printed.err
    with Image.open(tmp_path / "out" / "one.webp") as image:
        assert max(image.size) == 32
    assert main([*command, "--as-is", "--size", "32"]) == 2
    assert main([*command, "--quality", "0"]) == 2
    assert main([*command, "--as-is"]) == 0
    assert (tmp_path / "out" / "one.jpg").read_bytes() == source.read_bytes()
