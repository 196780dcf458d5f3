"""Photos that look nearly the same share one cell; it opens and closes where a person wants it to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.search import Answer, Question


class Folding(QObject):
    """Folds answers, and remembers which stacks are open in the one that is shown.

    Args:
        on: Whether it folds at all.
        parent: Qt's owner.

    Signals:
        changed: The same answer is to be shown in another way.
    """

    changed = Signal()

    def __init__(self, on: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = on
        self._open: set[int] = set()
        self._question: Question | None = None

    @property
    def on(self) -> bool:
        """Whether it folds at all."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Fold, or show each photo in a cell of its own."""
        self._on = on
        self._open.clear()
        self.changed.emit()

    def toggle(self, photo_id: int, answer: Answer) -> int | None:
        """Open the stack a photo belongs to, or close it.

        Args:
            photo_id: The photo on top of it, or one that lies open.
            answer: As the engine gave it.

        Returns:
            The photo on top; None when it belongs to no stack.
        """
        if not self._on:
            return None
        top = next((top for top, below in answer.stacks.items() if photo_id in (top, *below)), None)
        if top is not None:
            self._open ^= {top}
            self.changed.emit()
        return top

    def folded(self, answer: Answer) -> Answer:
        """The answer as it is shown: what is folded left out, what is open right behind its first photo.

        In its `stacks`, nothing is behind the first photo of one that lies open.
        """
        if answer.question != self._question:
            self._question = answer.question
            self._open.clear()
        if not self._on or not answer.stacks:
            return replace(answer, stacks={})
        opened = {top: below for top, below in answer.stacks.items() if top in self._open}
        place = {
            photo_id: row for row, photo_id in enumerate(answer.photo_ids[: len(answer.scores)].tolist())
        }
        hidden = [
            place[photo_id] for below in answer.stacks.values() for photo_id in below if photo_id in place
        ]
        # Each row as its own place, and those of an open stack at the place of its first photo.
        order = np.arange(len(answer.photo_ids), dtype=np.float64)
        kept = np.ones(len(order), dtype=bool)
        kept[hidden] = False
        for top, below in opened.items():
            rows = [place[photo_id] for photo_id in below if photo_id in place]
            order[rows] = place[top] + np.arange(1, len(rows) + 1) / (len(rows) + 1)
            kept[rows] = True
        rows_shown = np.flatnonzero(kept)
        rows_shown = rows_shown[np.argsort(order[rows_shown], kind="stable")]
        # The rows that were ranked come first, so their scores do too.
        ranked = rows_shown[rows_shown < len(answer.scores)]
        good = answer.good_matches
        if good is not None:
            # What lies open behind a good match is one too.
            good = int(np.count_nonzero(order[rows_shown] < good))
        return replace(
            answer,
            photo_ids=answer.photo_ids[rows_shown],
            scores=answer.scores[ranked],
            probabilities=answer.probabilities[ranked] if len(answer.probabilities) else answer.probabilities,
            stacks={top: () if top in opened else below for top, below in answer.stacks.items()},
            good_matches=good,
        )
