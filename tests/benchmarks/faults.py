"""Faults of the disk: logs cut by a power failure, writes that fail, kills in a migration.

Each part does harm to a library again and again and counts what did not come
back; `make soak` runs the long versions, tests/faults short ones with a fixed seed.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import USER_ERRORS
from core.intake import Indexer, Progress
from core.library import Library
from core.search import Question, SearchEngine
from tests.benchmarks.failing_writes import FailingWrites, Unavailable, failing_writes
from tests.benchmarks.report import table
from tests.conftest import ColourEncoder

DATABASES = ("catalog.db", "vectors.db")
_PER_COMMIT = 5


@dataclass(slots=True)
class Outcome:
    """What became of a library after its faults.

    Attributes:
        tried: Faults.
        said: Of these, how many were met, and said in words.
        damaged: Libraries that could not be opened or failed SQLite's check.
        lost: Photos that were committed and are gone, or have no vector after indexing.
        doubled: Photos that are there twice.
        wrong: Vectors that belong to another picture.
        bugs: Errors that no front end would have put into words.
        ready_s: The longest time until a library could answer again.
    """

    tried: int = 0
    said: int = 0
    damaged: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    bugs: list[str] = field(default_factory=list)
    ready_s: float = 0.0

    @property
    def good(self) -> bool:
        """Nothing was lost, and nothing broke."""
        return not (self.damaged or self.lost or self.doubled or self.wrong or self.bugs)

    def show(self, title: str) -> int:
        """Print the counts; returns the exit code."""
        rows = [
            ["faults", self.tried],
            ["met by the library, and said in words", self.said],
            ["libraries damaged", self.damaged],
            ["photos lost", self.lost],
            ["photos doubled", self.doubled],
            ["vectors of another picture", self.wrong],
            ["errors without words", len(self.bugs)],
            ["slowest time until ready, s", f"{self.ready_s:.2f}"],
        ]
        table(title, ["", "count"], rows)
        for bug in self.bugs[:5]:
            print(bug)
        return 0 if self.good else 1


def paint(path: Path, seed: int) -> None:
    """Write a small picture of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(pixels).resize((160, 120), Image.Resampling.BICUBIC).save(path, quality=90)


# -- the power fails ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Commit:
    """Sizes of both logs when some photos had been committed."""

    logs: tuple[int, int]
    photos: int


def power_cuts(directory: Path, cuts: int, seed: int, commits: int = 8, *, text: bool = True) -> Outcome:
    """Cut the logs of both databases, each anywhere, and open what is left.

    SQLite flushes the log at each commit, so a power failure leaves a beginning of
    it; which of the two databases lost more is chance.

    Args:
        directory: Empty; for photos and libraries.
        cuts: How many.
        seed: Of the cuts.
        commits: Batches of photos that are in the logs.
        text: Whether the text in the photos is looked for, too, which takes as long as all the rest.
    """
    chance, outcome = random.Random(seed), Outcome()
    photos, live, frozen = directory / "photos", directory / "live", directory / "frozen"
    committed = _write_without_checkpoint(photos, live, frozen, commits, text=text)
    vectors = _vectors(live)
    sizes = [(frozen / f"{name}-wal").stat().st_size for name in DATABASES]
    for number in range(cuts):
        root = directory / f"cut-{number}"
        shutil.copytree(frozen, root)
        kept = [chance.randrange(size + 1) for size in sizes]
        for name, size in zip(DATABASES, kept, strict=True):
            os.truncate(root / f"{name}-wal", size)
        promised = max((one.photos for one in committed if one.logs[0] <= kept[0]), default=0)
        outcome.tried += 1
        _judge(root, outcome, promised, vectors)
        shutil.rmtree(root)
    return outcome


def _write_without_checkpoint(
    photos: Path, live: Path, frozen: Path, commits: int, *, text: bool
) -> list[_Commit]:
    """Index in batches, while a reader keeps the logs from being taken into the databases; then copy all."""
    with Library.open(live) as library:
        photos.mkdir()
        library.folders.add(photos)
        library.settings.save(transcribe=text)
    readers = [sqlite3.connect(live / name, isolation_level=None) for name in DATABASES]
    for reader in readers:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    committed = []
    for number in range(commits):
        for one in range(number * _PER_COMMIT, (number + 1) * _PER_COMMIT):
            paint(photos / f"{one}.jpg", one)
        with Indexer(live, encoder=ColourEncoder()) as indexer:
            indexer.run_once()
        logs = [(live / f"{name}-wal").stat().st_size for name in DATABASES]
        committed.append(_Commit((logs[0], logs[1]), (number + 1) * _PER_COMMIT))
    frozen.mkdir()
    for name in DATABASES:
        for suffix in ("", "-wal"):
            shutil.copyfile(live / f"{name}{suffix}", frozen / f"{name}{suffix}")
    shutil.copytree(live / "thumbnails", frozen / "thumbnails")
    for reader in readers:
        reader.close()
    return committed


# -- writes fail -------------------------------------------------------------------------------


