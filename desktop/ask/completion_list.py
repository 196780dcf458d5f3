"""The list below the search box: it lies over the photos, and never takes the keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ask.completion_model import COMPLETION, CompletionModel
from desktop.ask.completions import Completion
from desktop.parts import icons
from desktop.parts.theme import LIGHT, Colours

_ROW = 34
_EDGE = 16
_PADDING = 12
_FRAME = 5
_WIDEST = 620
_NARROWEST = 300
_GAP = 4


class _Lines(QStyledItemDelegate):
    """Paints an icon, what it says, and at the right what it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: all lines are alike."""
        return QSize(option.rect.width(), _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: draw one line."""
        completion: Completion = index.data(COMPLETION)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colours, rect = self.colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if chosen else colours.hover))
            painter.drawRoundedRect(rect, 6, 6)
        text = QColor(colours.on_accent if chosen else colours.text)
        quiet = QColor(colours.on_accent if chosen else colours.quiet)
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)

        def place(left: int, width: int) -> QRect:
            """Part of the line, from its beginning, on whichever side that is."""
            part = QRect(inner.left() + left, inner.top(), width, inner.height())
            return QStyle.visualRect(option.direction, inner, part)

        def write(text: str, left: int, room: int, colour: QColor) -> int:
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(said)
            painter.setPen(colour)
            painter.drawText(place(left, width + 1), Qt.AlignmentFlag.AlignVCenter, said)
            return width

        ratio = painter.device().devicePixelRatioF()
        icon = place(0, _EDGE)
        picture = icons.pixmap(completion.icon, quiet.name(), _EDGE, ratio)
        painter.drawPixmap(icon.left(), icon.center().y() - _EDGE // 2 + 1, picture)
        begin, kind = _EDGE + _PADDING, metrics.horizontalAdvance(completion.kind) + 2
        end = inner.width() - kind
        write(completion.kind, end, kind, quiet)
        used = begin + write(completion.text, begin, end - _PADDING - begin, text) + _PADDING
        if completion.detail and end - _PADDING - used > 2 * _PADDING:
            write(completion.detail, used, end - _PADDING - used, quiet)
        painter.restore()


class CompletionList(QFrame):
    """Shows what is offered below another widget of the same window.

    Args:
        below: Under which it lies.

    Signals:
        picked: The `Completion` that was clicked.
    """

    picked = Signal(object)

    def __init__(self, below: QWidget) -> None:
        super().__init__(below.window())
        self.setObjectName("completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._below = below
        self._model = CompletionModel()
        self._lines = _Lines(self)
        self.view = QListView(self)
        self.view.setObjectName("completionList")
        self.view.setAccessibleName(self.tr("Suggestions"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._lines)
        self.view.clicked.connect(lambda index: self.picked.emit(index.data(COMPLETION)))
        column = QVBoxLayout(self)
        column.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        column.addWidget(self.view)
        self.hide()

    @property
    def completions(self) -> tuple[Completion, ...]:
        """What is offered now, the best first; nothing while it is hidden."""
        return self._model.completions if self.isVisible() else ()

    @property
    def chosen(self) -> Completion | None:
        """The line that the keys have come to."""
        index = self.view.currentIndex()
        return index.data(COMPLETION) if self.isVisible() and index.isValid() else None

    def offer(self, completions: list[Completion]) -> None:
        """Show these, none of them chosen; nothing hides the list."""
        self._model.show(completions)
        self.view.clearSelection()
        if not completions:
            self.hide()
            return
        self.place()
        self.show()
        self.raise_()

    def step(self, by: int) -> bool:
        """Go to another line.

        Args:
            by: 1 for the next one, -1 for the one before.

        Returns:
            Whether there was one; otherwise none is chosen now.
        """
        row = self.view.currentIndex().row() + by
        if row < 0 and not self.view.currentIndex().isValid():
            row = self._model.rowCount() - 1
        index = self._model.index(row) if 0 <= row < self._model.rowCount() else QModelIndex()
        self.view.setCurrentIndex(index)
        return index.isValid()

    def place(self) -> None:
        """Lie just below, as wide as that but no wider than can be read."""
        parent = self._below.window()
        corner = self._below.mapTo(parent, self._below.rect().bottomLeft())
        width = min(max(_NARROWEST, min(self._below.width(), _WIDEST)), parent.width() - 2 * _GAP)
        left = max(_GAP, min(corner.x(), parent.width() - width - _GAP))
        height = self._model.rowCount() * _ROW + 2 * _FRAME + 2
        room = parent.height() - corner.y() - 3 * _GAP
        self.setGeometry(left, corner.y() + _GAP, width, max(_ROW + 2 * _FRAME + 2, min(height, room)))

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._lines.colours = colours
        self.view.viewport().update()
