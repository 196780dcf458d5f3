"""Mime data as the programs of this world really offer it."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop.drops import PHOTO_IDS, is_picture, may_hold, read_mime


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(buffer, "PNG")
    return buffer.getvalue()


def mime(**data: bytes) -> QMimeData:
    result = QMimeData()
    for name, value in data.items():
        result.setData(name, QByteArray(value))
    return result


def of(formats: dict[str, bytes]) -> QMimeData:
    return mime(**formats)


def test_a_file_manager(tmp_path: Path) -> None:
    # Nautilus and Dolphin: addresses, the same as text, and private kinds.
    first, second = tmp_path / "dog ä.jpg", tmp_path / "cat.png"
    for path in (first, second):
        path.write_bytes(png())
    data = of({"x-special/gnome-icon-list": b"..", "text/plain": str(first).encode()})
    data.setUrls([QUrl.fromLocalFile(str(first)), QUrl.fromLocalFile(str(second))])
    assert may_hold(data)
    assert is_picture(data)
    assert read_mime(data).pictures == (first, second)
    assert not read_mime(data).refused


def test_folders_and_files_together(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(png())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl.fromLocalFile(str(picture))])
    dropped = read_mime(data)
    assert dropped.folders == (tmp_path,)
    assert dropped.pictures == (picture,)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "lost.jpg"))])
    dropped = read_mime(data)
    assert not dropped
    assert "lost.jpg" in dropped.refused


def test_firefox_hands_over_the_image_file() -> None:
    # Firefox on Linux: address, HTML, its private kinds, and the picture in several encodings.
    html = b'<img src="https://example.org/beach.jpg">'
    data = of(
        {
            "text/x-moz-url": "https://example.org/beach.jpg\nbeach.jpg".encode("utf-16-le"),
            "text/html": html,
            "application/x-moz-file-promise-url": "https://example.org/beach.jpg".encode("utf-16-le"),
            "text/uri-list": b"https://example.org/beach.jpg",
            "image/png": png(),
        }
    )
    assert may_hold(data)
    assert read_mime(data).pictures == (png(),)


def test_chromium_hands_over_a_stream_with_a_name() -> None:
    data = of(
        {
            "text/uri-list": b"https://example.org/beach.jpg",
            "text/html": b"<img src='https://example.org/beach.jpg'>",
            "application/octet-stream;name=beach.jpg": png(),
        }
    )
    assert may_hold(data)
    assert read_mime(data).pictures == (png(),)


def test_image_data_without_a_file() -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    data = QMimeData()
    data.setImageData(image)
    assert may_hold(data)
    assert is_picture(data)
    (picture,) = read_mime(data).pictures
    assert isinstance(picture, bytes)
    with Image.open(io.BytesIO(picture)) as read:
        assert read.size == (30, 20)
        assert read.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize("where", ["text/html", "text/uri-list"])
def test_a_picture_written_into_its_address(where: str) -> None:
    # Previews of search pages are often that.
    address = b"data:image/png;base64," + base64.b64encode(png())
    data = of({where: b'<img alt="x" src="' + address + b'">' if where == "text/html" else address})
    assert read_mime(data).pictures == (png(),)


@pytest.mark.parametrize(
    "address", [b"https://example.org/beach.jpg", b"http://example.org/", b"ftp://a/b.png"]
)
def test_a_web_address_alone_is_refused_in_words(address: bytes) -> None:
    dropped = read_mime(of({"text/uri-list": address, "text/plain": address}))
    assert not dropped
    assert "network" in dropped.refused


@pytest.mark.parametrize(
    "formats",
    [
        {"text/plain": b"hello"},
        {"application/octet-stream": b"short"},
        {"text/html": b"<img src='data:image/png;base64,%%%'>"},
        {"application/pdf": b"%PDF-1.4"},
        {},
    ],
)
def test_nothing_of_use(formats: dict[str, bytes]) -> None:
    dropped = read_mime(of(formats))
    assert not dropped
    assert dropped.refused


def test_photos_of_the_grid_itself(tmp_path: Path) -> None:
    data = of({PHOTO_IDS: b"17,4"})
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    assert read_mime(data).pictures == (17, 4)


def test_more_pictures_than_make_sense() -> None:
    dropped = read_mime(of({PHOTO_IDS: b",".join(str(number).encode() for number in range(20))}))
    assert len(dropped.pictures) == 8
    assert "8" in dropped.refused


def test_text_is_pasted_as_text() -> None:
    data = QMimeData()
    data.setText("a dog on the beach")
    assert not is_picture(data)
    data.setUrls([QUrl("https://example.org/")])
    assert not is_picture(data)
