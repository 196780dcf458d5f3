"""Segments: immutable files with the vectors of the index.

Layout, little endian, each part on a multiple of 64 bytes: vectors (float16, n x d), photo ids (int64, n),
seqs (int64, n) and, in a segment with codes, its codebook (mean d, steps c, basis c x d, float32) and the
codes (int8, n x c).

A segment has a name of its own, is checked against its registered checksums, and is
never written again; so a damaged one is seen, not searched. What every search looks at
is checked before it is mapped. A segment with codes is large, and of its vectors a
search reads a few: those are checked by blocks, before their first use.
"""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from core.library import Segment, VectorRows
from core.search.blocks import Block, CodedBlock, PlainBlock
from core.search.codes import Codebook

CHECKSUM_BLOCK = 1 << 12
"""Bytes a CRC-32 covers: a page of memory, so that checking some vectors reads no more than using them."""

_READ = 1 << 20
_ALIGNMENT = 64
_CHUNK = 8192
_SAMPLE = 16_384
"""Rows a codebook is fitted to."""


class SegmentDamaged(Exception):
    """A segment file is missing, cut or changed; its rows are read from SQLite instead."""


def write_segment(directory: Path, name: str, batches: Iterable[VectorRows], *, coded: bool) -> Segment:
    """Write rows, at least one, into a new file, whole or not at all.

    Args:
        directory: Where segments are.
        name: Of the file.
        batches: The rows, by ascending `seq`.
        coded: Whether it gets codes.

    Returns:
        What has to be registered (its id is 0 until then).
    """
    target = directory / name
    temporary = target.with_suffix(".part")
    seqs, photo_ids = [], []
    dimensions = code_dimensions = 0
    try:
        with temporary.open("w+b") as file:
            out = _Checksummed(file)
            for batch in batches:
                out.write(batch.vectors)
                seqs.append(batch.seqs)
                photo_ids.append(batch.photo_ids)
                dimensions = batch.vectors.shape[1]
            all_seqs = np.concatenate(seqs)
            for keys in (np.concatenate(photo_ids), all_seqs):
                out.align()
                out.write(keys.astype("<i8"))
            if coded:
                code_dimensions = _write_codes(out, len(all_seqs), dimensions)
            checksums = out.finish()
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
        first_seq=int(all_seqs[0]),
        last_seq=int(all_seqs[-1]),
        rows=len(all_seqs),
        file_bytes=size,
        checksums=checksums,
        code_dimensions=code_dimensions,
    )


def open_segment(directory: Path, segment: Segment, dimensions: int, *, whole: bool = False) -> Block:
    """Check a segment's bytes, then map it.

    Args:
        directory: Where segments are.
        segment: As registered.
        dimensions: Length of the vectors.
        whole: Check now what else would be checked at its first use, too.

    Raises:
        SegmentDamaged: Its file is not what was registered.
    """
    path = directory / segment.file
    layout = _Layout(segment.rows, dimensions, segment.code_dimensions)
    checksums = np.frombuffer(segment.checksums, dtype="<u4")
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != segment.file_bytes or segment.file_bytes != layout.size:
                raise SegmentDamaged(f"{path.name} has another size than registered")
            first = layout.photo_ids // CHECKSUM_BLOCK if segment.code_dimensions and not whole else 0
            # Checked through the same descriptor that is mapped: nothing can slip in between.
            file.seek(first * CHECKSUM_BLOCK)
            at = first
            while content := file.read(_READ):
                found = _checksums(content)
                if found != checksums[at : at + len(found)].tolist():
                    raise SegmentDamaged(f"{path.name} does not match its checksums")
                at += len(found)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if segment.code_dimensions and hasattr(mapped, "madvise"):
                # Vectors are read here and there: what lies around them is not worth reading from a disk.
                mapped.madvise(mmap.MADV_RANDOM, 0, layout.photo_ids)
    except (OSError, ValueError) as error:
        raise SegmentDamaged(f"{path.name} can't be read: {error}") from error
    n, d, c = segment.rows, dimensions, segment.code_dimensions
    vectors = np.frombuffer(mapped, "<f2", n * d).reshape(n, d)
    photo_ids = np.frombuffer(mapped, "<i8", n, layout.photo_ids)
    seqs = np.frombuffer(mapped, "<i8", n, layout.seqs)
    if not c:
        return PlainBlock(seqs, photo_ids, vectors)
    codebook = Codebook(
        mean=np.frombuffer(mapped, "<f4", d, layout.codebook),
        steps=np.frombuffer(mapped, "<f4", c, layout.codebook + 4 * d),
        basis=np.frombuffer(mapped, "<f4", c * d, layout.codebook + 4 * (d + c)).reshape(c, d),
    )
    codes = np.frombuffer(mapped, "<i1", n * c, layout.codes).reshape(n, c)
    return CodedBlock(seqs, photo_ids, codes, codebook, _CheckedRows(path.name, mapped, vectors, checksums))


