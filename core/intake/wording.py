"""Keeps the text index up to date, once photos are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

from core.library import Library
from core.library.word_index import WordIndex


def index_words(library: Library, proceed: Callable[[], bool]) -> Iterator[int]:
    """Take the words that changed into the text index.

    Args:
        library: Opened by this thread.
        proceed: Asked between batches; False ends early.

    Yields:
        How many photos were taken in and committed.
    """
    with closing(WordIndex(library.paths.words, library.wording)) as index:
        yield from index.refreshing(proceed)
