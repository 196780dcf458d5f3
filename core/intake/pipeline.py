"""decode -> encode -> commit, all at once: child processes decode, a thread encodes, this thread commits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FailureReason, PhotoError
from core.imaging import Decoded, DecoderPool
from core.library import Content, Library, Work
from core.paths import display
from models import Encoder

log = logging.getLogger(__name__)

_Vectors = dict[bytes, NDArray[np.float16]]
"""Vectors of one encoder, by the digest of the picture."""

ENCODE_BATCH = 16
COMMIT_ROWS = 128
COMMIT_SECONDS = 1.0
"""A commit waits for the disk twice, so it is shared; what is lost by a crash is read again."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of some files.

    Attributes:
        done: Files that were read, the failed ones included.
        encoded: Vectors that were made: pictures times the encoders they went through.
        failed: Files that could not be read.
    """

    done: int = 0
    encoded: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Picture:
    place_id: int
    decoded: Decoded


class Pipeline:
    """Takes waiting files into the library.

    Args:
        library: Opened by this thread.
        encoders: Each makes a vector of every picture.
        pool: Decodes.
        width: Files in the decoders at once.
    """

    def __init__(self, library: Library, encoders: Sequence[Encoder], pool: DecoderPool, width: int) -> None:
        self._library = library
        self._encoders = [(library.vectors.encoder_id(encoder.identity), encoder) for encoder in encoders]
        self._preprocesses = tuple(encoder.preprocess for encoder in encoders)
        self._pool = pool
        self._width = width

    def run(self, work: Iterable[Work], proceed: Callable[[], bool]) -> Iterator[Settled]:
        """Decode, encode and commit files.

        Args:
            work: What to read.
            proceed: Asked before new files are taken; False finishes what was begun and ends.

        Yields:
            What became of them, after each commit.
        """
        source = iter(work)
        decoding: dict[Future[Decoded], Work] = {}
        decoded: list[_Picture] = []
        encoding: _Encoding | None = None
        batch = _Batch(len(self._encoders))
        more = True
        with ThreadPoolExecutor(1, thread_name_prefix="encode") as executor:
            while True:
                # Decoded pictures wait for the encoder: no more of them than it takes in a few steps.
                room = self._width - len(decoding) if len(decoded) < 4 * ENCODE_BATCH else 0
                more = more and proceed()
                if more and room > 0:
                    new = list(islice(source, room))
                    more = len(new) == room
                    for item in new:
                        decoding[self._pool.decode(item.path, self._preprocesses)] = item
                if encoding is None and decoded and (len(decoded) >= ENCODE_BATCH or not decoding):
                    encoding = self._encode(executor, decoded[:ENCODE_BATCH], batch)
                    del decoded[:ENCODE_BATCH]
                if not decoding and encoding is None and not decoded and not more:
                    break
                self._wait(decoding, encoding)
                if encoding is not None and encoding.made.done():
                    batch.add(encoding)
                    encoding = None
                for future in [future for future in decoding if future.done()]:
                    self._take(decoding.pop(future), future, decoded, batch)
                if batch.is_due():
                    yield self._commit(batch)
                    batch = _Batch(len(self._encoders))
            if batch:
                yield self._commit(batch)

    def _wait(self, decoding: dict[Future[Decoded], Work], encoding: _Encoding | None) -> None:
        futures: list[Future[Any]] = [*decoding]
        if encoding is not None:
            futures.append(encoding.made)
        if futures:
            wait(futures, timeout=COMMIT_SECONDS, return_when=FIRST_COMPLETED)

    def _take(self, work: Work, future: Future[Decoded], decoded: list[_Picture], batch: _Batch) -> None:
        try:
            decoded.append(_Picture(work.place_id, future.result()))
        except PhotoError as error:
            log.info("%s: %s", display(work.path), error.problem)
            if not work.path.exists():
                batch.vanished.append(work)
            elif error.reason is not FailureReason.STILL_CHANGING:
                # What is still changing waits for the scan that its next event, or a rescan, brings.
                batch.failures.append((work.place_id, error))

    def _encode(self, executor: ThreadPoolExecutor, pictures: list[_Picture], batch: _Batch) -> _Encoding:
        """Send to each encoder what has no vector of it yet."""
        digests = {picture.decoded.pixels_digest for picture in pictures}
        known: list[_Vectors] = []
        fresh: list[dict[bytes, NDArray[np.uint8]]] = []
        for number, (encoder_id, _) in enumerate(self._encoders):
            made = self._library.vectors.of_pictures(encoder_id, list(digests))
            made |= {
                digest: batch.vectors[number][digest] for digest in digests & batch.vectors[number].keys()
            }
            known.append(made)
            fresh.append(
                {
                    picture.decoded.pixels_digest: picture.decoded.pixels[number]
                    for picture in pictures
                    if picture.decoded.pixels_digest not in made
                }
            )
        return _Encoding(pictures, known, executor.submit(self._make, fresh))

    def _make(self, fresh: list[dict[bytes, NDArray[np.uint8]]]) -> list[_Vectors]:
        """Encode, in the encoding thread: for each encoder, pixels by digest become vectors by digest."""
        made: list[_Vectors] = []
        for (_, encoder), pixels in zip(self._encoders, fresh, strict=True):
            if not pixels:
                made.append({})
                continue
            vectors = encoder.encode_images(np.stack(list(pixels.values()))).astype(np.float16)
            made.append(dict(zip(pixels, vectors, strict=True)))
        return made

    def _commit(self, batch: _Batch) -> Settled:
        """Vectors first, then the catalogue: a crash between leaves a vector too many, never a gap."""
        places = self._library.places
        with self._library.writing():
            digests: dict[int, bytes] = {}
            for picture in batch.pictures:
                photo_id = self._library.identity.record(picture.place_id, _content(picture.decoded))
                digests[photo_id] = picture.decoded.pixels_digest
            for place_id, error in batch.failures:
                places.fail(place_id, error.reason, error.problem, error.remedy)
            for work in batch.vanished:
                places.forget(work.place_id)
            for (encoder_id, _), vectors in zip(self._encoders, batch.vectors, strict=True):
                rows = [(photo_id, digest, vectors[digest]) for photo_id, digest in digests.items()]
                self._library.vectors.write(encoder_id, rows)
        return Settled(len(batch.pictures) + len(batch.failures), batch.encoded, len(batch.failures))


@dataclass(frozen=True, slots=True)
class _Encoding:
    """Pictures at the encoders; for each encoder, `known` are vectors there were, `made` those being made."""

    pictures: list[_Picture]
    known: list[_Vectors]
    made: Future[list[_Vectors]]


class _Batch:
    """What is finished and not committed yet."""

    def __init__(self, encoders: int) -> None:
        self.pictures: list[_Picture] = []
        self.vectors: list[_Vectors] = [{} for _ in range(encoders)]
        self.failures: list[tuple[int, PhotoError]] = []
        self.vanished: list[Work] = []
        self.encoded = 0
        self._since = time.monotonic()

    def __bool__(self) -> bool:
        return bool(self.pictures or self.failures or self.vanished)

    def add(self, encoding: _Encoding) -> None:
        """Pictures that have all their vectors."""
        self.pictures += encoding.pictures
        for vectors, known, made in zip(self.vectors, encoding.known, encoding.made.result(), strict=True):
            vectors.update(known | made)
            self.encoded += len(made)

    def is_due(self) -> bool:
        """Whether it is time to commit."""
        size = len(self.pictures) + len(self.failures)
        return size >= COMMIT_ROWS or (bool(self) and time.monotonic() - self._since > COMMIT_SECONDS)


def _content(decoded: Decoded) -> Content:
    return Content(
        size=decoded.size,
        mtime_ns=decoded.mtime_ns,
        file_id=decoded.file_id & 0x7FFF_FFFF_FFFF_FFFF,
        sha256=decoded.sha256,
        edges=decoded.edges,
        pixels_digest=decoded.pixels_digest,
        facts=asdict(decoded.facts),
    )
