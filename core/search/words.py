"""Looks the words of a question up: which photos' own words say how much of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.library.tokens import is_paired, phrase, terms
from core.library.word_index import WordIndex
from core.library.wording import FIELDS, Field
from core.search.visible_words import visible_words

_MOST_PHOTOS = 10_000
"""Photos that are fetched for a question in all, the newest: what is in more says little of any."""

_COMMON = 1 / 3
"""What stands in a larger share of the photos is as good as a stop word beside rarer words."""

_SHORTEST_PIECE = 3

_CHOSEN: tuple[Field, ...] = tuple(field for field in FIELDS if field not in ("caption", "text"))
"""Every word of a name or a tag was chosen for the photo; in running text words just occur."""

_SAY_NOTHING = """
a an the and or of in on at to by with from for as into over near under up down out off this that these those
there here it its is are was were be been being am do doing has have had who which what where when while my
your his her their our me i you he she they we him them us some any all no not very two one
photo picture image img dsc dscf dscn pic pxl snapshot jpg jpeg
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())
"""Words that tell photos apart for nobody: function words of English, and what cameras call all files.

They count in a question that has no others, and between quotes.
"""


UNKNOWN = 0.6
"""What a word counts that stands in no photo's words, as a share of one in a single photo's; measured."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Photos whose words say something of the question.

    Attributes:
        photo_ids: int64, shape (n,), ascending.
        coverage: float32, shape (n,): what share of the question's words each says, weighed by
            how rare they are; 1: all.
        chosen: float32, shape (n,): the same of words that were chosen for the photo: not of captions and
            of text in the picture.
        names: float32, shape (n,): how many names the question and the words chosen for the photo have in
            common, each counted by how rare it is; 1: one that only this photo has. Names are words for
            what can't be seen, and any two words that follow one another in both.
        tokens: What was looked for, as it stands in the text index.
    """

    photo_ids: NDArray[np.int64]
    coverage: NDArray[np.float32]
    chosen: NDArray[np.float32]
    names: NDArray[np.float32]
    tokens: frozenset[str] = frozenset()

    def among(self, allowed: NDArray[np.bool_]) -> Hits:
        """Those that may answer.

        Args:
            allowed: bool, indexed by photo id.
        """
        known = self.photo_ids < len(allowed)
        kept = np.zeros(len(known), dtype=bool)
        kept[known] = allowed[self.photo_ids[known]]
        return Hits(
            self.photo_ids[kept], self.coverage[kept], self.chosen[kept], self.names[kept], self.tokens
        )


_NONE = np.empty(0, np.float32)
NO_HITS = Hits(np.empty(0, np.int64), _NONE, _NONE, _NONE)


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the question.

    Attributes:
        tokens: Any of these stands for it.
        photos: In how many photos it stands, about.
        weight: How much it says of a photo: its inverse document frequency.
    """

    tokens: tuple[str, ...]
    photos: int
    weight: float

    @property
    def expression(self) -> str:
        """What finds it, as FTS5 writes it."""
        return _either(self.tokens)


_Standing = dict[str, tuple[_Term, NDArray[np.int64]]]
"""Words of a question that stand in photos' words, and the photos that each was chosen for."""


