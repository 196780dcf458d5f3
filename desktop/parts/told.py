"""What the engine says, in the language of the window.

The engine writes English sentences with names and numbers in them. Some are kept in the library, or come from
the process that indexes, long before anybody reads them: they can't be translated where they are written.
So they are recognised by what stands around the names and numbers. One that is not known stays in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from desktop.parts import words_of_encoders, words_of_imaging, words_of_library
from desktop.parts.language import Language, spoken
from desktop.parts.translate import tr

SENTENCES = tuple(
    str(sentence)
    for sentence in (
        *words_of_imaging.SENTENCES,
        *words_of_imaging.PARTS,
        *words_of_library.SENTENCES,
        *words_of_library.OUT,
        *words_of_library.READING,
        *words_of_encoders.SENTENCES,
        *words_of_encoders.OFFERS,
    )
)
"""With a placeholder in braces for each name or number."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ENDS = re.compile(r"(?<=[.!?”]) |; ")


def told(text: str) -> str:
    """What the engine said, in the language of the window; what is not known as it is.

    Args:
        text: A sentence, or several one after the other.
    """
    return text if spoken() is Language.ENGLISH or not text else _translated(text)


@lru_cache(maxsize=1024)
def _translated(text: str) -> str:
    if (whole := _whole(text)) is not None:
        return whole
    for known, rest in _beginnings(text):
        return known + _translated(rest)
    return text


def _whole(text: str) -> str | None:
    """All of a text, as several sentences rather than as one with the others for a name; None: not known."""
    for known, rest in _beginnings(text):
        if (others := _whole(rest)) is not None:
            return known + others
    return _known(text)


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """Known sentences that a text begins with, translated, and what comes after each."""
    for end in _ENDS.finditer(text):
        if (known := _known(text[: end.start()])) is not None:
            yield known + (tr("; ") if end.group() == "; " else ""), text[end.end() :]


def _known(text: str) -> str | None:
    """One sentence; None: not known."""
    for longest, shape, sentence in _shapes():
        if longest in text and (found := shape.fullmatch(text)):
            words = QCoreApplication.translate("core", sentence)
            return words.format(**{name: _translated(value) for name, value in found.groupdict().items()})
    return None


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The longest part of each sentence, its shape and itself; those that say most themselves come first."""
    by_length = sorted(SENTENCES, key=lambda sentence: -len(_PLACEHOLDER.sub("", sentence)))
    return tuple((max(_literals(one), key=len), _shape(one), one) for one in by_length)


def _shape(sentence: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(sentence)
    said = (f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile("".join(said), re.DOTALL)


def _literals(sentence: str) -> Iterator[str]:
    yield from _PLACEHOLDER.split(sentence)[::2]
