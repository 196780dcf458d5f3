"""What is in the pipeline's hands between decoding and the commit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import PhotoError
from core.imaging import Decoded
from core.library import Content, Work

DigestVectors = dict[bytes, NDArray[np.float16]]
"""Vectors of one encoder, by the digest of the picture."""

COMMIT_ROWS = 128
COMMIT_SECONDS = 1.0
"""A commit waits for the disk twice, so it is shared; what is lost by a crash is read again."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that was read, and the place it was read at."""

    place_id: int
    decoded: Decoded


@dataclass(frozen=True, slots=True)
class Encoding:
    """Pictures at the encoders; for each encoder, `known` are vectors there were, `made` those being made."""

    pictures: list[Picture]
    known: list[DigestVectors]
    made: Future[list[DigestVectors]]


class Batch:
    """What is finished and not committed yet."""

    def __init__(self, encoders: int) -> None:
        self.pictures: list[Picture] = []
        self.vectors: list[DigestVectors] = [{} for _ in range(encoders)]
        self.failures: list[tuple[int, PhotoError]] = []
        self.unsettled: list[Work] = []
        self.encoded = 0
        self._since = time.monotonic()

    def __bool__(self) -> bool:
        return bool(self.pictures or self.failures or self.unsettled)

    def place_ids(self) -> Iterator[int]:
        """All files of it."""
        yield from (picture.place_id for picture in self.pictures)
        yield from (place_id for place_id, _ in self.failures)
        yield from (work.place_id for work in self.unsettled)

    def add(self, encoding: Encoding) -> None:
        """Pictures that have all their vectors."""
        self.pictures += encoding.pictures
        for vectors, known, made in zip(self.vectors, encoding.known, encoding.made.result(), strict=True):
            vectors.update(known | made)
            self.encoded += len(made)

    def is_due(self) -> bool:
        """Whether it is time to commit."""
        size = len(self.pictures) + len(self.failures)
        return size >= COMMIT_ROWS or (bool(self) and time.monotonic() - self._since > COMMIT_SECONDS)


def content_of(decoded: Decoded) -> Content:
    """What was read, as the library takes it."""
    return Content(
        size=decoded.size,
        mtime_ns=decoded.mtime_ns,
        file_id=decoded.file_id & 0x7FFF_FFFF_FFFF_FFFF,
        sha256=decoded.sha256,
        edges=decoded.edges,
        pixels_digest=decoded.pixels_digest,
        facts=asdict(decoded.facts),
    )
