"""Copies of all photos that answer a question: an album, a tag, a saved search."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.library import KeptQuestion, Library
from core.search import Answer, Question
from desktop.ask.search_box import SearchBox
from desktop.out.export_commands import ExportCommands
from desktop.shell.answer_view import AnswerView


class AnswerExport(QObject):
    """Asks the question first, so that the person sees what is copied.

    Args:
        box: Where it is asked.
        answers: Where it is answered.
        library: Opened by this thread.
        exporting: Makes the copies.
        parent: Qt's owner.
    """

    def __init__(
        self,
        box: SearchBox,
        answers: AnswerView,
        library: Library,
        exporting: ExportCommands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = box
        self._answers = answers
        self._library = library
        self._exporting = exporting
        self._wanted: Question | None = None
        # After whoever else shows it: a dialog holds up all that comes behind it.
        answers.shown.connect(self._shown)

    def export(self, question: KeptQuestion) -> None:
        """Show the answer to a question, and export it."""
        self._box.put(question)
        self._wanted = self._box.question()
        if self._answers.whole is not None and self._answers.is_of(self._wanted):
            self._shown(self._answers.whole)

    def _shown(self, answer: Answer) -> None:
        wanted, whole = self._wanted, self._answers.whole
        if wanted is None:
            return
        # Asked for something else meanwhile: then that is what the person wants.
        self._wanted = None
        if whole is not None and answer.question == wanted:
            self._exporting.show(self._library.photos.get(whole.photo_ids.tolist()))