def write_faults(
    directory: Path,
    seed: int,
    tries: int | None = None,
    photos: int = 20,
    faults: FailingWrites | None = None,
    *,
    text: bool = True,
) -> Outcome:
    """Index while SQLite's writes fail from a chosen one on, or one fails; then heal the disk.

    Args:
        directory: Empty; for photos and libraries.
        seed: Chooses which writes fail, and how.
        tries: How many; None tries every write there is.
        photos: How many there are to index.
        text: Whether the text in them is looked for, too.

    Raises:
        Unavailable: SQLite can't be reached here.
    """
    with failing_writes() as disk:
        return _fail_writes(disk, directory, seed, tries, photos, text=text)


def _fail_writes(
    disk: FailingWrites, directory: Path, seed: int, tries: int | None, photos: int, *, text: bool
) -> Outcome:
    chance, outcome = random.Random(seed), Outcome()
    for number in range(photos):
        paint(directory / "photos" / f"{number}.jpg", number)
    template, whole = directory / "template", directory / "whole"
    with Library.open(template) as library:
        library.folders.add(directory / "photos")
        library.settings.save(transcribe=text)
    shutil.copytree(template, whole)
    disk.fail(1 << 62, 0)
    _index(whole)
    vectors, writes = _vectors(whole), disk.count
    chosen = range(1, writes + 1) if tries is None else sorted(chance.sample(range(1, writes + 1), tries))
    for first in chosen:
        root = directory / f"fault-{first}"
        shutil.copytree(template, root)
        reported: list[Progress] = []
        for_good = chance.random() < 0.5
        disk.fail(first, chance.choice((errno.ENOSPC, errno.EIO)), times=1 << 62 if for_good else 1)
        outcome.tried += 1
        try:
            _index(root, reported.append)
            outcome.said += "No backup" in reported[-1].message
        except USER_ERRORS:
            outcome.said += 1
        except Exception as error:
            outcome.bugs.append(f"write {first}: {error!r}")
        disk.heal()
        _judge(root, outcome, max((one.done for one in reported), default=0), vectors)
        shutil.rmtree(root)
    return outcome


# -- what came back ----------------------------------------------------------------------------

_BySource = dict[bytes, NDArray[np.float16]]


def _judge(root: Path, outcome: Outcome, promised: int, vectors: _BySource) -> None:
    """Open a library after a fault, count what is there, index it, and count again."""
    started = time.monotonic()
    try:
        with Library.open(root) as library:
            faults = library.check()
            there = library.photos.counts().photos
        with SearchEngine(root, encoder=ColourEncoder()) as engine:
            engine.ask(Question("red"))
    except USER_ERRORS as error:
        outcome.damaged += 1
        outcome.bugs.append(str(error))
        return
    outcome.ready_s = max(outcome.ready_s, time.monotonic() - started)
    outcome.damaged += bool(faults)
    outcome.lost += max(0, promised - there)
    _index(root)
    with Library.open(root) as library:
        ids = library.photos.ids().tolist()
        paths = [photo.path for photo in library.photos.get(ids)]
        outcome.damaged += bool(library.check())
    present = _vectors(root)
    with SearchEngine(root, encoder=ColourEncoder()) as engine:
        found = engine.ask(Question("red", limit=10 * len(vectors))).photo_ids.tolist()
    outcome.lost += len(vectors) - len(set(paths)) + len(set(ids) - set(found))
    outcome.doubled += len(paths) - len(set(paths)) + len(found) - len(set(found))
    outcome.wrong += sum(
        digest not in vectors or not np.array_equal(vectors[digest], vector)
        for digest, vector in present.items()
    )


def _index(root: Path, report: Callable[[Progress], None] = lambda _: None) -> None:
    with Indexer(root, report, encoder=ColourEncoder()) as indexer:
        indexer.run_once()


def _vectors(root: Path) -> _BySource:
    """The vector of each photo, by the digest of the picture that the catalogue says it shows."""
    with (
        Library.open(root) as library,
        closing(sqlite3.connect(library.paths.catalog)) as catalog,
    ):
        encoder_id = library.vectors.encoder_id(ColourEncoder.identity)
        digests = dict(catalog.execute("SELECT photo_id, pixels_digest FROM contents"))
        vectors = library.vectors.of_photos(encoder_id, list(digests))
        return {digests[id_]: vector.astype(np.float16) for id_, vector in vectors.items()}


# -- for `make soak` ---------------------------------------------------------------------------


def run_wal(options: argparse.Namespace) -> int:
    """Cut the logs at 100 places."""
    with TemporaryDirectory() as directory:
        outcome = power_cuts(Path(directory), 100, options.seed, commits=12)
    return outcome.show(f"The power failed: both logs cut anywhere (seed {options.seed})")


def run_writes(options: argparse.Namespace) -> int:
    """Fail every write there is."""
    try:
        with TemporaryDirectory() as directory:
            outcome = write_faults(Path(directory), options.seed)
    except Unavailable as reason:
        print(f"Writes that fail: left out, {reason}.")
        return 0
    return outcome.show(f"Writes failed: each one in turn (seed {options.seed})")
