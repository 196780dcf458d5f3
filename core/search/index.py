"""The vector index: what ranks photos by a query vector.

Rows come from segments (mapped) and, for what no segment holds yet, from SQLite
(the tail). Small blocks are compared whole, so that search in them is exact. Large
ones are compared by short codes, and the best of these again by their vectors.
Either way every row is looked at, so a filter costs nothing and hides nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.library import PhotoIds, Segment, VectorRows, VectorStore
from core.search.blocks import Block, PlainBlock, Wanted
from core.search.scan import best, gathers, inner_products
from core.search.segments import SegmentDamaged, open_segment
from models import Vectors

log = logging.getLogger(__name__)

_CANDIDATES = 300
"""Rows compared exactly after the codes, at least; a question for many answers gets `_PER_ANSWER` each.

Of a million of the starter's vectors, 100 candidates hold all of the ten best, 200 hold 99.9 % of the
hundred best and 600 hold 99.8 % of the 400 best. More cost time: each is read, and checked, where it lies
in the file.
"""
_PER_ANSWER = 2

_SAMPLE = 1024

_THREADS = 2
"""Scans at a time: about as many as fill the way to the memory."""


Way = Literal["all vectors", "vectors of those allowed", "all codes", "codes of those allowed"]
"""What of a block a query is compared with."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Photos, best first.

    Attributes:
        photo_ids: int64, shape (n,).
        scores: float32, shape (n,): inner product with the query, descending.
    """

    photo_ids: NDArray[np.int64]
    scores: NDArray[np.float32]


class VectorIndex:
    """The vectors of one encoder, searchable. For one thread.

    Args:
        store: The vectors' truth.
        encoder_id: Whose vectors.
        dimensions: Their length.
        directory: Where the segments are.
    """

    def __init__(self, store: VectorStore, encoder_id: int, dimensions: int, directory: Path) -> None:
        self._store = store
        self._encoder_id = encoder_id
        self._dimensions = dimensions
        self._directory = directory
        self._opened: dict[str, Block] = {}
        self._tail: list[PlainBlock] = []
        self._registered: list[Segment] = []
        self._blocks: list[tuple[Block, Wanted]] = []
        self._closed: list[Segment] = []
        self._unreadable: list[Block] = []
        self._sample: Vectors | None = None

    def __len__(self) -> int:
        """Photos with a vector."""
        return sum(
            int(current.sum()) if current is not None else len(block.seqs) for block, current in self._blocks
        )

    @property
    def tail_rows(self) -> int:
        """Rows that no segment holds."""
        return sum(len(block.seqs) for block in self._tail)

    @property
    def damaged(self) -> list[Segment]:
        """Segments that are not what they were when they were written."""
        return [
            segment
            for segment in self._registered
            if segment in self._closed or self._opened.get(segment.file) in self._unreadable
        ]

    @property
    def worn(self) -> list[Segment]:
        """Segments to write again: damaged ones, and those of which most rows were replaced by newer ones."""
        mostly_old = [
            block
            for block, current in self._blocks
            if current is not None and 2 * current.sum() < len(current)
        ]
        outdated = [s for s in self._registered if self._opened.get(s.file) in mostly_old]
        return [*self.damaged, *outdated]

    def refresh(self, *, whole: bool = False) -> None:
        """Take in what was written since the last time.

        Args:
            whole: Check every byte of the segments, again.
        """
        if whole:
            self._opened, self._closed, self._registered = {}, [], []
        segments = self._store.segments(self._encoder_id)
        good = self._open(segments, whole)
        covered = max((segment.last_seq for segment in segments), default=0)
        if segments != self._registered:
            self._registered = segments
            self._tail = []
            for segment in self._closed:
                self._append(
                    self._store.rows_between(self._encoder_id, segment.first_seq - 1, segment.last_seq)
                )
        last = max((int(block.seqs[-1]) for block in self._tail), default=covered)
        self._append(self._store.rows_between(self._encoder_id, max(last, covered)))
        self._blocks = _current([*good, *self._tail])
        self._sample = None

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_]) -> Ranking:
        """The nearest photos.

        Args:
            query: float32, shape (dimensions,).
            limit: At most so many.
            allowed: bool, indexed by photo id: which photos may answer.
        """
        candidates = max(_CANDIDATES, _PER_ANSWER * limit)

        def look(marked: tuple[Block, Wanted]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
            block, current = marked
            wanted = _wanted(allowed, block.photo_ids, current)
            return block.nearest(query, candidates if block.estimates else limit, wanted)

        found = _each(look, self._blocks)
        floor = _lowest_estimate(
            [scores for (block, _), (_, scores) in zip(self._blocks, found, strict=True) if block.estimates],
            candidates,
        )
        ids, scores = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for (block, _), (numbers, approximate) in zip(self._blocks, found, strict=True):
            if block.estimates:
                some_ids, some_scores = self._exact(block, query, numbers[approximate >= floor])
            else:
                some_ids, some_scores = block.photo_ids[numbers], approximate
            ids.append(some_ids)
            scores.append(some_scores)
        all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
        # Ties by id, so that the same question always has the same answer.
        ranked = np.lexsort((all_ids, -all_scores))[:limit]
        return Ranking(all_ids[ranked], all_scores[ranked])

    def ways(self, allowed: NDArray[np.bool_]) -> Mapping[Way, int]:
        """How a search would go about it: in how many blocks of rows in which way.

        Args:
            allowed: As for `search`.
        """
        found: Counter[Way] = Counter()
        for block, current in self._blocks:
            wanted = _wanted(allowed, block.photo_ids, current)
            some = wanted is not None and gathers(wanted)
            if block.estimates:
                found["codes of those allowed" if some else "all codes"] += 1
            else:
                found["vectors of those allowed" if some else "all vectors"] += 1
        return found

    def sample(self) -> Vectors:
        """Evenly spread rows, float32, shape (<= 1024, dimensions): what the photos look like."""
        if self._sample is None:
            total = sum(len(block.seqs) for block, _ in self._blocks)
            step = max(1, -(-total // _SAMPLE))
            parts = [block.sample(step) for block, _ in self._blocks]
            self._sample = np.concatenate([np.empty((0, self._dimensions), np.float32), *parts])
        return self._sample

    def _open(self, segments: list[Segment], whole: bool) -> list[Block]:
        """Open what is new and let go of what is not registered any more."""
        opened: dict[str, Block] = {}
        closed = []
        for segment in segments:
            block = self._opened.get(segment.file)
            if block is None and segment not in self._closed:
                try:
                    block = open_segment(self._directory, segment, self._dimensions, whole=whole)
                except SegmentDamaged as error:
                    log.warning("the index is rebuilt from the vectors: %s", error)
            if block is None:
                closed.append(segment)
            else:
                opened[segment.file] = block
        self._opened, self._closed = opened, closed
        self._unreadable = [block for block in self._unreadable if block in opened.values()]
        return list(opened.values())

    def _append(self, batches: Iterable[VectorRows]) -> None:
        for rows in batches:
            self._tail.append(PlainBlock(rows.seqs, rows.photo_ids, rows.vectors))

    def _exact(
        self, block: Block, query: NDArray[np.float32], numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Photos of some rows of a block and their true scores; from SQLite where the segment is damaged."""
        if block not in self._unreadable:
            try:
                return block.photo_ids[numbers], block.exact(query, numbers)
            except SegmentDamaged as error:
                log.warning("its vectors are read from the library: %s", error)
                self._unreadable.append(block)
        rows = self._store.rows_of(self._encoder_id, block.seqs[numbers].tolist())
        ids = [np.empty(0, np.int64), *(batch.photo_ids for batch in rows)]
        scores = [inner_products(batch.vectors, query.astype(np.float16)) for batch in rows]
        return np.concatenate(ids), np.concatenate([np.empty(0, np.float32), *scores])


