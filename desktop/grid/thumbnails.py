"""Thumbnails for the grid: visible ones first, far ones dropped, so many bytes kept and no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from core.errors import USER_ERRORS
from core.imaging import THUMBNAIL_EDGE, Decoded, ThumbnailStore
from core.library import Photo
from desktop.grid.looks import Look, read_thumbnail, touch_all_types
from desktop.grid.sharpening import Sharpening
from desktop.parts.decoders import Decoders
from desktop.parts.threads import Crew

BYTES_KEPT = 32 << 20
"""Unless it is said how much is seen at once; a window of 1280x800 shows 4 MB."""

_THREADS = 2
# Two a thread: one that is read, one that waits, so no thread idles while the main thread paints.
_IN_FLIGHT = 2 * _THREADS
_BLURRED = 1.15
"""A thumbnail that has to be enlarged by more than this is not sharp any more."""

_LONGEST = 4
"""A thumbnail of a photo that is no longer than so many times its width fills a cell of this share of it."""

Wanted = tuple[Photo, Look]
"""A photo, and how it is painted."""


@dataclass(frozen=True, slots=True)
class _Kept:
    pixmap: QPixmap
    look: Look
    bytes: int
    sharp: bool


class Thumbnails(QObject):
    """Reads thumbnails on threads of its own; one that was deleted is made again.

    Where a cell is larger than the thumbnail, the thumbnail is shown first, and then the photo itself, no
    larger than it is painted.

    Args:
        store: Where they are on disk.
        decoders: Makes missing ones, and reads photos themselves.
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
        touch_all_types()
        self._crew = Crew("thumbnails", _THREADS, self)
        self._sharpening = Sharpening(decoders, self._crew, self._sharpened)
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._bytes = 0
        self._room = BYTES_KEPT
        self._missing: set[bytes] = set()
        self._seen: dict[bytes, Wanted] = {}
        self._large: dict[bytes, Wanted] = {}
        self._wanted: OrderedDict[bytes, Wanted] = OrderedDict()
        self._visible: set[bytes] = set()
        self._reading: set[bytes] = set()
        self._to_remake: OrderedDict[bytes, Wanted] = OrderedDict()
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
        """All visible ones are there, as sharp as they can be, or known to be missing."""
        return not self._visible and self._sharpening.is_idle

    def set_room(self, octets: int) -> None:
        """Say how many bytes may be kept."""
        self._room = octets
        self._drop_old()

    def want(self, visible: Sequence[Wanted], near: Sequence[Wanted]) -> None:
        """Say what is looked at now; what was wanted before and is not any more is dropped.

        Args:
            visible: Painted now.
            near: A screen away or less; read when the visible ones are there.
        """
        self._seen = _largest(visible)
        self._large = {digest: wanted for digest, wanted in self._seen.items() if _is_blurred(*wanted)}
        lacking = {digest: wanted for digest, wanted in self._seen.items() if self._lacks(digest, wanted)}
        self._visible = set(lacking)
        self._wanted = OrderedDict(lacking)
        for digest, wanted in _largest(near).items():
            if digest not in self._seen and self._lacks(digest, wanted):
                self._wanted[digest] = wanted
        for digest in self._to_remake.keys() - self._wanted.keys():
            del self._to_remake[digest]
        self._feed()
        self._perhaps_settled()

    def forget_missing(self) -> None:
        """Try again those that could not be made: a drive may be back."""
        self._missing.clear()
        self._sharpening.forget_failed()

    def close(self) -> None:
        """End the threads."""
        self._wanted.clear()
        self._to_remake.clear()
        self._sharpening.want([])
        self._crew.close()
        self._kept.clear()

    def _lacks(self, digest: bytes, wanted: Wanted) -> bool:
        if digest in self._missing:
            return False
        kept = self._kept.get(digest)
        if kept is None or kept.look == wanted[1]:
            return kept is None
        # Where the photo itself was read in another size, its thumbnail would be a step back.
        return not (kept.sharp and digest in self._large)

    def _feed(self) -> None:
        """Hand the most wanted ones to the threads, few at a time, so that what is dropped never runs."""
        for digest, (photo, look) in list(self._wanted.items()):
            if len(self._reading) >= _IN_FLIGHT:
                return
            if digest in self._reading or digest in self._to_remake or digest == self._remaking:
                continue
            del self._wanted[digest]
            self._read(photo, self._store.path(digest), look, remake=True)

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
            self._keep(digest, image, look, sharp=False)
        elif remake and photo.online:
            self._to_remake[digest] = (photo, look)
            self._remake_next()
        else:
            self._give_up(digest)
        self._feed()
        self._perhaps_settled()

    def _sharpened(self, photo: Photo, image: QImage | None, look: Look) -> None:
        if image is not None and self._seen.get(photo.pixels_digest) == (photo, look):
            self._keep(photo.pixels_digest, image, look, sharp=True)
        self._perhaps_settled()

    def _keep(self, digest: bytes, image: QImage, look: Look, *, sharp: bool) -> None:
        old = self._kept.pop(digest, None)
        if old is not None:
            self._bytes -= old.bytes
        octets = int(image.sizeInBytes())
        self._kept[digest] = _Kept(QPixmap.fromImage(image), look, octets, sharp)
        self._bytes += octets
        self._drop_old()
        seen = self._seen.get(digest)
        if seen is not None and seen[1] == look:
            self._visible.discard(digest)
        self.loaded.emit(digest)

    def _drop_old(self) -> None:
        while self._bytes > self._room and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.bytes

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
        if self._visible:
            return
        # Nothing is blank any more: now for those that are larger than their thumbnails.
        self._sharpening.want(
            [wanted for digest, wanted in self._large.items() if not self._is_sharp(digest, wanted[1])]
        )
        if self.is_settled:
            self.settled.emit()

    def _is_sharp(self, digest: bytes, look: Look) -> bool:
        """Whether it was read from the photo itself in the right size; one that is missing won't be."""
        kept = self._kept.get(digest)
        return kept is None or (kept.sharp and kept.look == look)


def _largest(wanted: Iterable[Wanted]) -> dict[bytes, Wanted]:
    """What is wanted by the pictures; one that is seen twice, in the larger size."""
    found: dict[bytes, Wanted] = {}
    for photo, look in wanted:
        other = found.get(photo.pixels_digest)
        if other is None or other[1].edge < look.edge:
            found[photo.pixels_digest] = (photo, look)
    return found


def _is_blurred(photo: Photo, look: Look) -> bool:
    """Whether the thumbnail of a photo is enlarged in its cell, and the photo itself need not be."""
    longest = max(photo.width, photo.height)
    if _LONGEST * max(look.edge, look.width) <= THUMBNAIL_EDGE or longest <= THUMBNAIL_EDGE:
        return False
    if not photo.online:
        return False
    across, down = look.size.width() / photo.width, look.size.height() / photo.height
    scale = max(across, down) if look.square else min(across, down)
    return scale * longest > _BLURRED * THUMBNAIL_EDGE
