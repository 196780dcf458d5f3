"""Ways to find the nearest of many vectors, to be compared in one run.

Each takes float16 rows and gives a function from a query to the numbers of the best
ten. Graphs and quantisers of other libraries compare float32 copies of the rows; what
they find first is ranked again exactly where they only estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.search.codes import Codebook
from core.search.scan import nearest
from models import load_onnxruntime

Rows = NDArray[np.float16]
Search = Callable[[NDArray[np.float32]], NDArray[np.int64]]

_BEST = 10
_CANDIDATES = 300
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Method:
    """A way to search.

    Attributes:
        name: As the table says it.
        bytes_a_row: What it looks at, or holds, for each row.
        search: From a query to the best rows.
    """

    name: str
    bytes_a_row: float
    search: Search


Build = Callable[[Rows], Iterator[Method]]


def numpy_flat(rows: Rows) -> Iterator[Method]:
    """The yardstick: a matrix product in float32."""
    full = rows.astype(np.float32)

    def search(query: NDArray[np.float32]) -> NDArray[np.int64]:
        scores = full @ query
        best = np.argpartition(-scores, _BEST)[:_BEST]
        return best[np.argsort(-scores[best])]

    yield Method("NumPy float32", 4 * rows.shape[1], search)


def numkong_flat(rows: Rows) -> Iterator[Method]:
    """What Fovea does with segments that are not full."""
    yield Method(
        "NumKong float16 (Fovea, filtered)",
        2 * rows.shape[1],
        lambda query: nearest(rows, query.astype(np.float16), _BEST)[0],
    )


def usearch_flat(rows: Rows) -> Iterator[Method]:
    """USearch's own exact search."""
    usearch = _usearch()

    def search(query: NDArray[np.float32]) -> NDArray[np.int64]:
        half = query.astype(np.float16)
        matches = usearch.search(rows, half, _BEST, usearch.MetricKind.IP, exact=True, threads=_THREADS)
        return np.asarray(matches.keys, np.int64)

    yield Method("USearch float16, exact (Fovea)", 2 * rows.shape[1], search)


def faiss_flat(rows: Rows) -> Iterator[Method]:
    """Faiss without a graph: float32, float16 and int8."""
    faiss = _faiss()
    kinds = {"Flat": 4, "SQfp16": 2, "SQ8": 1}
    for name, size in kinds.items():
        index = faiss.index_factory(rows.shape[1], name, faiss.METRIC_INNER_PRODUCT)
        _fill(index, rows)
        exact = name != "SQ8"
        yield Method(
            f"Faiss {name}" + ("" if exact else ", 100 ranked again"),
            size * rows.shape[1],
            _faiss_search(index, rows, _BEST if exact else 100),
        )


