"""The one box: words and pictures, asked as they are put in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from core.search import Filter, Picture, Question, Reading, taken_as_words
from desktop import icons
from desktop.balance_slider import BalanceSlider
from desktop.chips import Role
from desktop.filter_chips import FilterChips
from desktop.picture_chips import PictureChips, PictureOf
from desktop.search_line import SearchLine
from desktop.theme import Colours

RANKED_LIMIT = 500
"""Answers to a question that ranks: nobody looks at the five hundred and first."""

_ALL = 1 << 31
_DEBOUNCE_MS = 120
_WORDS = 120
"""Pixels that pictures leave for words."""
_WORDS_AT_LEAST = 84


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
        self._chips = PictureChips(picture_of, self)
        self._chips.removed.connect(self._chips_changed)
        self._icon = QLabel(self)
        self._line = SearchLine(self)
        self._line.setMinimumWidth(_WORDS_AT_LEAST)
        self._line.setAccessibleName(self.tr("Search your photos"))
        self._reading: Reading | None = None
        self._understood = FilterChips(self)
        self._understood.removed.connect(self._take_as_words)
        self._has_meaning = False
        self._balance = BalanceSlider(self)
        self._balance.moved.connect(self._ask_now)
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
        self._row.addWidget(self._chips)
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self._understood)
        self._row.addWidget(self._balance)
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
        self._line.erased.connect(self._chips.pop)
        self.setFocusProxy(self._line)
        self._changed()
        self._waiting.stop()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in the box that photos should look like."""
        return self._chips.of(Role.LIKE)

    @property
    def more_like(self) -> tuple[int, ...]:
        """Ids of the photos marked as good answers."""
        return self._chips.marked(Role.MORE)

    @property
    def less_like(self) -> tuple[int, ...]:
        """Ids of the photos marked as bad answers."""
        return self._chips.marked(Role.LESS)

    @property
    def text(self) -> str:
        """The words in the box."""
        return self._line.text()

    def question(self) -> Question:
        """What stands in the box."""
        return Question(
            pictures=self.pictures,
            more_like=self.more_like,
            less_like=self.less_like,
            balance=self._balance.balance,
            limit=RANKED_LIMIT,
            sentence=self._line.text(),
            unranked_limit=_ALL,
        )

    def show_reading(self, reading: Reading | None) -> None:
        """Show what the words were understood as; of other words than stand here it is not shown."""
        if reading is None or reading.sentence == self._line.text():
            self._reading = reading
            self._understood.show_reading(reading)
            self._has_meaning = reading is not None and any(side.meaning for side in reading.alternatives)
            self._show_balance()

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
            self._chips.add(picture, Role.LIKE)
        self._chips_changed()

    def mark(self, photo_ids: Sequence[int], role: Role) -> bool:
        """Mark answers as good or bad; the last mark of a photo holds.

        Args:
            photo_ids: Of the answers.
            role: MORE or LESS.

        Returns:
            Whether there was room for all marks.
        """
        for photo_id in photo_ids:
            if photo_id not in self._chips.marked(role):
                self._chips.unmark(photo_id)
        room = [self._chips.add(photo_id, role) for photo_id in photo_ids]
        self._chips_changed()
        return all(room)

    def set_pictures(self, pictures: Sequence[Picture]) -> None:
        """Ask by these pictures and nothing else."""
        self._chips.clear()
        self._line.blockSignals(True)
        self._line.clear()
        self._line.blockSignals(False)
        self._balance.reset()
        self.add_pictures(pictures)

    def clear(self) -> None:
        """Ask nothing: show all photos."""
        self._chips.clear()
        self._balance.reset()
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
        self._icon.setPixmap(icons.pixmap("search", colours.quiet, 18, self.devicePixelRatioF()))
        self._clear.setIcon(icons.icon("clear", colours.quiet, 16))
        self._understood.set_colours(colours)
        self._balance.set_colours(colours)
        self._chips.set_colours(colours)

    def set_dropping(self, dropping: bool) -> None:
        """Show that what is dragged over the window would land here."""
        self._set_property("dropping", dropping)

    def _chips_changed(self) -> None:
        self._changed()
        self._ask_now()

    def _take_as_words(self, chosen: Filter) -> None:
        if self._reading is not None and self._reading.sentence == self._line.text():
            self._line.setText(taken_as_words(self._reading, chosen))
            self._ask_now()

    def _escape(self) -> None:
        if self._line.text() or self._chips.count:
            self.clear()
        else:
            self.left.emit()

    def _changed(self) -> None:
        there = self._chips.count > 0
        self._clear.setVisible(there or bool(self._line.text()))
        self._line.setPlaceholderText(
            self.tr("Add words: “but in snow”, “-people”")
            if there
            else self.tr("Describe a photo, or drop a picture here")
        )
        self._show_balance()
        self._waiting.start()

    def _show_balance(self) -> None:
        """It is there when there is something to weigh: words that mean something, and a picture."""
        # What new words mean comes with their answer; until then it stays, or it would flicker.
        worded = self._has_meaning and bool(self._line.text().strip())
        shown = worded and bool(self.pictures)
        if not shown and self._balance.hasFocus():
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._balance.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        """Leave room for words; the pictures take what is left."""
        beside = (self._icon, self._understood, self._balance, self._clear)
        widths = [part.sizeHint().width() for part in beside if not part.isHidden()]
        margins = self._row.contentsMargins()
        gaps = self._row.spacing() * (len(widths) + 1) + margins.left() + margins.right()
        self._chips.fit(self.width() - sum(widths) - gaps - _WORDS)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc empties the box, also from its slider and its crosses."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click anywhere in the box is for its words."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)
