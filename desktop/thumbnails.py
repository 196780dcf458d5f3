"""Thumbnails for the grid: visible ones first, far ones dropped, so many bytes kept and no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QImageReader, QImageWriter, QPainter, QPen, QPixmap

from core.errors import USER_ERRORS
from core.imaging import Decoded, ThumbnailStore
from core.library import Photo
from desktop.decoders import Decoders
from desktop.threads import Crew

BYTES_KEPT = 128 << 20
_THREADS = 2
# Two a thread: one that is read, one that waits, so no thread idles while the main thread paints.
_IN_FLIGHT = 2 * _THREADS


@dataclass(frozen=True, slots=True)
class Look:
    """How thumbnails are to be made.

    Attributes:
        edge: Of a cell, in device pixels.
        square: Fill the square and cut what is left over; else the whole photo inside it.
        radius: Of the corners, in logical pixels.
        ratio: Device pixels in a logical one.
    """

    edge: int
    square: bool
    radius: float
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class _Kept:
    pixmap: QPixmap
    look: Look
    bytes: int


class Thumbnails(QObject):
    """Reads thumbnails on threads of its own; one that was deleted is made again.

    Args:
        store: Where they are on disk.
        decoders: Makes missing ones.
        parent: Qt's owner.

    Signals:
        loaded: A thumbnail is there now (or is known to be missing); carries its digest.
        settled: All visible ones are there or known to be missing.
    """

    loaded = Signal(bytes)
    settled = Signal()

    def __init__(self, store: ThumbnailStore, decoders: Decoders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._decoders = decoders
        _touch_all_types()
        self._crew = Crew("thumbnails", _THREADS, self)
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._bytes = 0
        self._missing: set[bytes] = set()
        self._look = Look(0, True, 0)
        self._wanted: OrderedDict[bytes, Photo] = OrderedDict()
        self._visible: set[bytes] = set()
        self._reading: set[bytes] = set()
        self._to_remake: OrderedDict[bytes, tuple[Photo, Look]] = OrderedDict()
        self._remaking: bytes | None = None

    def get(self, digest: bytes) -> QPixmap | None:
        """What there is of a thumbnail now, perhaps in another size."""
        kept = self._kept.get(digest)
        if kept is None:
            return None
        self._kept.move_to_end(digest)
        return kept.pixmap

    def is_missing(self, digest: bytes) -> bool:
        """There is none, and it can't be made now."""
        return digest in self._missing

    @property
    def is_settled(self) -> bool:
        """All visible ones are there or known to be missing."""
        return not self._visible

    def want(self, visible: Sequence[Photo], near: Sequence[Photo], look: Look) -> None:
        """Say what is looked at now; what was wanted before and is not any more is dropped.

        Args:
            visible: Painted now.
            near: A screen away or less; read when the visible ones are there.
            look: How they are painted.
        """
        self._look = look
        self._visible = {photo.pixels_digest for photo in visible if self._lacks(photo)}
        self._wanted = OrderedDict(
            (photo.pixels_digest, photo) for photo in (*visible, *near) if self._lacks(photo)
        )
        for digest in self._to_remake.keys() - self._wanted.keys():
            del self._to_remake[digest]
        self._feed()
        self._perhaps_settled()

    def forget_missing(self) -> None:
        """Try again those that could not be made: a drive may be back."""
        self._missing.clear()

    def close(self) -> None:
        """End the threads."""
        self._wanted.clear()
        self._to_remake.clear()
        self._crew.close()
        self._kept.clear()

    def _lacks(self, photo: Photo) -> bool:
        digest = photo.pixels_digest
        kept = self._kept.get(digest)
        return (kept is None or kept.look != self._look) and digest not in self._missing

    def _feed(self) -> None:
        """Hand the most wanted ones to the threads, few at a time, so that what is dropped never runs."""
        for digest, photo in list(self._wanted.items()):
            if len(self._reading) >= _IN_FLIGHT:
                return
            if digest in self._reading or digest in self._to_remake or digest == self._remaking:
                continue
            del self._wanted[digest]
            self._read(photo, self._store.path(digest), self._look, remake=True)

    def _read(self, photo: Photo, path: Path, look: Look, *, remake: bool) -> None:
        self._reading.add(photo.pixels_digest)
        self._crew.run(
            lambda: read_thumbnail(path, look),
            lambda image: self._arrived(photo, image, look, remake=remake),
            lambda _: self._arrived(photo, None, look, remake=False),
        )

    def _arrived(self, photo: Photo, image: QImage | None, look: Look, *, remake: bool) -> None:
        digest = photo.pixels_digest
        self._reading.discard(digest)
        if image is not None:
            self._keep(digest, image, look)
        elif remake and photo.online:
            self._to_remake[digest] = (photo, look)
            self._remake_next()
        else:
            self._give_up(digest)
        self._feed()
        self._perhaps_settled()

    def _keep(self, digest: bytes, image: QImage, look: Look) -> None:
        old = self._kept.pop(digest, None)
        if old is not None:
            self._bytes -= old.bytes
        octets = int(image.sizeInBytes())
        self._kept[digest] = _Kept(QPixmap.fromImage(image), look, octets)
        self._bytes += octets
        while self._bytes > BYTES_KEPT and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.bytes
        if look == self._look:
            self._visible.discard(digest)
        self.loaded.emit(digest)

    def _give_up(self, digest: bytes) -> None:
        self._missing.add(digest)
        self._visible.discard(digest)
        self.loaded.emit(digest)

    def _remake_next(self) -> None:
        """Make one missing thumbnail at a time, so that the viewer finds a decoder free."""
        if self._remaking is not None or not self._to_remake:
            return
        self._remaking, (photo, look) = self._to_remake.popitem(last=False)

        def made(decoded: Decoded) -> None:
            self._remaking = None
            # A file that changed shows something else now, under another digest.
            self._read(photo, self._store.path(decoded.pixels_digest), look, remake=False)
            self._remake_next()

        def failed(error: BaseException) -> None:
            self._remaking = None
            self._give_up(photo.pixels_digest)
            self._perhaps_settled()
            self._remake_next()
            if not isinstance(error, USER_ERRORS):
                raise error

        self._decoders.decode(photo.path, made, failed)

    def _perhaps_settled(self) -> None:
        if not self._visible:
            self.settled.emit()


