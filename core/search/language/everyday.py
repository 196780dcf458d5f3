"""Everyday words: where a place or a person, a tag or an album is called so too, the word is meant first."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from core.search.language.text import units


def is_everyday(name: str) -> bool:
    """Whether a name means something else, too: Nice, Orange, Summer Camp, 海滩; not Rex, New York, 小明."""
    return all(word in _words() for word in units(name)) or name in _things_in_chinese()


@cache
def _words() -> frozenset[str]:
    """The lower-case words of the captions of a collection of photographs, Flickr8k's training part.

    Those seen twice, and those that are names at GeoNames. A few such names that the captions
    happen to lack (turkey, china, ...) were added by hand.
    """
    text = (files("core.search.language") / "everyday.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _things_in_chinese() -> frozenset[str]:
    """What photos show, in Chinese, which is not written word by word: of the words that may be guessed."""
    lines = (files("core") / "tagging" / "vocabulary.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[1] for line in lines if line.count("\t") and not line.startswith("#"))
