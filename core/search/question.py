"""What a person asks: a sentence or words, words to avoid, pictures, marked photos, filters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from core.library import PhotoFilter
from core.library.conditions import AllOf, AnyOf
from core.search.composition import DEFAULT_BALANCE
from core.search.filtering import conditions
from core.search.language import Reading

Picture = int | Path | bytes
"""A picture to search by: a photo's id, a file, or an image file's bytes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One search.

    Attributes:
        words: What should be in the photo; "" when only pictures ask.
        without: What should not be in it, each ranked against.
        pictures: The photo should look like these.
        without_pictures: What these show should not be in it.
        more_like: Ids of photos that were marked as good answers; they stay answers.
        less_like: Ids of photos that were marked as bad answers; they are none any more.
        balance: Weight of the pictures against the words, 0 (words only) to 1 (pictures only).
        chosen: Hard filters.
        limit: At most so many answers, unless the sentence says how many.
        sentence: As it was typed, to be understood first; it takes the place of words and `without`.
        unranked_limit: At most so many when there is nothing to rank by; None: `limit`.
    """

    words: str = ""
    without: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    without_pictures: tuple[Picture, ...] = ()
    more_like: tuple[int, ...] = ()
    less_like: tuple[int, ...] = ()
    balance: float = DEFAULT_BALANCE
    chosen: PhotoFilter = field(default_factory=PhotoFilter)
    limit: int = 100
    sentence: str = ""
    unranked_limit: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.ranks or self.sentence.strip())

    @property
    def ranks(self) -> bool:
        """Whether there is something to rank by, without reading the sentence."""
        return bool(self.words or self.without or self.shows)

    @property
    def shows(self) -> bool:
        """Whether it ranks by pictures or photos of any sort."""
        return bool(self.pictures or self.without_pictures or self.more_like or self.less_like)


def as_read(question: Question, reading: Reading) -> tuple[Question, ...]:
    """What a question's sentence asks, as questions without one; a photo need only answer one of them.

    Args:
        question: With a sentence.
        reading: Of the sentence.
    """
    sides = [(side.meaning, side.without, conditions(side.filters)) for side in reading.alternatives]
    ranked = [side for side in sides if side[0] or side[1] or question.shows]
    unranked = [side for side in sides if side not in ranked]
    if len(unranked) > 1:  # in one question, or their photos would not come newest first
        unranked = [("", (), (AnyOf(tuple(AllOf(chosen) for _, _, chosen in unranked)),))]
    return tuple(
        replace(
            question,
            words=words,
            without=without,
            chosen=replace(question.chosen, conditions=(*question.chosen.conditions, *chosen)),
            limit=reading.limit or question.limit,
            sentence="",
            unranked_limit=reading.limit or question.unranked_limit,
        )
        for words, without, chosen in (*ranked, *unranked)
    )
