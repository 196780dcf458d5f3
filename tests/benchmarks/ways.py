"""The ways to search under a filter, side by side, at shares of photos that pass from 0.01 % to all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.library import Library
from core.search import VectorIndex
from core.search.codes import Codebook
from core.search.scan import best, inner_products, nearest
from models import load_onnxruntime
from tests.benchmarks.flickr import RealVectors
from tests.benchmarks.report import table

SHARES = (0.0001, 0.001, 0.01, 0.05, 0.2, 0.5, 1.0)
LARGEST_GRAPH = 100_000
"""A graph of a million vectors takes most of an hour to build on two cores."""

_BEST = 10
_CANDIDATES = 300
_ASKED = 20
"""Questions in words, and as many by pictures."""

Rows = NDArray[np.float16]
Allowed = NDArray[np.bool_]
Search = Callable[[NDArray[np.float32], Allowed], NDArray[np.int64]]
"""From a query and which rows may answer to the numbers of the ten best."""


def compare_ways(root: Path, size: int, real: RealVectors) -> None:
    """Print what each way takes and finds.

    Args:
        root: A library of that size, indexed.
        size: How many photos.
        real: Whose questions are asked.
    """
    queries = np.concatenate([real.words[:_ASKED], real.pictures[:_ASKED]])
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(real.identity)
        parts = [part.vectors for part in library.vectors.rows_between(encoder_id, 0)]
        rows = np.concatenate(parts)[:size]
        del parts
        index = VectorIndex(library.vectors, encoder_id, real.identity.dimensions, library.paths.index)
        index.refresh()

        def planner(query: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
            return index.search(query, _BEST, np.concatenate([[False], allowed])).photo_ids - 1

        ways = {
            "allowed vectors": _allowed_vectors(rows),
            "all vectors": _all_vectors(rows),
            "codes": _codes(rows),
            **dict(_graphs(rows, root.with_name(f"{size}-graph.usearch"))),
            "Fovea": planner,
        }
        rng = np.random.default_rng(3)
        lines: list[list[object]] = []
        for share in SHARES:
            allowed = np.zeros(size, bool)
            allowed[rng.choice(size, max(_BEST, round(share * size)), replace=False)] = True
            wanted = _exact(rows, queries, allowed)
            found = [_asked(search, queries, allowed, wanted) for search in ways.values()]
            taken = index.ways(np.concatenate([[False], allowed]))
            chosen = ", ".join(
                f"{way} ({blocks})" if len(taken) > 1 else way for way, blocks in taken.items()
            )
            lines.append([f"{share:.2%}", *(cell for each in found for cell in each), chosen])
    header = [
        "allowed",
        *(cell for name in ways for cell in (f"{name}: ms", "recall")),
        "Fovea compares (blocks)",
    ]
    table(f"Ways to search {size:,} vectors of {rows.shape[1]} dimensions: p50 ms, recall@10", header, lines)


def _asked(
    search: Search, queries: NDArray[np.float32], allowed: Allowed, wanted: NDArray[np.int64]
) -> tuple[str, str]:
    """Median time in milliseconds, and recall@10."""
    times, hits = [], 0
    search(queries[0], allowed)
    for query, best_ in zip(queries, wanted, strict=True):
        began = time.perf_counter()
        found = search(query, allowed)
        times.append(1e3 * (time.perf_counter() - began))
        hits += len(np.intersect1d(found[:_BEST], best_))
    return f"{np.median(times):.2f}", f"{hits / wanted.size:.3f}"


def _exact(rows: Rows, queries: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
    numbers = np.flatnonzero(allowed)
    asked = queries.astype(np.float16).astype(np.float32)
    scores = np.concatenate(
        [
            asked @ rows[numbers[at : at + 65_536]].astype(np.float32).T
            for at in range(0, len(numbers), 65_536)
        ],
        axis=1,
    )
    return numbers[np.argpartition(-scores, _BEST - 1, axis=1)[:, :_BEST]]


def _allowed_vectors(rows: Rows) -> Search:
    """Copy the allowed vectors together and compare them all."""

    def search(query: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
        numbers = np.flatnonzero(allowed)
        return numbers[best(inner_products(rows[numbers], query.astype(np.float16)), _BEST)]

    return search


def _all_vectors(rows: Rows) -> Search:
    """Compare all, and drop what is not allowed."""

    def search(query: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
        scores = inner_products(rows, query.astype(np.float16))
        scores[~allowed] = -np.inf
        return best(scores, _BEST)

    return search


def _codes(rows: Rows) -> Search:
    """Compare the codes, and the best of these again by their vectors."""
    codebook = Codebook.fit(rows[:: max(1, len(rows) // 16_384)].astype(np.float32))
    codes = np.concatenate(
        [codebook.encode(rows[at : at + 8192].astype(np.float32)) for at in range(0, len(rows), 8192)]
    )

    def search(query: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
        wanted = None if allowed.all() else allowed
        found = nearest(codes, codebook.query(query)[0], _CANDIDATES, wanted)[0]
        return found[nearest(rows[found], query.astype(np.float16), _BEST)[0]]

    return search


def _graphs(rows: Rows, file: Path) -> Iterator[tuple[str, Search]]:
    """USearch's HNSW, which takes no filter: asked for more until enough of its answers are allowed."""
    if len(rows) > LARGEST_GRAPH:
        return
    # USearch 2.26 and ONNX Runtime 1.31 both export a C++ runtime; only in this order do both load.
    load_onnxruntime()
    try:
        import usearch.index  # noqa: PLC0415
    except ImportError:
        print("No graph: usearch is not installed (dependency group bench).")
        return

    graph: Any = usearch.index.Index(ndim=rows.shape[1], metric="ip", dtype="f16")
    if file.exists():
        graph.load(str(file))
    else:
        graph.add(np.arange(len(rows)), rows, threads=2)
        graph.save(str(file))

    def search(query: NDArray[np.float32], allowed: Allowed) -> NDArray[np.int64]:
        asked = 128
        while True:
            graph.expansion_search = max(asked, 128)
            keys = np.asarray(graph.search(query.astype(np.float16), asked, threads=1).keys, np.int64)
            found = keys[allowed[keys]]
            if len(found) >= _BEST or asked >= len(rows):
                return found[:_BEST]
            asked = min(4 * asked, len(rows))

    yield "HNSW", search
