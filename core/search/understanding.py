"""Reads sentences by what the library knows at the moment."""

from __future__ import annotations

import time
from datetime import date

from core.library import Library
from core.search.knowledge import knowledge_of
from core.search.language import Knowledge, Reading, read
from core.search.suggestions import Suggester, within

_REFRESH_SHARE = 0.05
"""At most this share of the time goes into following an indexer that commits all the time."""


class Understanding:
    """The names of a library, kept until it changes. For one thread.

    Args:
        library: Opened by this thread.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._knowledge: Knowledge | None = None
        self._suggester: Suggester | None = None
        self._version: object = None
        self._next_look = 0.0

    def read(self, sentence: str, version: object) -> Reading:
        """Understand a sentence.

        Args:
            sentence: As it was typed.
            version: Of the library's data; another one says that it has changed.

        Raises:
            sqlite3.Error: The library can't be read.
        """
        return read(sentence, self._known(version))

    def suggester(self, version: object) -> Suggester:
        """The same names, to be looked up while one types; the same object until they change.

        Args:
            version: Of the library's data.

        Raises:
            sqlite3.Error: The library can't be read.
        """
        knowledge, library = self._known(version), self._library
        if self._suggester is None or self._suggester.knowledge is not knowledge:
            started = time.monotonic()
            roots = [folder.directory for folder in library.folders.all()]
            self._suggester = Suggester(
                library.photos.vocabulary(),
                knowledge,
                within(roots, library.photos.directories()),
                library.guesses.words(),
            )
            self._wait(started)
        return self._suggester

    def _known(self, version: object) -> Knowledge:
        started = time.monotonic()
        today = date.today()
        known = self._knowledge
        if known and known.today == today and (version == self._version or started < self._next_look):
            return known
        self._knowledge = known = knowledge_of(self._library.photos.vocabulary(), today)
        self._version = version
        self._wait(started)
        return known

    def _wait(self, started: float) -> None:
        """Leave what was read since then as it is for a while, however much is written meanwhile."""
        ended = time.monotonic()
        self._next_look = max(self._next_look, ended + (ended - started) / _REFRESH_SHARE)
