"""Paints the lines of the side bar: an icon, a name, how many; headings with what they offer."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from core.library.names import LONGEST
from desktop.organise.side_entries import SECTIONS, Entry, Kind
from desktop.organise.side_model import ENTRY_ROLE, SHOWN_ROLE
from desktop.parts import icons, wording
from desktop.parts.theme import LIGHT, Colours

ROW = 30
HEADING = 36
_EDGE = 8
"""Between the bar's edge and the ground of a line."""
_PADDING = 8
_ABOVE = 6
_APART = 8
"""Above a heading: it belongs to what is below it."""
_ICON = 18
_RADIUS = 6.0
_ICONS = {
    Kind.PHOTOS: "photos",
    Kind.FAVOURITES: "heart",
    Kind.RECENT: "history",
    Kind.DUPLICATES: "similar",
    Kind.ALBUM: "album",
    Kind.SEARCH: "bookmark",
    Kind.TAG: "tag",
    Kind.MORE_TAGS: "rest",
    Kind.FOLDER: "folder",
}

_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing

Index = QModelIndex | QPersistentModelIndex


class SideDelegate(QStyledItemDelegate):
    """Knows how the lines look, and where on a heading a click means something else.

    Args:
        view: Which shows them.
    """

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._colours = LIGHT
        self._pictures: dict[tuple[str, str], QPixmap] = {}
        self.drop_at: QPersistentModelIndex | None = None

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: a heading keeps some distance from what is above it."""
        entry: Entry = index.data(ENTRY_ROLE)
        needed = self._view.fontMetrics().height() + 2 * _ABOVE
        return QSize(120, max(HEADING, needed + _APART) if entry.kind in SECTIONS else max(ROW, needed))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a line."""
        entry: Entry = index.data(ENTRY_ROLE)
        box: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind in SECTIONS:
            self._paint_heading(painter, option, index, entry)
        else:
            self._paint_ground(painter, option, index)
            self._paint_line(painter, box, index, entry)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """Qt: the field for a new name."""
        field = QLineEdit(parent)
        field.setObjectName("tagField")
        field.setMaxLength(LONGEST)
        field.setAccessibleName(self.tr("New name"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: fill the field; once, for what was typed since is not to go when a number changes."""
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """Qt: it lies over the name."""
        box: QRect = option.rect
        editor.setGeometry(self._placed(box, box.adjusted(_EDGE + _PADDING + _ICON + 2, 1, -_EDGE, -1)))

    def is_on_button(self, box: QRect, point: QPoint) -> bool:
        """Whether a place on the line of the albums' heading is on its plus.

        Args:
            box: Of the line.
            point: In the viewport.
        """
        return self._button(box).adjusted(-6, -6, 6, 6).contains(point)

    # ------------------------------------------------------------------------------------------

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, entry: Entry
    ) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        line = box.adjusted(_EDGE + _PADDING, _APART, -_EDGE - _PADDING, 0)
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.quiet))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, line.width() - 2 * _ICON - 8)
        painter.drawText(line, _START, name)
        opened = self._view.isExpanded(self._view.model().index(index.row(), 0))
        if hovered or not opened or self._is_current(option):
            beside = QRect(line.left() + metrics.horizontalAdvance(name) + 4, line.center().y() - 5, 12, 12)
            chevron = self._picture("open" if opened else "next", self._colours.quiet, 12)
            painter.drawPixmap(self._placed(box, beside).topLeft(), chevron)
        if entry.kind is Kind.ALBUMS:
            colour = self._colours.text if hovered else self._colours.quiet
            painter.drawPixmap(self._button(box).topLeft(), self._picture("more", colour, 16))
        if self._is_current(option):
            self._paint_focus(painter, box.adjusted(0, 6, 0, 0))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        shown = bool(index.data(SHOWN_ROLE))
        ground = QRectF(box.adjusted(_EDGE, 1, -_EDGE, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        if shown:
            # Of the accent, so that text on it is read whatever the colours are.
            ground_colour = QColor(self._colours.accent)
            ground_colour.setAlphaF(0.16)
            painter.setBrush(ground_colour)
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self._colours.hover))
            painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
        if self.drop_at is not None and self.drop_at == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        elif self._is_current(option):
            self._paint_focus(painter, box)

    def _paint_focus(self, painter: QPainter, box: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colours.accent), 1.5))
        painter.drawRoundedRect(QRectF(box.adjusted(_EDGE, 1, -_EDGE, -1)).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_line(self, painter: QPainter, box: QRect, index: Index, entry: Entry) -> None:
        line = box.adjusted(_EDGE + _PADDING, 0, -_EDGE - _PADDING, 0)
        shown = bool(index.data(SHOWN_ROLE))
        colour = self._colours.accent if shown else self._colours.quiet
        picture = self._picture("offline" if entry.away else _ICONS[entry.kind], colour, _ICON)
        icon = QRect(line.left(), line.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        painter.drawPixmap(self._placed(box, icon).topLeft(), picture)
        left = line.left() + _ICON + _PADDING
        font = QFont(self._view.font())
        count = wording.number(entry.count) if entry.count is not None else ""
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(QColor(self._colours.quiet))
        painter.drawText(line, _END, count)
        if not entry.away and entry.kind is not Kind.MORE_TAGS:
            painter.setPen(QColor(self._colours.text))
        if shown:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        room = QRect(left, line.top(), line.right() - left - wide - (8 if wide else 0), line.height())
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(self._placed(box, room), _START, name)

    def _button(self, box: QRect) -> QRect:
        middle = box.top() + (_APART + box.height()) // 2
        return self._placed(box, QRect(box.right() - _EDGE - _PADDING - 16, middle - 8, 16, 16))

    def _placed(self, box: QRect, part: QRect) -> QRect:
        """A part of a line where it is in a language that is read from the right, too."""
        return QStyle.visualRect(self._view.layoutDirection(), box, part)

    def _is_current(self, option: QStyleOptionViewItem) -> bool:
        """Whether the keys are here; seen only where they were used to come here."""
        state: QStyle.StateFlag = option.state
        return bool(state & QStyle.StateFlag.State_HasFocus) and bool(self._view.property("byKeys"))

    def _picture(self, name: str, colour: str, edge: int) -> QPixmap:
        key = (f"{name}-{edge}", colour)
        if key not in self._pictures:
            self._pictures[key] = icons.pixmap(name, colour, edge, self._view.devicePixelRatioF())
        return self._pictures[key]
