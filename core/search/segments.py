"""Segments: immutable files with the vectors of the index.

Layout, little endian: photo ids (int64, n), seqs (int64, n), vectors (float16, n x d).
A segment has a name of its own, is checked against its registered checksums before
it is mapped, and is never written again; so a damaged one is seen, not searched.
"""

from __future__ import annotations

import mmap
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.library import Segment, VectorRows

CHECKSUM_BLOCK = 1 << 20
"""Bytes a CRC-32 covers."""


class SegmentDamaged(Exception):
    """A segment file is missing, cut or changed; its rows are read from SQLite instead."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of the index, in memory or mapped.

    Attributes:
        seqs: int64, shape (n,), ascending.
        photo_ids: int64, shape (n,).
        vectors: float16, shape (n, dimensions), rows of unit length.
    """

    seqs: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    vectors: NDArray[np.float16]


def write_segment(directory: Path, name: str, rows: VectorRows) -> Segment:
    """Write rows into a new file, whole or not at all.

    Returns:
        What has to be registered (its id is 0 until then).
    """
    target = directory / name
    temporary = target.with_suffix(".part")
    checksums: list[int] = []
    pending = bytearray()

    def flush(final: bool) -> None:
        while len(pending) >= CHECKSUM_BLOCK or (final and pending):
            checksums.append(zlib.crc32(pending[:CHECKSUM_BLOCK]))
            del pending[:CHECKSUM_BLOCK]

    try:
        with temporary.open("wb") as file:
            for part in (rows.photo_ids, rows.seqs, rows.vectors):
                view = memoryview(part.tobytes())
                for start in range(0, len(view), CHECKSUM_BLOCK):
                    chunk = view[start : start + CHECKSUM_BLOCK]
                    file.write(chunk)
                    pending += chunk
                    flush(final=False)
            flush(final=True)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        temporary.chmod(0o600)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return Segment(
        id=0,
        file=name,
        first_seq=int(rows.seqs[0]),
        last_seq=int(rows.seqs[-1]),
        rows=len(rows.seqs),
        file_bytes=size,
        checksums=np.array(checksums, dtype="<u4").tobytes(),
    )


def open_segment(directory: Path, segment: Segment, dimensions: int) -> Block:
    """Check a segment's bytes, then map it.

    Raises:
        SegmentDamaged: Its file is not what was registered.
    """
    path = directory / segment.file
    expected = segment.rows * (16 + 2 * dimensions)
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != segment.file_bytes or segment.file_bytes != expected:
                raise SegmentDamaged(f"{path.name} has another size than registered")
            # Checked through the same descriptor that is mapped: nothing can slip in between.
            for checksum in np.frombuffer(segment.checksums, dtype="<u4"):
                if zlib.crc32(file.read(CHECKSUM_BLOCK)) != checksum:
                    raise SegmentDamaged(f"{path.name} does not match its checksums")
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise SegmentDamaged(f"{path.name} can't be read: {error}") from error
    n = segment.rows
    return Block(
        photo_ids=np.frombuffer(mapped, dtype="<i8", count=n),
        seqs=np.frombuffer(mapped, dtype="<i8", count=n, offset=8 * n),
        vectors=np.frombuffer(mapped, dtype="<f2", offset=16 * n).reshape(n, dimensions),
    )
