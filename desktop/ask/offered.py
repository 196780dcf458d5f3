"""What programs offer for "this picture" when it is dragged or copied: bytes, images and addresses.

What is here was recorded from Firefox 153, Chromium 156 and Thunar 4.18 on X11; the recordings are
tests/desktop/recorded_drops.json. Firefox offers the picture in several encodings, some of them empty,
Chromium the file itself as a stream. Both name only the page's link when the picture is inside one.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage, QImageWriter

# What browsers call the bytes of an image file: Firefox by its type, Chromium as a stream.
_FILE_BYTES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/heif",
    "image/jxl",
    "image/tiff",
    "image/gif",
    "image/bmp",
    "application/octet-stream",
)
_DRAWINGS = ("image/svg+xml", "application/pdf")
"""Offered by programs that draw; taken in order to say why they can't be searched by."""

# UTF-16: the address and its title on a line each, or the address alone.
_MOZ_ADDRESSES = ("text/x-moz-url", "text/x-moz-url-data", "application/x-moz-file-promise-url")
_DATA_URL = re.compile(r"data:image/[\w.+-]+(;[\w=.+-]+)*,[^\"'\s>]+", re.IGNORECASE)
_IMAGE_TAG = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_LEAST_BYTES = 32
_MOST_BYTES = 512 << 20


def has_bytes(mime: QMimeData) -> bool:
    """Whether something is offered that may be an image file's bytes, or a drawing's."""
    return bool(_formats(mime, (*_FILE_BYTES, *_DRAWINGS)))


def has_data_address(mime: QMimeData) -> bool:
    """Whether the text is a picture written into an address."""
    return mime.hasFormat("text/plain") and mime.text()[:11].lower() == "data:image/"


def image_bytes(mime: QMimeData) -> bytes:
    """The bytes of an image file or of a drawing; b"" when there are none."""
    for name in _formats(mime, (*_FILE_BYTES, *_DRAWINGS)):
        data = _bytes(mime, name)
        if _LEAST_BYTES < len(data) <= _MOST_BYTES:
            return data
    return b""


def data_in_address(mime: QMimeData) -> bytes:
    """The picture that is written into the address itself, as search pages do with previews."""
    for text in _texts(mime):
        if found := _DATA_URL.search(text):
            head, _, body = found.group().partition(",")
            try:
                raw = unquote_to_bytes(body)
                return base64.b64decode(raw) if head.lower().endswith(";base64") else raw
            except binascii.Error:
                continue
    return b""


def encoded_image(mime: QMimeData) -> bytes:
    """A PNG of image data that comes without a file, as screenshot tools offer it; b"" when there is none."""
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(90)  # little compression: it is read again at once
    writer.write(image)
    return bytes(data.data())


def addresses(mime: QMimeData) -> list[QUrl]:
    """Every address that is named: of files, of pages and of the pictures in them."""
    found = list(mime.urls()) if mime.hasUrls() else []
    if mime.hasHtml():
        sources = (one or two or three for one, two, three in _IMAGE_TAG.findall(mime.html()))
        found += [QUrl(html.unescape(source)) for source in sources]
    if mime.hasFormat("_NETSCAPE_URL"):
        found.append(QUrl(_bytes(mime, "_NETSCAPE_URL").decode("utf-8", "replace").partition("\n")[0]))
    for name in _MOZ_ADDRESSES:
        if mime.hasFormat(name):
            found.append(QUrl(_bytes(mime, name).decode("utf-16-le", "replace").partition("\n")[0]))
    return found


def _texts(mime: QMimeData) -> Iterator[str]:
    for url in mime.urls() if mime.hasUrls() else []:
        if url.scheme() == "data":
            yield url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    if mime.hasHtml():
        yield mime.html()
    if has_data_address(mime):
        yield mime.text()


def _formats(mime: QMimeData, wanted: tuple[str, ...]) -> list[str]:
    # Some append parameters: application/octet-stream;name="beach.jpg"
    known = [(name.split(";")[0].strip().lower(), name) for name in mime.formats()]
    return [name for one in wanted for kind, name in known if kind == one]


def _bytes(mime: QMimeData, name: str) -> bytes:
    return bytes(mime.data(name).data())