def binary_codes(rows: Rows) -> Iterator[Method]:
    """Signs of the centred vectors, by Hamming distance."""
    mean = rows[:: max(1, len(rows) // 16_384)].astype(np.float32).mean(axis=0)
    codes = _each(rows, lambda part: np.packbits(part > mean, axis=1)).view(np.uint64)
    for candidates in (_CANDIDATES, 10 * _CANDIDATES):

        def search(query: NDArray[np.float32], count: int = candidates) -> NDArray[np.int64]:
            code = np.packbits(query > 0).view(np.uint64)
            distances = np.bitwise_count(codes ^ code).sum(axis=1, dtype=np.uint16)
            found = np.argpartition(distances, min(count, len(distances)) - 1)[:count]
            return _again(rows, query, found)

        yield Method(f"signs, {candidates:,} ranked again", rows.shape[1] / 8, search)


def int8_codes(rows: Rows) -> Iterator[Method]:
    """All dimensions, scaled to fill int8."""
    reach = np.quantile(np.abs(rows[:: max(1, len(rows) // 16_384)].astype(np.float32)), 0.9999)
    scale = 127 / reach
    codes = _each(rows, lambda part: np.clip(np.rint(part * scale), -127, 127).astype(np.int8))

    def search(query: NDArray[np.float32]) -> NDArray[np.int64]:
        code = np.rint(query * (127 / np.abs(query).max())).astype(np.int8)
        return _again(rows, query, nearest(codes, code, _CANDIDATES)[0])

    yield Method(f"int8, {_CANDIDATES:,} ranked again", rows.shape[1], search)


def component_codes(rows: Rows) -> Iterator[Method]:
    """What Fovea does with full segments: principal components in int8."""
    codebook = Codebook.fit(rows[:: max(1, len(rows) // 16_384)].astype(np.float32))
    codes = _each(rows, codebook.encode)

    def search(query: NDArray[np.float32]) -> NDArray[np.int64]:
        return _again(rows, query, nearest(codes, codebook.query(query)[0], _CANDIDATES)[0])

    size = codes.shape[1]
    yield Method(f"{size} components int8, {_CANDIDATES:,} ranked again (Fovea, full)", size, search)


def usearch_graph(rows: Rows) -> Iterator[Method]:
    """USearch's HNSW in float16."""
    usearch = _usearch()
    index = usearch.Index(ndim=rows.shape[1], metric="ip", dtype="f16")
    index.add(np.arange(len(rows)), rows, threads=_THREADS)
    size = index.memory_usage / len(rows)
    for width in (128, 512, 2048):

        def search(query: NDArray[np.float32], width: int = width) -> NDArray[np.int64]:
            index.expansion_search = width
            keys = index.search(query.astype(np.float16), width // 4, threads=1).keys
            return _again(rows, query, np.asarray(keys, np.int64))

        yield Method(f"USearch HNSW float16, ef {width}", size, search)


def hnswlib_graph(rows: Rows) -> Iterator[Method]:
    """Hnswlib's graph in float32."""
    import hnswlib  # noqa: PLC0415

    index = hnswlib.Index(space="ip", dim=rows.shape[1])
    index.init_index(max_elements=len(rows), ef_construction=200, M=16)
    index.set_num_threads(_THREADS)
    for at in range(0, len(rows), 8192):
        index.add_items(rows[at : at + 8192].astype(np.float32))
    for width in (128, 512, 2048):

        def search(query: NDArray[np.float32], width: int = width) -> NDArray[np.int64]:
            index.set_ef(width)
            return np.asarray(index.knn_query(query[np.newaxis], _BEST, num_threads=1)[0][0], np.int64)

        yield Method(f"hnswlib HNSW float32, ef {width}", 4 * rows.shape[1] + 2 * 16 * 4 + 8, search)


def faiss_graph(rows: Rows) -> Iterator[Method]:
    """Faiss' HNSW in float32."""
    faiss = _faiss()
    index = faiss.index_factory(rows.shape[1], "HNSW16", faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = 200
    _fill(index, rows)
    for width in (128, 512, 2048):
        search = _faiss_search(index, rows, _BEST)

        def wide(
            query: NDArray[np.float32], width: int = width, search: Search = search
        ) -> NDArray[np.int64]:
            index.hnsw.efSearch = width
            return search(query)

        yield Method(f"Faiss HNSW float32, ef {width}", 4 * rows.shape[1] + 2 * 16 * 4 + 8, wide)


SCANS: tuple[Build, ...] = (
    numpy_flat,
    numkong_flat,
    usearch_flat,
    faiss_flat,
    binary_codes,
    int8_codes,
    component_codes,
)
GRAPHS: tuple[Build, ...] = (usearch_graph, hnswlib_graph, faiss_graph)


def _each(rows: Rows, code: Callable[[NDArray[np.float32]], NDArray[Any]]) -> NDArray[Any]:
    """Code the rows, some at a time."""
    return np.concatenate([code(rows[at : at + 8192].astype(np.float32)) for at in range(0, len(rows), 8192)])


def _again(rows: Rows, query: NDArray[np.float32], found: NDArray[np.int64]) -> NDArray[np.int64]:
    return found[nearest(rows[found], query.astype(np.float16), _BEST)[0]]


def _usearch() -> Any:
    # USearch 2.26 and ONNX Runtime 1.31 both export a C++ runtime; only in this order do both load.
    load_onnxruntime()
    import usearch.index  # noqa: PLC0415

    return usearch.index


def _faiss() -> Any:
    import faiss  # noqa: PLC0415

    faiss.omp_set_num_threads(_THREADS)
    return faiss


def _fill(index: Any, rows: Rows) -> None:
    if not index.is_trained:
        index.train(rows[:: max(1, len(rows) // 16_384)].astype(np.float32))
    for at in range(0, len(rows), 8192):
        index.add(rows[at : at + 8192].astype(np.float32))


def _faiss_search(index: Any, rows: Rows, count: int) -> Search:
    def search(query: NDArray[np.float32]) -> NDArray[np.int64]:
        found = index.search(query[np.newaxis], count)[1][0]
        return found if count == _BEST else _again(rows, query, found)

    return search
