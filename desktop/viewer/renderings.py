"""Pictures as large as the screen for the viewer: the one that is looked at, then those that may be next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from core.library import Photo
from desktop.parts.decoders import Decoders
from desktop.parts.threads import Ticket

BYTES_KEPT = 88 << 20
"""With a part in detail beside them (`detail.PIXELS`) less than 150 MB."""

_BYTES_PER_PIXEL = 4


class Renderings(QObject):
    """Reads originals in child processes and keeps the latest, upright and whole.

    Args:
        decoders: Reads the files.
        parent: Qt's owner.

    Signals:
        ready: There is a rendering of a photo; carries its id.
        failed: A photo can't be read; carries its id and the error.
    """

    ready = Signal(int)
    failed = Signal(int, object)

    def __init__(self, decoders: Decoders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoders = decoders
        self._kept: OrderedDict[int, tuple[QPixmap, int]] = OrderedDict()
        self._running: dict[int, tuple[int, Ticket]] = {}
        QImage()  # made on another thread; see `threads.rehearse`

    def get(self, photo_id: int) -> QPixmap | None:
        """What there is of a photo."""
        kept = self._kept.get(photo_id)
        return kept[0] if kept else None

    @property
    def octets(self) -> int:
        """Bytes of all that is kept."""
        return sum(_octets(pixmap.width(), pixmap.height()) for pixmap, _ in self._kept.values())

    def want(self, photos: Sequence[Photo], max_edge: int) -> None:
        """Say what is looked at now.

        Args:
            photos: The one that is looked at, then those that may be next, as many as there is room for;
                others are not read any more.
            max_edge: Long edge in pixels.
        """
        photos = _affordable(photos, max_edge)
        wanted = {photo.id for photo in photos}
        for photo_id in self._running.keys() - wanted:
            self._running.pop(photo_id)[1].cancel()
        for photo in reversed(photos):
            if photo.id in self._kept:
                self._kept.move_to_end(photo.id)
        for photo in photos:
            self._want(photo, max_edge)

    def clear(self) -> None:
        """The viewer is closed: keep nothing."""
        for _, ticket in self._running.values():
            ticket.cancel()
        self._running.clear()
        self._kept.clear()

    def _want(self, photo: Photo, max_edge: int) -> None:
        # More pixels than the photo has there are not.
        edge = min(max_edge, max(photo.width, photo.height))
        kept, running = self._kept.get(photo.id), self._running.get(photo.id)
        if not photo.online or (kept and kept[1] >= edge) or (running and running[0] >= edge):
            return
        if running:
            running[1].cancel()

        def done(image: QImage) -> None:
            self._running.pop(photo.id, None)
            self._keep(photo.id, QPixmap.fromImage(image), edge)

        def failed(error: BaseException) -> None:
            self._running.pop(photo.id, None)
            self.failed.emit(photo.id, error)

        self._running[photo.id] = edge, self._decoders.picture(photo.path, edge, done, failed)

    def _keep(self, photo_id: int, pixmap: QPixmap, edge: int) -> None:
        self._kept[photo_id] = pixmap, edge
        self._kept.move_to_end(photo_id)
        octets = self.octets
        while octets > BYTES_KEPT and len(self._kept) > 1:
            _, (dropped, _) = self._kept.popitem(last=False)
            octets -= _octets(dropped.width(), dropped.height())
        self.ready.emit(photo_id)


def _affordable(photos: Sequence[Photo], max_edge: int) -> list[Photo]:
    """Those of the first that can be kept together; the very first in any case."""
    room = BYTES_KEPT
    for number, photo in enumerate(photos):
        scale = min(1.0, max_edge / max(1, photo.width, photo.height))
        room -= _octets(round(scale * photo.width), round(scale * photo.height))
        if room < 0 and number:
            return list(photos[:number])
    return list(photos)


def _octets(width: int, height: int) -> int:
    return _BYTES_PER_PIXEL * width * height
