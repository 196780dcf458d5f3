"""Questions with and without answers, for `make eval judgement`, and what is said to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.search.calibrating import calibrate
from core.search.calibration import Calibration
from core.search.cases import Case, Collection
from core.search.judgement import LOOKED_AT, Asked, judged
from tests.benchmarks.absent import CONCEPTS, never_said
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset
from tests.benchmarks.labels import labelled

SIZES = (100, 300, 1000, 7000)
"""Of the libraries that are asked."""
REAL = ("captions", "labels", "names")
VAIN = ("things", "words taken out", "captions taken out", "made-up words")
BY_PHOTO, BY_PHOTO_IN_VAIN = "photos", "photos taken out"

_CAPTIONS = 2500
_REMOVED_CAPTIONS = 6
_PHOTOS_A_NAME = 4
_KNOWN_STEP = 2
_NAMED_KNOWN = 80
_SAMPLE = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said to one question.

    Attributes:
        kind: Of `REAL` or `VAIN`, or one of those by photo.
        size: Of the library.
        chances: Probabilities of the first photos.
        right: Which of these match.
        told: Of which that is known.
        good: Which of them are above the line.
        best: Cosine of the first.
        stands_out: The first, in standard deviations of the library's scores above their mean.
    """

    kind: str
    size: int
    chances: NDArray[np.float32]
    right: NDArray[np.bool_]
    told: NDArray[np.bool_]
    good: NDArray[np.bool_]
    best: float
    stands_out: float

    @property
    def kept(self) -> int:
        """Right answers above the line."""
        return int((self.right & self.good).sum())

    @property
    def refused(self) -> bool:
        """Whether it is said that nothing really matches."""
        return not self.good[0]


