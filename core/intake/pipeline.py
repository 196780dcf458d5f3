"""decode -> encode -> commit, all at once: child processes decode, a thread encodes, this thread commits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FailureReason, PhotoError
from core.imaging import Decoded, DecoderPool
from core.intake.batch import COMMIT_SECONDS, Batch, DigestVectors, Encoding, Picture, content_of
from core.intake.journal import Journal
from core.intake.sidecars import Read, SidecarReader
from core.library import Library, Work
from core.paths import display
from models import Encoder

log = logging.getLogger(__name__)

ENCODE_BATCH = 16
SETTLE_SECONDS = 5.0
"""A file that can't be read may still be on its way until it was left unchanged for so long."""
_HALF_WRITTEN = frozenset(
    {FailureReason.EMPTY, FailureReason.NOT_A_PICTURE, FailureReason.DAMAGED, FailureReason.UNSUPPORTED}
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of some files.

    Attributes:
        done: Files that were read, the failed ones included.
        encoded: Vectors that were made: pictures times the encoders they went through.
        failed: Files that could not be read.
        unsettled: Files that are not settled: somebody may still be writing them, or they are not
            there any more, which the next scan tells. They go on waiting.
    """

    done: int = 0
    encoded: int = 0
    failed: int = 0
    unsettled: tuple[Work, ...] = ()


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
        self._sidecars = SidecarReader(library, pool)
        self._smallest_edge = 0

    def run(
        self, work: Iterable[Work], proceed: Callable[[], bool], *, patient: bool = True
    ) -> Iterator[Settled]:
        """Decode, encode and commit files, and read their sidecars.

        Files that an indexer died with are read after all others and one by one: should it die
        again, there is no doubt which of them did it.

        Args:
            work: What to read.
            proceed: Asked before new files are taken; False finishes what was begun and ends.
            patient: Give a file that can't be read, and was written just now, the time to settle.

        Yields:
            What became of them, after each commit.
        """
        suspects: list[Work] = []
        self._smallest_edge = self._library.settings.load().smallest_edge
        with Journal(self._library.paths.journal) as journal:
            unsuspected = _setting_aside(work, suspects)
            yield from self._run(unsuspected, self._width, proceed, journal, patient=patient)
            for suspect in suspects:
                if not proceed():
                    return
                yield from self._run([suspect], 1, proceed, journal, patient=patient)

    def _run(
        self,
        work: Iterable[Work],
        width: int,
        proceed: Callable[[], bool],
        journal: Journal,
        *,
        patient: bool,
    ) -> Iterator[Settled]:
        source = iter(work)
        decoding: dict[Future[Decoded], Work] = {}
        decoded: list[Picture] = []
        encoding: Encoding | None = None
        batch = Batch(len(self._encoders))
        more = True
        with ThreadPoolExecutor(1, thread_name_prefix="encode") as executor:
            while True:
                # Decoded pictures wait for the encoder: no more of them than it takes in a few steps.
                room = width - len(decoding) if len(decoded) < 4 * ENCODE_BATCH else 0
                more = more and proceed()
                if more and room > 0:
                    new = list(islice(source, room))
                    more = len(new) == room
                    journal.take(item.place_id for item in new)
                    self._sidecars.begin([item.place_id for item in new])
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
                    self._take(decoding.pop(future), future, decoded, batch, patient=patient)
                if batch.is_due():
                    yield self._commit(batch, journal, self._sidecars.finished())
                    batch = Batch(len(self._encoders))
            if batch:
                yield self._commit(batch, journal, self._sidecars.finish())
            elif read := self._sidecars.finish():
                self._library.sidecars.keep(read)

    def _wait(self, decoding: dict[Future[Decoded], Work], encoding: Encoding | None) -> None:
        futures: list[Future[Any]] = [*decoding]
        if encoding is not None:
            futures.append(encoding.made)
        if futures:
            wait(futures, timeout=COMMIT_SECONDS, return_when=FIRST_COMPLETED)

    def _take(
        self,
        work: Work,
        future: Future[Decoded],
        decoded: list[Picture],
        batch: Batch,
        *,
        patient: bool,
    ) -> None:
        try:
            result = future.result()
            picture = Picture(work.place_id, result)
            # What is not to be shown need not be found.
            if min(result.facts.width, result.facts.height) < self._smallest_edge:
                batch.pictures.append(picture)
            else:
                decoded.append(picture)
        except PhotoError as error:
            log.info("%s: %s", display(work.path), error.problem)
            may_heal = patient and error.reason in _HALF_WRITTEN
            if error.reason is FailureReason.STILL_CHANGING or _is_unsettled(work.path, may_heal=may_heal):
                batch.unsettled.append(work)
            else:
                batch.failures.append((work.place_id, error))

    def _encode(self, executor: ThreadPoolExecutor, pictures: list[Picture], batch: Batch) -> Encoding:
        """Send to each encoder what has no vector of it yet."""
        digests = {picture.decoded.pixels_digest for picture in pictures}
        known: list[DigestVectors] = []
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
        return Encoding(pictures, known, executor.submit(self._make, fresh))

    def _make(self, fresh: list[dict[bytes, NDArray[np.uint8]]]) -> list[DigestVectors]:
        """Encode, in the encoding thread: for each encoder, pixels by digest become vectors by digest."""
        made: list[DigestVectors] = []
        for (_, encoder), pixels in zip(self._encoders, fresh, strict=True):
            if not pixels:
                made.append({})
                continue
            vectors = encoder.encode_images(np.stack(list(pixels.values()))).astype(np.float16)
            made.append(dict(zip(pixels, vectors, strict=True)))
        return made

    def _commit(self, batch: Batch, journal: Journal, sidecars: Sequence[Read]) -> Settled:
        """Vectors first, then the catalogue: a crash between leaves a vector too many, never a gap."""
        places = self._library.places
        with self._library.writing():
            digests: dict[int, bytes] = {}
            for picture in batch.pictures:
                photo_id = self._library.identity.record(picture.place_id, content_of(picture.decoded))
                if photo_id is not None:
                    digests[photo_id] = picture.decoded.pixels_digest
            self._library.sidecars.record(sidecars)
            for place_id, error in batch.failures:
                places.fail(place_id, error.reason, error.problem, error.remedy)
            for (encoder_id, _), vectors in zip(self._encoders, batch.vectors, strict=True):
                rows = [
                    (photo_id, digest, vectors[digest])
                    for photo_id, digest in digests.items()
                    if digest in vectors
                ]
                self._library.vectors.write(encoder_id, rows)
        journal.put_down(batch.place_ids())
        done = len(batch.pictures) + len(batch.failures)
        return Settled(done, batch.encoded, len(batch.failures), tuple(batch.unsettled))


def _is_unsettled(path: Path, *, may_heal: bool) -> bool:
    """Whether a file that can't be read says nothing of itself yet."""
    try:
        age = time.time() - path.stat().st_mtime
    except OSError:
        # Deleted, moved, or its drive was unplugged: a scan knows which.
        return True
    return may_heal and 0 <= age < SETTLE_SECONDS


def _setting_aside(work: Iterable[Work], suspects: list[Work]) -> Iterator[Work]:
    for item in work:
        if item.strikes:
            suspects.append(item)
        else:
            yield item
