"""Warm search, cold start and memory, at growing library sizes, beside plain NumPy in the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from core.intake.scan import Scanner
from core.library import Library
from core.search import Question, SearchEngine, VectorIndex, maintain, photo_mask
from models import EncoderIdentity, load_encoder, starter_directory
from tests.benchmarks.report import percentiles_ms, table
from tests.benchmarks.synthetic import fill

WIDE = EncoderIdentity("wide", "1", 512)


def run(sizes: tuple[int, ...] = (1_000, 100_000)) -> None:
    """Print the tables."""
    encoder = load_encoder(starter_directory())
    searches, starts = [], []
    for size in sizes:
        with TemporaryDirectory() as directory:
            root, folder = Path(directory) / "library", Path(directory) / "photos"
            folder.mkdir()
            fill(root, size, WIDE, folder=folder)
            searches += _search(root, size)
        with TemporaryDirectory() as directory:
            root, folder = Path(directory) / "library", Path(directory) / "photos"
            folder.mkdir()
            fill(root, size, encoder.identity, folder=folder)
            starts.append(_start(root, size))
    table(
        "Warm search, vector to 100 ranked ids (512 dimensions; the text encoder's own time not included)",
        ["photos", "filter lets pass", "p50 ms", "p95 ms", "NumPy f32 p50 ms", "ratio"],
        searches,
    )
    table(
        f"Start and whole answers ({encoder.identity.key}, {encoder.identity.dimensions} dimensions)",
        [
            "photos",
            "open ms",
            "first answer ms",
            "warm answer p50 ms",
            "p95 ms",
            "`fovea find` s",
            "memory MB",
        ],
        starts,
    )
    _scan(100_000)


def _search(root: Path, size: int) -> list[list[object]]:
    rng = np.random.default_rng(2)
    queries = rng.standard_normal((64, WIDE.dimensions)).astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    rows: list[list[object]] = []
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(WIDE)
        maintain(library, encoder_id, WIDE.dimensions, tail_rows=1)
        index = VectorIndex(library.vectors, encoder_id, WIDE.dimensions, library.paths.index)
        index.refresh()
        shown = photo_mask(library.photos.ids())
        batches = [rows.vectors for rows in library.vectors.rows_between(encoder_id, 0)]
        plain = np.concatenate(batches).astype(np.float32)
        baseline, _ = percentiles_ms(lambda n: np.argpartition(-(plain @ queries[n % 64]), 100)[:100], 50)
        for share in (1.0, 0.3, 0.01):
            allowed = shown & (rng.random(len(shown)) < share)
            p50, p95 = percentiles_ms(lambda n, a=allowed: index.search(queries[n % 64], 100, a), 100)
            rows.append(
                [
                    f"{size:,}",
                    f"{share:.0%}",
                    f"{p50:.1f}",
                    f"{p95:.1f}",
                    f"{baseline:.1f}",
                    f"{p50 / baseline:.2f}",
                ]
            )
    return rows


def _start(root: Path, size: int) -> list[object]:
    process = psutil.Process()
    before = process.memory_info().rss
    started = time.perf_counter()
    with SearchEngine(root) as engine:
        opened = time.perf_counter()
        engine.ask(Question("two dogs on the beach"))
        answered = time.perf_counter()
        engine.tidy()
        p50, p95 = percentiles_ms(lambda n: engine.ask(Question(f"{n} dogs on the beach")), 50)
        memory = process.memory_info().rss - before
    command = [sys.executable, "-m", "core.cli", "--library", str(root), "find", "two dogs", "--json"]
    cold = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return [
        f"{size:,}",
        f"{1e3 * (opened - started):.0f}",
        f"{1e3 * (answered - opened):.0f}",
        f"{p50:.1f}",
        f"{p95:.1f}",
        f"{time.perf_counter() - cold:.2f}",
        f"{memory / 1e6:.0f}",
    ]


def _scan(files: int) -> None:
    """A rescan looks at names, sizes and times only, so empty files will do."""
    with TemporaryDirectory() as directory:
        root, folder = Path(directory) / "library", Path(directory) / "photos"
        for number in range(files):
            place = folder / f"{number // 500:04}"
            if number % 500 == 0:
                place.mkdir(parents=True)
            (place / f"{number:07}.jpg").touch()
        with Library.open(root) as library:
            chosen = library.folders.add(folder)
            scanner = Scanner(library)
            times = []
            for _ in range(3):
                started = time.perf_counter()
                report = scanner.scan(chosen)
                times.append(time.perf_counter() - started)
            assert report.found == files
            assert report.new == report.changed == report.gone == 0
    table(
        f"Scan of {files:,} files in {files // 500} folders",
        ["", "seconds"],
        [["first, all new", f"{times[0]:.2f}"], ["again, all unchanged", f"{min(times[1:]):.2f}"]],
    )
