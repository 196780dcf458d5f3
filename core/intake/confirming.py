"""Makes sure of files that were recognised by their first and last bytes alone."""

from __future__ import annotations

import logging
from collections.abc import Callable

from core.errors import PhotoError
from core.imaging import DecoderPool
from core.library import Library
from core.paths import display

log = logging.getLogger(__name__)


def confirm_moves(library: Library, pool: DecoderPool, proceed: Callable[[], bool]) -> int:
    """Read files that were moved to another drive whole, and compare them with what they were.

    Args:
        library: Opened by this thread.
        pool: Reads and digests.
        proceed: Asked between batches; False ends early.

    Returns:
        How many hold something else; they wait to be read like files that changed.
    """
    differing = 0
    last = 0
    while proceed() and (batch := library.doubts.unconfirmed(after=last)):
        digests = [(work, expected, pool.digest(work.path)) for work, expected in batch]
        same: list[int] = []
        other: list[int] = []
        for work, expected, future in digests:
            try:
                (same if future.result() == expected else other).append(work.place_id)
            except PhotoError as error:
                # Nothing is known against it; asked again once something else changed.
                log.info("%s: %s", display(work.path), error.problem)
        library.doubts.confirm(same, other)
        differing += len(other)
        last = batch[-1][0].place_id
    return differing
