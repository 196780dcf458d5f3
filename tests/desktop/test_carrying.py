from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.library import Photo
from desktop.ask.drops import PHOTO_IDS
from desktop.out.carrying import PhotoMime
from desktop.parts.decoders import Decoders


def test_files_and_the_picture_of_one_photo(photos: list[Photo], decoders: Decoders) -> None:
    mime = PhotoMime(photos[:1], decoders)
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [photos[0].path]
    assert mime.hasImage()
    image = mime.imageData()
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (photos[0].width, photos[0].height)


def test_of_a_pair_the_picture_is_carried_not_its_raw_or_film(
    photos: list[Photo], decoders: Decoders
) -> None:
    beside = {
        kind: photos[0].path.with_suffix(suffix) for kind, suffix in (("raw", ".CR2"), ("clip", ".MOV"))
    }
    mime = PhotoMime([replace(photos[0], is_motion=True, **beside)], decoders)
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [photos[0].path]


def test_several_photos_are_files_only(photos: list[Photo], decoders: Decoders) -> None:
    mime = PhotoMime(photos[:3], decoders)
    assert len(mime.urls()) == 3
    assert not mime.hasImage()
    assert bytes(mime.data(PHOTO_IDS).data()) == b",".join(str(photo.id).encode() for photo in photos[:3])


def test_a_picture_that_cannot_be_read_is_none(
    photos: list[Photo], decoders: Decoders, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mime = PhotoMime([replace(photos[0], path=tmp_path / "lost.jpg")], decoders)
    assert not isinstance(mime.imageData(), QImage)
    assert "handed out" in caplog.text


def test_an_offline_photo_offers_no_picture(photos: list[Photo], decoders: Decoders) -> None:
    assert not PhotoMime([replace(photos[0], online=False)], decoders).hasImage()


def test_after_the_end(photos: list[Photo], decoders: Decoders) -> None:
    mime = PhotoMime(photos[:1], decoders)
    decoders.close()
    assert not isinstance(mime.imageData(), QImage)
