"""The one box: words and pictures, asked as they are put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from core.search import Filter, Picture, Question, Reading, taken_as_words
from desktop import icons
from desktop.chips import PictureChip
from desktop.drops import is_picture
from desktop.filter_chips import FilterChips
from desktop.theme import LIGHT, Colours

RANKED_LIMIT = 500
"""Answers to a question that ranks: nobody looks at the five hundred and first."""

_ALL = 1 << 31
_DEBOUNCE_MS = 120
_CHIPS = 8

PictureOf = Callable[[Picture, Callable[[QPixmap | None], None]], None]


class SearchBox(QFrame):
    """A line of words with pictures in front of it, and behind it what was understood of the words.

    Args:
        picture_of: Gets the small picture of a chip and hands it on when it is there.
        parent: Qt's owner.

    Signals:
        asked: A `Question`, a moment after the last change.
        left: The person is done here and wants to go to the photos.
        pasted: A picture or a file was pasted, which is for the window to understand.
    """

    asked = Signal(object)
    left = Signal()
    pasted = Signal()

    def __init__(self, picture_of: PictureOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setFixedHeight(42)
        self._picture_of = picture_of
        self._colours = LIGHT
        self._chips: list[PictureChip] = []
        self._icon = QLabel(self)
        self._line = _Line(self)
        self._line.setAccessibleName(self.tr("Search your photos"))
        self._reading: Reading | None = None
        self._understood = FilterChips(self)
        self._understood.removed.connect(self._take_as_words)
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._clear.setIconSize(QSize(16, 16))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 6, 5)
        self._row.setSpacing(7)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self._understood)
        self._row.addWidget(self._clear)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_DEBOUNCE_MS)
        self._waiting.timeout.connect(self._ask)
        self._line.textChanged.connect(self._changed)
        self._line.returnPressed.connect(self._ask_now)
        self._line.focused.connect(self._show_focus)
        self._line.left.connect(self.left)
        self._line.pasted.connect(self.pasted)
        self._line.escaped.connect(self._escape)
        self._line.erased.connect(self._erase)
        self.setFocusProxy(self._line)
        self._changed()
        self._waiting.stop()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in the box."""
        return tuple(chip.picture for chip in self._chips)

    @property
    def text(self) -> str:
        """The words in the box."""
        return self._line.text()

    def question(self) -> Question:
        """What stands in the box."""
        return Question(
            pictures=self.pictures, limit=RANKED_LIMIT, sentence=self._line.text(), unranked_limit=_ALL
        )

    def show_reading(self, reading: Reading | None) -> None:
        """Show what the words were understood as; of other words than stand here it is not shown."""
        if reading is None or reading.sentence == self._line.text():
            self._reading = reading
            self._understood.show_reading(reading)

    def set_text(self, text: str) -> None:
        """Put words in the box, in place of those there."""
        self._line.setText(text)

    def type(self, text: str) -> None:
        """Take letters that were typed elsewhere in the window: they begin a new sentence."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.setText(text)

    def add_pictures(self, pictures: Sequence[Picture]) -> None:
        """Put pictures in the box beside what is there."""
        for picture in pictures:
            if picture not in self.pictures and len(self._chips) < _CHIPS:
                self._add_chip(picture)
        self._changed()
        self._ask_now()

    def set_pictures(self, pictures: Sequence[Picture]) -> None:
        """Ask by these pictures and nothing else."""
        self._drop_chips()
        self._line.blockSignals(True)
        self._line.clear()
        self._line.blockSignals(False)
        self.add_pictures(pictures)

    def clear(self) -> None:
        """Ask nothing: show all photos."""
        self._drop_chips()
        self._line.clear()
        self._changed()
        self._ask_now()

    def ask(self) -> None:
        """Ask what stands in the box, now."""
        self._ask_now()

    def select_all(self) -> None:
        """Go to the words and select them."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._icon.setPixmap(icons.pixmap("search", colours.quiet, 18, self.devicePixelRatioF()))
        self._clear.setIcon(icons.icon("clear", colours.quiet, 16))
        self._understood.set_colours(colours)
        for chip in self._chips:
            chip.set_colours(colours)

    def set_dropping(self, dropping: bool) -> None:
        """Show that what is dragged over the window would land here."""
        self._set_property("dropping", dropping)

    def _add_chip(self, picture: Picture) -> None:
        chip = PictureChip(picture, self)
        chip.set_colours(self._colours)
        chip.removed.connect(lambda: self._remove(chip))
        self._chips.append(chip)
        self._row.insertWidget(len(self._chips), chip)
        self._picture_of(picture, chip.set_pixmap)

    def _remove(self, chip: PictureChip) -> None:
        if chip in self._chips:
            self._chips.remove(chip)
            _discard(self._row, chip)
            self._changed()
            self._ask_now()

    def _take_as_words(self, chosen: Filter) -> None:
        if self._reading is not None and self._reading.sentence == self._line.text():
            self._line.setText(taken_as_words(self._reading, chosen))
            self._ask_now()

    def _drop_chips(self) -> None:
        for chip in self._chips:
            _discard(self._row, chip)
        self._chips = []

    def _erase(self) -> None:
        if self._chips:
            self._remove(self._chips[-1])

    def _escape(self) -> None:
        if self._line.text() or self._chips:
            self.clear()
        else:
            self.left.emit()

    def _changed(self) -> None:
        there = bool(self._chips)
        self._clear.setVisible(there or bool(self._line.text()))
        self._line.setPlaceholderText(
            self.tr("Add words: “but in snow”, “-people”")
            if there
            else self.tr("Describe a photo, or drop a picture here")
        )
        self._waiting.start()

    def _ask_now(self) -> None:
        self._waiting.stop()
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.question())

    def _show_focus(self, focused: bool) -> None:
        self._set_property("focused", focused)

    def _set_property(self, name: str, value: bool) -> None:
        self.setProperty(name, value)
        # Qt looks at a style sheet's conditions again only when told to.
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click anywhere in the box is for its words."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


class _Line(QLineEdit):
    """The words. Leaves drops and pastes of pictures to the window."""

    focused = Signal(bool)
    left = Signal()
    escaped = Signal()
    erased = Signal()
    pasted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and is_picture(
            QGuiApplication.clipboard().mimeData()
        ):
            self.pasted.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and self.cursorPosition() == 0 and not self.hasSelectedText():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def _picture_in_clipboard() -> bool:
    return is_picture(QGuiApplication.clipboard().mimeData())


def _discard(row: QHBoxLayout, widget: QWidget) -> None:
    row.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
