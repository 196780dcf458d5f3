"""Why a photo is an answer, in words: what was found in its own words, and how similar it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from core.search import Match, Reason
from desktop.parts.prose import one_line
from desktop.parts.translate import tr
from desktop.parts.wording import listed

_MOST = 3
_LONGEST = 60


def matched(reason: Reason) -> str:
    """Where words of the question stand, in a line; "" when they stand nowhere."""
    said = [_said(match) for match in reason.matches[:_MOST]]
    return tr("Matches {words}").format(words=listed(said)) if said else ""


def because(reason: Reason) -> str:
    """All of the reason, a line a part."""
    lines = [matched(reason)]
    if reason.similarity is not None:
        similarity = QLocale().toString(reason.similarity, "f", 3)
        if reason.place:
            text = tr("Similarity {similarity}: number {place} by looks alone")
            lines.append(text.format(similarity=similarity, place=QLocale().toString(reason.place)))
        else:
            lines.append(tr("Similarity {similarity}").format(similarity=similarity))
    if reason.filters:
        lines.append(tr("Passes {filters}").format(filters=listed(map(one_line, reason.filters))))
    return "\n".join(filter(None, lines))


def _said(match: Match) -> str:
    text = one_line(match.text)
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return {
        "name": tr("“{text}” in its name"),
        "folder": tr("“{text}” in the name of its folder"),
        "title": tr("“{text}” in its title"),
        "caption": tr("“{text}” in its caption"),
        "tag": tr("“{text}” among its tags"),
        "album": tr("“{text}” in the name of an album"),
        "place": tr("“{text}” in the name of its place"),
        "text": tr("“{text}” in the text in the picture"),
    }[match.field].format(text=text)