def read_thumbnail(source: Path | QIODevice, look: Look) -> QImage | None:
    """Read one thumbnail in the size it is painted in. For any thread.

    Args:
        source: The JPEG.
        look: How it is to be.

    Returns:
        An image with rounded corners, or None when there is no readable file.
    """
    reader = QImageReader(str(source)) if isinstance(source, Path) else QImageReader(source)
    full = reader.size()
    if not full.isValid() or full.isEmpty():
        return None
    edge = look.edge
    mode = Qt.AspectRatioMode
    how = mode.KeepAspectRatioByExpanding if look.square else mode.KeepAspectRatio
    scaled = full.scaled(QSize(edge, edge), how).expandedTo(QSize(1, 1))
    reader.setScaledSize(scaled)
    if look.square:
        # A little above the middle: heads are rather cut off at the feet.
        left, top = (scaled.width() - edge) // 2, (scaled.height() - edge) * 2 // 5
        reader.setScaledClipRect(QRect(left, top, edge, edge))
    picture = reader.read()
    return None if picture.isNull() else rounded(picture, look)


def rounded(picture: QImage, look: Look) -> QImage:
    """The picture with rounded corners, sharp on the screen it is for. For any thread."""
    result = QImage(picture.size(), QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(picture))
    # A hairline, so that a white photo on white ground still has an edge.
    painter.setPen(QPen(QColor(128, 128, 128, 48), look.ratio))
    radius, half = look.radius * look.ratio, look.ratio / 2
    shape = QRectF(half, half, picture.width() - 2 * half, picture.height() - 2 * half)
    painter.drawRoundedRect(shape, radius, radius)
    painter.end()
    result.setDevicePixelRatio(look.ratio)
    return result


def _touch_all_types() -> None:
    """Use everything that the threads use, once, on the main thread; see `threads.rehearse`."""
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    QImageWriter(buffer, QByteArray(b"jpg")).write(picture)
    buffer.seek(0)
    for square in (True, False):
        read_thumbnail(buffer, Look(2, square, 1.0))
        buffer.seek(0)
