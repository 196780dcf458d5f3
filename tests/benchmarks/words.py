"""`make eval`: words in, on and about photos, found together with what they look like.

1,000 held-out photos are given what people's photos have: names by the camera and by hand, folders,
captions, tags, albums, places and text in the picture, in English and Chinese. Asked are those words, and the
5,000 descriptions of the same photos, which none of these words may spoil. Rules and weights are
chosen on one half of the cases and judged on the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from core.library import Library
from core.library.word_index import WordIndex
from core.search.fusion import MEASURED, FusionWeights, fused
from core.search.index import Ranking
from core.search.words import STOP_WORDS, UNKNOWN, Hits, WordSearch
from models import Vectors
from tests.benchmarks.dataset import FLICKR8K, Dataset
from tests.benchmarks.report import table
from tests.benchmarks.worded import Case, Worded, worded

_DEPTH = 10
_RRF = 60
"""The constant of reciprocal rank fusion, as its authors chose it."""

_GAINS = (4.0, 8.0, 12.0)
_POWERS = (2.0, 4.0, 8.0, 12.0)
_NAMES = (0.0, 3.0, 6.0)
_EVERY = 4
"""Of the descriptions, so many are asked once while weights are chosen."""

Ids = NDArray[np.int64]
Method = Callable[[str, NDArray[np.float32]], Ids]
"""The numbers of the first photos for a question, in words and as a vector."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions of one sort.

    Attributes:
        texts: In words.
        vectors: Of the words.
        right: Photos that are right answers to each.
    """

    texts: Sequence[str]
    vectors: Vectors
    right: Sequence[frozenset[int]]

    def part(self, first: int, step: int) -> _Asked:
        """Every so-manieth."""
        return _Asked(self.texts[first::step], self.vectors[first::step], self.right[first::step])


def run(data: Dataset) -> None:
    """Print the tables."""
    captioned = data.captioned(FLICKR8K, "dev")
    images = data.images(FLICKR8K, "dev")
    with TemporaryDirectory() as directory:
        made = worded(Path(directory), captioned.captions)
        with (
            Library.open(Path(directory) / "library") as library,
            closing(WordIndex(library.paths.words, library.wording)) as index,
            closing(_plain_index(library, made)) as plain,
        ):
            index.refresh()
            sorts = dict(_asked(data, made, captioned.captions))
            _weights(index, images, sorts)
            _methods(index, plain, images, sorts)


def _asked(data: Dataset, made: Worded, captions: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, _Asked]]:
    """Questions by sort; the descriptions first."""
    texts = [caption for five in captions for caption in five]
    owners = np.repeat(np.arange(len(captions)), [len(five) for five in captions])
    vectors = data.texts(FLICKR8K, "dev")
    with_own = np.isin(owners, sorted(made.captioned))
    for name, chosen in (("descriptions", ~with_own), ("descriptions, the photo has one", with_own)):
        numbers = np.flatnonzero(chosen)
        yield (
            name,
            _Asked(
                [texts[number] for number in numbers],
                vectors[numbers],
                [frozenset({int(owners[number])}) for number in numbers],
            ),
        )
    by_kind: dict[str, list[Case]] = {}
    for case in made.cases:
        by_kind.setdefault(case.kind, []).append(case)
    for kind, cases in by_kind.items():
        asked = data.encoder.encode_texts([case.text for case in cases])
        yield kind, _Asked([case.text for case in cases], asked, [case.right for case in cases])


# -- methods -----------------------------------------------------------------------------------


def _by_similarity(images: Vectors) -> Method:
    return lambda _, vector: np.argsort(-(images @ vector), kind="stable")[:_DEPTH]


def _fovea(
    hits: Callable[[str], Hits], images: Vectors, weights: FusionWeights = MEASURED, limit: int = _DEPTH
) -> Method:
    everything = np.ones(len(images), dtype=bool)

    def first(text: str, vector: NDArray[np.float32]) -> Ids:
        scores = (images @ vector).astype(np.float32)

        def compare(count: int, allowed: NDArray[np.bool_]) -> Ranking:
            order = np.argsort(-np.where(allowed, scores, -np.inf), kind="stable")
            order = order[: min(count, int(allowed.sum()))]
            return Ranking(order, scores[order])

        return fused(compare, limit, everything, hits(text), lambda: scores, weights=weights).photo_ids

    return first


def _reciprocal(images: Vectors, ranked: Callable[[str], Sequence[int]]) -> Method:
    """Reciprocal rank fusion of similarity with another ranking."""

    def first(text: str, vector: NDArray[np.float32]) -> Ids:
        order = np.argsort(-(images @ vector), kind="stable")[:100]
        scores = np.zeros(len(images))
        for ranking in (order, np.array(ranked(text)[:100], np.int64)):
            scores[ranking] += 1 / (_RRF + 1 + np.arange(len(ranking)))
        return np.argsort(-scores, kind="stable")[:_DEPTH]

    return first


def _plain_index(library: Library, made: Worded) -> sqlite3.Connection:
    """What most programs would make: FTS5 with trigrams over all words of a photo, ranked by its BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'trigram')")
    said = library.wording.of(range(1, made.photos + 1))
    rows = [
        (photo_id - 1, " ".join(text for texts in words.values() for text in texts))
        for photo_id, words in said.items()
    ]
    connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    return connection