class Judged:
    """The cases of `make eval judgement`, in two halves, and what is said to them.

    Args:
        data: Photographs and vectors.
    """

    def __init__(self, data: Dataset) -> None:
        self._encoder = data.encoder
        dev, train = data.captioned(FLICKR8K, "dev"), data.captioned(FLICKR8K, "train")
        self._dev = _collection(data, FLICKR8K, "dev")
        self._train = Collection(
            data.images(FLICKR8K, "train"), train.captions, data.texts(FLICKR8K, "train")
        )
        self._named = Collection(
            data.images(IMAGENET, "dev"),
            data.captioned(IMAGENET, "dev").captions,
            data.texts(IMAGENET, "dev"),
        )
        random = np.random.default_rng(77)
        self._halves = np.array_split(random.permutation(len(self._dev.captions)), 2)
        self._named_halves = np.array_split(random.permutation(len(self._named.captions)), 2)
        self._known = np.arange(0, len(self._train.captions), _KNOWN_STEP)
        self._said = [
            [set(caption.lower().replace(".", " ").split()) for caption in captions]
            for captions in (*self._dev.captions, *self._train.captions)
        ]
        everything = [c for captions in (*dev.captions, *train.captions) for c in captions]
        self._things = {
            False: never_said([c for captions in dev.captions for c in captions]),
            True: never_said(everything),
        }

    def calibration(self, half: int) -> Calibration:
        """Of the other half than the one that is asked."""
        named = self._named_halves[1 - half]
        return calibrate(
            self._encoder,
            [self._dev.part(self._halves[1 - half]), self._named.part(named[_NAMED_KNOWN:])],
            [self._train.part(self._known), self._named.part(named[:_NAMED_KNOWN])],
        )

    def outcomes(self, half: int, calibration: Calibration) -> Iterator[Outcome]:
        """Everything that is asked of one half."""
        for size in SIZES:
            for case in self._cases(half, size, calibration):
                yield outcome(case, size, calibration)

    def _unknown(self, calibration: Calibration) -> NDArray[np.int64]:
        """The training photos that are not in the reference: those would recognise themselves."""
        known = calibration.reference
        if known is None:
            return np.arange(len(self._train.captions))
        return np.flatnonzero((self._train.photos @ known.photos.T).max(axis=1) < 1 - 1e-4)

    def _cases(self, half: int, size: int, calibration: Calibration) -> Iterator[Case]:
        random = np.random.default_rng(size + half)
        own, dev = self._halves[half], len(self._dev.captions)
        rest = self._unknown(calibration)
        chosen = np.sort(own[:size] if size <= len(own) else np.arange(dev))
        photos = self._dev.photos[chosen]
        if size > dev:
            photos = np.concatenate([photos, self._train.photos[rest]])
            chosen = np.concatenate([chosen, dev + rest])
        nothing, everything = np.zeros(len(chosen), bool), np.ones(len(chosen), bool)
        asked = [number for number in own if number in set(chosen.tolist())]
        captions = [5 * number + which for number in asked for which in range(5)]
        count = _CAPTIONS if size == dev else _CAPTIONS // 5
        for row in random.permutation(captions)[:count]:
            right = chosen == row // 5
            yield Case("captions", size, self._dev.vectors[row], photos, right, right)
        labels = labelled([*self._dev.captions, *self._train.captions])
        for number, vector in enumerate(self._encoder.encode_texts(labels.names)):
            if number % 2 == half and labels.there[number][chosen].any():
                there, absent = labels.there[number][chosen], labels.absent[number][chosen]
                yield Case("labels", size, vector, photos, there, there | absent)
        mine = [name for number, name in enumerate(CONCEPTS) if number % 2 == half]
        for name, vector in zip(mine, self._encoder.encode_texts(mine), strict=True):
            said = np.array(
                [sum(bool(CONCEPTS[name] & words) for words in self._said[number]) for number in chosen]
            )
            if (said > 1).any():
                yield Case("names", size, vector, photos, said > 1, said != 1)
            without = said == 0
            gone = photos[without], nothing[without], everything[without]
            yield Case("words taken out", size, vector, *gone)
            for number in random.permutation(np.flatnonzero(said > 1))[:_PHOTOS_A_NAME]:
                others = np.arange(len(chosen)) != number
                if (said[others] > 1).any():
                    yield Case(
                        BY_PHOTO, size, photos[number], photos[others], said[others] > 1, said[others] != 1
                    )
                yield Case(BY_PHOTO_IN_VAIN, size, photos[number], *gone)
            rows = [
                5 * number + which
                for number in range(dev)
                for which in range(5)
                if CONCEPTS[name] & self._said[number][which]
            ]
            for row in random.permutation(rows)[:_REMOVED_CAPTIONS]:
                yield Case("captions taken out", size, self._dev.vectors[row], *gone)
        things = [thing for number, thing in enumerate(self._things[size > dev]) if number % 2 == half]
        for vector in self._encoder.encode_texts(things):
            yield Case("things", size, vector, photos, nothing, everything)
        for vector in self._encoder.encode_texts(_made_up(random, 50)):
            yield Case("made-up words", size, vector, photos, nothing, everything)


def _collection(data: Dataset, archive: str, split: str) -> Collection:
    captions = data.captioned(archive, split).captions
    return Collection(data.images(archive, split), captions, data.texts(archive, split))


def outcome(case: Case, size: int, calibration: Calibration) -> Outcome:
    """Search one case's library, and judge."""
    scores = case.photos @ case.vector
    top = np.argsort(-scores, kind="stable")[:LOOKED_AT]
    sample = case.photos[:: max(1, len(scores) // _SAMPLE)]
    asked = [Asked(case.vector, in_words=case.kind not in (BY_PHOTO, BY_PHOTO_IN_VAIN))]
    found = judged(asked, case.vector, scores[top], case.photos[top], len(scores), sample, calibration)
    best = float(scores[top[0]])
    stands_out = (best - float(scores.mean())) / max(float(scores.std()), 1e-6)
    right, told = case.right[top], case.told[top]
    return Outcome(case.kind, size, found.probabilities, right, told, found.good, best, stands_out)


def _made_up(random: np.random.Generator, count: int) -> list[str]:
    letters = ("bcdfghjklmnpqrstvwxz", "aeiouy")

    def word() -> str:
        return "".join(str(random.choice(list(letters[place % 2]))) for place in range(random.integers(4, 8)))

    return [" ".join(word() for _ in range(random.integers(1, 4))) for _ in range(count)]
