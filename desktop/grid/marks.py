"""The small marks on a photo's cell: a heart, stars, a RAW beside it, a film, and how many are like it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from core.library import Photo
from desktop.parts import icons

Marks = tuple[str, ...]
"""Names of marks, in the order they are shown."""

HEIGHT = 18
CORNER = 6
"""From the corner of a cell to the marks in it."""
_ICON = 14
_MARGIN = 5
_GAP = 4
_GROUND = QColor(0, 0, 0, 140)
_WORDS = {"raw": "RAW"}
_COLOURS = {"heart-full": "#ff7d92"}
_MOST = 999


def marks_of(photo: Photo, *, hovered: bool = False) -> Marks:
    """What a photo is marked with: in most cases nothing.

    Args:
        photo: Which.
        hovered: The pointer is on it: a heart that can be clicked comes first.
    """
    plain = photo.raw is None and not photo.is_motion and photo.projection is None
    if plain and not hovered and not photo.favourite and not photo.rating:
        return ()
    rating = photo.rating or 0
    shown = {
        "heart-full": photo.favourite,
        "heart": hovered and not photo.favourite,
        f"{rating}★": rating > 0,
        "clear": rating < 0,
        "raw": photo.raw is not None,
        "film": photo.is_motion,
        "panorama": photo.projection is not None,
    }
    return tuple(name for name, there in shown.items() if there)


def heart_in(cell: QRect) -> QRect:
    """Where in a cell a click means the heart: where `marks_of` has it first, and a little around it."""
    top = cell.bottom() + 1 - HEIGHT - 2 * CORNER
    return QRect(cell.left(), top, CORNER + _MARGIN + _ICON + _GAP, HEIGHT + 2 * CORNER)


def stack_marks(behind: int) -> Marks:
    """The mark of a cell that stands for several photos.

    Args:
        behind: How many are folded behind the one that is shown; 0: they lie open.
    """
    if behind == 0:
        return ("less",)
    return ("similar", str(behind + 1) if behind < _MOST else f"{_MOST}+")


def _word(mark: str) -> str:
    """What a mark is written as; "" for one that is an icon."""
    return _WORDS.get(mark, mark if mark[0].isdigit() or mark[0] == "-" else "")


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
        widths = [metrics.horizontalAdvance(_word(mark)) if _word(mark) else _ICON for mark in marks]
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
            if word := _word(mark):
                box = QRectF(left, 0, wide + 2, HEIGHT)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
            else:
                icon = icons.pixmap(mark, _COLOURS.get(mark, "#ffffff"), _ICON, self._ratio)
                painter.drawPixmap(QPointF(left, (HEIGHT - _ICON) / 2), icon)
            left += wide + _GAP
        painter.end()
        return picture
