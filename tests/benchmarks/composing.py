"""`make eval`: words with pictures, without things, and corrected by marks.

Asked of 1,000 held-out photos, about the nouns and activities that at least two of a photo's five
descriptions name. Rules and weights are chosen on one half of the cases and judged on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.search.composition import DEFAULT_BALANCE, MEASURED, Parts, Weights, composed
from models import Encoder, Vectors
from tests.benchmarks.dataset import FLICKR8K, Dataset
from tests.benchmarks.labels import LABELS, Labelled, labelled
from tests.benchmarks.report import table

Scores = NDArray[np.float32]
Wanted = NDArray[np.bool_]

_TOP = 20
_FEWEST_BOTH = 8
_PICTURES_A_PAIR = 4
_CLICKS = 3
_BALANCES = tuple(number / 10 for number in range(11))
_HALVES = ("chosen on", "judged on")


@dataclass(frozen=True, slots=True)
class _Photos:
    """What is asked of.

    Attributes:
        encoder: Of the questions.
        vectors: Of the photos.
        labels: What is in them.
        words: Vectors of the labels' names.
        typical: Mean vector of descriptions of other photos.
    """

    encoder: Encoder
    vectors: Vectors
    labels: Labelled
    words: Vectors
    typical: Vectors

    def parts(
        self,
        words: Vectors | None = None,
        pictures: Sequence[int] = (),
        without: Vectors | None = None,
        unlike: Sequence[int] = (),
        more: Sequence[int] = (),
        less: Sequence[int] = (),
    ) -> Parts:
        none = self.vectors[:0]
        return Parts(
            none if words is None else words,
            self.vectors[list(pictures)],
            none if without is None else without,
            self.vectors[list(unlike)],
            self.vectors[list(more)],
            self.vectors[list(less)],
        )

    def scores(self, parts: Parts, balance: float = 0.5, weights: Weights = MEASURED) -> Scores:
        """By Fovea's own rule."""
        return self.vectors @ composed(parts, balance, lambda: self.vectors, weights)


def run(data: Dataset) -> None:
    """Print the tables."""
    photos = _photos(data)
    _measure_balance(photos)
    _measure_without(photos)
    _measure_marks(photos)


def _photos(data: Dataset) -> _Photos:
    labels = labelled(data.captioned(FLICKR8K, "dev").captions)
    others = [captions[0] for captions in data.captioned(FLICKR8K, "train").captions][:500]
    return _Photos(
        data.encoder,
        data.images(FLICKR8K, "dev"),
        labels,
        data.encoder.encode_texts(labels.names),
        data.encoder.encode_texts(others).mean(axis=0),
    )


def _pairs(labels: Labelled) -> Iterator[tuple[int, int, int]]:
    """Two labels that don't say the same, with the half they are in."""
    for one, name in enumerate(labels.names):
        for other, second in enumerate(labels.names):
            if not LABELS[name] & LABELS[second]:
                yield one, other, (one + other) % 2


# -- this photo, but with a word ---------------------------------------------------------------


def _standardised(scores: Scores) -> Scores:
    return (scores - scores.mean()) / max(float(scores.std()), 1e-6)


def _ranks(scores: Scores) -> NDArray[np.int64]:
    return np.argsort(np.argsort(-scores))


