"""A photo in a few words: the nearest phrase of a bank, among those whose words the photo bears out.

The bank is composed of the parts in `phrases.tsv`: who, what they do, and where.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.tagging.judging import Background
from core.tagging.readout import Readout
from core.tagging.vocabulary import Vocabulary
from models import Vectors

_FILE = Path(__file__).with_name("phrases.tsv")

BORNE_OUT = 0.5
"""All words of a phrase together must be at least so probable, as if each were independent of the others."""

_SPECIFIC = 0.3
"""A phrase of one part more may be farther from the photo by so much cosine."""

_PLACES_OF = {
    "people": "*",
    "animals": "*",
    "pairs": "grass snow beach sea water street field forest mountain bench room",
    "beasts": "grass snow water field forest tree rock sand fence road",
    "riders": "snow mountain street road path forest hill rock mud",
    "players": "field grass stage street",
    "small": "grass flower rock water tree sand",
    "things": "street road water sea grass beach lake field snow mountain night",
    "views": "sky night",
}
"""Where one may be without doing anything."""

_BRIEF = ("pairs", "beasts")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A short description.

    Attributes:
        english: "A dog running on grass".
        chinese: "一只狗在草地上奔跑".
        words: English names of the words it says.
    """

    english: str
    chinese: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    words: tuple[str, ...]
    english: str
    chinese: str
    groups: tuple[str, ...]
    places: tuple[str, ...]


@functools.cache
def phrases() -> tuple[Phrase, ...]:
    """The bank; composed once."""
    parts: dict[str, list[_Part]] = {"who": [], "does": [], "where": []}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            role, words, english, chinese, groups, places = (*line.split("\t"), "", "")[:6]
            part = _Part(
                tuple(words.split(", ")), english, chinese, tuple(groups.split()), tuple(places.split(","))
            )
            parts[role].append(part)
    found = {phrase.english: phrase for phrase in _composed(**parts)}
    return tuple(found.values())


def _composed(who: Sequence[_Part], does: Sequence[_Part], where: Sequence[_Part]) -> Iterator[Phrase]:
    for one in who:
        yield Phrase(one.english, one.chinese, one.words)
        allowed = [place for group in one.groups for place in _PLACES_OF[group].split()]
        for place in where:
            if "*" in allowed or place.words[0] in allowed:
                yield from _joined(one, None, place)
        for doing in does:
            if set(doing.groups) & set(one.groups):
                yield from _joined(one, doing, None)
                # Whole sentences of those that are seldom together would be most of the bank.
                for place in where if one.groups[0] not in _BRIEF else ():
                    if place.words[0] in doing.places:
                        yield from _joined(one, doing, place)


def _joined(who: _Part, doing: _Part | None, place: _Part | None) -> Iterator[Phrase]:
    rest = [part for part in (doing, place) if part]
    words = [word for part in (who, *rest) for word in part.words]
    if len(set(words)) == len(words):
        english = " ".join([who.english, *(part.english for part in rest)])
        chinese = "".join([who.chinese, *(part.chinese for part in reversed(rest))])
        yield Phrase(english, chinese, tuple(words))


def description_in_chinese(english: str, vocabulary: Vocabulary) -> str:
    """A description that a `Describer` gave, in Chinese."""
    known = _in_chinese().get(english)
    if known:
        return known
    return "、".join(vocabulary.chinese(word.lower()) for word in english.split(", "))


@functools.cache
def _in_chinese() -> dict[str, str]:
    return {phrase.english: phrase.chinese for phrase in phrases()}


def possible(vocabulary: Vocabulary, readout: Readout | None) -> tuple[Phrase, ...]:
    """The phrases that can be said: all their words are in the vocabulary, and told by the encoder."""
    told = {*readout.words, *readout.named} if readout else set(vocabulary.names)
    return tuple(
        phrase for phrase in phrases() if all(word in told and word in vocabulary for word in phrase.words)
    )


class Describer:
    """Finds descriptions.

    Args:
        vocabulary: The words the probabilities are of.
        bank: Phrases of these words, from `possible`.
        texts: Their vectors by the photos' encoder; float32, shape (phrases, dimensions).
        sample: Vectors of some photos, to know what is ordinary where there are no probabilities.
    """

    def __init__(
        self, vocabulary: Vocabulary, bank: Sequence[Phrase], texts: Vectors, sample: Vectors
    ) -> None:
        numbers = {name: number for number, name in enumerate(vocabulary.names)}
        self._phrases = bank
        self._texts = texts
        longest = max((len(phrase.words) for phrase in self._phrases), default=1)
        # Short phrases are filled up with a word that is always true.
        self._words = np.full((len(bank), longest), len(numbers), np.int64)
        for row, phrase in enumerate(self._phrases):
            self._words[row, : len(phrase.words)] = [numbers[word] for word in phrase.words]
        self._lengths = np.array([len(phrase.words) for phrase in self._phrases], np.float32)
        self._background = Background.of(sample @ texts.T)
        self._names = vocabulary.names
        self._broader = [
            (number, numbers[broader])
            for number, name in enumerate(vocabulary.names)
            for broader in vocabulary.broader(name)
        ]

    def describe(self, vectors: Vectors, probabilities: NDArray[np.float32] | None) -> list[str]:
        """Descriptions of photos, in English.

        Args:
            vectors: float32, shape (photos, dimensions), unit length.
            probabilities: Of each word, float32, shape (photos, words), from `Judge.probabilities`;
                None when nothing is known of the encoder.

        Returns:
            One a photo; "" where there is nothing to say.
        """
        if not len(vectors) or not self._phrases:
            return [""] * len(vectors)
        cosines = vectors @ self._texts.T
        if probabilities is None:
            return self._outstanding(cosines)
        known = np.hstack([probabilities, np.ones((len(vectors), 1), np.float32)])
        # "An animal" where it is known to be a dog would be true, and odd.
        for word, broader in self._broader:
            known[known[:, word] > 0, broader] = 0
        chances = known[:, self._words[:, 0]]
        for column in range(1, self._words.shape[1]):
            chances = chances * known[:, self._words[:, column]]
        ranks = np.where(chances >= BORNE_OUT, cosines + _SPECIFIC * self._lengths, -np.inf)
        best = ranks.argmax(axis=1)
        return [
            self._phrases[row].english if np.isfinite(ranks[photo, row]) else self._listed(known[photo, :-1])
            for photo, row in enumerate(best)
        ]

    def _listed(self, probabilities: NDArray[np.float32]) -> str:
        """The words alone, where no phrase has them."""
        best = np.argsort(-probabilities)[:3]
        return ", ".join(self._names[word] for word in best if probabilities[word] > 0).capitalize()

    def _outstanding(self, cosines: NDArray[np.float32]) -> list[str]:
        if self._background is None:
            return [""] * len(cosines)
        nearest, stands_out = self._background.outstanding(cosines)
        return [
            self._phrases[row].english if out else ""
            for row, out in zip(nearest.tolist(), stands_out.tolist(), strict=True)
        ]
