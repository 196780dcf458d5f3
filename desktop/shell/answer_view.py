"""Shows answers: their photos in the grid, how the question was read, the line that sums them up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.search import Answer, Question
from desktop.ask.summary import heard, summary
from desktop.grid import line
from desktop.grid.folding import Folding
from desktop.grid.photo_model import PhotoModel
from desktop.parts.speech import announce
from desktop.shell.library_page import LibraryPage


class AnswerView(QObject):
    """Keeps the answer that is seen, folded as a person wants it.

    Args:
        photos: The model of the grid.
        page: With the box, the grid and the line below.
        folding: Which stacks are open.
        parent: Qt's owner.

    Attributes:
        whole: The answer as the engine gave it; None before the first one.
        answer: As it is shown.
        failed: The question that could not be answered, until another one is.

    Signals:
        shown: An `Answer` is shown now, or the same one in another way.
    """

    shown = Signal(object)

    def __init__(
        self, photos: PhotoModel, page: LibraryPage, folding: Folding, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._photos = photos
        self._page = page
        self._folding = folding
        self.whole: Answer | None = None
        self.answer: Answer | None = None
        self.failed: Question | None = None
        folding.changed.connect(self._show_anew)
        page.grid.unfolded.connect(self.unfold)

    def show(self, whole: Answer, refresh: bool) -> None:
        """Show an answer.

        Args:
            whole: As the engine gave it.
            refresh: The same question was only asked again: keep the place.
        """
        keep = refresh and self.answer is not None and self.answer.question == whole.question
        self.whole = whole
        answer = self.answer = self._folding.folded(whole)
        self.failed = None
        self._photos.stacks = answer.stacks
        self._photos.reasons = answer.reasons
        self._photos.probabilities = answer.probabilities
        self._page.grid.replace(
            lambda: self._photos.show(answer.photo_ids, answer.scores),
            keep_place=keep,
            headings=line.headings(answer),
            shapes=answer.shapes,
        )
        self._page.box.show_reading(answer.reading)
        self._page.summary.set_text(summary(answer))
        self.shown.emit(answer)
        if not keep:
            announce(self._page, heard(answer) or self._page.empty.title)

    def fail(self, question: Question) -> None:
        """A question has no answer; what is shown stays: it still answers the one before."""
        self.failed = question

    def unfold(self, row: int) -> None:
        """Show or hide what is folded behind the photo of a row."""
        if self.whole is None or not 0 <= row < self._photos.rowCount():
            return
        current = self._page.grid.currentIndex().row()
        chosen = int(self._photos.photo_ids[current]) if current >= 0 else None
        top = self._folding.toggle(int(self._photos.photo_ids[row]), self.whole)
        if top is not None and chosen is not None and self._photos.row_of(chosen) is None:
            # The one that was chosen is folded away: whoever goes by keys goes on from the top of its stack.
            self._page.grid.choose(self._photos.row_of(top) or 0)

    def is_of(self, question: Question) -> bool:
        """Whether what is seen answers a question."""
        return self.answer is not None and self.answer.question == question

    def _show_anew(self) -> None:
        if self.whole is not None:
            self.show(self.whole, refresh=True)
