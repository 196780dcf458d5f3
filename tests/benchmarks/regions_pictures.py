"""Pictures made of several photos that have no word in common, and what they are asked for with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models import Vectors
from tests.benchmarks.dataset import FLICKR8K, IMAGENET, Dataset

HALVES = ("chosen on", "judged on")
SEED = 7

_EDGE = 224
_COMMON = re.compile("photo|the|and|with|his|her|its|their|are|from|into|while|who|that|this")
_ENDINGS = re.compile("(ing|es|ers?|s)$")


@dataclass(frozen=True, slots=True)
class Described:
    """Photos that can be asked for.

    Attributes:
        paths: Their files.
        asked: Vectors of what each is asked for with.
        words: That people said of each.
    """

    paths: list[Path]
    asked: Vectors
    words: list[set[str]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A picture made of several photos.

    Attributes:
        picture: uint8, (height, width, 3).
        parts: Numbers of the photos, row by row.
        layout: Rows and columns.
    """

    picture: NDArray[np.uint8]
    parts: list[int]
    layout: tuple[int, int]


def _words(texts: Sequence[str]) -> set[str]:
    found = re.findall("[a-z]{3,}", " ".join(texts).lower())
    return {_ENDINGS.sub("", word) for word in found if not _COMMON.fullmatch(word)}


def described(data: Dataset, half: int) -> dict[str, Described]:
    """The photos of one half: with their captions, with the names of what they show, with other photos.

    Args:
        data: Captioned photos.
        half: Number of the half, as in `HALVES`.
    """
    people, named = data.captioned(FLICKR8K, "dev"), data.captioned(IMAGENET, "dev")
    mine = list(range(half, len(people.paths), 2))
    words = [_words(people.captions[number]) for number in mine]
    paths = [people.paths[number] for number in mine]
    texts = data.texts(FLICKR8K, "dev")
    first = np.cumsum([0, *map(len, people.captions)])
    alike = np.stack([texts[start:end].mean(axis=0) for start, end in pairwise(first)])
    others = list(range(1 - half, len(people.paths), 2))
    likest = [others[int((alike[others] @ alike[number]).argmax())] for number in mine]
    names = list(range(half, len(named.paths), 2))
    return {
        "captions": Described(paths, texts[[first[number] for number in mine]], words),
        "names": Described(
            [named.paths[number] for number in names],
            data.texts(IMAGENET, "dev")[[sum(map(len, named.captions[:number])) for number in names]],
            [_words(named.captions[number]) for number in names],
        ),
        "photos like it": Described(paths, data.images(FLICKR8K, "dev")[likest], words),
    }


def joined(photos: Described, layout: tuple[int, int], count: int) -> Iterator[Joined]:
    """Pictures of photos that have no word in common; each photo is used once.

    Args:
        photos: Of which.
        layout: Rows and columns.
        count: How many pictures, if there are so many.
    """
    left = list(np.random.default_rng(SEED).permutation(len(photos.paths)))
    for _ in range(count):
        parts: list[int] = []
        for number in left:
            if all(not photos.words[number] & photos.words[part] for part in parts):
                parts.append(int(number))
            if len(parts) == layout[0] * layout[1]:
                break
        else:
            return
        left = [number for number in left if number not in parts]
        squares = [_square(photos.paths[part]) for part in parts]
        rows = [np.hstack(squares[row * layout[1] : (row + 1) * layout[1]]) for row in range(layout[0])]
        yield Joined(np.vstack(rows), parts, layout)


def _square(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB").resize((_EDGE, _EDGE), Image.Resampling.LANCZOS))


def percent(hits: Sequence[bool]) -> str:
    """The share of hits, as it stands in a table."""
    return f"{100 * np.mean(hits):.1f}"
