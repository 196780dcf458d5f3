"""The vector index: exact or nearly, filtered, current, and from damaged files too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.library import Library
from core.search import VectorIndex, maintain, photo_mask
from core.search.codes import KEPT_VARIANCE, Codebook
from core.search.scan import best, inner_products, nearest
from models import EncoderIdentity, Vectors

Maintain = Callable[..., bool]


@dataclass
class Stock:
    """A library of vectors without photos; of photo n + 1 the n-th row."""

    library: Library
    encoder_id: int
    rows: Vectors

    def __post_init__(self) -> None:
        self.stored = self.rows.astype(np.float16).astype(np.float32)

    def write(self, rows: Vectors, photo_ids: Any) -> None:
        halves = rows.astype(np.float16)
        self.library.vectors.write(
            self.encoder_id,
            [(photo_id, b"d" * 16, row) for photo_id, row in zip(photo_ids, halves, strict=True)],
        )

    def maintain(self, **options: Any) -> bool:
        return maintain(self.library, self.encoder_id, self.rows.shape[1], **options)

    def opened(self) -> VectorIndex:
        directory = self.library.paths.index
        index = VectorIndex(self.library.vectors, self.encoder_id, self.rows.shape[1], directory)
        index.refresh()
        return index

    def expected(self, query: Any, allowed: Any, limit: int) -> list[int]:
        scores = self.stored @ query.astype(np.float16).astype(np.float32)
        ids = np.arange(1, len(self.rows) + 1)
        keep = allowed[ids]
        return ids[keep][np.argsort(-scores[keep], kind="stable")][:limit].tolist()


def unit(rows: Any) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def stocked(root: Path, rows: Vectors) -> Iterator[Stock]:
    with Library.open(root) as library:
        encoder_id = library.vectors.encoder_id(EncoderIdentity("random", "1", rows.shape[1]))
        stock = Stock(library, encoder_id, rows)
        stock.write(rows, range(1, len(rows) + 1))
        yield stock


@pytest.fixture
def stock(tmp_path: Path) -> Iterator[Stock]:
    """600 vectors without structure."""
    rows = unit(np.random.default_rng(5).standard_normal((600, 32)))
    yield from stocked(tmp_path / "library", rows)


@pytest.mark.parametrize(
    "options",
    [{"tail_rows": 1}, {"tail_rows": 10_000}, {"tail_rows": 1, "full_rows": 200}],
    ids=["segments", "tail only", "segments with codes"],
)
@pytest.mark.parametrize("share", [1.0, 0.95, 0.3, 0.004, 0.0])
def test_search_in_small_libraries_is_exact(stock: Stock, options: Any, share: float) -> None:
    stock.maintain(**options)
    index = stock.opened()
    rng = np.random.default_rng(8)
    allowed = rng.random(601) < share
    for _ in range(5):
        query = unit(rng.standard_normal(32))
        found = index.search(query, 10, allowed)
        assert found.photo_ids.tolist() == stock.expected(query, allowed, 10)
        assert len(index.search(query, 10_000, allowed).photo_ids) == allowed[1:].sum()


def test_a_changed_vector_replaces_the_old_one_in_every_segment(stock: Stock) -> None:
    stock.maintain(tail_rows=1, full_rows=200)
    changed = -stock.rows[10]
    stock.write(changed[np.newaxis], [11])
    index = stock.opened()
    assert len(index) == 600
    everybody = np.ones(601, bool)
    found = index.search(changed, 1, everybody)
    assert found.photo_ids.tolist() == [11]
    assert -1 < index.search(-changed, 1, everybody).scores[0] < 0.9


def test_segments_stay_few_and_unregistered_files_go(stock: Stock) -> None:
    for number in range(40):
        stock.write(stock.rows[:10], range(1000 + 10 * number, 1010 + 10 * number))
        assert stock.maintain(tail_rows=1)
    segments = stock.library.vectors.segments(stock.encoder_id)
    assert len(segments) <= 6
    files = {path.name for path in stock.library.paths.index.iterdir()}
    assert files == {segment.file for segment in segments}
    assert sum(segment.rows for segment in segments) == 1000
    assert len(stock.opened()) == 1000
    assert not stock.maintain(tail_rows=1)


def test_full_segments_are_never_written_again(stock: Stock) -> None:
    stock.maintain(tail_rows=1, full_rows=200)
    full = {s.file for s in stock.library.vectors.segments(stock.encoder_id)}
    assert len(full) == 3
    written = 0
    for number in range(100):
        before = {s.file for s in stock.library.vectors.segments(stock.encoder_id)}
        stock.write(stock.rows[:10], range(1000 + 10 * number, 1010 + 10 * number))
        stock.maintain(tail_rows=1, full_rows=200)
        after = stock.library.vectors.segments(stock.encoder_id)
        assert full <= {segment.file for segment in after}
        written += sum(segment.rows for segment in after if segment.file not in before)
    # 1,000 rows in steps of 10, full at 200: each is written log2(20) times or less often.
    assert written <= 1000 * 5
    assert sum(segment.rows for segment in after) == 1600


def test_a_segment_of_mostly_replaced_vectors_is_written_again(stock: Stock) -> None:
    stock.maintain(tail_rows=1, full_rows=200)
    before = stock.library.vectors.segments(stock.encoder_id)
    stock.write(stock.rows[:90], range(1, 91))
    index = stock.opened()
    assert not index.worn
    stock.write(stock.rows[90:120], range(91, 121))
    index.refresh()
    assert index.worn == before[:1]
    assert not index.damaged
    assert stock.maintain(worn=index.worn, full_rows=200)
    after = stock.library.vectors.segments(stock.encoder_id)
    assert after[0].rows == 80
    assert after[1:] == before[1:]
    query, everybody = stock.rows[0], np.ones(601, bool)
    index.refresh()
    assert len(index) == 600
    assert index.search(query, 10, everybody).photo_ids.tolist() == stock.expected(query, everybody, 10)


@pytest.mark.parametrize("full_rows", [10_000, 200], ids=["plain", "with codes"])
@pytest.mark.parametrize("damage", ["flip", "cut", "missing", "grown"])
def test_damage_is_seen_searched_around_and_mended(stock: Stock, damage: str, full_rows: int) -> None:
    stock.maintain(tail_rows=1, full_rows=full_rows)
    before = stock.library.vectors.segments(stock.encoder_id)
    path = stock.library.paths.index / before[0].file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    if damage == "flip":
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(content[:-100])
    elif damage == "grown":
        path.write_bytes(content + b"x")
    index = stock.opened()
    allowed = np.ones(601, bool)
    query = stock.rows[3]
    assert index.search(query, 10, allowed).photo_ids.tolist() == stock.expected(query, allowed, 10)
    assert index.damaged == before[:1]
    assert stock.maintain(worn=index.damaged, full_rows=full_rows)
    index.refresh()
    assert not index.damaged
    assert index.search(query, 10, allowed).photo_ids.tolist() == stock.expected(query, allowed, 10)
    after = stock.library.vectors.segments(stock.encoder_id)
    assert [segment.file for segment in after[1:]] == [segment.file for segment in before[1:]]


def test_a_whole_check_finds_what_no_search_has_read(tmp_path: Path) -> None:
    rows = unit(np.random.default_rng(6).standard_normal((4000, 256)))
    for stock in stocked(tmp_path / "library", rows):
        stock.maintain(tail_rows=1, full_rows=4000)
        (path,) = stock.library.paths.index.iterdir()
        content = bytearray(path.read_bytes())
        content[1000] ^= 4  # in a vector of a segment with codes
        path.write_bytes(content)
        index = stock.opened()
        assert not index.damaged
        index.refresh(whole=True)
        assert len(index.damaged) == 1
        query = rows[1]
        everybody = np.ones(4001, bool)
        assert index.search(query, 10, everybody).photo_ids.tolist() == stock.expected(query, everybody, 10)


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    for stock in stocked(tmp_path / "library", np.empty((0, 32), np.float32)):
        index = stock.opened()
        assert len(index.search(np.ones(32, np.float32), 5, photo_mask(np.empty(0, np.int64))).photo_ids) == 0
        assert index.sample().shape == (0, 32)


# -- codes -------------------------------------------------------------------------------------

ROWS, DIMENSIONS = 20_000, 128


def test_it_says_how_it_would_compare(stock: Stock) -> None:
    stock.maintain(tail_rows=1, full_rows=200)
    stock.write(stock.rows[:10], range(601, 611))
    index = stock.opened()
    many, few = np.ones(611, bool), np.arange(611) % 50 == 0
    assert index.ways(many) == {"all codes": 3, "all vectors": 1}
    assert index.ways(few) == {"codes of those allowed": 3, "vectors of those allowed": 1}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Vectors that vary as those of photos do: in segments with codes, in a plain one, in the tail."""
    rng = np.random.default_rng(9)
    spread = np.arange(1, DIMENSIONS + 1) ** -0.7
    groups = rng.standard_normal((300, DIMENSIONS)) * spread
    rows = groups[rng.integers(300, size=ROWS)] + 0.6 * rng.standard_normal((ROWS, DIMENSIONS)) * spread
    for stock in stocked(tmp_path_factory.mktemp("large") / "library", unit(rows + 0.1)):
        stock.maintain(tail_rows=1, full_rows=6000)
        changed = stock.rows[:50].copy()
        stock.write(changed, range(1, 51))
        yield stock