def _unit(rows: Vectors) -> Vectors:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def _measure_balance(photos: _Photos) -> None:
    vectors, labels = photos.vectors, photos.labels
    centre = vectors.mean(axis=0)

    def fused(word: int, picture: int, balance: float) -> Scores:
        return photos.scores(photos.parts(photos.words[word : word + 1], [picture]), balance)

    def summed(word: int, picture: int, balance: float) -> Scores:
        return vectors @ ((1 - balance) * photos.words[word] + balance * vectors[picture])

    def centred(word: int, picture: int, balance: float) -> Scores:
        text, image = _unit(photos.words[word] - photos.typical), _unit(vectors[picture] - centre)
        return _unit(vectors - centre) @ ((1 - balance) * text + balance * image)

    def by_rank(word: int, picture: int, balance: float) -> Scores:
        text, image = _ranks(vectors @ photos.words[word]), _ranks(vectors @ vectors[picture])
        return ((1 - balance) / (60 + text) + balance / (60 + image)).astype(np.float32)

    methods: dict[str, Callable[[int, int, float], Scores]] = {
        "sum of vectors, as they are": summed,
        "sum of vectors, centred, unit length": centred,
        "reciprocal ranks": by_rank,
        "standardised scores (Fovea)": fused,
    }
    cases: list[tuple[int, int, int, Wanted]] = []
    for one, other, half in _pairs(labels):
        both = labels.there[one] & labels.there[other]
        asked = np.flatnonzero(labels.there[one] & labels.absent[other])[:_PICTURES_A_PAIR]
        if both.sum() >= _FEWEST_BOTH:
            cases += [(half, other, int(picture), both) for picture in asked]
    for half, title in enumerate(_HALVES):
        mine = [case for case in cases if case[0] == half]
        rows = []
        for name, method in methods.items():
            cells = []
            for balance in _BALANCES:
                gains = [_ndcg(method(word, asked, balance), both, asked) for _, word, asked, both in mine]
                cells.append(f"{100 * np.mean(gains):.1f}")
            rows.append([name, *cells])
        table(
            f"A photo and a word, nDCG@{_TOP} % by balance (0: the word alone); {title} {len(mine):,} "
            f"questions; Fovea takes {DEFAULT_BALANCE}",
            ["method", *map(str, _BALANCES)],
            rows,
        )


