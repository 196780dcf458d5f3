"""The honest line under the search box: what was ranked, by what, how long it took."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.search import Answer
from desktop import wording


def summary(answer: Answer) -> str:
    """What an answer is, in one line.

    Args:
        answer: Of the search engine.
    """
    shown = len(answer.photo_ids)
    told = [note.text for note in answer.reading.notes] if answer.reading else []
    return "  ·  ".join([part for part in (_found(answer, shown), *told) if part])


def _found(answer: Answer, shown: int) -> str:
    if not answer.question and not shown:
        return ""
    if not shown:
        narrowed = answer.reading is not None and answer.reading.filters
        return "" if narrowed else _tr("Nothing to compare with yet")
    if not len(answer.scores):
        return _tr("{photos}, newest first").format(photos=wording.photos(shown))
    if shown < answer.searched:
        text = _tr("The best {shown} of {photos}")
        head = text.format(shown=wording.number(shown), photos=wording.photos(answer.searched))
    else:
        head = _tr("{photos}, best first").format(photos=wording.photos(shown))
    took = _tr("{ms} ms").format(ms=max(1, round(answer.took_ms)))
    encoder = _tr("encoder “{name}”").format(name=answer.encoder.partition("@")[0])
    return "  ·  ".join([head, took, encoder])


def _tr(text: str) -> str:
    return QCoreApplication.translate("summary", text)
