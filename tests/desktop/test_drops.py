"""Mime data as the programs of this world really offer it."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop.ask.drops import PHOTO_IDS, is_picture, may_hold, read_mime

RECORDED: dict[str, dict[str, str | dict[str, str]]] = json.loads(
    Path(__file__).with_name("recorded_drops.json").read_text(encoding="utf-8")
)
"""What real programs offered: text, or bytes of a kind, or UTF-16; {file} and the like stand for files."""


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


class Desk:
    """Files for what was recorded: a photo, another, a drawing, and a folder."""

    def __init__(self, root: Path) -> None:
        self.file, self.other, self.drawing = (
            root / name for name in ("giant panda.jpg", "clock.jpg", "a.svg")
        )
        self.folder = root / "folder"
        self.folder.mkdir()
        image = Image.new("RGB", (40, 30), (200, 10, 10))
        self.bytes = {"svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="213"></svg>'}
        for kind in ("jpeg", "png", "bmp", "webp"):
            buffer = io.BytesIO()
            image.save(buffer, kind)
            self.bytes[kind] = buffer.getvalue()
        self.file.write_bytes(self.bytes["jpeg"])
        self.other.write_bytes(self.bytes["jpeg"])
        self.drawing.write_bytes(self.bytes["svg"])
        self._words = {
            name: Path(getattr(self, name)).as_uri() for name in ("file", "other", "drawing", "folder")
        }
        self._words["data"] = "data:image/jpeg;base64," + base64.b64encode(self.bytes["jpeg"]).decode()

    def offered(self, recorded: dict[str, str | dict[str, str]]) -> QMimeData:
        """What a program offered, with our files in it."""
        return of({name: self._data(value) for name, value in recorded.items()})

    def _data(self, value: str | dict[str, str]) -> bytes:
        if isinstance(value, str):
            return self._with_files(value).encode()
        ((kind, content),) = value.items()
        if kind == "bytes":
            return self.bytes[content]
        return (
            base64.b64decode(content) if kind == "base64" else self._with_files(content).encode("utf-16-le")
        )

    def _with_files(self, text: str) -> str:
        return re.sub(r"{(\w+)}", lambda found: self._words[found[1]], text)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("program", RECORDED)
def test_what_real_programs_offer(program: str, desk: Desk) -> None:
    data = desk.offered(RECORDED[program])
    assert may_hold(data)
    # Copied, it is the picture that is meant, not the address that comes with it.
    copied = "copied" in program or "Copy" in program or "screenshot" in program
    assert is_picture(data) or not copied
    dropped = read_mime(data)
    if "folder" in program:
        assert dropped.folders == (desk.folder,)
        assert dropped.pictures == (desk.file, desk.other)
        assert "a.svg is a drawing" in dropped.refused
    elif "on disk" in program or "a file" in program:
        assert dropped.pictures == (desk.file,)
    elif program.startswith("Chromium") and "drawing" in program:
        assert not dropped
        assert "drawing (SVG)" in dropped.refused
    else:
        (picture,) = dropped.pictures
        assert picture in desk.bytes.values()
        assert not dropped.refused


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
    assert dropped.only_address
    assert "network" in dropped.refused


@pytest.mark.parametrize(
    "formats",
    [
        {"text/html": b"<p><img class=\"a\" src='https://example.org/a.jpg'></p>"},
        {"_NETSCAPE_URL": b"https://example.org/a.jpg\nA photo", "text/html": b"<b>"},
        {"text/x-moz-url": "https://example.org/a.jpg\nA photo".encode("utf-16-le"), "text/html": b"<b>"},
    ],
)
def test_an_address_is_found_wherever_it_is(formats: dict[str, bytes]) -> None:
    data = of(formats)
    assert may_hold(data)
    assert read_mime(data).only_address


def test_a_page_that_shows_a_file_of_ours(desk: Desk) -> None:
    page = f'<html><IMG width=3 SRC="{desk.file.as_uri()}"></html>'.encode()
    assert read_mime(of({"text/html": page})).pictures == (desk.file,)


def test_a_saved_page_is_no_picture_but_the_picture_in_it_is(desk: Desk) -> None:
    page = desk.folder / "page.html"
    page.write_text("<html>")
    formats = {"text/uri-list": page.as_uri().encode(), "application/octet-stream": desk.bytes["jpeg"]}
    assert read_mime(of(formats)).pictures == (desk.bytes["jpeg"],)
    del formats["application/octet-stream"]
    dropped = read_mime(of(formats))
    assert not dropped
    assert "page.html is not a picture" in dropped.refused


def test_an_address_with_a_picture_in_it_is_pasted_as_a_picture(desk: Desk) -> None:
    data = of({"text/plain": b"data:image/jpeg;base64," + base64.b64encode(desk.bytes["jpeg"])})
    assert is_picture(data)
    assert read_mime(data).pictures == (desk.bytes["jpeg"],)


@pytest.mark.parametrize(
    ("formats", "words"),
    [
        ({"application/pdf": b"%PDF-1.4\n" + b"x" * 100}, "PDF document"),
        ({"image/svg+xml": b"<?xml version='1.0'?><svg width='40' height='40'></svg>"}, "drawing (SVG)"),
        ({"text/uri-list": b"data:image/svg+xml,%3Csvg%20width='9'%3E%3C/svg%3E"}, "drawing (SVG)"),
        ({"application/octet-stream": b"MZ" + b"\0" * 100}, "not a picture of a kind"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(formats: dict[str, bytes], words: str) -> None:
    dropped = read_mime(of(formats))
    assert not dropped
    assert words in dropped.refused
    assert "PNG" in dropped.refused


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