@pytest.fixture(scope="module")
def questions(large: Stock) -> dict[str, Vectors]:
    """Words lie elsewhere than photos (the modality gap); pictures lie among them."""
    rng = np.random.default_rng(10)
    towards = large.rows[rng.integers(ROWS, size=50)]
    gap = unit(rng.standard_normal(DIMENSIONS))
    words = unit(0.3 * towards + gap + 0.5 * unit(rng.standard_normal((50, DIMENSIONS))))
    pictures = unit(towards + 0.05 * rng.standard_normal((50, DIMENSIONS)))
    return {"words": words, "pictures": pictures}


@pytest.mark.parametrize("share", [1.0, 0.5, 0.01])
@pytest.mark.parametrize("kind", ["words", "pictures"])
def test_codes_miss_one_of_a_hundred_at_most(large: Stock, questions: Any, kind: str, share: float) -> None:
    index = large.opened()
    allowed = np.random.default_rng(11).random(ROWS + 1) < share
    hits = 0
    for query in questions[kind]:
        found = index.search(query, 10, allowed).photo_ids.tolist()
        hits += len(set(found) & set(large.expected(query, allowed, 10)))
    assert hits >= 0.99 * 10 * len(questions[kind])


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 1000),
    share=st.floats(0, 1),
    limit=st.integers(1, 600),
    known=st.integers(1, ROWS + 1),
)
def test_a_filter_lets_through_what_it_allows_and_all_of_that(
    large: Stock, seed: int, share: float, limit: int, known: int
) -> None:
    index = large.opened()
    rng = np.random.default_rng(seed)
    allowed = rng.random(known) < share  # photos added after the filter was made are unknown to it
    query = unit(rng.standard_normal(DIMENSIONS))
    found = index.search(query, limit, allowed)
    ids = found.photo_ids
    assert (ids < known).all()
    assert allowed[ids].all()
    assert len(set(ids.tolist())) == len(ids) == min(limit, int(allowed[1:].sum()))
    truth = large.stored[ids - 1] @ query.astype(np.float16).astype(np.float32)
    np.testing.assert_allclose(found.scores, truth, atol=1e-4)
    assert (np.diff(found.scores) <= 0).all()
    padded = np.zeros(ROWS + 1, bool)
    padded[:known] = allowed
    if allowed.sum() <= 1000:
        assert ids.tolist() == large.expected(query, padded, limit)


