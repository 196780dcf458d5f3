"""What a person asks: words, words to avoid, pictures, filters."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.library import PhotoFilter

Picture = int | Path | bytes
"""A picture to search by: a photo's id, a file, or an image file's bytes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One search.

    Attributes:
        words: What should be in the photo; "" when only pictures ask.
        without: What should not be in it, each ranked against.
        pictures: The photo should look like these.
        balance: Weight of the pictures against the words, 0 (words only) to 1.
        chosen: Hard filters.
        limit: At most so many answers.
    """

    words: str = ""
    without: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    balance: float = 0.5
    chosen: PhotoFilter = field(default_factory=PhotoFilter)
    limit: int = 100

    def __bool__(self) -> bool:
        """Whether anything is asked that can be ranked."""
        return bool(self.words or self.without or self.pictures)


def read_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Split what was typed into wanted words and words with a leading minus.

    A minus inside a word ("black-and-white") or alone is no subtraction.

    Returns:
        The wanted words joined by spaces, and the others.
    """
    wanted, without = [], []
    for word in text.split():
        if word.startswith("-") and word.strip("-"):
            without.append(word.lstrip("-"))
        else:
            wanted.append(word)
    return " ".join(wanted), tuple(without)
