"""Whether the words of a page stand out from their ground, by what is painted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QMenu, QWidget

_LINES, _COLUMNS = 12, 4
"""Of a list, that are looked at."""


def pixels(part: QWidget, room: QRect | None = None) -> NDArray[np.uint8]:
    """What a widget looks like, or a part of it: uint8, (height, width, 3)."""
    grabbed = part.grab() if room is None else part.grab(room & part.rect())
    image: QImage = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def faint(part: QWidget, least: float) -> list[str]:
    """The words below a widget that stand out from their ground less than they should.

    Args:
        part: What is looked at.
        least: The contrast they should have, as WCAG 2.2 measures it.
    """
    seen = pixels(part)
    found = []
    for text, where in _words(part):
        if not part.rect().contains(where) or not any(letter.isalnum() for letter in text):
            continue
        room = seen[where.top() : where.bottom() + 1, where.left() : where.right() + 1].reshape(-1, 3)
        if (ratio := contrast(room)) < least:
            found.append(f"{text!r}: {ratio:.2f}")
    return found


def _words(part: QWidget) -> Iterator[tuple[str, QRect]]:
    """The words below a widget that can be seen, and where they are in it."""
    if isinstance(part, QMenu):
        for action in part.actions():
            if action.isVisible() and action.isEnabled():
                yield action.text(), part.actionGeometry(action)
    for one in part.findChildren(QWidget):
        if not one.isVisible() or not one.isEnabled():
            continue
        if isinstance(one, QAbstractItemView):
            yield from _rows(part, one)
        elif isinstance(one, QLabel | QAbstractButton | QComboBox):
            pictured = isinstance(one, QLabel) and not one.pixmap().isNull()
            if not pictured and one.visibleRegion().boundingRect() == one.rect():
                text = one.currentText() if isinstance(one, QComboBox) else one.text()
                yield text, QRect(one.mapTo(part, QPoint(0, 0)), one.size())


def _rows(part: QWidget, view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    """The words in the first lines of a list."""
    model, port = view.model(), view.viewport()
    if model is None or view.objectName() == "grid":
        return
    for row, column in product(range(_LINES), range(_COLUMNS)):
        index = model.index(row, column)
        where = view.visualRect(index) if index.isValid() else QRect()
        if not where.isEmpty() and port.rect().contains(where) and port.isVisible():
            yield str(index.data() or ""), where.translated(port.mapTo(part, QPoint(0, 0)))


def contrast(colours: NDArray[np.uint8]) -> float:
    """Between the commonest colour of some pixels and the one that stands out most from it.

    After WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.

    Args:
        colours: uint8, (n, 3).
    """
    packed = (colours.astype(np.int64) * (65536, 256, 1)).sum(axis=1)
    values, counts = np.unique(packed, return_counts=True)
    parts = np.stack((values >> 16, values >> 8 & 255, values & 255), axis=1) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = linear @ (0.2126, 0.7152, 0.0722)
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())
