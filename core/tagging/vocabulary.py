"""The words that may be guessed of a photo: English, Chinese, their kind, and what they are a kind of."""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core.library.names import fold_name

log = logging.getLogger(__name__)

_SHIPPED = Path(__file__).with_name("vocabulary.tsv")

OWN_FILE = """\
# Words that Fovea may find in your photos, beside those it came with. One a line, with tabs between:
#   English, 中文, kind, a word it is a kind of (may be empty), other names (with commas; may be empty)
# A minus before an English word takes that word away. Lines that begin with # are not read.
# For instance (without the #):
#sourdough	酸面包	food	bread	sourdough bread
#-lawn mower
"""
"""What the file for a person's own words says while there are none in it."""


@dataclass(frozen=True, slots=True)
class Word:
    """Something a photo may show.

    Attributes:
        english: Its name, which is also the tag.
        chinese: Its name in Chinese; "" when nobody gave one.
        kind: "animal", "food", ...: a group for people who look through the list.
        broader: The word it is a kind of; "" when there is none.
        synonyms: Other English names.
    """

    english: str
    chinese: str = ""
    kind: str = ""
    broader: str = ""
    synonyms: tuple[str, ...] = ()


class Vocabulary:
    """The words, each once.

    Args:
        words: Of two with one English name, however it is cased, the later counts; the name stays as
            the earlier spells it, by which descriptions and other words know it.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self._words: dict[str, Word] = {}
        spelled: dict[str, str] = {}
        for word in words:
            english = spelled.setdefault(fold_name(word.english), word.english)
            self._words[english] = replace(word, english=english)

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words.values())

    def __contains__(self, english: str) -> bool:
        return english in self._words

    @property
    def names(self) -> tuple[str, ...]:
        """The English names, in order."""
        return tuple(self._words)

    @functools.cached_property
    def version(self) -> str:
        """Another one as soon as a word is another: guesses of different versions are not mixed."""
        said = "\n".join("\t".join(_fields(word)) for word in self)
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()

    def get(self, english: str) -> Word | None:
        """A word by its English name."""
        return self._words.get(english)

    def chinese(self, english: str) -> str:
        """Its Chinese name; the English one when it has none, or is none of these words."""
        word = self._words.get(english)
        return word.chinese or english if word else english

    def find(self, name: str) -> str | None:
        """The English name of a word that goes by any of its names, in either language."""
        return self._by_any_name.get(name.strip().casefold())

    @functools.cached_property
    def _by_any_name(self) -> dict[str, str]:
        # A word's own name goes before another's synonym.
        found: dict[str, str] = {}
        for names in (lambda word: (word.english, word.chinese), lambda word: word.synonyms):
            for word in self:
                for name in names(word):
                    found.setdefault(name.casefold(), word.english)
        found.pop("", None)
        return found

    def broader(self, english: str) -> tuple[str, ...]:
        """What a word is a kind of, the narrowest first: "beagle" is a "dog", a "pet", an "animal"."""
        found: list[str] = []
        word = self._words.get(english)
        # A person's own file may go in circles.
        while word and word.broader in self._words and word.broader not in (*found, english):
            found.append(word.broader)
            word = self._words[word.broader]
        return tuple(found)


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """The words that come with Fovea; read once."""
    words, _ = _read(_SHIPPED)
    return Vocabulary(words)


def read_vocabulary(own: Path) -> Vocabulary:
    """The words that come with Fovea and a person's own.

    Args:
        own: Their file, as `OWN_FILE` explains; when there is none, or it can't be read, only the former.
    """
    try:
        words, gone = _read(own)
    except (OSError, UnicodeDecodeError) as error:
        if not isinstance(error, FileNotFoundError):
            log.warning("%s can't be read: %s", own, error)
        return shipped_vocabulary()
    if not words and not gone:
        return shipped_vocabulary()
    kept = [word for word in shipped_vocabulary() if fold_name(word.english) not in gone]
    return Vocabulary([*kept, *words])


def _read(path: Path) -> tuple[list[Word], set[str]]:
    """The words of a file, and those it takes away, folded."""
    words: list[Word] = []
    gone: set[str] = set()
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = [field.strip() for field in line.split("\t")]
        if not fields[0] or fields[0].startswith("#"):
            continue
        if fields[0].startswith("-"):
            gone.add(fold_name(fields[0][1:].strip()))
            continue
        english, chinese, kind, broader, others = (*fields, "", "", "", "", "")[:5]
        synonyms = tuple(name.strip() for name in others.split(",") if name.strip())
        words.append(Word(english, chinese, kind, broader, synonyms))
    return words, gone


def _fields(word: Word) -> tuple[str, str, str, str, str]:
    return word.english, word.chinese, word.kind, word.broader, ", ".join(word.synonyms)
