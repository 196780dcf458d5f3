"""Questions made from captions, to libraries that hold what they ask for and to libraries that do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models import Encoder, Vectors

_COMMON = 0.2
"""A word said of more photos than this share tells nothing about one."""
_AGREED = 0.6
"""So many of the photos of which a word is said at all must have it said twice: then it isn't left out."""
_STEM = 5
_T = TypeVar("_T")
_LETTERS = ("bcdfghjklmnpqrstvwxz", "aeiouy")


@dataclass(frozen=True, slots=True)
class Collection:
    """Captioned photos.

    Attributes:
        photos: float32, shape (n, dimensions).
        captions: Of each photo.
        vectors: Of all captions, one after the other, float32.
    """

    photos: Vectors
    captions: tuple[tuple[str, ...], ...]
    vectors: Vectors

    def part(self, numbers: NDArray[np.int64]) -> Collection:
        """Some of the photos."""
        ends = np.cumsum([0, *map(len, self.captions)])
        rows = np.concatenate(
            [np.empty(0, np.int64), *(np.arange(ends[number], ends[number + 1]) for number in numbers)]
        )
        return Collection(
            self.photos[numbers], tuple(self.captions[number] for number in numbers), self.vectors[rows]
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A question to a library.

    Attributes:
        kind: What sort of question.
        size: Of the library before anything was taken out of it.
        vector: float32, shape (dimensions,).
        photos: The library's, float32, shape (n, dimensions).
        right: bool, shape (n,): which photos match; none where nothing does.
        told: bool, shape (n,): of which photos that is known.
    """

    kind: str
    size: int
    vector: NDArray[np.float32]
    photos: Vectors
    right: NDArray[np.bool_]
    told: NDArray[np.bool_]


class Questions:
    """Makes cases from a collection.

    Args:
        collection: With at least a few photos.
        own: So many of its first photos are asked about; the rest only fills libraries.
        encoder: Of the short questions.
        random: Chooses.
    """

    def __init__(
        self, collection: Collection, own: int, encoder: Encoder, random: np.random.Generator
    ) -> None:
        self._collection = collection
        self._own = own
        self._random = random
        self._said: dict[str, Counter[int]] = defaultdict(Counter)
        for number, captions in enumerate(collection.captions):
            for caption in captions:
                self._said_of(number, caption)
        photos = len(collection.captions)
        several = {number for number, captions in enumerate(collection.captions) if len(captions) > 1}
        self.words = sorted(
            word
            for word, said in self._said.items()
            if len(said) <= max(1, _COMMON * photos) and _agreed(said, several)
        )
        made = [_made_up(random) for _ in range(60)]
        telling = [
            self._telling(caption) for captions in collection.captions[:own] for caption in captions[:1]
        ]
        vectors = encoder.encode_texts([*self.words, *made, *telling])
        self._short = dict(zip(self.words, vectors, strict=False))
        self._made = vectors[len(self.words) : len(self.words) + len(made)]
        self._telling_vectors = vectors[len(self.words) + len(made) :]

    def cases(self, chosen: NDArray[np.int64], each: int) -> Iterator[Case]:
        """Ask a library of some of the photos.

        Args:
            chosen: Numbers of its photos.
            each: At most so many questions of a sort.
        """
        photos = self._collection.photos[chosen]
        size = len(chosen)
        nothing, everything = np.zeros(size, bool), np.ones(size, bool)
        inside = set(chosen.tolist())
        starts = np.cumsum([0, *map(len, self._collection.captions)])
        for number in self._some(chosen[chosen < self._own].tolist(), each):
            captions = self._collection.captions[number]
            which = int(self._random.integers(len(captions)))
            asked = (
                ("caption", self._collection.vectors[starts[number] + which], captions[which]),
                ("telling words", self._telling_vectors[number], captions[0]),
            )
            own = chosen == number
            for kind, vector, caption in asked:
                # That other photos don't match is not known: nobody compared them with this caption.
                yield Case(kind, size, vector, photos, own, own)
                without = ~own & ~self._mentions(chosen, self._subjects(number, caption))
                yield Case(f"no {kind}", size, vector, photos[without], nothing[without], everything[without])
        for word in self._some([word for word in self.words if inside & self._said[word].keys()], each):
            said = self._said[word]
            right = np.array([self._sure(word, number) for number in chosen])
            vector = self._short[word]
            if right.any():
                yield Case("word", size, vector, photos, right, right | ~np.isin(chosen, list(said)))
            without = ~self._mentions(chosen, {word})
            yield Case("no word", size, vector, photos[without], nothing[without], everything[without])
        for vector in self._made:
            yield Case("no such word", size, vector, photos, nothing, everything)

    def _said_of(self, number: int, caption: str) -> None:
        for word in set(_words(caption)):
            self._said[word][number] += 1

    def _sure(self, word: str, number: int) -> bool:
        return self._said[word].get(number, 0) >= min(2, len(self._collection.captions[number]))

    def _telling(self, caption: str) -> str:
        common = _COMMON * len(self._collection.captions)
        left = [word for word in _words(caption) if len(self._said[word]) <= max(1, common)]
        return " ".join(left) or caption

    def _subjects(self, number: int, caption: str) -> set[str]:
        """The words of a caption that say what is in the photo: the rarest that others said too."""
        known = [word for word in _words(caption) if word in self._short and self._sure(word, number)]
        return set(sorted(known, key=lambda word: len(self._said[word]))[:2])

    def _mentions(self, chosen: NDArray[np.int64], words: set[str]) -> NDArray[np.bool_]:
        """Of which photos any of some words, or one that begins like it, is said."""
        stems = tuple(word[:_STEM] for word in words)
        numbers = {
            number for word, said in self._said.items() if stems and word.startswith(stems) for number in said
        }
        return np.isin(chosen, list(numbers))

    def _some(self, of: Sequence[_T], count: int) -> list[_T]:
        return [of[number] for number in self._random.permutation(len(of))[:count]]


def _words(caption: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", caption.lower()) if len(word) > 2]


def _agreed(said: Counter[int], several: set[int]) -> bool:
    counted = [count for number, count in said.items() if number in several]
    return not counted or (len(counted) > 1 and sum(count > 1 for count in counted) >= _AGREED * len(counted))


def _made_up(random: np.random.Generator) -> str:
    def syllable() -> str:
        return "".join(str(random.choice(list(letters))) for letters in _LETTERS)

    words = ["".join(syllable() for _ in range(random.integers(2, 4))) for _ in range(random.integers(1, 4))]
    return " ".join(words)
