"""The part of a photo that is zoomed into, in all the detail that the screen can show of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPixmap

from core.library import Photo
from desktop.parts.decoders import Decoders
from desktop.parts.threads import Ticket

PIXELS = 15_000_000
"""Of a part at most, 60 MB: more than the largest screens have, and all of most photos."""

_WHOLE = QRectF(0, 0, 1, 1)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is read of a photo.

    Attributes:
        photo_id: Which.
        part: In parts of the upright width and height: left, top, width, height.
        fineness: Pixels of the excerpt to pixels of the photo: 1, 1/2, 1/4, ...
    """

    photo_id: int
    part: QRectF
    fineness: float

    def suffices_for(self, other: Excerpt) -> bool:
        """Whether the other one has nothing that this one has not."""
        return (
            self.photo_id == other.photo_id
            and self.fineness >= other.fineness
            and self.part.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(other.part)
        )


def wanted(photo: Photo, seen: QRectF, scale: float, most: int = PIXELS) -> Excerpt:
    """What is to be read when a part is looked at.

    Args:
        photo: Which.
        seen: The part, in parts of the upright width and height.
        scale: Pixels of the screen to pixels of the photo.
        most: Pixels of what is read.

    Returns:
        All that is seen, as finely as the screen shows it or as so many pixels suffice for, and of what
        is around it as much as they do.
    """
    fineness = 2.0 ** math.ceil(math.log2(min(1.0, scale)))
    pixels = photo.width * photo.height * fineness**2
    share = max(seen.width() * seen.height(), 1e-9)
    while pixels * share > most:
        fineness, pixels = fineness / 2, pixels / 4
    if pixels <= most:
        return Excerpt(photo.id, QRectF(_WHOLE), fineness)
    # As much wider and higher as the pixels allow; what one side has no use for is the other's.
    wide = min(1.0, seen.width() * math.sqrt(most / (pixels * share)))
    high = min(1.0, most / (pixels * wide))
    wide = min(1.0, most / (pixels * high))
    left = min(max(0.0, seen.center().x() - wide / 2), 1 - wide)
    top = min(max(0.0, seen.center().y() - high / 2), 1 - high)
    return Excerpt(photo.id, _on_pixels(QRectF(left, top, wide, high), photo), fineness)


def _on_pixels(part: QRectF, photo: Photo) -> QRectF:
    """The same part or a little more, of whole pixels: only then it is known where what is read belongs."""
    left, top = math.floor(part.left() * photo.width), math.floor(part.top() * photo.height)
    right, bottom = math.ceil(part.right() * photo.width), math.ceil(part.bottom() * photo.height)
    right, bottom = min(right, photo.width), min(bottom, photo.height)
    return QRectF(
        left / photo.width,
        top / photo.height,
        (right - left) / photo.width,
        (bottom - top) / photo.height,
    )


class Detail(QObject):
    """Reads one part at a time, and keeps the last one as long as its photo is looked at.

    Args:
        decoders: Reads the files.
        pixels: Of a part at most.
        parent: Qt's owner.

    Signals:
        ready: Carries the photo's id, the pixmap, and the part it shows as in `Excerpt`.
    """

    ready = Signal(int, object, QRectF)

    def __init__(self, decoders: Decoders, pixels: int = PIXELS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoders = decoders
        self._pixels = pixels
        self._asked: Excerpt | None = None
        self._ticket = Ticket()

    def look(self, photo: Photo, seen: QRectF, scale: float) -> None:
        """Say which part is looked at; see `wanted`. What is there already is not read again."""
        if not photo.online or seen.isEmpty():
            return
        asked = wanted(photo, seen, scale, self._pixels)
        if self._asked is not None and self._asked.suffices_for(Excerpt(photo.id, seen, asked.fineness)):
            return
        self._ticket.cancel()
        self._asked = asked
        part = asked.part
        edge = math.ceil(asked.fineness * max(part.width() * photo.width, part.height() * photo.height))

        def done(image: QImage) -> None:
            self.ready.emit(photo.id, QPixmap.fromImage(image), part)

        def failed(_: BaseException) -> None:
            # It is seen less sharply, and was read before: nothing that a person could do about it.
            self._asked = None

        box = (part.left(), part.top(), part.right(), part.bottom())
        self._ticket = self._decoders.picture(photo.path, edge, done, failed, box)

    def clear(self) -> None:
        """Another photo is looked at, or none: keep nothing."""
        self._ticket.cancel()
        self._asked = None