def _bm25(connection: sqlite3.Connection, *, all_words: bool) -> Callable[[str], list[int]]:
    def ranked(text: str) -> list[int]:
        words = [word for word in text.lower().replace('"', " ").split() if word not in STOP_WORDS]
        expression = (" AND " if all_words else " OR ").join(f'"{word}"' for word in words if len(word) > 2)
        if not expression:
            return []
        rows = connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 100", (expression,)
        )
        return [rowid for (rowid,) in rows]

    return ranked


# -- figures -----------------------------------------------------------------------------------


def _found(method: Method, asked: _Asked) -> list[tuple[bool, bool, bool, float]]:
    """For each question: a right one is first, among five, among ten; share of right ones among the first.

    Of a question with n right answers the first n count, at most ten.
    """
    figures = []
    for text, vector, right in zip(asked.texts, asked.vectors, asked.right, strict=True):
        good = np.array([int(number) in right for number in method(text, vector)[:_DEPTH]])
        count = min(len(right), _DEPTH)
        figures.append((bool(good[:1].any()), bool(good[:5].any()), bool(good.any()), good[:count].mean()))
    return figures


def _shifted(hits: Hits) -> Hits:
    """Photo ids begin at 1, rows of a matrix at 0."""
    return Hits(hits.photo_ids - 1, hits.coverage, hits.chosen, hits.names, hits.tokens)


def _methods(index: WordIndex, plain: sqlite3.Connection, images: Vectors, sorts: dict[str, _Asked]) -> None:
    search = WordSearch(index)

    def by_coverage(text: str) -> list[int]:
        hits = _shifted(search.hits(text))
        return [int(number) for number in hits.photo_ids[np.argsort(-hits.coverage, kind="stable")]]

    methods = {
        "cosine alone": _by_similarity(images),
        "RRF with BM25, any word": _reciprocal(images, _bm25(plain, all_words=False)),
        "RRF with BM25, all words": _reciprocal(images, _bm25(plain, all_words=True)),
        "RRF with Fovea's coverage": _reciprocal(images, by_coverage),
        "standardised scores (Fovea)": _fovea(lambda text: _shifted(search.hits(text)), images),
    }
    for sort, asked in sorts.items():
        judged = asked.part(1, 2)
        rows = []
        for name, method in methods.items():
            figures = np.array(_found(method, judged), dtype=float)
            rows.append([name, *(f"{100 * share:.1f}" for share in figures.mean(axis=0))])
        several = "several right" if max(map(len, judged.right)) > 1 else "one right"
        table(
            f"{sort}: judged on {len(judged.texts):,} questions, {several} answer(s) each",
            ["method", "R@1 %", "R@5 %", "R@10 %", "right of the first n %"],
            rows,
        )


def _weights(index: WordIndex, images: Vectors, sorts: dict[str, _Asked]) -> None:
    """Weights of the words, then of the fusion, each beside the one that was chosen."""
    halves = {
        name: asked.part(0, 2 * _EVERY if name.startswith("descriptions") else 2)
        for name, asked in sorts.items()
    }
    columns = ["descriptions R@1 %", "R@10 %", "words: R@1 %", "R@10 %", "right of the first n %"]
    count = f"{sum(len(asked.texts) for asked in halves.values()):,} questions"
    rows = []
    for unknown in (0.0, 0.3, 0.6, 1.0):
        hits = _remembered(WordSearch(index, unknown))
        mark = " (Fovea)" if unknown == UNKNOWN else ""
        rows.append([f"{unknown}{mark}", *_summary(_fovea(hits, images), halves)])
    table(f"Weight of a word that no photo has; chosen on {count}", ["weight", *columns], rows)
    hits = _remembered(WordSearch(index))
    rows = [["cosine alone", *_summary(_by_similarity(images), halves)]]
    choices = [
        FusionWeights(gain, power, name=name)
        for gain in _GAINS
        for power in _POWERS
        for name in _NAMES
        if name == MEASURED.name or (gain, power) == (MEASURED.gain, MEASURED.power)
    ]
    choices += [FusionWeights(running=running) for running in (0.4, 0.6, 1.0)]
    for fusion in choices:
        mark = " (Fovea)" if fusion == MEASURED else ""
        label = f"{fusion.gain} {fusion.power} {fusion.running} {fusion.name}{mark}"
        rows.append([label, *_summary(_fovea(hits, images, fusion), halves)])
    table(f"Gain, power, running text and names; chosen on {count}", ["weights", *columns], rows)


def _remembered(search: WordSearch) -> Callable[[str], Hits]:
    """The same words are asked with one weight after another."""
    return cache(lambda text: _shifted(search.hits(text)))


def _summary(method: Method, sorts: dict[str, _Asked]) -> list[str]:
    plain = np.array(_found(method, sorts["descriptions"]), dtype=float).mean(axis=0)
    others = [_found(method, asked) for name, asked in sorts.items() if not name.startswith("descriptions")]
    found = np.array([figures for each in others for figures in each], dtype=float).mean(axis=0)
    return [f"{100 * figure:.1f}" for figure in (plain[0], plain[2], found[0], found[2], found[3])]
