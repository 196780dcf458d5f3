"""Joins the line of the search box to the list below it: typing is never in its way, nor it in typing's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from core.library import KeptQuestion
from desktop.ask.completion_list import CompletionList
from desktop.ask.completions import Completion, Line
from desktop.ask.search_line import SearchLine
from desktop.parts.speech import announce
from desktop.parts.theme import LIGHT, Colours

_COMING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason)
"""How a person comes to the box; a window that is opened or comes to the front is no such thing."""


class Completing(QObject):
    """Shows the list while one types, and takes the keys that are for it.

    Down and Up go through it, and Down opens it below an empty box. Tab takes a line (the first one when
    none is chosen), Enter the chosen one, Shift+Delete forgets a recent search, Esc closes it. Every other
    key belongs to the line.

    Args:
        line: In which one types.
        below: Under which the list lies.
        offers: Gets what to offer, from what was typed and how many characters stand before the cursor.

    Signals:
        taken: A `Line` or a `KeptQuestion` that the box is to hold now.
        forgotten: A recent search that is to be forgotten.
    """

    taken = Signal(object)
    forgotten = Signal(str)

    def __init__(
        self, line: SearchLine, below: QWidget, offers: Callable[[str, int], list[Completion]]
    ) -> None:
        super().__init__(line)
        self._line = line
        self._below = below
        self._offers = offers
        self._colours = LIGHT
        self._made: CompletionList | None = None
        line.textEdited.connect(lambda _: self.offer())
        line.installEventFilter(self)
        below.installEventFilter(self)

    @property
    def completions(self) -> tuple[Completion, ...]:
        """What is offered now."""
        return self._made.completions if self._made else ()

    @property
    def is_open(self) -> bool:
        """The list is seen."""
        return self._made is not None and self._made.isVisible()

    def offer(self) -> None:
        """Offer what fits what stands there now."""
        completions = self._offers(self._line.text(), self._line.cursorPosition())
        if completions or self._made is not None:
            self._list().offer(completions)

    def close(self) -> None:
        """Offer nothing until something is typed."""
        if self._made is not None:
            self._made.hide()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        if self._made is not None:
            self._made.set_colours(colours)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the line is about to get something."""
        kind = event.type()
        if watched is self._below:
            if kind in (QEvent.Type.Resize, QEvent.Type.Move) and self.is_open and self._made:
                self._made.place()
            return False
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() in _COMING and not self._line.text():
                self.offer()
        elif kind == QEvent.Type.FocusOut:
            self.close()
        elif kind == QEvent.Type.MouseButtonPress and not self._line.text() and not self.is_open:
            self.offer()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Or keys that mean something in the whole window would be taken there.
            if self.is_open and _is_own(event):
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key was for the list."""
        if event.key() == Qt.Key.Key_Down and not self.is_open and not self._line.text():
            self.offer()
            return self.is_open
        shown = self._made
        if shown is None or not shown.isVisible() or not _is_own(event):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()
            return False
        key, chosen = event.key(), shown.chosen
        if key == Qt.Key.Key_Escape:
            shown.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return self._step(shown, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            if chosen is None or not chosen.recent:
                return False
            self.forgotten.emit(chosen.recent)
            self.offer()
        elif key == Qt.Key.Key_Tab:
            # In an empty box Tab goes on to the next control, as everywhere.
            first = shown.completions[0] if self._line.text() else None
            if (wanted := chosen or first) is None:
                shown.hide()
                return False
            self._take(wanted)
        elif chosen is not None:
            self._take(chosen)
        else:
            shown.hide()
            return False
        return True

    def _step(self, shown: CompletionList, by: int) -> bool:
        """Go through the list; from its last line on to the photos."""
        was_chosen = shown.chosen is not None
        if shown.step(by):
            if chosen := shown.chosen:
                said = ", ".join(filter(None, (chosen.text, chosen.detail, chosen.kind)))
                announce(self._line, said)
            return True
        if by > 0 and was_chosen:
            shown.hide()
            return False
        return True

    def _take(self, completion: Completion) -> None:
        self.close()
        taken: Line | KeptQuestion = completion.take()
        self.taken.emit(taken)

    def _list(self) -> CompletionList:
        """Made when there is something to offer for the first time: then the box has its window."""
        if self._made is None:
            self._made = CompletionList(self._below)
            self._made.set_colours(self._colours)
            self._made.picked.connect(self._take)
        return self._made


def _is_own(event: QKeyEvent) -> bool:
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Delete:
        return modifiers == Qt.KeyboardModifier.ShiftModifier
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
    return modifiers == Qt.KeyboardModifier.NoModifier and key in (*keys, Qt.Key.Key_Return, Qt.Key.Key_Enter)
