"""What is done when nothing else is: second looks, sizes, and sweeping."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core import imaging
from core.intake import scan
from core.library import Library


@pytest.fixture
def bench(warm_bench: Any) -> Any:
    return warm_bench


def test_a_file_that_only_looked_moved_is_read(bench: Any, paint: Callable[..., Path]) -> None:
    path = paint(bench.photos / "a.bmp", "red")
    # Long enough for a middle that the edges do not show.
    Image.effect_noise((400, 400), 60).convert("RGB").save(path)
    bench.index()
    data = bytearray(path.read_bytes())
    path.unlink()
    (bench.photos / "true.bmp").write_bytes(data)
    bench.index()
    assert bench.query("SELECT DISTINCT confirmed FROM places WHERE state = 'ready'") == [(1,)]
    (bench.photos / "true.bmp").unlink()
    data[len(data) // 2 : len(data) // 2 + 60_000] = bytes(60_000)
    (bench.photos / "false.bmp").write_bytes(data)
    encoded = bench.encoder.encoded
    progress = bench.index()
    assert (progress.moved, progress.done) == (1, 1)
    assert bench.encoder.encoded == encoded + 1
    assert bench.states() == {"false.bmp": "ready"}


def test_a_move_to_another_drive_is_confirmed_without_decoding(
    bench: Any, paint: Callable[..., Path]
) -> None:
    original = paint(bench.photos / "a.jpg")
    bench.index()
    shutil.copyfile(original, bench.photos / "b.jpg")
    original.unlink()
    os.utime(bench.photos / "b.jpg", (1, 1))
    progress = bench.index()
    assert (progress.moved, progress.done, progress.encoded) == (1, 0, 0)
    assert bench.query("SELECT name, confirmed FROM places") == [("b.jpg", 1)]


def test_the_edges_of_a_file_that_waits_are_read_once(
    bench: Any, paint: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = paint(bench.photos / "gone.jpg")
    bench.index()
    other = bytearray(gone.read_bytes())
    gone.unlink()
    other[-3:-2] = b"?"
    (bench.photos / "other.jpg").write_bytes(other)
    read: list[Path] = []

    def edges_digest(path: Path) -> bytes:
        read.append(path)
        return imaging.edges_digest(path)

    monkeypatch.setattr(scan, "edges_digest", edges_digest)
    with Library.open(bench.root) as library:
        [folder] = library.folders.look()
        scanner = scan.Scanner(library)
        for _ in range(3):
            scanner.scan(folder)
            assert scanner.recognise_moves() == 0
        assert len(read) == 1
        other[-3:-2] = b"!"
        (bench.photos / "other.jpg").write_bytes(other)
        os.utime(bench.photos / "other.jpg", ns=(1, 1))
        scanner.recognise_moves()
        assert len(read) == 2


def test_small_pictures_are_left_out_and_taken_in_again(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "small.jpg")  # 64 x 48
    Image.new("RGB", (100, 100), "blue").save(bench.photos / "large.png")
    bench.index()
    encoded = bench.encoder.encoded

    def wanting(edge: int) -> list[str]:
        with Library.open(bench.root) as library:
            library.settings.save(smallest_edge=edge)
        assert bench.index().done == 0
        return sorted(bench.paths())

    assert wanting(50) == ["large.png"]
    with Library.open(bench.root) as library:
        assert library.photos.counts().unwanted == 1
    assert wanting(48) == ["large.png", "small.jpg"]
    assert wanting(101) == []
    assert wanting(0) == ["large.png", "small.jpg"]
    assert bench.encoder.encoded == encoded


def test_a_small_picture_is_not_encoded_until_it_is_wanted(bench: Any, paint: Callable[..., Path]) -> None:
    with Library.open(bench.root) as library:
        library.settings.save(smallest_edge=50)
    paint(bench.photos / "small.jpg")
    progress = bench.index()
    assert (progress.done, progress.encoded) == (1, 0)
    assert bench.index().done == 0
    # Gone for a while, and still too small when it is back.
    shutil.move(bench.photos / "small.jpg", bench.root.with_name("aside.jpg"))
    bench.index()
    shutil.move(bench.root.with_name("aside.jpg"), bench.photos / "small.jpg")
    bench.index()
    assert bench.states() == {"small.jpg": "unwanted"}
    with Library.open(bench.root) as library:
        library.settings.save(smallest_edge=0)
    assert bench.index().encoded == 1
    assert list(bench.paths()) == ["small.jpg"]


def test_thumbnails_that_nothing_shows_are_swept_away(
    bench: Any, paint: Callable[..., Path], encoder: Any
) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    store = bench.root / "thumbnails"
    [kept] = store.glob("*/*.jpg")
    for name in ("ab/ab" + "00" * 15 + ".jpg", f"{kept.parent.name}/.{kept.stem}.123.tmp"):
        (store / name).parent.mkdir(exist_ok=True)
        (store / name).write_bytes(b"left by a crash")
    # An indexer sweeps once, so it takes another one.
    bench.warm.close()
    bench.warm = None
    bench.index()
    assert [path for path in store.rglob("*") if path.is_file()] == [kept]
