"""Copies for other people: what is in them, and what is not."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from core.cli.main import main
from core.errors import FolderError
from core.export import Copied, CopyOptions, export
from core.imaging import CopyFormat, DecoderPool
from core.library import Library, Photo
from tests.benchmarks.positions import position_of, tells


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


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory, test_data: Path, pool: DecoderPool) -> list[Photo]:
    """Real photos that say where they were taken, as a library would know them."""
    folder = tmp_path_factory.mktemp("located")
    with zipfile.ZipFile(test_data / "camera-photos.zip") as archive:
        for name in archive.namelist():
            if "/gps/" in name.lower() and not name.endswith("/"):
                with archive.open(name) as source, (folder / Path(name).name).open("wb") as file:
                    shutil.copyfileobj(source, file)
    found = []
    for number, path in enumerate(sorted(folder.iterdir())):
        facts = read_back(pool, path)
        if facts.latitude is not None:
            found.append(
                Photo(
                    number, path, True, facts.taken_at, "photo", facts.width, facts.height,
                    path.stat().st_size, facts.format, facts.camera_model, facts.latitude,
                    facts.longitude, bytes(16), utc_offset=facts.utc_offset,
                )
            )  # fmt: skip
    assert len(found) >= 5
    return found


def test_no_copy_tells_where_it_was_taken(located: list[Photo], tmp_path: Path, pool: DecoderPool) -> None:
    formats: tuple[CopyFormat, ...] = ("jpeg", "png", "webp", "avif")
    ways = [CopyOptions(form, longest_edge=320) for form in formats]
    for number, options in enumerate([*ways, CopyOptions()]):
        for photo, path in zip(located, copies(located, tmp_path / str(number), options, pool), strict=True):
            position = position_of(photo.path)
            assert position is None or tells(photo.path, position), "the reader would see it"
            assert position is None or tells(path, position) == []
            facts = read_back(pool, path)
            assert (facts.latitude, facts.longitude) == (None, None)
            with Image.open(path) as image:
                assert ExifTags.IFD.GPSInfo not in image.getexif()
                assert max(image.size) <= (options.longest_edge or 100_000)


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


def test_words_stay_what_they_are_and_positions_among_them_go(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    paint(bench.photos / "one.jpg")
    bench.index()
    (photo,) = photos_of(bench)
    words = "می\u200cخواهم 你好\u3000世界 \U0001f468\u200d\U0001f469"
    machine = ("geo:lat=48.858370", "GEO:lon=2.294481", "48.858370, 2.294481")
    written = {"caption": f"{words}\x00\x0b", "keywords": ("geology", *machine, "6.5 km")}
    told = replace(photo, **written)
    (path,) = copies([told], tmp_path / "without", CopyOptions(), pool)
    assert f">{words}<".encode() in path.read_bytes()
    assert read_back(pool, path).keywords == ("geology", "6.5 km")
    (path,) = copies([told], tmp_path / "with", CopyOptions("jpeg", location=True), pool)
    assert set(machine) < set(read_back(pool, path).keywords)
    # Whatever there is of them, they have room in the one segment that a JPEG gives to them.
    many = replace(photo, title="&" * 5000, caption="&" * 5000, keywords=tuple(f"&{n}" for n in range(9000)))
    for number, options in enumerate((CopyOptions(), CopyOptions("jpeg", longest_edge=20))):
        (path,) = copies([many], tmp_path / f"many{number}", options, pool)
        assert len(read_back(pool, path).keywords) > 100


def test_as_it_is_means_byte_for_byte_and_nothing_is_overwritten(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    source = paint(bench.photos / "one.jpg")
    bench.index()
    out = tmp_path / "out"
    out.mkdir()
    (out / "one.jpg").write_text("somebody's")
    as_is = CopyOptions(location=True)
    source.chmod(0o400)
    umask = os.umask(0o027)
    try:
        paths = [copies(photos_of(bench), out, as_is, pool)[0] for _ in range(2)]
    finally:
        os.umask(umask)
    assert [path.name for path in paths] == ["one (2).jpg", "one (3).jpg"]
    assert {path.read_bytes() for path in paths} == {source.read_bytes()}
    assert {path.stat().st_mtime_ns for path in paths} == {source.stat().st_mtime_ns}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o640}, "as of any new file"
    assert (out / "one.jpg").read_text() == "somebody's"
    assert len(list(out.iterdir())) == 3


def test_as_the_photo_is_but_without_the_place(
    located: list[Photo], tmp_path: Path, pool: DecoderPool
) -> None:
    for photo, path in zip(located, copies(located, tmp_path, CopyOptions(), pool), strict=True):
        assert path.name == photo.path.name
        with Image.open(path) as one, Image.open(photo.path) as other:
            assert one.tobytes() == other.tobytes()
            assert ExifTags.IFD.GPSInfo not in one.getexif()
        facts, before = read_back(pool, path), read_back(pool, photo.path)
        assert (facts.latitude, facts.longitude) == (None, None)
        assert (facts.width, facts.height, facts.taken_at) == (before.width, before.height, before.taken_at)


def test_it_stays_upright_and_becomes_what_can_be_written(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool
) -> None:
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    with Image.open(paint(tmp_path / "source.jpg")) as image:
        image.save(bench.photos / "turned.JPEG", exif=turned, quality=90)
        image.save(bench.photos / "turned.png", exif=turned)
        image.save(bench.photos / "other.tif")
    bench.index()
    for options, size in ((CopyOptions(facts=False), (48, 64)), (CopyOptions(longest_edge=32), (24, 32))):
        made = {path.name: path for path in copies(photos_of(bench), tmp_path / str(size), options, pool)}
        assert set(made) == {"turned.JPEG", "turned.png", "other.jpg"}
        for name in ("turned.JPEG", "turned.png"):
            facts = read_back(pool, made[name])
            assert (facts.width, facts.height) == size


def test_names_by_day_and_what_is_there(bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool) -> None:
    for number, day in enumerate(("2019:08:14", "2019:08:14", "2020:01:01")):
        paint(bench.photos / f"{number}.jpg", seed=number, taken=f"{day} 10:00:0{number}")
    bench.index()
    by_day = CopyOptions("webp", names="date", there="skip")
    photos = sorted(photos_of(bench), key=lambda photo: photo.path.name)
    names = [path.name for path in copies(photos, tmp_path / "out", by_day, pool)]
    assert names == ["2019-08-14 001.webp", "2019-08-14 002.webp", "2020-01-01 001.webp"]
    (tmp_path / "out" / names[1]).unlink()
    again = list(export(photos, tmp_path / "out", by_day, pool))
    assert [(one.path.name if one.path else None, one.problem) for one in again] == [
        (None, None), (names[1], None), (None, None)
    ]  # fmt: skip
    # Two photos of one name are not the same photo.
    (bench.photos / "b").mkdir()
    paint(bench.photos / "b" / "0.jpg", seed=9)
    bench.index()
    same = [photo for photo in photos_of(bench) if photo.path.name == "0.jpg"]
    both = copies(same, tmp_path / "both", CopyOptions(there="skip"), pool)
    assert sorted(path.name for path in both) == ["0 (2).jpg", "0.jpg"]


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


def test_what_one_photo_can_not_have_the_others_get(
    bench: Any, paint: Any, tmp_path: Path, pool: DecoderPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("bad.jpg", f"{251 * 'l'}.jpg", "one.jpg")
    for number, name in enumerate(names):
        paint(bench.photos / name, seed=number)
    bench.index()
    copy = shutil.copyfile

    def unreadable(source: Path, target: Path) -> None:
        if source.name == "bad.jpg":
            raise OSError(errno.EIO, "Input/output error", source)
        copy(source, target)

    def made(folder: str, options: CopyOptions) -> dict[str, Copied]:
        results = export(photos_of(bench), tmp_path / folder, options, pool)
        return {copied.photo.path.name: copied for copied in results}

    monkeypatch.setattr(shutil, "copyfile", unreadable)
    as_is = CopyOptions(location=True)
    first = made("as is", as_is)
    assert [name for name in names if first[name].path] == list(names[1:])
    assert "bad.jpg can't be read now (Input/output error)" in str(first["bad.jpg"].problem)
    # A number makes the name of the second copy too long.
    for options in (as_is, CopyOptions()):
        again = made("as is", options)
        assert "too long" in str(again[names[1]].problem)
        assert again["one.jpg"].path is not None


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
    assert main([*command, "--skip-existing", "--names", "date", "--size", "32"]) == 0
    assert main([*command, "--as-is", "--size", "32"]) == 2
    assert main([*command, "--quality", "0"]) == 2
    assert main([*command, "--as-is"]) == 0
    assert (tmp_path / "out" / "one.jpg").read_bytes() == source.read_bytes()
