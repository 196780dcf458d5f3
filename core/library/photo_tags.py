"""The tags of a photo, with who says so: people, the file, or a guess that nobody said no to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.library.guesses import Guessed
from core.library.names import fold_name
from core.library.people import Annotation


class Source(StrEnum):
    """Who says that a photo has a tag."""

    SAID = "said"
    FILE = "file"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class PhotoTag:
    """A tag of a photo.

    Attributes:
        name: As it is written; a guess in English.
        source: Who says so; people before the file before a guess.
        probability: Of a guess, 0 to 1; None: nobody knows, or it is none.
    """

    name: str
    source: Source
    probability: float | None = None


def tags_of(keywords: Sequence[str], said: Annotation, guessed: Guessed | None) -> list[PhotoTag]:
    """All tags of a photo.

    Args:
        keywords: Those that hold of people's and the file's, as in `core.library.Photo`.
        said: What people said of it.
        guessed: What is guessed of it; None: nothing yet.

    Returns:
        People's, the file's, then guesses that say something on their own, the most probable first.
    """
    own = {fold_name(name) for name in said.tags}
    known = {fold_name(name) for name in (*keywords, *said.tags, *said.not_tags)}
    found = [PhotoTag(name, Source.SAID) for name in keywords if fold_name(name) in own]
    found += [PhotoTag(name, Source.FILE) for name in keywords if fold_name(name) not in own]
    found += [
        PhotoTag(guess.name, Source.GUESS, guess.probability)
        for guess in (guessed.guesses if guessed else ())
        if not guess.implied and fold_name(guess.name) not in known
    ]
    return found
