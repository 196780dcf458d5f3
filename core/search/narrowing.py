"""Which filter leaves nothing over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.library.photos import Photos
from core.search.filtering import conditions
from core.search.language import Reading
from core.search.question import Question


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter that excludes photos.

    Attributes:
        form: Its explicit form.
        photos: How many photos pass all the other filters.
    """

    form: str
    photos: int


def narrowings(photos: Photos, question: Question, reading: Reading) -> tuple[Narrowing, ...]:
    """How many photos there would be without each filter of a sentence; the most first.

    Args:
        photos: Of the library.
        question: Whose other filters stay.
        reading: Of the question's sentence.
    """
    found: dict[str, int] = {}
    for side in reading.alternatives:
        for left_out in side.filters:
            others = conditions(chosen for chosen in side.filters if chosen is not left_out)
            chosen = replace(question.chosen, conditions=(*question.chosen.conditions, *others))
            found[left_out.form] = max(len(photos.ids(chosen)), found.get(left_out.form, 0))
    return tuple(Narrowing(form, count) for form, count in sorted(found.items(), key=lambda each: -each[1]))
