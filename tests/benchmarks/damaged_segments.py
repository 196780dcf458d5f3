"""Segment files of the index that rot: flipped, overwritten, cut, grown, exchanged, gone.

Each fault must be seen before the file's content is used, must not change an
answer, and must be mended from SQLite. No encoder is in reach here, so nothing can
have been encoded again.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from core.library import Library
from core.search import Ranking, VectorIndex, maintain
from models import EncoderIdentity, Vectors
from tests.benchmarks.report import table

_IDENTITY = EncoderIdentity("rotten", "1", 96)
_ROWS = 2600
_FULL = 1000
"""Rows of a full segment: two are, with codes, and one is not."""


@dataclass(slots=True)
class Rot:
    """What became of the faults.

    Attributes:
        tried: Faults.
        unseen: Of these, how many a whole check did not find.
        wrong: Answers that were not those of plain arithmetic, before or after mending.
        unmended: Faults after which a segment was still damaged.
    """

    tried: int = 0
    unseen: int = 0
    wrong: int = 0
    unmended: int = 0

    @property
    def good(self) -> bool:
        """Every fault was seen, and none showed."""
        return not (self.unseen or self.wrong or self.unmended)

    def show(self, title: str) -> int:
        """Print the counts; returns the exit code."""
        rows = [
            ["files damaged", self.tried],
            ["not noticed", self.unseen],
            ["answers changed", self.wrong],
            ["not mended", self.unmended],
        ]
        table(title, ["", "count"], rows)
        return 0 if self.good else 1


def run(options: argparse.Namespace) -> int:
    """The part `segments` of `make soak`: a hundred faults; the exit code."""
    with TemporaryDirectory() as directory:
        rot = segment_faults(Path(directory), faults=100, seed=options.seed)
    return rot.show(f"Segment files of the index damaged (seed {options.seed})")


def segment_faults(directory: Path, *, faults: int, seed: int) -> Rot:
    """Damage one segment file after the other.

    Args:
        directory: Empty; the library is made in it.
        faults: How many.
        seed: Of the vectors, and of what is done to which file.
    """
    chance = random.Random(seed)
    rng = np.random.default_rng(seed)
    spread = np.arange(1, _IDENTITY.dimensions + 1) ** -0.7
    rows = _unit(rng.standard_normal((_ROWS, _IDENTITY.dimensions)) * spread)
    queries = _unit(rng.standard_normal((4, _IDENTITY.dimensions)))
    rot = Rot()
    with Library.open(directory / "library") as library:
        encoder_id = library.vectors.encoder_id(_IDENTITY)
        library.vectors.write(
            encoder_id, [(number, b"d" * 16, row) for number, row in enumerate(rows.astype(np.float16), 1)]
        )
        options = {"tail_rows": 1, "full_rows": _FULL}
        maintain(library, encoder_id, _IDENTITY.dimensions, **options)
        for _ in range(faults):
            before = library.vectors.segments(encoder_id)
            victim = chance.choice(before)
            _damage(library.paths.index, victim.file, [segment.file for segment in before], chance)
            rot.tried += 1
            index = VectorIndex(library.vectors, encoder_id, _IDENTITY.dimensions, library.paths.index)
            index.refresh()
            rot.wrong += sum(not _is_right(index, rows, query) for query in queries)
            index.refresh(whole=True)
            rot.unseen += index.damaged != [victim]
            rot.wrong += sum(not _is_right(index, rows, query) for query in queries)
            maintain(library, encoder_id, _IDENTITY.dimensions, worn=index.damaged, **options)
            index.refresh(whole=True)
            rot.unmended += bool(index.damaged)
            rot.wrong += sum(not _is_right(index, rows, query) for query in queries)
    return rot


def _damage(folder: Path, name: str, others: list[str], chance: random.Random) -> None:
    path = folder / name
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    kind = chance.choice(["bit", "bit", "bit", "page", "cut", "grown", "exchanged", "empty", "gone"])
    if kind == "bit":
        content[at] ^= 1 << chance.randrange(8)
    elif kind == "page":
        page = slice(at // 4096 * 4096, at // 4096 * 4096 + 4096)
        content[page] = bytes(byte ^ 0xFF for byte in content[page])
    elif kind == "cut":
        del content[at:]
    elif kind == "grown":
        content += chance.randbytes(chance.randrange(1, 5000))
    elif kind == "exchanged":
        other = chance.choice([other for other in others if other != name])
        content = bytearray((folder / other).read_bytes())
    elif kind == "empty":
        content.clear()
    # A new file: what is mapped is never changed under a reader, as nothing in Fovea does.
    path.unlink()
    if kind != "gone":
        path.write_bytes(content)


def _is_right(index: VectorIndex, rows: Vectors, query: Vectors) -> bool:
    halves = rows.astype(np.float16).astype(np.float32)
    scores = halves @ query.astype(np.float16).astype(np.float32)
    best = np.argsort(-scores, kind="stable")[:10]
    found: Ranking = index.search(query, 10, np.ones(_ROWS + 1, bool))
    return bool(
        np.array_equal(found.photo_ids, best + 1) and np.allclose(found.scores, scores[best], atol=1e-4)
    )


def _unit(rows: np.ndarray) -> Vectors:
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit
