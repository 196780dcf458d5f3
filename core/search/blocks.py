"""Blocks of the index: rows that are compared with a query in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.search.codes import Codebook
from core.search.exact import exact_nearest
from core.search.scan import inner_products, nearest
from models import Vectors

Wanted = NDArray[np.bool_] | None
"""bool, shape (n,): which rows may answer; None means all."""


class Block(Protocol):
    """Some rows of the index, in memory or mapped."""

    @property
    def seqs(self) -> NDArray[np.int64]:
        """When each row was written: shape (n,), ascending."""

    @property
    def photo_ids(self) -> NDArray[np.int64]:
        """Whose vector each row is: shape (n,)."""

    @property
    def estimates(self) -> bool:
        """Whether `nearest` only estimates its scores; `exact` tells them then."""

    def nearest(
        self, query: NDArray[np.float32], count: int, wanted: Wanted
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Row numbers and scores of the best rows, best first. May be called by any thread."""

    def exact(self, query: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Inner products of some rows with a query.

        Raises:
            SegmentDamaged: They can't be read.
        """

    def sample(self, step: int) -> Vectors:
        """Every so-manieth row, nearly."""


@dataclass(frozen=True, slots=True, eq=False)
class PlainBlock:
    """Rows that are compared as they are.

    Attributes:
        seqs: int64, shape (n,), ascending.
        photo_ids: int64, shape (n,).
        vectors: float16, shape (n, dimensions), rows of unit length.
    """

    seqs: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    vectors: NDArray[np.float16]

    @property
    def estimates(self) -> bool:
        """The scores are true."""
        return False

    def nearest(
        self, query: NDArray[np.float32], count: int, wanted: Wanted
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Compare with the vectors. USearch takes no filter, so with one the scores are made first."""
        if wanted is None:
            return exact_nearest(self.vectors, query.astype(np.float16), count)
        return nearest(self.vectors, query.astype(np.float16), count, wanted)

    def exact(self, query: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Compare with some vectors."""
        return inner_products(self.vectors[numbers], query.astype(np.float16))

    def sample(self, step: int) -> Vectors:
        """Some of the vectors."""
        return self.vectors[::step].astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class CodedBlock:
    """Rows that are compared by their codes; the vectors are read of the best only.

    Attributes:
        seqs: int64, shape (n,), ascending.
        photo_ids: int64, shape (n,).
        codes: int8, shape (n, c).
        codebook: What the codes mean.
        read: Vectors of some rows, float16; raises SegmentDamaged.
    """

    seqs: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    codes: NDArray[np.int8]
    codebook: Codebook
    read: Callable[[NDArray[np.int64]], NDArray[np.float16]]

    @property
    def estimates(self) -> bool:
        """The scores are those of the codes."""
        return True

    def nearest(
        self, query: NDArray[np.float32], count: int, wanted: Wanted
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Compare with the codes."""
        code, factor, summand = self.codebook.query(query)
        numbers, scores = nearest(self.codes, code, count, wanted)
        return numbers, factor * scores + np.float32(summand)

    def exact(self, query: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Compare with some vectors, read from the file."""
        return inner_products(self.read(numbers), query.astype(np.float16))

    def sample(self, step: int) -> Vectors:
        """Some of the vectors, from their codes."""
        return self.codebook.decode(self.codes[::step])
