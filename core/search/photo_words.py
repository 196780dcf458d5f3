"""The photos' own words, as questions use them: to rank, to leave out, to insist on, to explain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.library import Library
from core.library.tokens import terms
from core.library.word_index import WordIndex
from core.search.found import Ranked
from core.search.question import Question
from core.search.reasons import Match, matches_in
from core.search.words import STOP_WORDS, Hits, WordSearch

_AT_ONCE = 100
"""Photos whose words changed that are taken in before a question is answered; indexers take in the rest."""


class PhotoWords:
    """The text index of a library, followed and asked. For one thread.

    Args:
        library: Opened by this thread.
    """

    def __init__(self, library: Library) -> None:
        self._wording = library.wording
        self._index = WordIndex(library.paths.words, library.wording)
        self._search = WordSearch(self._index)
        self._saying: dict[str, NDArray[np.int64]] = {}

    def follow(self) -> None:
        """See what was committed since the last look. Cheap: what a person just said is found at once."""
        if self._index.refresh(_AT_ONCE):
            self._saying = {}

    def hits(self, question: Question) -> Hits:
        """Photos whose words say something of the question's."""
        return self._search.hits(question.words)

    def restricted(
        self, question: Question, allowed: NDArray[np.bool_]
    ) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
        """Leave out photos that say what should not be there, or don't say what stood in quotes.

        Args:
            question: Without a sentence.
            allowed: bool, indexed by photo id: which photos may answer; left as it is.

        Returns:
            Which may then; and what stood in quotes and in no photo's words, which was not insisted on.
        """
        missing = []
        for text in question.without:
            if any(term not in STOP_WORDS for term in terms(text)):
                allowed = allowed & ~self._mask(text, len(allowed))
        for text in question.literal:
            saying = self._mask(text, len(allowed))
            if saying.any():
                allowed = allowed & saying
            elif terms(text):
                missing.append(text)
        return allowed, tuple(missing)

    def matches(self, ranked: Ranked, tokens: frozenset[str], most: int) -> dict[int, tuple[Match, ...]]:
        """Where the words of a question were found, of the first answers that have some.

        Args:
            ranked: The answers.
            tokens: What was looked for.
            most: Of so many answers at most.
        """
        said = ranked.photo_ids[: len(ranked.coverage)][ranked.coverage > 0]
        found: Sequence[int] = said[:most].tolist()
        if not found:
            return {}
        words = self._wording.of(found)
        return {photo_id: matches_in(words[photo_id], tokens) for photo_id in found if photo_id in words}

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def _mask(self, text: str, photos: int) -> NDArray[np.bool_]:
        """Which photos say a text: bool, indexed by photo id. The last ones are remembered."""
        if text not in self._saying:
            self._saying = {**dict(list(self._saying.items())[-3:]), text: self._search.saying(text)}
        mask = np.zeros(photos, dtype=bool)
        there = self._saying[text]
        mask[there[there < photos]] = True
        return mask
