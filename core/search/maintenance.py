"""Keeps the index's segments few and current. Only a cache is written here: SQLite has the truth."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Collection, Iterator

from core.errors import LibraryBusy
from core.library import Library, Segment, VectorRows, exclusive
from core.search.segments import SegmentDamaged, open_segment, write_segment

log = logging.getLogger(__name__)

TAIL_ROWS = 4096
"""So many new vectors are worth a segment; fewer are read from SQLite at start."""

FULL_ROWS = 1 << 17
"""A segment with so many rows gets codes, and is never merged into another.

From about here on comparing codes, and the best vectors after them, takes less time than comparing all
vectors (`make bench ARGS=scale`); and writing a full segment takes a second.
"""


def maintain(
    library: Library,
    encoder_id: int,
    dimensions: int,
    *,
    worn: Collection[Segment] = (),
    tail_rows: int = TAIL_ROWS,
    full_rows: int = FULL_ROWS,
) -> bool:
    """Write what no good segment holds into new ones, merging smaller neighbours into them.

    A new segment swallows the younger ones that are not larger than itself, until it
    is full. So each row is rewritten a logarithmic number of times at most (as in
    log-structured merge), and full segments never.

    Args:
        library: Opened by this thread.
        encoder_id: Whose vectors.
        dimensions: Their length.
        worn: Segments to write again, whatever is found of them here.
        tail_rows: Fewer rows than this are left in SQLite.
        full_rows: Rows of a full segment.

    Returns:
        Whether anything was written; False too when another process is at it.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(exclusive(library.paths.index_lock, "tidying"))
        except LibraryBusy:
            return False
        writer = _Writer(library, encoder_id, full_rows)
        bad = {segment.file for segment in worn}
        good: list[Segment] = []
        for segment in library.vectors.segments(encoder_id):
            if segment.file in bad or not _is_good(library, segment, dimensions):
                writer.replace([segment], segment.first_seq - 1, segment.last_seq)
            else:
                good.append(segment)
        writer.take_in(good, tail_rows)
        _sweep(library)
        return writer.written


class _Writer:
    """Writes segments of one encoder and registers them in place of others."""

    def __init__(self, library: Library, encoder_id: int, full_rows: int) -> None:
        self._library = library
        self._store = library.vectors
        self._encoder_id = encoder_id
        self._full_rows = full_rows
        self.written = False

    def take_in(self, good: list[Segment], tail_rows: int) -> None:
        """Write what came after the last segment, and the small segments before it that it swallows."""
        segments = self._store.segments(self._encoder_id)
        after = max((segment.last_seq for segment in segments), default=0)
        rows = self._store.count_between(self._encoder_id, after)
        if rows < tail_rows:
            return
        swallowed = []
        for segment in reversed(segments):
            if segment not in good or segment.rows > rows or segment.rows >= self._full_rows:
                break
            swallowed.append(segment)
            rows += segment.rows
            after = segment.first_seq - 1
        self.replace(swallowed, after, None)

    def replace(self, old: list[Segment], after: int, until: int | None) -> None:
        """Write the rows between two `seq` into segments in place of old ones."""
        new = []
        for rows in _portions(self._store.rows_between(self._encoder_id, after, until), self._full_rows):
            full = sum(len(batch.seqs) for batch in rows) >= self._full_rows
            name = f"{self._encoder_id}-{secrets.token_hex(8)}.seg"
            new.append(write_segment(self._library.paths.index, name, rows, coded=full))
        self._store.replace_segments(self._encoder_id, [segment.id for segment in old], new)
        self.written = True


def _portions(batches: Iterator[VectorRows], size: int) -> Iterator[list[VectorRows]]:
    """Cut a stream of rows into portions of that many, the last one with what is left."""
    portion: list[VectorRows] = []
    missing = size
    for batch in batches:
        at = 0
        while at < len(batch.seqs):
            piece = slice(at, at + missing)
            portion.append(VectorRows(batch.seqs[piece], batch.photo_ids[piece], batch.vectors[piece]))
            at += missing
            missing -= len(portion[-1].seqs)
            if missing == 0:
                yield portion
                portion, missing = [], size
    if portion:
        yield portion


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
