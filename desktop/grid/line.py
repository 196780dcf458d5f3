"""The headings of an answer: its dates, or the line between what was asked for and what only comes near."""

from __future__ import annotations

from core.search import Answer
from desktop.grid.heading import Heading, date_headings
from desktop.parts import wording
from desktop.parts.translate import tr


def headings(answer: Answer) -> tuple[Heading, ...]:
    """What stands between the photos of an answer.

    Args:
        answer: As it is shown.
    """
    if answer.months is not None:
        return date_headings(answer.months, len(answer.photo_ids))
    good = answer.good_matches
    if good is None or good >= len(answer.photo_ids):
        return ()
    if good:
        return (Heading(good, tr("Weaker matches")),)
    return (Heading(0, tr("Nothing really matches – these come nearest")),)


def told(answer: Answer) -> tuple[str, ...]:
    """How many photos are good matches, for the line under the search box; nothing when nobody can tell."""
    good = answer.good_matches
    if good is None or not len(answer.photo_ids):
        return ()
    if not good:
        return (tr("Nothing really matches"),)
    # What is folded behind a good match is one too, whether it lies open or not.
    shown = answer.photo_ids[:good].tolist() if answer.stacks else ()
    good += sum(len(answer.stacks.get(photo_id, ())) for photo_id in shown)
    if good == 1:
        return (tr("1 good match"),)
    return (tr("{count} good matches").format(count=wording.number(good)),)
