"""Full-size pictures for the viewer: the one that is looked at first, then its neighbours."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from core.imaging import Rendered
from core.library import Photo
from desktop.carrying import to_image
from desktop.decoders import Decoders
from desktop.threads import Ticket

BYTES_KEPT = 160 << 20


@dataclass(frozen=True, slots=True)
class Rendering:
    """A picture in some size.

    Attributes:
        pixmap: The picture.
        max_edge: The long edge that was asked for.
        full: It has every pixel of the photo.
    """

    pixmap: QPixmap
    max_edge: int
    full: bool

    def enough_for(self, max_edge: int) -> bool:
        """Whether asking for this size would bring nothing better."""
        return self.full or self.max_edge >= max_edge


class Renderings(QObject):
    """Renders originals in child processes and keeps the latest.

    Args:
        decoders: Reads the files.
        parent: Qt's owner.

    Signals:
        ready: There is a new rendering of a photo; carries its id.
        failed: A photo can't be read; carries its id and the error.
    """

    ready = Signal(int)
    failed = Signal(int, object)

    def __init__(self, decoders: Decoders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoders = decoders
        self._kept: OrderedDict[int, Rendering] = OrderedDict()
        self._running: dict[int, tuple[int, Ticket]] = {}

    def get(self, photo_id: int) -> Rendering | None:
        """The best there is of a photo."""
        return self._kept.get(photo_id)

    def want(self, photos: Sequence[Photo], max_edge: int) -> None:
        """Say what is looked at now.

        Args:
            photos: The one that is looked at, then its neighbours; others are not read any more.
            max_edge: Long edge in pixels.
        """
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
        kept = self._kept.get(photo.id)
        if not photo.online or (kept is not None and kept.enough_for(max_edge)):
            return
        running = self._running.get(photo.id)
        if running is not None:
            if running[0] >= max_edge:
                return
            running[1].cancel()

        def done(rendered: Rendered) -> None:
            self._running.pop(photo.id, None)
            self._keep(photo.id, rendered, max_edge)

        def failed(error: BaseException) -> None:
            self._running.pop(photo.id, None)
            self.failed.emit(photo.id, error)

        ticket = self._decoders.render(photo.path, max_edge, done, failed)
        self._running[photo.id] = (max_edge, ticket)

    def _keep(self, photo_id: int, rendered: Rendered, max_edge: int) -> None:
        pixmap = QPixmap.fromImage(to_image(rendered))
        full = max(rendered.width, rendered.height) >= max(rendered.full_width, rendered.full_height)
        self._kept[photo_id] = Rendering(pixmap, max_edge, full)
        self._kept.move_to_end(photo_id)
        octets = sum(_octets(rendering.pixmap) for rendering in self._kept.values())
        while octets > BYTES_KEPT and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            octets -= _octets(dropped.pixmap)
        self.ready.emit(photo_id)


def _octets(pixmap: QPixmap) -> int:
    return 4 * pixmap.width() * pixmap.height()