def _ndcg(scores: Scores, wanted: Wanted, asked: int) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002); the asked photo is no answer."""
    gains = wanted[_best(scores, [asked])] / np.log2(np.arange(2, _TOP + 2))
    ideal = 1 / np.log2(np.arange(2, min(_TOP, int(wanted.sum())) + 2))
    return float(gains.sum() / ideal.sum())


def _best(scores: Scores, but: Sequence[int] = ()) -> NDArray[np.int64]:
    left = scores.copy()
    left[list(but)] = -np.inf
    return np.argsort(-left, kind="stable")[:_TOP]


# -- a thing without another -------------------------------------------------------------------


def _measure_without(photos: _Photos) -> None:
    labels, words = photos.labels, photos.words
    alone = photos.vectors @ words.T
    cases = [
        (one, other, half)
        for one, other, half in _pairs(labels)
        if (labels.there[one] & labels.absent[other]).sum() >= _TOP
        and (labels.there[one] & labels.there[other]).sum() >= _FEWEST_BOTH
        and (labels.absent[one] & labels.there[other]).any()
    ]

    def subtracted(weight: float) -> Callable[[int, int], Scores]:
        return lambda one, other: photos.scores(
            photos.parts(words[one : one + 1], without=words[other : other + 1]),
            weights=Weights(without=weight),
        )

    def dropped(weight: float, quantile: float) -> Callable[[int, int], Scores]:
        def scores(one: int, other: int) -> Scores:
            found = subtracted(weight)(one, other).copy()
            found[alone[:, other] > np.quantile(alone[:, other], quantile)] = -np.inf
            return found

        return scores

    def shown(weight: float) -> Callable[[int, int], Scores]:
        def scores(one: int, other: int) -> Scores:
            picture = int(np.flatnonzero(labels.there[other] & labels.absent[one])[0])
            parts = photos.parts(words[one : one + 1], unlike=[picture])
            return photos.scores(parts, weights=Weights(unlike=weight))

        return scores

    rules = {f"subtract {weight:.1f}": subtracted(weight) for weight in _BALANCES}
    rules["project it out of the words"] = lambda one, other: (
        alone[:, one] - float(words[one] @ words[other]) * alone[:, other]
    )
    for weight in (0.0, MEASURED.without):
        for quantile in (0.95, 0.9, 0.8):
            rules[f"subtract {weight:.1f}, drop the best {round(100 * (1 - quantile))} %"] = dropped(
                weight, quantile
            )
    for weight in (0.1, 0.2, 0.3, 0.4, 0.6):
        rules[f"subtract {weight:.1f} of a photo of it"] = shown(weight)
    rows = []
    for name, rule in rules.items():
        cells: list[str] = []
        for half in range(2):
            tops = [(one, other, _best(rule(one, other))) for one, other, mine in cases if mine == half]
            right = [(labels.there[one] & labels.absent[other])[top].mean() for one, other, top in tops]
            left = [labels.there[other][top].sum() for _, other, top in tops]
            cells += [f"{100 * np.mean(right):.1f}", f"{np.mean(left):.2f}"]
        rows.append([name, *cells])
    counts = [sum(mine == half for _, _, mine in cases) for half in range(2)]
    table(
        f"A thing without another: precision@{_TOP} %, and how many of {_TOP} still show it; "
        f"{_HALVES[0]} {counts[0]} pairs, {_HALVES[1]} {counts[1]}; "
        f"Fovea subtracts {MEASURED.without}, of a photo {MEASURED.unlike}",
        ["rule", "chosen: P", "left", "judged: P", "left"],
        rows,
    )


# -- marked answers ----------------------------------------------------------------------------


def _measure_marks(photos: _Photos) -> None:
    labels = photos.labels
    topics = [(name, labels.there[number]) for number, name in enumerate(labels.names)]
    topics += [
        (f"{labels.names[one]} {labels.names[other]}", labels.there[one] & labels.there[other])
        for one, other, _ in _pairs(labels)
        if other < one
    ]
    topics = [(name, wanted) for name, wanted in topics if wanted.sum() >= _TOP + _CLICKS + 2]
    texts = photos.encoder.encode_texts([name for name, _ in topics])
    choices = [
        Weights(more_like=more, less_like=less)
        for more in (0.25, 0.5, 0.75, 1.0)
        for less in (0.0, 0.15, 0.3, 0.5)
        if less <= more
    ]
    rows = []
    for weights in choices:
        cells: list[str] = []
        for half in range(2):
            pairs = [
                _marked(photos, texts[number : number + 1], wanted, weights)
                for number, (_, wanted) in enumerate(topics)
                if number % 2 == half
            ]
            before, after = np.array(pairs).T
            cells += [
                f"{100 * before.mean():.1f}",
                f"{100 * after.mean():.1f}",
                f"+{(after > before).sum()} -{(after < before).sum()}",
            ]
        mine = (weights.more_like, weights.less_like) == (MEASURED.more_like, MEASURED.less_like)
        rows.append([f"{weights.more_like} {weights.less_like}" + (" (Fovea)" if mine else ""), *cells])
    table(
        f"{_CLICKS} marks on the first {_TOP}: precision@{_TOP} % among the photos that were not marked, "
        f"{_HALVES[0]} {(len(topics) + 1) // 2} questions, {_HALVES[1]} {len(topics) // 2}",
        [
            "weight of good, bad",
            *(cell for half in ("chosen", "judged") for cell in (f"{half}: before", "after", "better")),
        ],
        rows,
    )


def _marked(photos: _Photos, text: Vectors, wanted: Wanted, weights: Weights) -> tuple[float, float]:
    """Precision before and after a person marks.

    The person looks from the best answer on, marks the first two photos that are right and the first
    that is wrong; where there are fewer of one sort in the first twenty, more of the other.
    """
    scores = photos.scores(photos.parts(text))
    top = _best(scores)
    good = [int(number) for number in top if wanted[number]]
    bad = [int(number) for number in top if not wanted[number]]
    less = bad[: max(1, _CLICKS - len(good))]
    more = good[: _CLICKS - len(less)]
    corrected = photos.scores(photos.parts(text, more=more, less=less), weights=weights)
    clicked = [*more, *less]
    return float(wanted[_best(scores, clicked)].mean()), float(wanted[_best(corrected, clicked)].mean())
