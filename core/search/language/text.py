"""Letters: one spelling for matching, with every character still at its place in the sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

IDEOGRAPH = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Inside a character class: what Chinese is written with. It puts no spaces between words."""

WORD = r"[0-9a-z_\xdf-\xff]"
"""A folded letter (of Western Europe: larger classes take milliseconds to compile), digit or underscore."""

BEGIN = rf"(?<!{WORD})"
END = rf"(?!{WORD})"
"""Around a phrase, so that "may" is not found in "mayor" and yet "2019" is in "在2019年"."""

_UNIT = re.compile(rf"[{IDEOGRAPH}]|[^\W_{IDEOGRAPH}]+")
_START = re.compile(rf"[{IDEOGRAPH}]|(?:#|\*\.)?[^\W_{IDEOGRAPH}]+")
_GLUE = re.compile(r"[\s\-.,'&/_]*")
_PLAIN = str.maketrans("‘’‚“”„«»「」『』‐‑‒–—―−…、。", '\'\'""""""""""-------.,.')
_LONGEST_NAME = 14
"""Units (words, or Chinese characters) of a name that is looked for in a sentence."""


def fold(text: str) -> str:
    """Lower case, plain digits, quotes, dashes and colons; the length stays the same."""
    return "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).lower().translate(_PLAIN)
    return plain if len(plain) == 1 else char


def key(text: str) -> str:
    """What two spellings of one name have in common: "X-T3" and "x t3", "Zürich" and "zurich"."""
    return "".join(map(_bare, _UNIT.findall(fold(text))))


def units(text: str) -> list[str]:
    """The words and Chinese characters of a text, each as its key."""
    return [_bare(unit) for unit in _UNIT.findall(fold(text))]


def keys_at(folded: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The keys of all phrases that begin at a position, with where each ends; the shortest first."""
    found = ""
    position = start
    for _ in range(_LONGEST_NAME):
        unit = _UNIT.match(folded, position, end)
        if unit is None:
            return
        found += _bare(unit[0])
        yield unit.end(), found
        glue = _GLUE.match(folded, unit.end(), end)
        position = glue.end() if glue else unit.end()


def starts(folded: str, start: int, end: int) -> Iterator[int]:
    """Where a word begins, or a Chinese character stands."""
    for unit in _START.finditer(folded, start, end):
        if not (unit.start() > start and folded[unit.start() - 1] == "_"):
            yield unit.start()


def quoted(value: str) -> str:
    """A value as it stands in an explicit form: in quotes where it has to be."""
    # Curly quotes and 「」 are read as plain ones, and would end it.
    plain = "".join(" " if _fold(char) == '"' else char for char in value)
    return plain if re.fullmatch(r"[^\s\-][^\s]*", plain) else f'"{plain}"'


@cache
def _bare(unit: str) -> str:
    """A word without accents."""
    split = unicodedata.normalize("NFKD", unit)
    return "".join(char for char in split if not unicodedata.combining(char)) or unit
