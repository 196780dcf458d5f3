"""The one box: words and pictures, asked as they are put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.library import KeptQuestion
from core.search import Picture, Question, Reading
from desktop.ask.box_question import ALL, RANKED_LIMIT, as_question
from desktop.ask.chips import Role
from desktop.ask.completing import Completing
from desktop.ask.completions import Completion, Line
from desktop.ask.picture_chips import PictureOf
from desktop.ask.search_frame import SearchFrame
from desktop.parts.theme import LIGHT, Colours

_DEBOUNCE_MS = 120
_ASKS_HOW = ("?", "\N{FULLWIDTH QUESTION MARK}")


class SearchBox(SearchFrame):
    """A line of words with pictures in front of it, and behind it what was understood of the words.

    Args:
        picture_of: Gets the small picture of a chip and hands it on when it is there.
        parent: Qt's owner.

    Attributes:
        completing: Offers something below the line, once `complete_with` was called.

    Signals:
        asked: A `Question`, a moment after the last change.
        left: The person is done here and wants to go to the photos.
        pasted: A picture or a file was pasted, which is for the window to understand.
        settled: What stands here is what the person wanted to ask: Enter was pressed, or something chosen.
        help_wanted: A question mark was typed, alone.
        keep_wanted: The bookmark was pressed.
    """

    asked = Signal(object)
    left = Signal()
    pasted = Signal()
    settled = Signal()
    help_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, picture_of: PictureOf, parent: QWidget | None = None) -> None:
        super().__init__(picture_of, parent)
        self._has_meaning = False
        self._typed = False
        self._colours = LIGHT
        self.completing: Completing | None = None
        self._chips.removed.connect(self._chips_changed)
        self._understood.corrected.connect(self._correct)
        self._balance.moved.connect(self._ask_now)
        self.keep.clicked.connect(self.keep_wanted)
        self._clear.clicked.connect(self.clear)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_DEBOUNCE_MS)
        self._waiting.timeout.connect(self._ask)
        self._line.textChanged.connect(self._changed)
        self._line.textEdited.connect(self._edited)
        self._line.returnPressed.connect(self._entered)
        self._line.left.connect(self.left)
        self._line.pasted.connect(self.pasted)
        self._line.escaped.connect(self._escape)
        self._line.erased.connect(self._chips.pop)
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
            unranked_limit=ALL,
        )

    def asks(self, kept: KeptQuestion) -> bool:
        """Whether just this stands here."""
        return as_question(kept) == replace(self.question(), sentence=self._line.text().strip())

    def put(self, question: KeptQuestion | Question) -> None:
        """Have a question stand here in place of what does, and ask it."""
        self.hold(question)
        self._ask_now()

    def hold(self, question: KeptQuestion | Question) -> None:
        """Have a question stand here, without asking it."""
        if isinstance(question, KeptQuestion):
            question = as_question(question)
        self._chips.clear()
        roles = (
            (Role.LIKE, question.pictures),
            (Role.MORE, question.more_like),
            (Role.LESS, question.less_like),
        )
        for role, pictures in roles:
            for picture in pictures:
                self._chips.add(picture, role)
        self._balance.set_balance(question.balance)
        self.set_text(question.sentence)
        self._line.setCursorPosition(len(question.sentence))
        self._changed()
        self._waiting.stop()

    def complete_with(self, offers: Callable[[str, int], list[Completion]]) -> Completing:
        """Offer something below the line while one types.

        Args:
            offers: Gets what to offer, from what was typed and how many characters stand before the cursor.
        """
        made = self.completing = Completing(self._line, self, offers)
        made.set_colours(self._colours)
        made.taken.connect(self._complete)
        return made

    def show_reading(self, reading: Reading | None) -> None:
        """Show what the words were understood as; of other words than stand here it is not shown."""
        if reading is None or reading.sentence == self._line.text():
            self._understood.show_reading(reading)
            self._has_meaning = reading is not None and any(side.meaning for side in reading.alternatives)
            self._show_balance()

    @property
    def is_typed(self) -> bool:
        """The last change of the words was made by typing."""
        return self._typed

    def set_text(self, text: str) -> None:
        """Put words in the box, in place of those there."""
        self._typed = False
        if self.completing is not None:
            self.completing.close()
        self._line.setText(text)

    def type(self, text: str) -> None:
        """Take letters that were typed elsewhere in the window: they begin a new sentence."""
        if text in _ASKS_HOW:
            self.help_wanted.emit()
            return
        self._typed = True
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
        self._typed = False
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
        if not self._line.text() and self.completing is not None:
            self.completing.offer()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        super().set_colours(colours)
        self._colours = colours
        if self.completing is not None:
            self.completing.set_colours(colours)

    def _chips_changed(self) -> None:
        if self.completing is not None:
            # What lies below the box hides the photos that were just asked for.
            self.completing.close()
        self._changed()
        self._ask_now()

    def _correct(self, shown: str, instead: str) -> None:
        if shown == self._line.text():
            self.set_text(instead)
            self._ask_now()

    def _edited(self, text: str) -> None:
        self._typed = True
        if text.strip() in _ASKS_HOW:
            # What stood there before it was typed stands there again.
            self._line.undo()
            self._waiting.stop()
            self.help_wanted.emit()

    def _entered(self) -> None:
        self._ask_now()
        self.settled.emit()

    def _complete(self, taken: Line | KeptQuestion) -> None:
        if isinstance(taken, KeptQuestion):
            self.put(taken)
            self.settled.emit()
            return
        self.set_text(taken.text)
        self._line.setCursorPosition(taken.cursor)
        self._typed = not taken.whole
        if taken.whole:
            self._entered()

    def _escape(self) -> None:
        if self._line.text() or self._chips.count:
            self.clear()
        else:
            self.left.emit()

    def _changed(self) -> None:
        there = self._chips.count > 0
        asks = there or bool(self._line.text().strip())
        self._clear.setVisible(there or bool(self._line.text()))
        self.keep.setVisible(asks)
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

    def _ask_now(self) -> None:
        self._waiting.stop()
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.question())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc empties the box, also from its slider and its crosses."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)
