"""What a person asks: a sentence or words, words to avoid, pictures, marked photos, filters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from core.library import PhotoFilter
from core.library.conditions import AllOf, AnyOf, Condition
from core.search.composition import DEFAULT_BALANCE
from core.search.filtering import conditions
from core.search.language import Note, Reading

Picture = int | Path | bytes
"""A picture to search by: a photo's id, a file, or an image file's bytes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One search.

    Attributes:
        words: What should be in the photo; "" when only pictures ask.
        without: What should not be in it, each ranked against; photos whose words say it are left out.
        literal: Of the words, what must stand in the photo's own words just so, if it stands in any photo's.
        pictures: The photo should look like these.
        without_pictures: What these show should not be in it.
        more_like: Ids of photos that were marked as good answers; they stay answers.
        less_like: Ids of photos that were marked as bad answers; they are none any more.
        balance: Weight of the pictures against the words, 0 (words only) to 1 (pictures only).
        chosen: Hard filters.
        limit: At most so many answers, unless the sentence says how many.
        sentence: As it was typed, to be understood first; it takes the place of words and `without`.
        unranked_limit: At most so many when there is nothing to rank by; None: `limit`.
        filters: The explicit forms of those hard filters that a sentence said.
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
    literal: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

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
    ranked = [side for side in reading.alternatives if side.meaning or side.without or question.shows]
    unranked = [side for side in reading.alternatives if side not in ranked]
    asked = [
        replace(
            question,
            words=side.meaning,
            without=side.without,
            literal=side.required,
            chosen=_chosen(question, conditions(side.filters)),
            filters=tuple(chosen.form for chosen in side.filters),
        )
        for side in ranked
    ]
    if unranked:  # in one question, or their photos would not come newest first
        one = len(unranked) == 1
        each = [conditions(side.filters) for side in unranked]
        asked.append(
            replace(
                question,
                words="",
                without=(),
                chosen=_chosen(question, each[0] if one else (AnyOf(tuple(map(AllOf, each))),)),
                filters=tuple(chosen.form for chosen in unranked[0].filters) if one else (),
            )
        )
    return tuple(
        replace(
            side,
            limit=reading.limit or question.limit,
            sentence="",
            unranked_limit=reading.limit or question.unranked_limit,
        )
        for side in asked
    )


def with_missing(reading: Reading, missing: tuple[str, ...]) -> Reading:
    """Say what stood in quotes and in no photo's words.

    Args:
        reading: Of the sentence.
        missing: What that is.
    """
    notes = [
        Note(
            (max(reading.sentence.find(text), 0), max(reading.sentence.find(text), 0) + len(text)),
            f"“{text}” stands in no photo's words: the photos that look like it come first.",
        )
        for text in missing
    ]
    return replace(reading, notes=(*reading.notes, *notes)) if notes else reading


def _chosen(question: Question, also: tuple[Condition, ...]) -> PhotoFilter:
    return replace(question.chosen, conditions=(*question.chosen.conditions, *also))
