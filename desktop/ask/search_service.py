"""Answers questions beside the window. Typing never waits: while one runs, only the newest is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.library import Library
from core.search import Answer, Question, SearchEngine, Suggester, Why
from desktop.parts.threads import Crew, Done, Failed, Ticket
from models import EncoderError

_IDLE_MS = 4000
_FIRST_IDLE_MS = 200


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    refresh: bool


class SearchService(QObject):
    """Owns a `SearchEngine` on a thread of its own.

    Args:
        root: The library directory, which exists.
        open_engine: Makes the engine; called on the service's thread.
        parent: Qt's owner.

    Signals:
        answered: An `Answer`, and whether the same question was only asked again.
        failed: An error; the person's environment, or a bug.
        named: A `Suggester` that knows the names in the library; at rest, whenever they are others.
    """

    answered = Signal(object, bool)
    named = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        root: Path,
        open_engine: Callable[[Path], SearchEngine] = SearchEngine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._root = root
        self._open_engine = open_engine
        self._crew = Crew("search", 1, self)
        self._engine: SearchEngine | None = None  # of the crew's thread
        self._warm = False
        self._shaped = False
        self._suggester: Suggester | None = None
        self._running: _Asked | None = None
        self._next: _Asked | None = None
        self._last: Question | None = None
        self._explaining = Ticket()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_FIRST_IDLE_MS)
        self._idle.timeout.connect(self._tidy)

    @property
    def busy(self) -> bool:
        """A question is being answered."""
        return self._running is not None

    def ask(self, question: Question) -> None:
        """Ask; a question that still waits for its turn is dropped."""
        if question != self._last:
            # Nobody waits for a second while typing.
            self._explaining.cancel()
        self._last = question
        self._hand_over(_Asked(question, refresh=False))

    def refresh(self) -> None:
        """Ask the last question again, for the library has changed."""
        # A question that waits for its turn will see the change anyway.
        if self._last is not None and self._next is None:
            self._hand_over(_Asked(self._last, refresh=True))

    def set_shaped(self, shaped: bool) -> None:
        """Have answers tell the shapes of the photos too, or not; the last question is answered anew."""
        self._shaped = shaped
        if shaped:
            self.refresh()

    def explain(self, photo_id: int, question: Question, done: Done[Why], failed: Failed) -> Ticket:
        """Ask which regions of a photo answer a question; it takes up to a second.

        Args:
            photo_id: The photo.
            question: As it was asked.
            done: Gets the answer.
            failed: Gets an error; not called when a new question came first.
        """
        self._explaining.cancel()
        ticket = self._explaining = Ticket()
        return self._crew.run(lambda: self._why(photo_id, question, ticket), done, failed, ticket)

    def close(self) -> None:
        """End the thread, and what belongs to it."""
        self._idle.stop()
        self._explaining.cancel()
        self._next = None
        self._crew.close(self._close_engine)

    def _hand_over(self, asked: _Asked) -> None:
        if self._running is not None:
            self._next = asked
            return
        self._idle.stop()
        self._running = asked
        shaped = self._shaped
        self._crew.run(lambda: self._answer(asked.question, shaped), self._done, self._went_wrong)

    def _done(self, answer: Answer) -> None:
        asked, self._running = self._running, None
        # An answer that nobody waits for any more would only make the grid flicker.
        if asked is not None and (self._next is None or self._next.refresh):
            self.answered.emit(answer, asked.refresh)
        self._go_on()

    def _went_wrong(self, error: BaseException) -> None:
        self._running = None
        if self._next is None or self._next.refresh:
            self._next = None
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._next is not None:
            asked, self._next = self._next, None
            self._hand_over(asked)
        else:
            self._idle.start()

    def _tidy(self) -> None:
        """Nobody asks anything: a good moment for what makes the next question and the next start fast."""
        self._idle.setInterval(_IDLE_MS)
        self._crew.run(self._idle_work, self._rested, self.failed.emit)

    def _rested(self, suggester: Suggester | None) -> None:
        if suggester is not None and suggester is not self._suggester:
            self._suggester = suggester
            self.named.emit(suggester)

    # -- on the service's thread ---------------------------------------------------------------

    def _answer(self, question: Question, shaped: bool) -> Answer:
        started = time.perf_counter()
        try:
            engine = self._opened()
            answer = engine.ask(question)
            return replace(answer, shapes=engine.shapes()) if shaped else answer
        except EncoderError:
            if question:
                raise
        # Without an encoder nothing can be searched, but the photos can be looked at.
        with Library.open(self._root, create=False) as library:
            ids = library.photos.by_date(question.chosen)[: question.unranked_limit or question.limit]
            months = library.photos.months(ids)
            shapes = library.photos.shapes() if shaped else None
        took_ms = 1e3 * (time.perf_counter() - started)
        none = np.empty(0, np.float32)
        return Answer(question, ids, none, "", len(ids), 0.0, took_ms, months=months, shapes=shapes)

    def _why(self, photo_id: int, question: Question, ticket: Ticket) -> Why:
        return self._opened().why(photo_id, question, lambda: ticket.cancelled)

    def _opened(self) -> SearchEngine:
        if self._engine is None:
            self._engine = self._open_engine(self._root)
        return self._engine

    def _idle_work(self) -> Suggester | None:
        engine = self._engine
        if engine is None:
            return None
        if not self._warm:
            # Much is loaded at its first use; better now than under the first word typed.
            self._warm = True
            engine.warm_up()
        if engine.needs_tidying:
            engine.tidy()
        return engine.suggester()

    def _close_engine(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
