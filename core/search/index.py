"""The vector index: what ranks photos by a query vector.

Rows come from segments (mapped) and, for what no segment holds yet, from SQLite
(the tail). Search is exact: USearch compares the query with every row that may
answer, so filters cost nothing and nothing is missed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.library import PhotoIds, Segment, VectorRows, VectorStore
from core.search.exact import nearest
from core.search.segments import Block, SegmentDamaged, open_segment
from models import Vectors

log = logging.getLogger(__name__)

# Above this share of a block's rows, comparing all and dropping the rest beats copying them together.
_GATHER_BELOW = 0.9


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
        self._tail: list[Block] = []
        self._registered: list[Segment] = []
        self._blocks: list[tuple[Block, NDArray[np.bool_] | None]] = []
        self.damaged: list[Segment] = []

    def __len__(self) -> int:
        """Photos with a vector."""
        return sum(
            int(current.sum()) if current is not None else len(block.seqs) for block, current in self._blocks
        )

    @property
    def tail_rows(self) -> int:
        """Rows that no segment holds."""
        return sum(len(block.seqs) for block in self._tail)

    def refresh(self) -> None:
        """Take in what was written since the last time."""
        segments = self._store.segments(self._encoder_id)
        good = self._open(segments)
        covered = max((segment.last_seq for segment in segments), default=0)
        if segments != self._registered:
            self._registered = segments
            self._tail = []
            for segment in self.damaged:
                self._append(
                    self._store.rows_between(self._encoder_id, segment.first_seq - 1, segment.last_seq)
                )
        last = max((int(block.seqs[-1]) for block in self._tail), default=covered)
        self._append(self._store.rows_between(self._encoder_id, max(last, covered)))
        self._blocks = _current([*good, *self._tail])

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_]) -> Ranking:
        """The nearest photos.

        Args:
            query: float32, shape (dimensions,).
            limit: At most so many.
            allowed: bool, indexed by photo id: which photos may answer.
        """
        query16 = query.astype(np.float16)
        ids: list[NDArray[np.int64]] = []
        scores: list[NDArray[np.float32]] = []
        for block, current in self._blocks:
            rows = _mask(allowed, block.photo_ids)
            if current is not None:
                rows &= current
            found, found_scores = _nearest(block, rows, query16, limit)
            ids.append(found)
            scores.append(found_scores)
        if not ids:
            return Ranking(np.empty(0, np.int64), np.empty(0, np.float32))
        all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
        # Ties by id, so that the same question always has the same answer.
        best = np.lexsort((all_ids, -all_scores))[:limit]
        return Ranking(all_ids[best], all_scores[best])

    def sample(self, size: int = 2048) -> Vectors:
        """Evenly spread rows, float32, shape (<= size, dimensions): what this library's photos look like."""
        total = sum(len(block.seqs) for block, _ in self._blocks)
        step = max(1, total // size)
        parts = [block.vectors[::step] for block, _ in self._blocks]
        return (
            np.concatenate(parts).astype(np.float32) if parts else np.empty((0, self._dimensions), np.float32)
        )

    def _open(self, segments: list[Segment]) -> list[Block]:
        """Open what is new and let go of what is not registered any more."""
        opened: dict[str, Block] = {}
        damaged = []
        for segment in segments:
            block = self._opened.get(segment.file)
            if block is None and segment not in self.damaged:
                try:
                    block = open_segment(self._directory, segment, self._dimensions)
                except SegmentDamaged as error:
                    log.warning("the index is rebuilt from the vectors: %s", error)
            if block is None:
                damaged.append(segment)
            else:
                opened[segment.file] = block
        self._opened, self.damaged = opened, damaged
        return list(opened.values())

    def _append(self, batches: Iterable[VectorRows]) -> None:
        for rows in batches:
            self._tail.append(Block(rows.seqs, rows.photo_ids, rows.vectors))


def photo_mask(photo_ids: PhotoIds) -> NDArray[np.bool_]:
    """Photo ids as a table: bool, indexed by photo id."""
    mask = np.zeros(int(photo_ids.max()) + 1 if len(photo_ids) else 0, dtype=bool)
    mask[photo_ids] = True
    return mask


def _mask(allowed: NDArray[np.bool_], photo_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    known = photo_ids < len(allowed)
    if known.all():
        return allowed[photo_ids]
    rows = np.zeros(len(photo_ids), dtype=bool)
    rows[known] = allowed[photo_ids[known]]
    return rows


def _current(blocks: list[Block]) -> list[tuple[Block, NDArray[np.bool_] | None]]:
    """Mark the rows that count: of each photo the one with the largest seq. None means all rows."""
    if not blocks:
        return []
    largest = max(int(block.photo_ids.max()) for block in blocks)
    newest = np.zeros(largest + 1, dtype=np.int64)
    for block in blocks:
        np.maximum.at(newest, block.photo_ids, block.seqs)
    marked = []
    for block in blocks:
        current = newest[block.photo_ids] == block.seqs
        marked.append((block, None if current.all() else current))
    return marked


def _nearest(
    block: Block, rows: NDArray[np.bool_], query: NDArray[np.float16], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    wanted = int(rows.sum())
    if wanted == 0 or limit <= 0:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    if wanted < _GATHER_BELOW * len(rows):
        chosen = np.flatnonzero(rows)
        vectors, photo_ids, spare = block.vectors[chosen], block.photo_ids[chosen], 0
    else:
        vectors, photo_ids, spare = block.vectors, block.photo_ids, len(rows) - wanted
    keys, scores = nearest(vectors, query, min(limit + spare, len(vectors)))
    if spare:
        kept = rows[keys]
        keys, scores = keys[kept], scores[kept]
    return photo_ids[keys], scores
