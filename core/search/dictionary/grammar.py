"""The small words of Chinese: what they do in a sentence, and what English says for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal[
    "noun",
    "verb",
    "this",
    "one",
    "number",
    "where",
    "place",
    "at",
    "before",
    "and",
    "not",
    "of",
    "drop",
    "raw",
    "stop",
]
"""What a word does. "noun" is all that describes or is described; "where" follows its noun (上) and "before"
stands before it (从), as does "at" (在), which says nothing beside a "where"; "of" is 的; "raw" isn't
Chinese. "this" (这), "one" and "number" go before a measure word; behind a "number" there are several."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        chinese: As it was typed, in simplified characters.
        kind: What it does.
        english: The likeliest English for it first; the first may be "", of what is not said.
    """

    chinese: str
    kind: Kind
    english: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it goes before a measure word."""
        return self.kind in ("this", "one", "number")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word.

    Attributes:
        english: "group of"; "" where English counts without one.
        several: What follows it is more than one even when it is one itself: a group of dogs.
    """

    english: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words.

    Attributes:
        words: Those that stand for themselves.
        measures: What stands between a number and a noun.
    """

    words: dict[str, Word]
    measures: dict[str, Measure]


@cache
def grammar() -> Grammar:
    """Read the table `grammar_zh.tsv`, once a process."""
    text = (files("core.search.dictionary") / "grammar_zh.tsv").read_text(encoding="utf-8")
    words: dict[str, Word] = {}
    measures: dict[str, Measure] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, chinese, english = line.split("\t")
        for word in chinese.split():
            if kind in ("measure", "portion", "group"):
                measures[word] = Measure(english, several=kind == "group")
            else:
                words[word] = Word(word, _kind(kind), (english,))
    return Grammar(words, measures)


def _kind(name: str) -> Kind:
    for kind in get_args(Kind):
        if kind == name:
            return kind  # type: ignore[no-any-return]
    raise ValueError(f"no such kind of word: {name}")