def photo_mask(photo_ids: PhotoIds) -> NDArray[np.bool_]:
    """Photo ids as a table: bool, indexed by photo id."""
    mask = np.zeros(int(photo_ids.max()) + 1 if len(photo_ids) else 0, dtype=bool)
    mask[photo_ids] = True
    return mask


def _each(
    look: Callable[[tuple[Block, Wanted]], tuple[NDArray[np.int64], NDArray[np.float32]]],
    blocks: list[tuple[Block, Wanted]],
) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    if len(blocks) < _THREADS:
        return [look(marked) for marked in blocks]
    with ThreadPoolExecutor(_THREADS) as threads:
        return list(threads.map(look, blocks))


def _lowest_estimate(estimates: list[NDArray[np.float32]], candidates: int) -> float:
    """Below which estimate no row is among the candidates."""
    together = np.concatenate([np.empty(0, np.float32), *estimates])
    return float(together[best(together, candidates)[-1]]) if len(together) else 0.0


def _wanted(allowed: NDArray[np.bool_], photo_ids: NDArray[np.int64], current: Wanted) -> Wanted:
    """Which rows may answer: those of photos that may, and of each photo only the newest."""
    known = photo_ids < len(allowed)
    if known.all():
        rows = allowed[photo_ids]
    else:
        rows = np.zeros(len(photo_ids), dtype=bool)
        rows[known] = allowed[photo_ids[known]]
    if current is not None:
        rows &= current
    return None if rows.all() else rows


def _current(blocks: list[Block]) -> list[tuple[Block, Wanted]]:
    """Mark the rows that count: of each photo the one with the largest seq. None means all rows."""
    largest = max((int(block.photo_ids.max()) for block in blocks), default=0)
    newest = np.zeros(largest + 1, dtype=np.int64)
    for block in blocks:
        np.maximum.at(newest, block.photo_ids, block.seqs)
    marked: list[tuple[Block, Wanted]] = []
    for block in blocks:
        current = newest[block.photo_ids] == block.seqs
        marked.append((block, None if current.all() else current))
    return marked
