from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from core.imaging import ThumbnailStore
from core.library import Library, Photo
from desktop.grid.looks import Look, made_look, read_thumbnail
from desktop.grid.thumbnails import Thumbnails, Wanted

Until = Callable[..., None]
SQUARE = Look(80, square=True, radius=4)


def wanted(photos: Sequence[Photo], look: Look = SQUARE) -> list[Wanted]:
    return [(photo, look) for photo in photos]


def test_what_is_wanted_is_read(thumbnails: Thumbnails, photos: list[Photo], until: Until) -> None:
    loaded: list[bytes] = []
    thumbnails.loaded.connect(loaded.append)
    thumbnails.want(wanted(photos[:4]), wanted(photos[4:8]))
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
    thumbnails.want(wanted(photos[:12]), [])
    thumbnails.want(wanted(photos[20:22]), [])
    until(lambda: thumbnails.is_settled)
    # Four were under way when the others were dropped.
    assert len(loaded) <= 6
    assert {photo.pixels_digest for photo in photos[20:22]} <= set(loaded)


def test_another_size_is_read_again(thumbnails: Thumbnails, photos: list[Photo], until: Until) -> None:
    for edge in (80, 160):
        thumbnails.want(wanted(photos[:1], replace(SQUARE, edge=edge)), [])
        until(lambda: thumbnails.is_settled)
        pixmap = thumbnails.get(photos[0].pixels_digest)
        assert pixmap is not None
        assert pixmap.width() == edge


def test_a_deleted_one_is_made_again(
    thumbnails: Thumbnails, photos: list[Photo], library: Library, until: Until
) -> None:
    path = ThumbnailStore(library.paths.thumbnails).path(photos[0].pixels_digest)
    path.unlink()
    thumbnails.want(wanted(photos[:2]), [])
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
        thumbnails.want(wanted([lost]), [])
        until(lambda: thumbnails.is_settled)
        assert thumbnails.is_missing(lost.pixels_digest)
    thumbnails.forget_missing()
    assert not thumbnails.is_missing(lost.pixels_digest)


def test_only_so_many_bytes_are_kept(thumbnails: Thumbnails, photos: list[Photo], until: Until) -> None:
    thumbnails.set_room(3 * 4 * 80 * 80)
    thumbnails.want(wanted(photos[:10]), [])
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


@pytest.mark.parametrize("size", [(512, 300), (200, 512), (64, 64)])
def test_a_cell_of_any_shape_is_filled(tmp_path: Path, size: tuple[int, int]) -> None:
    look = Look(90, square=True, radius=0, width=160)
    path = tmp_path / "a.jpg"
    Image.new("RGB", size, (250, 0, 0)).save(path)
    of_thumbnail = read_thumbnail(path, look)
    assert of_thumbnail is not None
    of_photo = made_look(QImage(str(path)), look)
    for image in (of_thumbnail, of_photo):
        assert (image.width(), image.height()) == (160, 90)
        assert image.pixelColor(2, 2).red() > 200 and image.pixelColor(157, 87).red() > 200


def test_a_cell_larger_than_a_thumbnail_shows_the_photo_itself(
    thumbnails: Thumbnails, photos: list[Photo], tmp_path: Path, until: Until
) -> None:
    """Stripes two pixels wide, which a thumbnail blurs."""
    stripes = np.tile(np.array([0, 0, 255, 255], np.uint8), 512)[None, :, None].repeat(1024, 0).repeat(3, 2)
    path = tmp_path / "stripes.png"
    Image.fromarray(stripes).save(path)
    large = replace(photos[0], path=path, width=2048, height=1024)
    small, look = Look(100, True, 0), Look(1024, True, 0)

    def contrast() -> float:
        pixmap = thumbnails.get(large.pixels_digest)
        assert pixmap is not None
        row = [pixmap.toImage().pixelColor(x, 512).red() for x in range(500, 520)]
        return max(row) - min(row)

    thumbnails.want(wanted([large], small), [])
    until(lambda: thumbnails.is_settled)
    thumbnails.want(wanted([large], look), [])
    until(lambda: thumbnails.is_settled)
    assert contrast() > 200
    # Until it is read in another size, it stays: the thumbnail would be a step back.
    larger = replace(look, edge=1030)
    thumbnails.want(wanted([large], larger), [])
    assert contrast() > 200
    until(lambda: thumbnails.is_settled)
    pixmap = thumbnails.get(large.pixels_digest)
    assert pixmap is not None
    assert pixmap.height() == 1030


def test_one_that_cannot_be_read_itself_keeps_its_thumbnail(
    thumbnails: Thumbnails, photos: list[Photo], tmp_path: Path, until: Until
) -> None:
    lost = replace(photos[0], path=tmp_path / "lost.jpg", width=4000, height=3000)
    thumbnails.want(wanted([lost], Look(900, True, 0)), [])
    until(lambda: thumbnails.is_settled)
    assert thumbnails.get(lost.pixels_digest) is not None
    assert not thumbnails.is_missing(lost.pixels_digest)
