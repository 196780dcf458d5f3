"""Everyday English words: where a place or a person is called so too, the word is meant first."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from core.search.language.text import units


def is_everyday(name: str) -> bool:
    """Whether all words of a name are everyday ones: Nice, Orange, Summer Camp; not Rex, not New York."""
    return all(word in _words() for word in units(name))


@cache
def _words() -> frozenset[str]:
    """The lower-case words of the captions of a collection of photographs, Flickr8k's training part.

    Those seen twice, and those that are names at GeoNames. A few such names that the captions
    happen to lack (turkey, china, ...) were added by hand.
    """
    text = (files("core.search.language") / "everyday.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
