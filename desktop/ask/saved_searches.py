"""Searches that are kept: saved under a name by the bookmark, remembered when they were of use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.library import Library, SavedSearch
from core.search import KEPT_EDGE, Question, Suggester, kept, needs_pictures, small_picture
from desktop.ask.completions import Completions
from desktop.ask.save_popover import SavePopover
from desktop.ask.search_box import SearchBox
from desktop.organise.undo import Undo
from desktop.parts.decoders import Decoders

_LONGEST_NAME = 60


class SavedSearches(QObject):
    """Joins the box to the searches of the library.

    Args:
        library: Of the main thread.
        box: What is asked.
        undo: Changes what is saved, and takes it back.
        decoders: Reads the pictures of a question that are not in the library.
        window: Owns the card that asks for a name.

    Signals:
        said: Something for the banner.

    Attributes:
        completions: What is offered below the box.
    """

    said = Signal(str)

    def __init__(
        self, library: Library, box: SearchBox, undo: Undo, decoders: Decoders, window: QWidget
    ) -> None:
        super().__init__(window)
        self._searches = library.searches
        self._box = box
        self._undo = undo
        self._decoders = decoders
        self._window = window
        self._popover: SavePopover | None = None
        self._read: list[SavedSearch] | None = None
        # Pictures from elsewhere are saved as small copies: what was asked with them is saved all the same.
        self._names: dict[Question, str] = {}
        self.completions = Completions(self.all, self._searches.recent)
        completing = box.complete_with(self.completions.of)
        completing.forgotten.connect(self._searches.forget)
        box.asked.connect(lambda _: self._show_whether_kept())
        box.keep_wanted.connect(self.open)
        box.settled.connect(self.remember)
        undo.changed.connect(self.refresh)

    def all(self) -> list[SavedSearch]:
        """The saved searches, in alphabetical order."""
        if self._read is None:
            self._read = self._searches.all()
        return self._read

    def know(self, suggester: Suggester) -> None:
        """Complete words by these names from now on; the library may hold other searches, too."""
        self.completions.suggester = suggester
        self.refresh()

    def refresh(self) -> None:
        """They may be others now."""
        self._read = None
        self._show_whether_kept()

    def remember(self, *_: object) -> None:
        """What stands in the box was meant so: offer it again another time."""
        question = self._box.question()
        # A picture can't be offered as a line of words, and half a question is another one.
        if question.sentence.strip() and not question.shows:
            self._searches.remember(question.sentence)

    def open(self) -> None:
        """Ask what to save the search as, or what to do with one that is saved."""
        question = self._box.question()
        if not question:
            self.said.emit(self.tr("Nothing is asked yet: type what to search for, then save it."))
            return
        if self._popover is None:
            self._popover = SavePopover(self._window)
            self._popover.named.connect(self._name)
            self._popover.removed.connect(self._remove)
        name = self._box.keep.kept_as
        names = [saved.name for saved in self.all()]
        self._popover.open(self._box.keep, name or self._proposed(question), name, names)

    # ------------------------------------------------------------------------------------------

    def _name(self, name: str) -> None:
        if before := self._box.keep.kept_as:
            self._undo.say(
                lambda library: library.searches.rename(before, name),
                lambda _: self.tr("The search is called “{name}” now").format(name=name),
            )
            return
        question, small = self._box.question(), self._small(self._decoders)
        if needs_pictures(question):
            self._names[question] = name
        self._undo.say(
            lambda library: library.searches.save(name, kept(question, small)),
            lambda _: self.tr("Search saved as “{name}”").format(name=name),
        )

    def _remove(self) -> None:
        name = self._box.keep.kept_as
        self._undo.say(
            lambda library: library.searches.remove(name),
            lambda _: self.tr("The search “{name}” is forgotten").format(name=name),
        )

    def _small(self, decoders: Decoders) -> Callable[[Path | bytes], bytes]:
        """Reads a picture in a decoder; called on the thread that changes the library."""
        pool = decoders.pool

        def small(source: Path | bytes) -> bytes:
            return small_picture(pool().render(source, KEPT_EDGE).result())

        return small

    def _show_whether_kept(self) -> None:
        names = {saved.name for saved in self.all()}
        same = (saved.name for saved in self.all() if self._box.asks(saved.question))
        alias = self._names.get(self._box.question(), "")
        self._box.keep.set_name(next(same, alias if alias in names else ""))

    def _proposed(self, question: Question) -> str:
        words = " ".join(question.sentence.replace('"', " ").split())
        if not words:
            return self.tr("Photos like this one")
        return words[:1].upper() + words[1:_LONGEST_NAME].rstrip()
