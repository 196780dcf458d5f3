"""Why a photo is an answer, in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from core.search import Answering, Reason, Where, Why
from desktop.parts.prose import one_line
from desktop.parts.translate import tr
from desktop.parts.wording import listed, number, sentences

_LONGEST = 60


def explanation(why: Why) -> str:
    """What the heat map shows, in a line."""
    heat, asked = why.heat, _asked(why)
    whole = QLocale().toString(heat.similarity, "f", 2)
    if heat.answering is Answering.NOTHING:
        text = tr("Nothing in this photo is clearly like {asked} (similarity {whole}).")
        said = text.format(asked=asked, whole=whole)
    elif heat.strongest is None:
        text = tr("The photo as a whole is like {asked} (similarity {whole}); no part of it stands out.")
        said = text.format(asked=asked, whole=whole)
    else:
        text = tr(
            "The strongest match for {asked} is {where} (similarity {part}, of the whole photo {whole})."
        )
        part = QLocale().toString(heat.warmest, "f", 2)
        said = text.format(asked=asked, where=_places()[heat.strongest.where], part=part, whole=whole)
    return sentences((said, _word_by_word(why), _from_thumbnail(why)))


def found_out(why: Why) -> str:
    """How: what was compared, and with which encoder."""
    text = tr("Compared: {count} overlapping parts of the photo, with the encoder {name}.")
    return text.format(count=number(why.windows), name=why.encoder.partition("@")[0])


def written(reason: Reason) -> str:
    """Which words of the question the photo has, and which conditions it meets; "" for none."""
    fields = {
        "name": tr("in its name “{text}”"),
        "folder": tr("in its folder “{text}”"),
        "title": tr("in its title “{text}”"),
        "caption": tr("in its caption “{text}”"),
        "tag": tr("in its tags “{text}”"),
        "album": tr("in its album “{text}”"),
        "place": tr("in its place “{text}”"),
        "text": tr("in the writing in the picture “{text}”"),
    }
    found = listed(fields[match.field].format(text=_short(one_line(match.text))) for match in reason.matches)
    met = listed(map(one_line, reason.filters))
    sentences = (
        tr("Words of it stand {places}.").format(places=found) if found else "",
        tr("It meets {conditions}.").format(conditions=met) if met else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _asked(why: Why) -> str:
    words = one_line(why.words)
    if words and why.pictures:
        return tr("“{words}” and your pictures").format(words=words)
    return f"“{words}”" if words else tr("your pictures")


def _word_by_word(why: Why) -> str:
    places = _places()
    words = listed(
        tr("“{word}” {where}").format(word=word, where=places[where]) for word, where in why.by_word
    )
    return tr("By itself: {words}.").format(words=words) if words else ""


def _from_thumbnail(why: Why) -> str:
    return tr("The photo is offline: its thumbnail was looked at.") if why.from_thumbnail else ""


def _places() -> dict[Where, str]:
    return {
        Where.UPPER_LEFT: tr("in the upper left"),
        Where.TOP: tr("at the top"),
        Where.UPPER_RIGHT: tr("in the upper right"),
        Where.LEFT: tr("on the left"),
        Where.MIDDLE: tr("in the middle"),
        Where.RIGHT: tr("on the right"),
        Where.LOWER_LEFT: tr("in the lower left"),
        Where.BOTTOM: tr("at the bottom"),
        Where.LOWER_RIGHT: tr("in the lower right"),
    }
