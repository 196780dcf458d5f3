"""Which pictures look the same, found out when nothing else is to be done.

Each picture gets a fingerprint, from its thumbnail, so that pictures on drives that are away have one
too, or else from its file. It is compared once with those of all earlier pictures: the nearest by their
vectors, and those whose shapes agree whatever their colours, size and turn, are looked at closely.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError
from core.imaging import DecoderPool, ThumbnailStore
from core.imaging.alignment import agreement
from core.imaging.fingerprint import LOOK_EDGE, fingerprint, small_pictures, unpacked
from core.imaging.sameness import LIKELY, tokens, verdict
from core.intake.near_pairs import Nearest, Shortened, nearness
from core.library import Library
from core.library.likeness import Link, Look, Looks
from models import Encoder, Preprocess

log = logging.getLogger(__name__)

Proceed = Callable[[], bool]

_SQUASHED = Preprocess(LOOK_EDGE, LOOK_EDGE, "squash", "bilinear", (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
_ASKED_FOR = 1024
"""To look which pictures have no fingerprint costs the more the fewer there are: a look for so many."""

_AT_ONCE = 32
"""Pictures in the decoders before what was made is kept."""

_COMPARED_AT_ONCE = 2048
_PAIRS_AT_ONCE = 256
_THREADS = min(4, os.cpu_count() or 1)

_SAMPLED = 1024
_PRODUCTS = 16_384


class Likening:
    """The chore.

    Args:
        library: Opened by this thread.
        pool: Reads thumbnails.
        encoder: Asked for the encoder whose vectors are compared.
    """

    def __init__(self, library: Library, pool: DecoderPool, encoder: Callable[[], Encoder]) -> None:
        self._library = library
        self._pool = pool
        self._encoder = encoder
        self._store = ThumbnailStore(library.paths.thumbnails)
        self._without: set[bytes] = set()
        self._swept = False
        self._begun: tuple[_Comparison, Iterator[Looks]] | None = None

    def run(self, proceed: Proceed) -> bool:
        """Fingerprint and compare what is new; no photo has to be read again for it."""
        if not self._swept:
            self._swept = True
            self._library.likeness.forget_unknown()
        while proceed() and self._take_fingerprints(proceed):
            pass
        encoder_id = self._library.vectors.encoder_id(self._encoder().identity)
        while proceed() and self._compare(encoder_id, proceed):
            pass
        return False

    def _take_fingerprints(self, proceed: Proceed) -> bool:
        """Take some; returns whether there may be more to take."""
        unseen = self._library.likeness.unseen(_ASKED_FOR + len(self._without))
        digests = [digest for digest in unseen if digest not in self._without]
        for start in range(0, len(digests), _AT_ONCE):
            if not proceed():
                break
            self._keep_fingerprints(digests[start : start + _AT_ONCE])
        return bool(digests)

    def _keep_fingerprints(self, digests: Sequence[bytes]) -> None:
        sources = self._sources(digests)
        futures = [(digest, self._pool.pixels(source, _SQUASHED)) for digest, source in sources.items()]
        looks = []
        for digest, future in futures:
            try:
                looks.append(Look(digest, *fingerprint(future.result())))
            except PhotoError as error:
                # Its thumbnail is damaged, or gone and the file is away: when the indexer starts again.
                log.info("no fingerprint: %s", error.problem)
                self._without.add(digest)
        self._library.likeness.keep(looks)

    def _sources(self, digests: Sequence[bytes]) -> dict[bytes, Path]:
        """Where to read pictures from: their thumbnails, or files that show them where these are gone."""
        sources = {digest: self._store.path(digest) for digest in digests}
        gone = [digest for digest in digests if not self._store.has(digest)]
        for file in self._library.files.showing(gone):
            if file.online and file.is_as_known():
                sources[file.pixels_digest] = file.path
        return sources

    def _compare(self, encoder_id: int, proceed: Proceed) -> bool:
        """Compare some pictures with all earlier ones; returns whether there may be more."""
        begun = self._begun or self._begin(encoder_id)
        if begun is None:
            return False
        # In a large library this takes longer than the indexer goes without looking at its folders.
        self._begun = begun
        comparison, rest = begun
        while (others := next(rest, None)) is not None:
            comparison.with_others(others)
            if not proceed():
                return False
        self._library.likeness.link(comparison.seqs, comparison.links())
        self._begun = None
        return True

    def _begin(self, encoder_id: int) -> tuple[_Comparison, Iterator[Looks]] | None:
        """The next pictures to compare, and what with; None when all were."""
        new = self._library.likeness.uncompared(encoder_id, _COMPARED_AT_ONCE)
        if new is None:
            return None
        earlier = self._library.likeness.before(encoder_id, int(new.seqs[0]))
        sample = self._library.vectors.spread(encoder_id, _SAMPLED)
        return _Comparison(new, sample), chain([new], earlier)


class _Comparison:
    """Some new pictures, against all others block by block.

    Args:
        new: The new ones.
        sample: float16, shape (n, dimensions): vectors of pictures of the library.

    Attributes:
        seqs: Of the new ones.
    """

    def __init__(self, new: Looks, sample: NDArray[np.float16]) -> None:
        self._new = new
        self.seqs = new.seqs
        self._tokens = tokens(small_pictures(new.fingerprints))
        self._by_tokens = Nearest(len(new.seqs), LIKELY)
        self._vectors = new.vectors.astype(np.float32)
        self._shortened: Shortened | None = None
        if sample.shape[1] == self._vectors.shape[1] > 0:
            self._shortened = Shortened(sample)
            self._short = self._shortened.of(self._vectors)
            self._by_vectors = Nearest(len(new.seqs), nearness(sample))
        self._found: list[Link] = []

    def with_others(self, others: Looks) -> None:
        """Compare with a block; only pictures before a new one count, so that each pair counts once."""
        earlier = others.seqs[np.newaxis] < self._new.seqs[:, np.newaxis]
        both = np.unique(np.concatenate([self._likely(others, earlier), self._near(others, earlier)]), axis=0)
        parts = [both[start : start + _PAIRS_AT_ONCE] for start in range(0, len(both), _PAIRS_AT_ONCE)]
        # NumPy lets other threads go on while it calculates.
        with ThreadPoolExecutor(min(len(parts), _THREADS) or 1) as threads:
            for links in threads.map(lambda pairs: self._closely(others, pairs), parts):
                self._found += links

    def links(self) -> list[Link]:
        """All that was found."""
        return self._found

    def _closely(self, others: Looks, pairs: NDArray[np.intp]) -> list[Link]:
        """Look closely at some pairs, for any thread."""
        found = agreement(
            unpacked([self._new.fingerprints[row] for row in pairs[:, 0].tolist()]),
            unpacked([others.fingerprints[column] for column in pairs[:, 1].tolist()]),
        )
        alike, same = verdict(found)
        ones, earlier = self._new.seqs[pairs[:, 0]], others.seqs[pairs[:, 1]]
        return [
            Link(
                int(ones[number]),
                int(earlier[number]),
                bool(same[number]),
                min(1.0, float(found.detail[number])),
            )
            for number in np.flatnonzero(alike).tolist()
        ]

    def _likely(self, others: Looks, earlier: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Pairs of one shape, whatever their colours, size and turn."""
        scores = self._tokens @ tokens(small_pictures(others.fingerprints)).T
        rows, columns = np.nonzero((scores >= self._by_tokens.floors) & earlier)
        return self._by_tokens.take(rows, columns, scores[rows, columns])

    def _near(self, others: Looks, earlier: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Pairs whose vectors are near each other."""
        vectors = others.vectors.astype(np.float32)
        if self._shortened is None or vectors.shape[1] != self._vectors.shape[1]:
            return np.empty((0, 2), np.intp)
        at_most = self._short @ self._shortened.of(vectors).T
        rows, columns = np.nonzero((at_most >= self._by_vectors.floors) & earlier)
        # A few at a time: of a thousand pictures of one thing, a million pairs may be near.
        scores = [
            np.einsum("ij,ij->i", self._vectors[rows[some]], vectors[columns[some]])
            for some in (slice(start, start + _PRODUCTS) for start in range(0, len(rows), _PRODUCTS))
        ]
        return self._by_vectors.take(rows, columns, np.concatenate([np.empty(0, np.float32), *scores]))
