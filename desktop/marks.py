"""The small marks on a photo's cell: a RAW beside it, a film that belongs to it, a panorama."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from core.library import Photo
from desktop import icons

Marks = tuple[str, ...]
"""Names of marks, in the order they are shown."""

HEIGHT = 18
_ICON = 14
_MARGIN = 5
_GAP = 4
_GROUND = QColor(0, 0, 0, 140)
_WORDS = {"raw": "RAW"}


def marks_of(photo: Photo) -> Marks:
    """What a photo is marked with: in most cases nothing."""
    if photo.raw is None and not photo.is_motion and photo.projection is None:
        return ()
    shown = {"raw": photo.raw is not None, "film": photo.is_motion, "panorama": photo.projection is not None}
    return tuple(name for name, there in shown.items() if there)


class MarkPictures:
    """Draws each combination of marks once.

    Args:
        ratio: Device pixels in a logical one.
    """

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._known: dict[Marks, QPixmap] = {}
        self._font = QFont()
        self._font.setPixelSize(10)
        self._font.setWeight(QFont.Weight.Bold)
        self._font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)

    def get(self, marks: Marks) -> QPixmap:
        """The picture of some marks."""
        picture = self._known.get(marks)
        if picture is None:
            picture = self._known[marks] = self._draw(marks)
        return picture

    def _draw(self, marks: Marks) -> QPixmap:
        metrics = QFontMetricsF(self._font)
        widths = [metrics.horizontalAdvance(_WORDS[mark]) if mark in _WORDS else _ICON for mark in marks]
        # In whole pixels, so that it is as sharp as it can be.
        width = round(sum(widths) + _GAP * (len(marks) - 1) + 2 * _MARGIN)
        picture = QPixmap(round(width * self._ratio), round(HEIGHT * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(QRectF(0, 0, width, HEIGHT), 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.setFont(self._font)
        left = float(_MARGIN)
        for mark, wide in zip(marks, widths, strict=True):
            if mark in _WORDS:
                box = QRectF(left, 0, wide + 2, HEIGHT)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _WORDS[mark])
            else:
                icon = icons.pixmap(mark, "#ffffff", _ICON, self._ratio)
                painter.drawPixmap(QPointF(left, (HEIGHT - _ICON) / 2), icon)
            left += wide + _GAP
        painter.end()
        return picture
