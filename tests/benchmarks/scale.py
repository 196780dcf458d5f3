"""Libraries of 10,000 to a million photos side by side, and the ways to search them in one run.

The vectors are drawn from the starter's real ones (`synthetic.resampled`); the questions are captions and
photos it was not fitted to. With `--keep DIR` the libraries, gigabytes of them, stay for the next run.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from core.library import Library
from core.search import VectorIndex, maintain, photo_mask
from models import Vectors
from tests.benchmarks.flickr import RealVectors, real_vectors
from tests.benchmarks.methods import GRAPHS, SCANS, Build
from tests.benchmarks.report import table
from tests.benchmarks.synthetic import fill, resampled

SIZES = (10_000, 100_000, 1_000_000)
COMPARED = (100_000, 1_000_000)
LARGEST_GRAPH = 100_000
"""A graph of a million vectors takes most of an hour to build on two cores."""

SHARES = (1.0, 0.5, 0.01)
_REPEATS = 2

_COLD = """
import json, sys, time
times = {}
began = time.perf_counter()
def lap(name):
    global began
    times[name] = 1e3 * (time.perf_counter() - began)
    began = time.perf_counter()
from pathlib import Path
import psutil
from core.search import Question, SearchEngine
lap("imports")
with SearchEngine(Path(sys.argv[1])) as engine:
    lap("encoder and databases")
    engine.ask(Question())
    lap("all photos by date")
    engine.ask(Question(pictures=(1,)))
    lap("first question by a picture")
    engine.encoder.encode_texts(["two dogs"])
    lap("text tower")
    for number in range(2, 102):
        engine.ask(Question(pictures=(number,)))
    lap("a hundred questions")
    memory = psutil.Process().memory_info()
    times["memory"] = memory.rss / 1e6
    times["of it mapped"] = memory.shared / 1e6
print(json.dumps(times))
"""


def main(words: Sequence[str]) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="scale", description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder for the libraries")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--compare", type=int, nargs="*", default=COMPARED)
    parser.add_argument("--largest-graph", type=int, default=LARGEST_GRAPH)
    options = parser.parse_args(words)
    with ExitStack() as stack:
        keep = options.keep or Path(stack.enter_context(TemporaryDirectory()))
        keep.mkdir(parents=True, exist_ok=True)
        real = real_vectors(keep)
        if real is None:
            print("Set FOVEA_TEST_DATA to the folder that holds flickr8k-train-dev.zip.", file=sys.stderr)
            return
        if options.sizes:
            growing = [_grown(_library(keep, size, real), size, real) for size in options.sizes]
            _side_by_side("One library, growing", options.sizes, growing)
        for size in options.compare:
            _compare(size, real, options.largest_graph)


def _library(keep: Path, size: int, real: RealVectors) -> Path:
    root, folder = keep / f"{size}-library", keep / f"{size}-photos"
    done = keep / f"{size}-done"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        fill(root, size, real.identity, folder=folder, draw=resampled(real.images))
        done.touch()
    return root


def _side_by_side(title: str, sizes: Sequence[int], columns: Sequence[dict[str, str]]) -> None:
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    table(title, ["", *(f"{size:,}" for size in sizes)], rows)


def _grown(root: Path, size: int, real: RealVectors) -> dict[str, str]:
    """What a library of one size takes."""
    found: dict[str, str] = {}
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(real.identity)
        began = time.perf_counter()
        if maintain(library, encoder_id, real.identity.dimensions, tail_rows=1):
            found["index written from SQLite, s"] = f"{time.perf_counter() - began:.1f}"
        else:
            found["index written from SQLite, s"] = "kept"
    # The second run counts: by then Python has compiled everything, and the files are in memory.
    for _ in range(2):
        times = json.loads(_new_process("-c", _COLD, str(root)))
    memory, mapped = times.pop("memory"), times.pop("of it mapped")
    times.pop("a hundred questions")
    found |= {f"new process: {name}, ms": f"{value:.0f}" for name, value in times.items()}
    status = min(
        _seconds(lambda: _new_process("-m", "core.cli", "--library", str(root), "status")) for _ in "12"
    )
    found["`fovea status`, s"] = f"{status:.2f}"
    with Library.open(root) as library:
        found["counts for it, ms"] = f"{1e3 * _seconds(library.photos.counts):.0f}"
        index = VectorIndex(library.vectors, encoder_id, real.identity.dimensions, library.paths.index)
        found["index opened and checked, ms"] = f"{1e3 * _seconds(index.refresh):.0f}"
        found |= _searched(index, photo_mask(library.photos.ids()), _rows(library, encoder_id, size), real)
        written = library.paths.index
        files = {"catalog.db": library.paths.catalog, "vectors.db": library.paths.vectors}
    found |= {f"{name}, MB": f"{path.stat().st_size / 1e6:.0f}" for name, path in files.items()}
    found["index, MB"] = f"{sum(path.stat().st_size for path in written.iterdir()) / 1e6:.0f}"
    found["memory after 100 questions, MB"] = f"{memory:.0f}"
    found["of it mapped files and libraries, MB"] = f"{mapped:.0f}"
    return found | _added(root, size, real)


def _searched(
    index: VectorIndex, shown: NDArray[np.bool_], rows: NDArray[np.float16], real: RealVectors
) -> dict[str, str]:
    """Times of questions under filters, and how much of the exact answer they find."""
    found: dict[str, str] = {}
    rng = np.random.default_rng(3)
    for share in SHARES:
        allowed = shown & (rng.random(len(shown)) < share)
        for kind, queries in real.questions.items():
            p50, p95, hits = _asked(
                lambda query, a=allowed: index.search(query, 100, a).photo_ids - 1,
                queries,
                _exact(rows, queries, allowed[1:]),
            )
            name = f"{kind}, {share:.0%} allowed"
            found[f"{name}: p50 / p95 ms"] = f"{p50:.1f} / {p95:.1f}"
            found[f"{name}: recall@10"] = f"{hits:.4f}"
    return found


def _asked(
    search: Callable[[NDArray[np.float32]], NDArray[np.int64]], queries: Vectors, exact: NDArray[np.int64]
) -> tuple[float, float, float]:
    """Percentiles of the time in milliseconds, and recall@10."""
    times, hits = [], 0
    for round_ in range(_REPEATS + 1):
        for query, best in zip(queries, exact, strict=True):
            began = time.perf_counter()
            found = search(query)
            if round_:
                times.append(1e3 * (time.perf_counter() - began))
            else:
                hits += len(np.intersect1d(found[:10], best))
    p50, p95 = np.percentile(times, [50, 95])
    return float(p50), float(p95), hits / exact.size


def _exact(rows: NDArray[np.float16], queries: Vectors, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Numbers of the ten best allowed rows of each query, by float32 arithmetic."""
    halves = queries.astype(np.float16).astype(np.float32)
    numbers = np.flatnonzero(allowed)
    best, scores = np.empty((len(queries), 0), np.int64), np.empty((len(queries), 0), np.float32)
    for at in range(0, len(numbers), 65_536):
        part = numbers[at : at + 65_536]
        scores = np.concatenate([scores, halves @ rows[part].astype(np.float32).T], axis=1)
        best = np.concatenate([best, np.broadcast_to(part, (len(queries), len(part)))], axis=1)
        kept = np.argsort(-scores, axis=1)[:, :10]
        best, scores = np.take_along_axis(best, kept, 1), np.take_along_axis(scores, kept, 1)
    return best


