"""How thumbnails are to look, and making pictures look like that. For any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QImageReader, QImageWriter, QPainter, QPen


@dataclass(frozen=True, slots=True)
class Look:
    """How thumbnails are to be made.

    Attributes:
        edge: Height of a cell, in device pixels.
        square: Fill the cell and cut what is left over; else the whole photo inside it.
        radius: Of the corners, in logical pixels.
        ratio: Device pixels in a logical one.
        width: Of a cell that is no square, in device pixels; 0: it is one.
    """

    edge: int
    square: bool
    radius: float
    ratio: float = 1.0
    width: int = 0

    @property
    def size(self) -> QSize:
        """Of the cell, in device pixels."""
        return QSize(self.width or self.edge, self.edge)


def read_thumbnail(source: Path | QIODevice, look: Look) -> QImage | None:
    """Read one thumbnail in the size it is painted in.

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
    scaled = _scaled(full, look)
    reader.setScaledSize(scaled)
    if look.square:
        reader.setScaledClipRect(_shown(scaled, look))
    picture = reader.read()
    return None if picture.isNull() else rounded(picture, look)


def made_look(picture: QImage, look: Look) -> QImage:
    """A picture of any size, scaled and cut as `read_thumbnail` does it."""
    scaled = _scaled(picture.size(), look)
    mode = Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(scaled, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    return rounded(small.copy(_shown(scaled, look)) if look.square else small, look)


def rounded(picture: QImage, look: Look) -> QImage:
    """The picture with rounded corners, sharp on the screen it is for."""
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


def touch_all_types() -> None:
    """Use everything that the threads use, once, on the main thread; see `threads.rehearse`."""
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    QImageWriter(buffer, QByteArray(b"jpg")).write(picture)
    buffer.seek(0)
    for square in (True, False):
        look = Look(2, square, 1.0)
        read_thumbnail(buffer, look)
        made_look(picture, look)
        buffer.seek(0)


def _scaled(full: QSize, look: Look) -> QSize:
    mode = Qt.AspectRatioMode
    how = mode.KeepAspectRatioByExpanding if look.square else mode.KeepAspectRatio
    return full.scaled(look.size, how).expandedTo(QSize(1, 1))


def _shown(scaled: QSize, look: Look) -> QRect:
    """What of a picture is left in the cell."""
    size = look.size
    # A little above the middle: heads are rather cut off at the feet.
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) * 2 // 5
    return QRect(left, top, size.width(), size.height())