class WordSearch:
    """Asks a text index. For one thread.

    Args:
        index: Of the library.
        unknown: See `UNKNOWN`.
    """

    def __init__(self, index: WordIndex, unknown: float = UNKNOWN) -> None:
        self._index = index
        self._unknown = unknown

    def hits(self, words: str) -> Hits:
        """Photos that words of a question stand in, in any order and anywhere.

        Each word counts by its inverse document frequency, as in BM25 (Robertson and Zaragoza, 2009), and
        once for each photo: names and tags are short, and a word said twice there is no truer. Words that
        follow one another count as pairs, too (sequential dependence; Metzler and Croft, 2005), and so do
        words that no eye could answer.

        Args:
            words: As they were typed.
        """
        asked = without_stop_words(terms(words))
        known = self._index.frequencies(list(asked))
        found = [self._term(term, known.get(term, 0)) for term in asked]
        there = sorted((term for term in found if term and term.photos), key=lambda term: term.photos)
        if not there:
            return NO_HITS
        there = [term for term in there if term.photos <= _COMMON * self._index.photos] or there
        unknown = self._unknown * self._rarity(0) * (len(asked) - sum(map(bool, found)))
        most = sum(term.weight for term in there) + unknown
        fetched = self._fetched(there)
        photo_ids = np.unique(np.concatenate([anywhere for anywhere, _ in fetched]))
        coverage, chosen, names = np.zeros((3, len(photo_ids)), np.float32)
        for term, (anywhere, in_chosen) in zip(there, fetched, strict=True):
            share = term.weight / most
            coverage[np.searchsorted(photo_ids, anywhere)] += share
            chosen[np.searchsorted(photo_ids, in_chosen)] += share
        # Words that were found inside longer ones are no names.
        stands = {
            term.tokens[0]: (term, each[1])
            for term, each in zip(there, fetched, strict=True)
            if term.tokens[0] in known
        }
        for photos, rarity in (*self._names(stands), *self._pairs(words, stands)):
            names[np.searchsorted(photo_ids, photos)] += rarity
        tokens = frozenset(token for term in there for token in term.tokens)
        return Hits(photo_ids, np.minimum(coverage, 1.0), np.minimum(chosen, 1.0), names, tokens)

    def saying(self, text: str) -> NDArray[np.int64]:
        """Photos whose words say just that, word for word, int64; none for a text without words."""
        cut = phrase(text)
        if not cut:
            return NO_HITS.photo_ids
        # A single Chinese character begins a token of two, or is one.
        found = self._index.photos_with(_quoted(cut) + ("*" if _is_single(cut[-1]) else ""))
        if not len(found) and len(cut) == 1 and not is_paired(cut[0]) and len(cut[0]) >= _SHORTEST_PIECE:
            inside = self._index.words_with(cut[0])
            found = self._index.photos_with(_either(inside)) if inside else found
        return found

    def _names(self, stands: _Standing) -> Iterator[tuple[NDArray[np.int64], float]]:
        """Photos for which words were chosen that name nothing one could see, and how rare those are."""
        for token, (term, photos) in stands.items():
            if token not in visible_words():
                yield photos, term.weight / self._rarity(1)

    def _pairs(self, words: str, stands: _Standing) -> Iterator[tuple[NDArray[np.int64], float]]:
        """Photos in which two words follow one another as they do in the question, and how rare those are.

        Args:
            words: Of the question.
            stands: The words that stand in photos, and those for which they were chosen.
        """
        cut = phrase(words)
        telling = [number for number, token in enumerate(cut) if token in stands]
        for one, other in pairwise(telling):
            if any(_tells(token) for token in cut[one + 1 : other]):
                continue
            (first, with_first), (second, with_second) = stands[cut[one]], stands[cut[other]]
            both = np.intersect1d(with_first, with_second, assume_unique=True)
            if len(both):
                together = self._index.photos_with(_quoted(cut[one : other + 1]), _CHOSEN, _MOST_PHOTOS)
                rarity = (first.weight + second.weight) / (2 * self._rarity(1))
                yield np.intersect1d(both, together, assume_unique=True), rarity

    def _term(self, term: str, photos: int) -> _Term | None:
        if photos:
            return _Term((term,), photos, self._rarity(photos))
        inside: dict[str, int] = {}
        if _is_single(term) or (len(term) == 2 and not is_paired(term)):
            inside = self._index.words_from(term)
        elif len(term) >= _SHORTEST_PIECE and not is_paired(term):
            inside = self._index.words_with(term)
        if not inside:
            return None
        photos = min(sum(inside.values()), self._index.photos)
        return _Term(tuple(inside), photos, self._rarity(photos))

    def _rarity(self, photos: int) -> float:
        """Inverse document frequency, as BM25 has it."""
        return math.log(1 + (self._index.photos - photos + 0.5) / (photos + 0.5))

    def _fetched(self, there: Sequence[_Term]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """The photos that each term is in: anywhere, and where words were chosen.

        The rarest come first. When they are many, the more frequent ones are looked for in their photos only.
        """
        found = []
        left = _MOST_PHOTOS
        rare: list[str] = []
        for term in there:
            expression = term.expression
            if rare and term.photos > left:
                expression = f"({expression}) AND ({' OR '.join(rare)})"
            else:
                rare.append(expression)
                left -= term.photos
            anywhere = self._index.photos_with(expression, limit=_MOST_PHOTOS)
            chosen = self._index.photos_with(expression, _CHOSEN, _MOST_PHOTOS) if len(anywhere) else anywhere
            found.append((anywhere, np.intersect1d(anywhere, chosen, assume_unique=True)))
        return found


def without_stop_words(asked: Sequence[str]) -> Sequence[str]:
    """The words that tell photos apart; all of them where there are no such."""
    return [word for word in asked if _tells(word)] or asked


def _tells(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or not word.isascii())


def _is_single(term: str) -> bool:
    return len(term) == 1 and is_paired(term)


def _quoted(cut: Sequence[str]) -> str:
    """Tokens that follow one another. They have no quotes in them."""
    return f'"{" ".join(cut)}"'


def _either(words: Iterable[str]) -> str:
    return " OR ".join(_quoted([word]) for word in words)
