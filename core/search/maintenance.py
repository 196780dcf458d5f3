"""Keeps the index's segments few and current. Only a cache is written here: SQLite has the truth."""

from __future__ import annotations

import contextlib
import logging
import secrets

import numpy as np

from core.errors import LibraryBusy
from core.library import Library, Segment, VectorRows, exclusive
from core.search.segments import SegmentDamaged, open_segment, write_segment

log = logging.getLogger(__name__)

TAIL_ROWS = 4096
"""So many new vectors are worth a segment; fewer are read from SQLite at start."""


def maintain(library: Library, encoder_id: int, dimensions: int, *, tail_rows: int = TAIL_ROWS) -> bool:
    """Write what no good segment holds into a new one, merging smaller neighbours into it.

    A new segment swallows the younger ones that are not larger than itself, so
    each row is rewritten a logarithmic number of times (as in log-structured merge).

    Args:
        library: Opened by this thread.
        encoder_id: Whose vectors.
        dimensions: Their length.
        tail_rows: Fewer rows than this are left in SQLite.

    Returns:
        Whether anything was written; False too when another process is at it.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(exclusive(library.paths.index_lock, "tidying"))
        except LibraryBusy:
            return False
        return _maintain(library, encoder_id, dimensions, tail_rows)


def _maintain(library: Library, encoder_id: int, dimensions: int, tail_rows: int) -> bool:
    store, directory = library.vectors, library.paths.index
    segments = store.segments(encoder_id)
    good = [segment for segment in segments if _is_good(library, segment, dimensions)]
    covered = max((segment.last_seq for segment in segments), default=0)
    pending = store.count_between(encoder_id, covered)
    if len(good) == len(segments) and pending < tail_rows:
        return False
    # A damaged segment is rewritten together with all that came after it.
    kept: list[Segment] = []
    for segment in segments:
        if segment not in good:
            break
        kept.append(segment)
    rows = store.count_between(encoder_id, kept[-1].last_seq if kept else 0)
    while kept and kept[-1].rows <= rows:
        rows += kept.pop().rows
    replaced = [segment for segment in segments if segment not in kept]
    new = []
    batches = list(store.rows_between(encoder_id, kept[-1].last_seq if kept else 0))
    if batches:
        merged = VectorRows(
            np.concatenate([batch.seqs for batch in batches]),
            np.concatenate([batch.photo_ids for batch in batches]),
            np.concatenate([batch.vectors for batch in batches]),
        )
        new.append(write_segment(directory, f"{encoder_id}-{secrets.token_hex(8)}.seg", merged))
    store.replace_segments(encoder_id, [segment.id for segment in replaced], new)
    _sweep(library)
    return True


def _is_good(library: Library, segment: Segment, dimensions: int) -> bool:
    try:
        open_segment(library.paths.index, segment, dimensions)
    except SegmentDamaged as error:
        log.warning("writing an index segment again: %s", error)
        return False
    return True


def _sweep(library: Library) -> None:
    """Delete files that are not registered: replaced segments, and parts left by a crash."""
    registered = library.vectors.segment_files()
    for path in library.paths.index.iterdir():
        if path.name not in registered:
            # On Windows a reader may still have it mapped; the next sweep gets it.
            with contextlib.suppress(OSError):
                path.unlink()
