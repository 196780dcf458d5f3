"""What other programs get of photos that are copied or dragged out: the files, and the picture on demand."""

from __future__ import annotations

import logging
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from typing import Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl
from PySide6.QtGui import QImage

from core.errors import PhotoError
from core.imaging import Rendered
from core.library import Photo
from desktop.decoders import Decoders
from desktop.drops import PHOTO_IDS

_IMAGE = "application/x-qt-image"
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
    """

    def __init__(self, photos: list[Photo], decoders: Decoders) -> None:
        super().__init__()
        self._photo = photos[0] if len(photos) == 1 and photos[0].online else None
        self._decoders = decoders
        self._image: QImage | None = None
        self.setUrls([QUrl.fromLocalFile(str(photo.path)) for photo in photos])
        self.setText("\n".join(str(photo.path) for photo in photos))
        self.setData(PHOTO_IDS, ",".join(str(photo.id) for photo in photos).encode("ascii"))

    def formats(self) -> list[str]:
        """Qt: what can be asked for."""
        return [*super().formats(), *([_IMAGE] if self._photo else [])]

    def hasFormat(self, kind: str) -> bool:
        """Qt: whether something can be asked for."""
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: QMetaType | QMetaType.Type) -> Any:
        """Qt: what was asked for."""
        if kind != _IMAGE or self._photo is None:
            return super().retrieveData(kind, wanted)
        if self._image is None:
            self._image = self._decode(self._photo)
        return self._image

    def _decode(self, photo: Photo) -> QImage | None:
        try:
            # The other program waits, and so does this thread: rarely, and not for long.
            return to_image(self._decoders.pool().render(photo.path, _MAX_EDGE).result(_SECONDS))
        except (PhotoError, TooLate, CancelledError, RuntimeError) as error:
            log.warning("the picture that was copied can't be handed out: %s", error)
            return None


def to_image(rendered: Rendered) -> QImage:
    """A rendering as Qt's image, which owns its pixels."""
    stride = 3 * rendered.width
    image = QImage(rendered.rgb, rendered.width, rendered.height, stride, QImage.Format.Format_RGB888)
    return image.copy()
