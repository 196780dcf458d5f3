"""The honest line under the search box: what was ranked, by what, how long it took."""

from __future__ import annotations

from core.search import Answer
from desktop.ask import language_notice
from desktop.grid import line
from desktop.parts import wording
from desktop.parts.told import told
from desktop.parts.translate import tr


def summary(answer: Answer) -> str:
    """What an answer is, in one line; what matters most comes first, for a narrow window shows no more.

    Args:
        answer: Of the search engine.
    """
    notes = [told(note.text) for note in answer.reading.notes] if answer.reading else []
    parts = [*_found(answer), *language_notice.told(answer), *notes, *_how(answer)]
    return "  ·  ".join(part for part in parts if part)


def heard(answer: Answer) -> str:
    """The same for who hears it: what was found, not how.

    Args:
        answer: Of the search engine.
    """
    return ", ".join(part for part in _found(answer) if part)


def _found(answer: Answer) -> list[str]:
    # What is folded away was found as well.
    folded = sum(map(len, answer.stacks.values()))
    found = len(answer.photo_ids) + folded
    if not found:
        narrowed = answer.reading is not None and answer.reading.filters
        return [tr("Nothing to compare with yet")] if answer.question and not narrowed else []
    if not len(answer.scores):
        return [tr("{photos}, newest first").format(photos=wording.photos(found))]
    if found < answer.searched:
        text = tr("The best {shown} of {photos}")
        head = text.format(shown=wording.number(found), photos=wording.photos(answer.searched))
    else:
        head = tr("{photos}, best first").format(photos=wording.photos(found))
    away = tr("{count} folded").format(count=wording.number(folded)) if folded else ""
    return [*line.told(answer), head, away]


def _how(answer: Answer) -> list[str]:
    if not len(answer.scores):
        return []
    took = tr("{ms} ms").format(ms=max(1, round(answer.took_ms)))
    return [took, tr("encoder “{name}”").format(name=answer.encoder.partition("@")[0])]
