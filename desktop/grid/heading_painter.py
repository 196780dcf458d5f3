"""Paints the headings between photos; a date stays at the top as long as its photos are seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from desktop.grid.grid_geometry import HEADING, MARGIN, GridGeometry
from desktop.grid.heading import Heading
from desktop.parts.theme import Colours

_GAP = 10
_INSET = 4
_SIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


class HeadingPainter:
    """Knows the fonts.

    Args:
        font: Of the grid.
        colours: Of the theme.
    """

    def __init__(self, font: QFont, colours: Colours) -> None:
        self._quiet_font = QFont(font)
        self._font = QFont(font)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._date_font = QFont(self._font)
        self._date_font.setPointSizeF(font.pointSizeF() * 1.15)
        self._colours = colours

    def paint(
        self, painter: QPainter, geometry: GridGeometry, headings: Sequence[Heading], top: int, height: int
    ) -> None:
        """Paint the headings that are seen, each in its place.

        Args:
            painter: Of the viewport.
            geometry: Where they are.
            headings: All of them.
            top: What is above the viewport, logical pixels.
            height: Of the viewport.
        """
        for which in geometry.headings_between(top, top + height - 1):
            self._one(painter, geometry.heading(which).translated(0, -top), headings[which])

    def paint_sticky(
        self, painter: QPainter, geometry: GridGeometry, headings: Sequence[Heading], top: int, width: int
    ) -> None:
        """Paint the date of the photos at the top over what is there; the next date pushes it out.

        Args:
            painter: Of the viewport.
            geometry: Where they are.
            headings: Dates.
            top: What is above the viewport, logical pixels.
            width: Of the viewport.
        """
        which = geometry.heading_at(top)
        if which is None:
            return
        y = 0
        if which + 1 < len(headings):
            y = min(0, int(geometry.heading_tops[which + 1]) - top - HEADING)
        painter.fillRect(QRect(0, 0, width, y + HEADING), QColor(self._colours.ground))
        self._one(painter, QRect(MARGIN, y, max(0, width - 2 * MARGIN), HEADING), headings[which])

    def width_of(self, heading: Heading) -> int:
        """How far the words of a heading reach from where it begins, logical pixels."""
        more = QFontMetrics(self._quiet_font).horizontalAdvance(heading.more)
        return _INSET + QFontMetrics(self._font_of(heading)).horizontalAdvance(heading.text) + _GAP + more

    def _font_of(self, heading: Heading) -> QFont:
        return self._date_font if heading.year else self._font

    def _one(self, painter: QPainter, place: QRect, heading: Heading) -> None:
        room = place.adjusted(_INSET, 4, -_INSET, 0)
        font = self._font_of(heading)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(heading.text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(QColor(self._colours.text if heading.year else self._colours.quiet))
        painter.drawText(room, int(_SIDE), text)
        rest = room.adjusted(metrics.horizontalAdvance(text) + _GAP, 1, 0, 1)
        rest = QStyle.visualRect(painter.layoutDirection(), room, rest)
        if heading.more and rest.width() > 60:
            painter.setFont(self._quiet_font)
            painter.setPen(QColor(self._colours.quiet))
            quiet = QFontMetrics(self._quiet_font)
            more = quiet.elidedText(heading.more, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(_SIDE), more)
