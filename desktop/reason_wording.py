"""Why a photo is an answer, in words: what was found in its own words, and how similar it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from core.search import Match, Reason
from desktop.prose import one_line

_MOST = 3
_LONGEST = 60


def matched(reason: Reason) -> str:
    """Where words of the question stand, in a line; "" when they stand nowhere."""
    said = [_said(match) for match in reason.matches[:_MOST]]
    return _tr("Matches {words}").format(words=", ".join(said)) if said else ""


def because(reason: Reason) -> str:
    """All of the reason, a line a part."""
    lines = [matched(reason)]
    if reason.similarity is not None:
        similarity = QLocale().toString(reason.similarity, "f", 3)
        if reason.place:
            text = _tr("Similarity {similarity}: number {place} by looks alone")
            lines.append(text.format(similarity=similarity, place=QLocale().toString(reason.place)))
        else:
            lines.append(_tr("Similarity {similarity}").format(similarity=similarity))
    if reason.filters:
        lines.append(_tr("Passes {filters}").format(filters=", ".join(map(one_line, reason.filters))))
    return "\n".join(filter(None, lines))


def _said(match: Match) -> str:
    text = one_line(match.text)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return {
        "name": _tr("“{text}” in its name"),
        "folder": _tr("“{text}” in the name of its folder"),
        "title": _tr("“{text}” in its title"),
        "caption": _tr("“{text}” in its caption"),
        "tag": _tr("“{text}” among its tags"),
        "album": _tr("“{text}” in the name of an album"),
        "place": _tr("“{text}” in the name of its place"),
        "text": _tr("“{text}” in the text in the picture"),
    }[match.field].format(text=text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("reason_wording", text)
