"""How to ask, by example, and all keys: a page of the window, opened with a question mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.help.help_examples import Topic
from desktop.parts.page_bar import PageBar
from desktop.parts.theme import LIGHT, Colours

_WIDEST = 920
_EXAMPLE = 54
"""Letters that an example has room for."""
_BESIDE = 2
_KEYS = 150
_SHOWN = 2
_PLAIN = re.compile(r"F\d+|Del|Ins|Esc|Tab|Space|Return|Home|End|PgUp|PgDown|.")


class HelpPage(QWidget):
    """Examples that ask themselves when they are clicked, and the keys of the actions as they are.

    Args:
        keys: Titles, and the actions below each.
        parent: Qt's owner.

    Signals:
        asked: The sentence of an example.
        left: Back to the photos.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, keys: Sequence[tuple[str, Iterable[QAction]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = keys
        self._colours = LIGHT
        self._topics: tuple[Topic, ...] = ()
        self._bar = PageBar(self.tr("How to ask"), self)
        self._bar.left.connect(self.left)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("helpScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._scroll, 1)

    @property
    def examples(self) -> list[QPushButton]:
        """The examples, as they stand from top to bottom."""
        return self._scroll.findChildren(QPushButton, "example")

    def show_topics(self, topics: tuple[Topic, ...]) -> None:
        """Show these examples."""
        if topics == self._topics and self._scroll.widget() is not None:
            return
        self._topics = topics
        place = self._scroll.verticalScrollBar().value()
        content = QWidget(self._scroll)
        content.setObjectName("page")
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(8)
        for topic in topics:
            column.addWidget(_heading(topic.title, content))
            column.addWidget(self._examples(topic, content))
            column.addSpacing(12)
        column.addWidget(_heading(self.tr("Pictures"), content))
        pictures = self.tr(
            "Drop a picture on the window, or paste one, to find photos like it. Add words to say what is "
            "to be different, and weigh the one against the other with the slider in the box. "
            "“More like this” and “Less like this” on a photo lead the search on."
        )
        column.addWidget(_prose(pictures, content))
        column.addSpacing(12)
        for title, actions in self._keys:
            column.addWidget(_heading(title, content))
            column.addWidget(_key_table(actions, content))
            column.addSpacing(12)
        column.addStretch(1)
        holder = QWidget(self._scroll)
        holder.setObjectName("page")
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(content, 100)
        middle.addStretch(1)
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(place)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._bar.set_colours(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leads back, and the other keys scroll."""
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: 40,
            Qt.Key.Key_Up: -40,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in steps:
            bar.setValue(bar.value() + steps[key])
        else:
            super().keyPressEvent(event)

    def _examples(self, topic: Topic, parent: QWidget) -> QWidget:
        table = QWidget(parent)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        width = _EXAMPLE * self.fontMetrics().averageCharWidth()
        grid.setColumnMinimumWidth(0, width)
        grid.setColumnStretch(1, 1)
        for number, example in enumerate(topic.examples):
            button = QPushButton(example.sentence.replace("&", "&&"), table)
            button.setObjectName("example")
            button.setMaximumWidth(width)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(self.tr("Ask: {sentence}").format(sentence=example.sentence))
            button.setAccessibleDescription(example.meaning)
            button.clicked.connect(lambda _=False, sentence=example.sentence: self.asked.emit(sentence))
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(_prose(example.meaning, table), number, 1)
        return table


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("heading")
    return label


def _prose(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label


def _key_table(actions: Iterable[QAction], parent: QWidget) -> QWidget:
    """What keys do, two actions in a line."""
    table = QWidget(parent)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    known = [(action, keys) for action in actions if (keys := keys_of(action))]
    for number, (action, keys) in enumerate(known):
        line, side = divmod(number, _BESIDE)
        label = QLabel(keys, table)
        label.setObjectName("keys")
        grid.addWidget(label, line, 2 * side)
        grid.addWidget(QLabel(action.iconText(), table), line, 2 * side + 1)
    for side in range(_BESIDE):
        grid.setColumnMinimumWidth(2 * side, _KEYS)
        grid.setColumnStretch(2 * side + 1, 1)
    return table


def keys_of(action: QAction) -> str:
    """The keys of an action, as the system writes them: two at most, and none that few keyboards have."""
    found = [sequence for sequence in action.shortcuts() if _is_everywhere(sequence)]
    return "  ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in found[:_SHOWN])


def _is_everywhere(sequence: QKeySequence) -> bool:
    """Whether all keyboards have it: not the keys that are called Undo or Copy."""
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return "+" in written or _PLAIN.fullmatch(written) is not None
