from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from core.imaging import ThumbnailStore
from core.library import Library, Photo
from desktop import thumbnails as module
from desktop.thumbnails import Look, Thumbnails, read_thumbnail

Until = Callable[..., None]
SQUARE = Look(80, square=True, radius=4)


def test_what_is_wanted_is_read(thumbnails: Thumbnails, photos: list[Photo], until: Until) -> None:
    loaded: list[bytes] = []
    thumbnails.loaded.connect(loaded.append)
    thumbnails.want(photos[:4], photos[4:8], SQUARE)
    assert not thumbnails.is_settled
    until(lambda: thumbnails.is_settled)
    assert {photo.pixels_digest for photo in photos[:4]} <= set(loaded)
    until(lambda: len(loaded) == 8)
    pixmap = thumbnails.get(photos[0].pixels_digest)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (80, 80)


def test_visible_ones_come_first_and_far_ones_never(
    thumbnails: Thumbnails, photos: list[Photo], until: Until
) -> None:
    loaded: list[bytes] = []
    thumbnails.loaded.connect(loaded.append)
    thumbnails.want(photos[:12], [], SQUARE)
    thumbnails.want(photos[20:22], [], SQUARE)
    until(lambda: thumbnails.is_settled)
    # Four were under way when the others were dropped.
    assert len(loaded) <= 6
    assert {photo.pixels_digest for photo in photos[20:22]} <= set(loaded)


def test_another_size_is_read_again(thumbnails: Thumbnails, photos: list[Photo], until: Until) -> None:
    for edge in (80, 160):
        thumbnails.want(photos[:1], [], replace(SQUARE, edge=edge))
        until(lambda: thumbnails.is_settled)
        pixmap = thumbnails.get(photos[0].pixels_digest)
        assert pixmap is not None
        assert pixmap.width() == edge


def test_a_deleted_one_is_made_again(
    thumbnails: Thumbnails, photos: list[Photo], library: Library, until: Until
) -> None:
    path = ThumbnailStore(library.paths.thumbnails).path(photos[0].pixels_digest)
    path.unlink()
    thumbnails.want(photos[:2], [], SQUARE)
    until(lambda: thumbnails.is_settled)
    assert thumbnails.get(photos[0].pixels_digest) is not None
    assert path.exists()


def test_one_that_cannot_be_made_is_missing(
    thumbnails: Thumbnails, photos: list[Photo], library: Library, tmp_path: Path, until: Until
) -> None:
    for online in (True, False):
        lost = replace(
            photos[0], path=tmp_path / "lost.jpg", online=online, pixels_digest=bytes([online]) * 32
        )
        thumbnails.want([lost], [], SQUARE)
        until(lambda: thumbnails.is_settled)
        assert thumbnails.is_missing(lost.pixels_digest)
    thumbnails.forget_missing()
    assert not thumbnails.is_missing(lost.pixels_digest)


def test_only_so_many_bytes_are_kept(
    thumbnails: Thumbnails, photos: list[Photo], until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BYTES_KEPT", 3 * 4 * 80 * 80)
    thumbnails.want(photos[:10], [], SQUARE)
    until(lambda: thumbnails.is_settled)
    assert sum(thumbnails.get(photo.pixels_digest) is not None for photo in photos[:10]) == 3


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", [(512, 300), (200, 512), (20, 512), (64, 64)])
def test_shapes(tmp_path: Path, size: tuple[int, int], ratio: float) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", size, (250, 0, 0)).save(path)
    square = read_thumbnail(path, Look(100, square=True, radius=5, ratio=ratio))
    whole = read_thumbnail(path, Look(100, square=False, radius=5, ratio=ratio))
    assert square is not None
    assert whole is not None
    assert (square.width(), square.height()) == (100, 100)
    assert max(whole.width(), whole.height()) == 100
    assert square.devicePixelRatio() == ratio
    assert square.pixelColor(50, 50).red() > 240
    assert square.pixelColor(0, 0).alpha() < 128


@pytest.mark.parametrize("content", [None, b"", b"no jpeg at all"])
def test_no_readable_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.jpg"
    if content is not None:
        path.write_bytes(content)
    assert read_thumbnail(path, SQUARE) is None
