"""What photos show, from their vectors: words of a vocabulary, each with a probability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.tagging.readout import Readout
from core.tagging.vocabulary import Vocabulary, shipped_vocabulary
from models import Vectors

_NAMED_LEAST = 0.75
"""More is asked of a word that is known by its name alone: the curve of names was fitted on photos of one
thing each, and on others, where many things are small, it promises too much."""

_MOST = 12
"""No photo gets more guesses than this, beside those that follow from them."""

_STANDS_OUT = 5.0
"""Without a readout, the nearest word counts if its cosine is so many spreads above an ordinary photo's."""

FEWEST_FOR_SPREAD = 50
"""With fewer photos than this there is no telling what is ordinary."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What some photos are taken to show, one entry a photo and word.

    Attributes:
        photos: int64, shape (n,): rows of the vectors, ascending.
        words: int64, shape (n,): numbers of words in the vocabulary.
        probabilities: float32, shape (n,); NaN where nothing tells how probable it is.
        implied: bool, shape (n,): it follows from a narrower word: "animal" from "dog".
    """

    photos: NDArray[np.int64]
    words: NDArray[np.int64]
    probabilities: NDArray[np.float32]
    implied: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Background:
    """What cosines ordinary photos have with each word.

    Attributes:
        middle: float32, shape (words,): the median.
        spread: float32, shape (words,): from there to the 16th percentile. Photos that do show the
            thing are in the upper half, so the lower half tells what is ordinary.
    """

    middle: NDArray[np.float32]
    spread: NDArray[np.float32]

    @classmethod
    def of(cls, cosines: NDArray[np.float32]) -> Background | None:
        """From the cosines of a sample, float32, shape (photos, words); None: the sample is too small."""
        if len(cosines) < FEWEST_FOR_SPREAD:
            return None
        low, middle = np.quantile(cosines, [0.16, 0.5], axis=0).astype(np.float32)
        return cls(middle, np.maximum(middle - low, np.float32(1e-3)))

    def outstanding(self, cosines: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """What is nearest to each photo, and whether it is much nearer than to an ordinary one.

        Args:
            cosines: float32, shape (photos, words).

        Returns:
            int64 and bool, each of shape (photos,).
        """
        nearest = cosines.argmax(axis=1)
        above = cosines[np.arange(len(cosines)), nearest] - self.middle[nearest]
        return nearest, above >= _STANDS_OUT * self.spread[nearest]


class Judge:
    """Tells what photos show.

    Args:
        vocabulary: The words.
        texts: Their vectors by the photos' encoder, float32, (words, dimensions); only those of `compared`
            are looked at.
        readout: What is known of that encoder; None: only what stands out is guessed.
        sample: Vectors of some of the photos, to know what is ordinary; float32, (n, dimensions).
    """

    def __init__(
        self, vocabulary: Vocabulary, texts: Vectors, readout: Readout | None, sample: Vectors
    ) -> None:
        numbers = {name: number for number, name in enumerate(vocabulary.names)}
        self._texts = texts
        self._readout = readout
        self._parents = np.array([_parent(vocabulary, numbers, name) for name in numbers], np.int64)
        told = readout.words if readout else ()
        self._rows = np.array([row for row, name in enumerate(told) if name in numbers], np.int64)
        self._told = np.array([numbers[name] for name in told if name in numbers], np.int64)
        named = readout.named if readout else ()
        self._named = np.array([numbers[name] for name in named if name in numbers], np.int64)
        self._unweighed = np.array(_unweighed(vocabulary, readout), dtype=bool)
        self._compared = np.flatnonzero(np.isin(np.arange(len(numbers)), self._named) | self._unweighed)
        self._background = Background.of(sample @ texts[self._compared].T) if self._unweighed.any() else None

    @property
    def calibrated(self) -> bool:
        """Whether it is known how probable a guess is."""
        return self._readout is not None

    def probabilities(self, vectors: Vectors) -> NDArray[np.float32]:
        """Of each word; 0 for those that can't be believed, or are not told by probabilities.

        Args:
            vectors: float32, shape (photos, dimensions), unit length.

        Returns:
            float32, shape (photos, words).
        """
        found = np.zeros((len(vectors), len(self._texts)), np.float32)
        if self._readout is None:
            return found
        if len(self._told):
            found[:, self._told] = self._readout.probabilities(vectors)[:, self._rows]
            self._temper(found)
            told = found[:, self._told]
            found[:, self._told] = np.where(told >= self._readout.least[self._rows], told, 0)
        if len(self._named):
            cosines = vectors @ self._texts[self._named].T
            by_name = self._readout.named_probabilities(cosines)
            by_name[by_name < _NAMED_LEAST] = 0
            found[:, self._named] = np.maximum(found[:, self._named], by_name)
        return found

    def judge(self, vectors: Vectors, probabilities: NDArray[np.float32] | None = None) -> Guesses:
        """What photos show.

        Args:
            vectors: float32, shape (photos, dimensions), unit length.
            probabilities: Of these photos, when they are known already.
        """
        found = self.probabilities(vectors) if probabilities is None else probabilities.copy()
        fewest = np.partition(found, -_MOST, axis=1)[:, -_MOST] if found.shape[1] >= _MOST else 0.0
        shown = (found > 0) & (found >= np.asarray(fewest, np.float32).reshape(-1, 1))
        self._add_outstanding(vectors, found, shown)
        return self._with_broader(found, shown)

    def _temper(self, found: NDArray[np.float32]) -> None:
        """No narrower word is more probable than its broader one, when both have a direction."""
        has_direction = np.zeros(len(self._texts), dtype=bool)
        has_direction[self._told] = True
        for number in self._told:
            parent = self._parents[number]
            while parent >= 0:
                if has_direction[parent]:
                    np.minimum(found[:, number], found[:, parent], out=found[:, number])
                parent = self._parents[parent]

    def _add_outstanding(
        self, vectors: Vectors, found: NDArray[np.float32], shown: NDArray[np.bool_]
    ) -> None:
        """The nearest word, where nothing else is known of it and it stands out."""
        if self._background is None:
            return
        nearest, stands_out = self._background.outstanding(vectors @ self._texts[self._compared].T)
        words = self._compared[nearest]
        rows = np.flatnonzero(self._unweighed[words] & stands_out)
        shown[rows, words[rows]] = True
        found[rows, words[rows]] = np.nan

    def _with_broader(self, found: NDArray[np.float32], shown: NDArray[np.bool_]) -> Guesses:
        implied = np.zeros_like(shown)
        rows, words = np.nonzero(shown)
        chances = found[rows, words]
        broader = self._parents[words]
        while len(rows := rows[broader >= 0]):
            chances, broader = chances[broader >= 0], broader[broader >= 0]
            implied[rows, broader] = True
            # fmax passes over NaN where something is known.
            np.fmax.at(found, (rows, broader), chances)
            broader = self._parents[broader]
        # What was not told is as uncertain as what it follows from.
        photos, words = np.nonzero(shown | implied)
        probabilities = found[photos, words]
        probabilities[probabilities == 0] = np.nan
        return Guesses(photos, words, probabilities, implied[photos, words])


def compared(vocabulary: Vocabulary, readout: Readout | None) -> tuple[str, ...]:
    """The words whose vectors a `Judge` needs."""
    named = set(readout.named) if readout else set()
    flags = _unweighed(vocabulary, readout)
    return tuple(name for name, own in zip(vocabulary.names, flags, strict=True) if own or name in named)


def _parent(vocabulary: Vocabulary, numbers: dict[str, int], name: str) -> int:
    broader = vocabulary.broader(name)
    return numbers[broader[0]] if broader else -1


def _unweighed(vocabulary: Vocabulary, readout: Readout | None) -> list[bool]:
    """Which words nobody looked at when the readout was fitted: a person's own, or all."""
    if readout is None:
        return [True] * len(vocabulary)
    shipped = shipped_vocabulary()
    weighed = set(shipped.names) if readout.weighed == shipped.version else {*readout.words, *readout.named}
    return [name not in weighed for name in vocabulary.names]
