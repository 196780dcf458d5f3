"""What is dropped on the window or pasted into it, read into pictures and folders.

Programs offer very different things for "this picture". The order here: photos of the grid itself,
local files, an image file's bytes, an image as data. A web address alone is refused and said so:
Fovea opens no network connection.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage, QImageWriter

from core.paths import display
from core.search import Picture

PHOTO_IDS = "application/x-fovea-photo-ids"
"""Ids of photos of this library, as ASCII decimals with commas: a drag that began in the grid."""

# What browsers call the bytes of an image file: Firefox by its type, Chromium as a stream with a name.
_FILE_BYTES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/heif",
    "image/tiff",
    "image/gif",
    "image/bmp",
    "application/octet-stream",
)
_DATA_URL = re.compile(r"data:image/[\w.+-]+(;[\w=.+-]+)*,[^\"'\s>]+", re.IGNORECASE)
_PICTURES_AT_ONCE = 8
_BYTES_AT_MOST = 512 << 20


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was understood.

    Attributes:
        pictures: To search by.
        folders: To offer for the library.
        refused: Why there is nothing, or not everything, in words; "" when all was taken.
    """

    pictures: tuple[Picture, ...] = ()
    folders: tuple[Path, ...] = ()
    refused: str = ""

    def __bool__(self) -> bool:
        return bool(self.pictures or self.folders)


def may_hold(mime: QMimeData) -> bool:
    """Whether it is worth to accept a drag; the data itself is not asked for yet."""
    formats = mime.formats()
    return mime.hasFormat(PHOTO_IDS) or mime.hasUrls() or mime.hasImage() or bool(_byte_formats(formats))


def is_picture(mime: QMimeData) -> bool:
    """Whether pasting this into a line of text means the picture, not the words that come with it."""
    if mime.hasFormat(PHOTO_IDS) or any(url.isLocalFile() for url in mime.urls()):
        return True
    return not mime.hasText() and may_hold(mime)


def read_mime(mime: QMimeData) -> Dropped:
    """Understand what was dropped or pasted.

    Args:
        mime: As Qt hands it over.
    """
    if mime.hasFormat(PHOTO_IDS):
        ids = _bytes(mime, PHOTO_IDS).decode("ascii", "replace").split(",")
        return _limited([int(text) for text in ids if text.isdigit()])
    urls = mime.urls() if mime.hasUrls() else []
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if local:
        return _from_paths(local)
    if data := _image_bytes(mime):
        return Dropped((data,))
    if data := _data_url(mime, urls):
        return Dropped((data,))
    if mime.hasImage() and (data := _encoded(mime.imageData())):
        return Dropped((data,))
    if any(url.scheme() in ("http", "https", "ftp") for url in urls):
        return Dropped(
            refused=_tr(
                "That is only a web address, and Fovea never opens network connections. "
                "Copy the picture itself in the browser and paste it here, or save it and drag the file in."
            )
        )
    return Dropped(refused=_tr("There is no picture in that."))


def _from_paths(paths: list[Path]) -> Dropped:
    folders = tuple(path for path in paths if path.is_dir())
    files = [path for path in paths if path.is_file()]
    gone = [path for path in paths if path not in folders and path not in files]
    found = _limited(files)
    refused = found.refused
    if gone:
        refused = _tr("{name} can't be read: it is not there any more.").format(name=display(gone[0].name))
    return Dropped(found.pictures, folders, refused)


def _limited(pictures: list[int] | list[Path]) -> Dropped:
    refused = ""
    if len(pictures) > _PICTURES_AT_ONCE:
        text = _tr("Only the first {count} pictures were taken: more do not make a clearer question.")
        refused = text.format(count=_PICTURES_AT_ONCE)
    return Dropped(tuple(pictures[:_PICTURES_AT_ONCE]), refused=refused)


def _byte_formats(formats: list[str]) -> list[str]:
    # Chromium appends parameters: application/octet-stream;name="beach.jpg"
    known = [(name.split(";")[0].strip().lower(), name) for name in formats]
    return [name for wanted in _FILE_BYTES for kind, name in known if kind == wanted]


def _image_bytes(mime: QMimeData) -> bytes:
    for name in _byte_formats(mime.formats()):
        data = _bytes(mime, name)
        if 32 < len(data) <= _BYTES_AT_MOST:
            return data
    return b""


def _data_url(mime: QMimeData, urls: list[QUrl]) -> bytes:
    """The picture that is written into the address itself, as search pages do with previews."""
    texts = [
        url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in urls if url.scheme() == "data"
    ]
    if mime.hasHtml():
        texts.append(mime.html())
    for text in texts:
        if found := _DATA_URL.search(text):
            head, _, body = found.group().partition(",")
            try:
                raw = unquote_to_bytes(body)
                return base64.b64decode(raw) if head.lower().endswith(";base64") else raw
            except binascii.Error:
                continue
    return b""


def _encoded(image: object) -> bytes:
    if not isinstance(image, QImage) or image.isNull():
        return b""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(90)  # little compression: it is read again at once
    writer.write(image)
    return bytes(data.data())


def _bytes(mime: QMimeData, name: str) -> bytes:
    return bytes(mime.data(name).data())


def _tr(text: str) -> str:
    return QCoreApplication.translate("drops", text)