def test_codes_keep_what_they_promise_of_the_variance() -> None:
    rng = np.random.default_rng(12)
    wide = unit(rng.standard_normal((5000, 512)) * np.arange(1, 513) ** -0.8 + 0.05)
    codebook = Codebook.fit(wide)
    codes = codebook.encode(wide)
    assert codes.shape[1] < 512
    assert codes.shape[1] % 64 == 0
    lost = ((codebook.decode(codes) - wide) ** 2).sum()
    assert 1 - lost / ((wide - wide.mean(0)) ** 2).sum() > KEPT_VARIANCE - 0.005
    formless = Codebook.fit(unit(rng.standard_normal((5000, 256))))
    assert len(formless.steps) == 256


# -- scanning ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [np.float16, np.int8])
def test_inner_products_are_those_of_numpy(kind: Any) -> None:
    rng = np.random.default_rng(13)
    for n, d in ((0, 8), (1, 1), (1000, 3), (257, 512), (40, 1000)):
        rows = (rng.standard_normal((n, d)) * (40 if kind is np.int8 else 1)).astype(kind)
        query = (rng.standard_normal(d) * (40 if kind is np.int8 else 1)).astype(kind)
        np.testing.assert_allclose(
            inner_products(rows, query),
            rows.astype(np.float64) @ query.astype(np.float64),
            rtol=1e-4,
            atol=1e-3,
        )


@given(st.integers(0, 10_000), st.integers(0, 200_000), st.integers(0, 3000), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_best_are_the_best(seed: int, size: int, count: int, sorted_: bool) -> None:
    scores = np.random.default_rng(seed).integers(-500, 500, size).astype(np.float32)
    if sorted_:  # the sample is of no help when likeness goes with the position
        scores.sort()
    scores[::7] = -np.inf
    found = best(scores, count)
    assert len(found) == min(count, int(np.isfinite(scores).sum()))
    assert scores[found].tolist() == np.sort(scores)[::-1][: len(found)].tolist()


@given(st.integers(0, 1000), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_only_wanted_rows_are_among_the_nearest(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    rows, query = (
        rng.integers(-127, 128, (3000, 64), dtype=np.int8),
        rng.integers(-127, 128, 64, dtype=np.int8),
    )
    wanted = rng.random(3000) < share
    numbers, scores = nearest(rows, query, 20, wanted)
    truth = rows.astype(np.int64) @ query.astype(np.int64)
    assert scores.tolist() == np.sort(truth[wanted])[::-1][:20].tolist()
    assert truth[numbers].tolist() == scores.tolist()
