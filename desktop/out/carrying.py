"""What other programs get of photos that are copied or dragged out: the files, and the picture on demand."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QUrl
from PySide6.QtGui import QImage

from core.errors import FoveaError
from core.imaging import Rendered
from core.library import Photo
from core.paths import as_text
from desktop.ask.drops import PHOTO_IDS
from desktop.parts.decoders import Decoders

_IMAGE = "application/x-qt-image"
_URIS = "text/uri-list"
_GNOME = "x-special/gnome-copied-files"
"""What Nautilus, Nemo, Caja and Thunar look for when files are pasted: what to do, and the addresses."""
_KDE = "application/x-kde-cutselection"
"""Dolphin's note on a list of addresses: "0": they are to be copied, not moved."""
_MAX_EDGE = 4096
_SECONDS = 15.0

log = logging.getLogger(__name__)


class PhotoMime(QMimeData):
    """Photos on their way to another program.

    Files are always offered. Of a single photo the picture itself is offered too, and
    decoded only when the other program asks for it.

    Args:
        photos: At least one.
        decoders: Reads the picture.
        copies: To hand out in place of the photos' own files; waited for when they are asked for.
    """

    def __init__(
        self, photos: Sequence[Photo], decoders: Decoders, copies: Future[list[Path]] | None = None
    ) -> None:
        super().__init__()
        self._photo = photos[0] if len(photos) == 1 and photos[0].online else None
        self._decoders = decoders
        self._copies = copies
        self._paths = [photo.path for photo in photos]
        self._image: QImage | None = None
        if copies is None:
            self.setText("\n".join(as_text(photo.path) for photo in photos))
        self.setData(_KDE, b"0")
        self.setData(PHOTO_IDS, ",".join(str(photo.id) for photo in photos).encode("ascii"))

    def formats(self) -> list[str]:
        """Qt: what can be asked for."""
        return [_URIS, _GNOME, *super().formats(), *([_IMAGE] if self._photo else [])]

    def hasFormat(self, kind: str) -> bool:
        """Qt: whether something can be asked for."""
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: QMetaType | QMetaType.Type) -> Any:
        """Qt: what was asked for."""
        if kind == _URIS and wanted in (QMetaType.Type.QVariantList, QMetaType(QMetaType.Type.QVariantList)):
            return [QUrl.fromEncoded(address.encode("ascii")) for address in self._addresses()]
        if kind == _URIS:
            return QByteArray("".join(f"{address}\r\n" for address in self._addresses()).encode())
        if kind == _GNOME:
            return QByteArray("\n".join(["copy", *self._addresses()]).encode())
        if kind != _IMAGE or self._photo is None:
            return super().retrieveData(kind, wanted)
        if self._image is None:
            self._image = self._decode(self._photo)
        return self._image

    def _addresses(self) -> list[str]:
        """Of the files. A name need not be UTF-8: RFC 3986 has a way to write any byte."""
        if self._copies is not None:
            try:
                self._paths = self._copies.result(_SECONDS)
            except (FoveaError, TooLate, CancelledError, OSError, RuntimeError) as error:
                # Never the originals in their place.
                log.warning("the copies can't be handed out: %s", error)
                return []
        return [path.as_uri() for path in self._paths]

    def _decode(self, photo: Photo) -> QImage | None:
        try:
            # The other program waits, and so does this thread: rarely, and not for long.
            return to_image(self._decoders.pool().render(photo.path, _MAX_EDGE).result(_SECONDS))
        except (FoveaError, TooLate, CancelledError, RuntimeError) as error:
            log.warning("the picture that was copied can't be handed out: %s", error)
            return None


def to_image(rendered: Rendered) -> QImage:
    """A rendering as Qt's image, which owns its pixels."""
    stride = 3 * rendered.width
    image = QImage(rendered.rgb, rendered.width, rendered.height, stride, QImage.Format.Format_RGB888)
    return image.copy()


def to_url(path: Path) -> QUrl:
    """The address of a file, whatever bytes its name is made of."""
    return QUrl.fromEncoded(path.as_uri().encode("ascii"))
