"""Everyday words for groups of ImageNet classes: "dog, puppy", "musical instrument"."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def everyday_words() -> list[tuple[tuple[str, ...], NDArray[np.int64]]]:
    """Words people type that stand for many classes, each with its classes.

    They are in everyday.tsv: the words, a tab, and numbers of classes such as "80-84 99". The
    groups come from the hypernyms of WordNet 3.0 (Miller, "WordNet: A Lexical Database for
    English", CACM 1995), chosen and named by hand.
    """
    found = []
    for line in Path(__file__).with_name("everyday.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words, numbers = line.split("\t")
        members: list[int] = []
        for part in numbers.split():
            first, _, last = part.partition("-")
            members.extend(range(int(first), int(last or first) + 1))
        found.append((tuple(words.split(", ")), np.array(members, np.int64)))
    return found