class _Layout:
    """Where the parts of a segment begin, in bytes from its start."""

    def __init__(self, rows: int, dimensions: int, code_dimensions: int) -> None:
        self.photo_ids = _aligned(2 * rows * dimensions)
        self.seqs = _aligned(self.photo_ids + 8 * rows)
        self.size = self.seqs + 8 * rows
        if code_dimensions:
            self.codebook = _aligned(self.size)
            floats = dimensions + code_dimensions + dimensions * code_dimensions
            self.codes = _aligned(self.codebook + 4 * floats)
            self.size = self.codes + rows * code_dimensions


class _CheckedRows:
    """The vectors of a mapped segment; a block of bytes is checked before its first use."""

    def __init__(
        self, name: str, mapped: mmap.mmap, vectors: NDArray[np.float16], checksums: NDArray[np.uint32]
    ) -> None:
        self._name = name
        self._bytes = memoryview(mapped)
        self._vectors = vectors
        self._checksums = checksums
        self._checked = np.zeros(len(checksums), dtype=bool)

    def __call__(self, numbers: NDArray[np.int64]) -> NDArray[np.float16]:
        width = self._vectors.strides[0]
        first, last = numbers * width // CHECKSUM_BLOCK, ((numbers + 1) * width - 1) // CHECKSUM_BLOCK
        most = width // CHECKSUM_BLOCK + 2
        touched = np.unique(np.minimum(first[:, np.newaxis] + np.arange(most), last[:, np.newaxis]))
        for block in touched[~self._checked[touched]].tolist():
            start = block * CHECKSUM_BLOCK
            if zlib.crc32(self._bytes[start : start + CHECKSUM_BLOCK]) != self._checksums[block]:
                raise SegmentDamaged(f"{self._name} does not match its checksums")
            self._checked[block] = True
        return self._vectors[numbers]


class _Checksummed:
    """A file being written, and the checksums of what was."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.written = 0
        self._pending = bytearray()
        self._checksums: list[int] = []

    def write(self, part: NDArray[np.generic]) -> None:
        """Append an array's bytes."""
        content = part.tobytes()
        self.file.write(content)
        self.written += len(content)
        self._pending += content
        whole = len(self._pending) // CHECKSUM_BLOCK * CHECKSUM_BLOCK
        self._checksums += _checksums(bytes(self._pending[:whole]))
        del self._pending[:whole]

    def align(self) -> None:
        """Fill up to where the next part may begin."""
        self.write(np.zeros(_aligned(self.written) - self.written, np.uint8))

    def finish(self) -> bytes:
        """The checksums, uint32 little endian."""
        self._checksums += _checksums(bytes(self._pending))
        return np.array(self._checksums, dtype="<u4").tobytes()


def _write_codes(out: _Checksummed, rows: int, dimensions: int) -> int:
    """Append codebook and codes of the vectors that the file begins with; how many dimensions they have."""
    out.file.flush()
    with mmap.mmap(out.file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        # A copy at a time: an array that looks at the map would keep it from being closed.
        def part(start: int, stop: int, step: int = 1) -> NDArray[np.float32]:
            vectors = np.frombuffer(mapped, "<f2", rows * dimensions).reshape(rows, dimensions)
            return vectors[start:stop:step].astype(np.float32)

        codebook = Codebook.fit(part(0, rows, max(1, rows // _SAMPLE)))
        out.align()
        for values in (codebook.mean, codebook.steps, codebook.basis):
            out.write(values.astype("<f4"))
        out.align()
        for start in range(0, rows, _CHUNK):
            out.write(codebook.encode(part(start, start + _CHUNK)))
    return len(codebook.steps)


def _checksums(content: bytes) -> list[int]:
    """The CRC-32 of each block."""
    view = memoryview(content)
    return [zlib.crc32(view[at : at + CHECKSUM_BLOCK]) for at in range(0, len(view), CHECKSUM_BLOCK)]


def _aligned(position: int) -> int:
    return -(-position // _ALIGNMENT) * _ALIGNMENT
