"""Names the places where photos were taken, once they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.gazetteer import Gazetteer
from core.library import Library


def name_localities(library: Library, gazetteer: Gazetteer, proceed: Callable[[], bool]) -> Iterator[int]:
    """Look up the positions that are new.

    Args:
        library: Opened by this thread.
        gazetteer: Read at the first position, not before.
        proceed: Asked between batches; False ends early.

    Yields:
        How many positions were looked up and committed.
    """
    while proceed():
        place_ids, positions = library.localities.unnamed()
        if not place_ids:
            return
        library.localities.keep(place_ids, gazetteer.nearest(positions))
        yield len(place_ids)
