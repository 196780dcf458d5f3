"""Reads sentences by what the library knows at the moment."""

from __future__ import annotations

import time
from datetime import date

from core.library.photos import Photos
from core.search.knowledge import knowledge_of
from core.search.language import Knowledge, Reading, read

_REFRESH_SHARE = 0.05
"""At most this share of the time goes into following an indexer that commits all the time."""


class Understanding:
    """The names of a library, kept until it changes. For one thread.

    Args:
        photos: Of the library.
    """

    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self._knowledge: Knowledge | None = None
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

    def _known(self, version: object) -> Knowledge:
        started = time.monotonic()
        today = date.today()
        known = self._knowledge
        if known and known.today == today and (version == self._version or started < self._next_look):
            return known
        self._knowledge = known = knowledge_of(self._photos.vocabulary(), today)
        self._version = version
        took = time.monotonic() - started
        self._next_look = started + took / _REFRESH_SHARE
        return known
