"""Photos on paper: where each stands on which page, and how it is painted there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPageLayout, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from core.library import Photo
from core.paths import display

PER_PAGE = (1, 2, 4, 6, 9, 12)
_GAP = 0.02
"""Between photos, in parts of the page's shorter side."""

Picture = Callable[[Photo, int], QImage | None]
"""Gives a photo with a longer side of so many pixels; None when it can't be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How photos are laid out.

    Attributes:
        per_page: Photos on a page.
        fill: They fill their places, and what is left over is cut off; else they are seen whole.
        names: Their names stand below them.
        turn: They are turned where they cover more of the paper so.
    """

    per_page: int = 1
    fill: bool = False
    names: bool = False
    turn: bool = True

    def orientation(self, photos: Sequence[Photo]) -> QPageLayout.Orientation:
        """How the paper is used best, all photos taken together."""
        # A sheet of A4; of others the ratio is much the same.
        portrait, landscape = ((210.0, 297.0), (297.0, 210.0))
        covered = [
            sum(_covered(photo.width, photo.height, place) for photo in photos)
            for place in (self.places(QRectF(0, 0, *paper))[0] for paper in (portrait, landscape))
        ]
        orientation = QPageLayout.Orientation
        return orientation.Portrait if covered[0] >= covered[1] else orientation.Landscape

    def turns(self, photo: Photo, place: QRectF) -> bool:
        """Whether a photo is turned by a quarter."""
        upright = _covered(photo.width, photo.height, place)
        return self.turn and _covered(photo.height, photo.width, place) > 1.1 * upright

    def places(self, page: QRectF) -> list[QRectF]:
        """Where the photos of a page stand, row by row."""
        columns, rows = self._grid(portrait=page.height() >= page.width())
        gap = _GAP * min(page.width(), page.height()) if self.per_page > 1 else 0.0
        wide = (page.width() - gap * (columns - 1)) / columns
        high = (page.height() - gap * (rows - 1)) / rows
        return [
            QRectF(page.left() + column * (wide + gap), page.top() + row * (high + gap), wide, high)
            for row in range(rows)
            for column in range(columns)
        ]

    def _grid(self, *, portrait: bool) -> tuple[int, int]:
        """Columns and rows: as square as it goes, and more along the longer side."""
        short = max(
            number for number in range(1, math.isqrt(self.per_page) + 1) if self.per_page % number == 0
        )
        long = self.per_page // short
        return (short, long) if portrait else (long, short)


def print_photos(
    printer: QPrinter,
    photos: Sequence[Photo],
    sheet: Sheet,
    picture: Picture,
    goes_on: Callable[[int], bool] = lambda _: True,
) -> None:
    """Print.

    Args:
        printer: Paper, margins and resolution are its own.
        photos: In their order.
        sheet: How they are laid out.
        picture: Asked for each photo when its turn has come, in the size that it is printed in.
        goes_on: Asked before each photo, with its number; when it says no, the print is given up.
    """
    printer.setPageOrientation(sheet.orientation(photos))
    painter = QPainter()
    if not painter.begin(printer):
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.GlobalColor.black)  # whatever the theme of the window
    paper = printer.pageLayout().paintRectPixels(printer.resolution())
    places = sheet.places(QRectF(0, 0, paper.width(), paper.height()))
    for number, photo in enumerate(photos):
        if number and number % sheet.per_page == 0:
            printer.newPage()
        if not goes_on(number):
            printer.abort()
            break
        _paint(painter, photo, places[number % sheet.per_page], sheet, picture)
    painter.end()


def _paint(painter: QPainter, photo: Photo, place: QRectF, sheet: Sheet, picture: Picture) -> None:
    if sheet.names:
        line = QFontMetrics(painter.font(), painter.device()).lineSpacing()
        words = QRectF(place.left(), place.bottom() - line, place.width(), line)
        name = painter.fontMetrics().elidedText(
            display(photo.path.name), Qt.TextElideMode.ElideMiddle, int(place.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)
        place = place.adjusted(0, 0, 0, -1.25 * line)
    mode = Qt.AspectRatioMode
    turned = sheet.turns(photo, place)
    whole = QSizeF(max(1, photo.width), max(1, photo.height))
    if turned:
        whole.transpose()
    whole = whole.scaled(
        place.size(), mode.KeepAspectRatioByExpanding if sheet.fill else mode.KeepAspectRatio
    )
    image = picture(photo, math.ceil(max(whole.width(), whole.height())))
    if image is None or image.isNull():
        painter.drawRect(place)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, display(photo.path.name))
        return
    if turned:
        image = image.transformed(QTransform().rotate(90))
    target = QRectF(QPointF(), whole)
    target.moveCenter(place.center())
    shown = target.intersected(place)
    across, down = image.width() / target.width(), image.height() / target.height()
    left, top = shown.left() - target.left(), shown.top() - target.top()
    source = QRectF(left * across, top * down, shown.width() * across, shown.height() * down)
    painter.drawImage(shown, image, source)


def _covered(wide: int, high: int, place: QRectF) -> float:
    """Which part of its place a photo covers when it is seen whole."""
    wide, high = max(1, wide), max(1, high)
    scale = min(place.width() / wide, place.height() / high)
    return scale**2 * wide * high / (place.width() * place.height())