def _rows(library: Library, encoder_id: int, size: int) -> NDArray[np.float16]:
    """All vectors; that of photo n + 1 in row n."""
    parts = [rows.vectors for rows in library.vectors.rows_between(encoder_id, 0)]
    return np.concatenate(parts)[:size]


def _added(root: Path, size: int, real: RealVectors) -> dict[str, str]:
    """A thousand photos more: what that writes, and taken away again."""
    folder = root.with_name(f"{size}-photos")
    fill(root, 1000, real.identity, folder=folder, draw=resampled(real.images), first=size + 1)
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(real.identity)
        before = {path.name for path in library.paths.index.iterdir()}
        began = time.perf_counter()
        maintain(library, encoder_id, real.identity.dimensions)
        left = sum(p.stat().st_size for p in library.paths.index.iterdir() if p.name not in before)
        index = VectorIndex(library.vectors, encoder_id, real.identity.dimensions, library.paths.index)
        index.refresh()
        took = time.perf_counter() - began
        assert len(index) == size + 1000
        with library.writing() as database:
            for table_, column in (("places", "content_id"), ("contents", "id"), ("photos", "id")):
                database.conn.execute(f"DELETE FROM {table_} WHERE {column} > ?", (size,))
        library.vectors.reconcile()
    return {
        "1,000 photos more: index files written, MB": f"{left / 1e6:.1f}",
        "1,000 photos more: until they are found, ms": f"{1e3 * took:.0f}",
    }


def _compare(size: int, real: RealVectors, largest_graph: int) -> None:
    """The ways to search, one after the other."""
    rng = np.random.default_rng(1)
    draw = resampled(real.images)
    rows = np.concatenate(
        [draw(rng, min(10_000, size - at)).astype(np.float16) for at in range(0, size, 10_000)]
    )
    everything = np.ones(size, bool)
    exact = {kind: _exact(rows, queries, everything) for kind, queries in real.questions.items()}
    lines: list[list[object]] = []
    yardstick = 0.0
    for build in (*SCANS, *(GRAPHS if size <= largest_graph else ())):
        lines += _measured(build, rows, real, exact)
        yardstick = yardstick or float(str(lines[0][3]))
        gc.collect()
    for line in lines:
        if len(line) > 2:
            line.append(f"{float(str(line[3])) / yardstick:.2f}")
    header = ["", "built in s", "bytes a row", "p50 ms", "p95 ms", "words", "pictures", "p50 ratio"]
    title = f"Ways to search {size:,} vectors of {rows.shape[1]} dimensions (columns 5, 6: recall@10)"
    table(title, header, [[*line, *[""] * (len(header) - len(line))] for line in lines])
    if size > largest_graph:
        print(f"No graphs at {size:,}: --largest-graph {size} builds them.")


def _measured(
    build: Build, rows: NDArray[np.float16], real: RealVectors, exact: dict[str, NDArray[np.int64]]
) -> list[list[object]]:
    lines: list[list[object]] = []
    began = time.perf_counter()
    try:
        for method in build(rows):
            built = time.perf_counter() - began
            words, pictures = (
                _asked(method.search, queries, exact[kind]) for kind, queries in real.questions.items()
            )
            lines.append(
                [
                    method.name,
                    f"{built:.1f}",
                    f"{method.bytes_a_row:.0f}",
                    f"{(words[0] + pictures[0]) / 2:.1f}",
                    f"{max(words[1], pictures[1]):.1f}",
                    f"{words[2]:.4f}",
                    f"{pictures[2]:.4f}",
                ]
            )
            began = time.perf_counter()
    except ImportError as error:
        lines.append([f"{build.__name__}: {error.name} is not installed (dependency group bench)", ""])
    return lines


def _new_process(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
