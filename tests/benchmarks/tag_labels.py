"""Which words of the vocabulary are true of the shared photographs, as far as captions and names tell.

Weak labels for fitting: five captions don't name all that a photo shows, and a name says one thing.
The named photographs are split: tags are fitted on every other one, from the first, and judged on the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.tagging import Vocabulary

Labels = NDArray[np.bool_]
"""Bool, shape (words of the vocabulary, photographs)."""

_WORD = re.compile("[a-z0-9'-]+")
_HERE = Path(__file__).parent


def said_in_captions(vocabulary: Vocabulary, captions: Sequence[Sequence[str]]) -> Labels:
    """A word is true of a photo when a caption has it, one of its synonyms, or a narrower word."""
    texts = [[f" {' '.join(_WORD.findall(said.lower()))} " for said in each] for each in captions]
    labels = np.zeros((len(vocabulary), len(captions)), dtype=bool)
    for number, word in enumerate(vocabulary):
        names = "|".join(re.escape(name.lower()) for name in (word.english, *word.synonyms))
        pattern = re.compile(f" (?:{names}) ")
        labels[number] = [any(pattern.search(text) for text in each) for each in texts]
    return _with_broader(vocabulary, labels)


def named(vocabulary: Vocabulary, photos: Sequence[Path]) -> Labels:
    """A word is true of a named photo when it says its class (see `named_tags.tsv`), or is broader."""
    otherwise = {name: tags.split(", ") for name, tags in _lines("named_tags.tsv")}
    numbers = {name: number for number, name in enumerate(vocabulary.names)}
    labels = np.zeros((len(vocabulary), len(photos)), dtype=bool)
    for column, photo in enumerate(photos):
        name = class_of(photo)
        found = vocabulary.find(name.replace("_", " "))
        for tag in otherwise.get(name, [found] if found else []):
            labels[numbers[tag], column] = True
    return _with_broader(vocabulary, labels)


def seen(vocabulary: Vocabulary, photos: Sequence[Path]) -> dict[int, NDArray[np.bool_]]:
    """What was looked for by eye in the named photographs of the fitting half, by number of the word."""
    numbers = {name: number for number, name in enumerate(vocabulary.names)}
    stems = [photo.stem for photo in photos]
    return {numbers[tag]: np.isin(stems, there.split()) for tag, there in _lines("named_seen.tsv")}


def class_of(photo: Path) -> str:
    """The ImageNet class a named photograph is of, from its file's name."""
    return photo.stem.partition("_")[2]


def halves(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The named photographs that are fitted on, and those that are judged."""
    return np.arange(0, count, 2), np.arange(1, count, 2)


def _with_broader(vocabulary: Vocabulary, labels: Labels) -> Labels:
    numbers = {name: number for number, name in enumerate(vocabulary.names)}
    whole = labels.copy()
    for number, name in enumerate(vocabulary.names):
        for broader in vocabulary.broader(name):
            whole[numbers[broader]] |= labels[number]
    return whole


def _lines(name: str) -> Iterable[tuple[str, str]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, _, rest = line.partition("\t")
            yield key, rest
