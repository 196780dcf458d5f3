"""What texts are cut into so that words are found in them however they are written.

The same is done to what is looked for. Case, accents, full-width forms and traditional characters are
levelled out. Chinese, Japanese and Korean, which put no spaces where words end, are cut into pairs of
characters (bigrams; the last character of a run stands alone): one token a character, so any two
characters that follow one another are found with one look, and longer pieces as phrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache, lru_cache

_PAIRED = (
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
"""Inside a character class: Han, Kana and Hangul."""

_RUN = re.compile(rf"(?P<paired>[{_PAIRED}]+)|[^\W_{_PAIRED}]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_PARTS = re.compile(r"\d+|\D+")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_PARTICLES = re.compile("[的了着]")
_POSSESSIVE = re.compile(r"['’]s\b|['’]", re.IGNORECASE)
_ACCENT = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th"}
)
"""Letters that Unicode does not take apart into a plain one and an accent."""

_MOST_PARTS = 3
"""A run of letters and digits in turns, as in 693b08cb0e, is a number in base 16 and stays whole."""

_LONGEST = 64
"""Characters of a token; what is longer is no word."""


def tokens(text: str) -> list[str]:
    """Cut a text, to be found. None of the tokens has an ASCII character but letters and digits.

    Args:
        text: As somebody wrote it.

    Returns:
        In the order of the text. Behind them the pieces of CamelCase, and year, month and day of dates
        written without dashes, which are found by themselves too.
    """
    pieces: list[str] = []
    inside: list[str] = []
    for run in _RUN.finditer(levelled(text)):
        if run["paired"]:
            pieces += _pairs(run[0])
            continue
        for part in _parts(run[0]):
            pieces.append(_word(part))
            inside += _inside(part)
    return pieces + inside


def phrase(text: str) -> tuple[str, ...]:
    """Cut a text, to be looked for: its tokens follow one another where it stands.

    The last one may be a single character of Chinese, Japanese or Korean, which begins a token.
    """
    found: list[str] = []
    runs = list(_RUN.finditer(levelled(text)))
    for number, run in enumerate(runs):
        if run["paired"]:
            pairs = _pairs(run[0])
            last = number == len(runs) - 1
            found += pairs[:-1] if last and len(pairs) > 1 else pairs
        else:
            found += map(_word, _parts(run[0]))
    return tuple(found)


def terms(text: str) -> tuple[str, ...]:
    """Cut a text into what may be looked for one by one, each once: words, and pairs of characters."""
    found: dict[str, None] = {}
    for run in _RUN.finditer(levelled(text)):
        if run["paired"]:
            for piece in filter(None, _PARTICLES.split(run[0])):
                pairs = _pairs(piece)
                found.update(dict.fromkeys(pairs[:-1] or pairs))
        else:
            found.update(dict.fromkeys(map(_word, _parts(run[0]))))
    return tuple(found)


def pieces_with(text: str, looked_for: Collection[str]) -> list[str]:
    """The pieces of a text that some tokens stand for, as they are written; neighbours together.

    Args:
        text: As somebody wrote it.
        looked_for: Tokens.
    """
    plain = levelled(text)
    folded = plain.casefold()
    # Most texts have none of them, which this sees at once; the plural of "city" begins with "cit".
    if not any(token[: max(len(token) - 1, 1)] in folded for token in looked_for):
        return []
    spans: list[tuple[int, int]] = []
    for begin, end, piece in _spans(plain):
        if piece in looked_for or any(inner in looked_for for inner in _inside(plain[begin:end])):
            if spans and not plain[spans[-1][1] : begin].strip(" _-.,"):
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
            else:
                spans.append((begin, end))
    # Levelling seldom changes how long a text is; where it does, the piece is shown levelled.
    source = text if len(text) == len(plain) else plain
    return [source[begin:end] for begin, end in spans]


def _spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where the tokens of a levelled text stand."""
    for run in _RUN.finditer(plain):
        position = run.start()
        if run["paired"]:
            for pair in _pairs(run[0]):
                yield position, position + len(pair), pair
                position += 1
            continue
        for part in _parts(run[0]):
            yield position, position + len(part), _word(part)
            position += len(part)


def is_paired(token: str) -> bool:
    """Whether it is of Chinese, Japanese or Korean."""
    match = _RUN.match(token)
    return bool(match and match["paired"])


@lru_cache(1024)
def levelled(text: str) -> str:
    """A text without accents, full-width forms, apostrophes and traditional characters; case is kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))
        text = text.translate(_LETTERS)
        if _HAN.search(text):
            text = text.translate(_SIMPLIFIED)
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def _parts(run: str) -> list[str]:
    """Letters and digits apart."""
    parts = _PARTS.findall(run)
    return [run] if len(parts) > _MOST_PARTS else parts


@lru_cache(16384)
def _word(part: str) -> str:
    """Folded, in the singular: words differ more often than things do (Harman, 1991)."""
    folded = part.casefold()[:_LONGEST]
    if len(folded) < 4 or not folded.endswith("s") or not folded.isascii():
        return folded
    if folded.endswith("ies"):
        return f"{folded[:-3]}y" if len(folded) > 4 else folded
    if folded.endswith(("ches", "shes", "sses", "xes", "zes")):
        return folded[:-2]
    return folded if folded.endswith(("ss", "us", "is")) else folded[:-1]


def _inside(part: str) -> Iterator[str]:
    """What a token is made of and is looked for by, too."""
    if len(part) == 8 and part.isdecimal():
        try:
            day = date(int(part[:4]), int(part[4:6]), int(part[6:]))
        except ValueError:
            return
        if 1900 <= day.year < 2100:
            yield from (part[:4], part[4:6], part[6:])
    elif part.isascii() and not part.islower() and not part.isupper():
        humps = _CAMEL.findall(part)
        if len(humps) > 1 and min(map(len, humps)) > 1:
            yield from map(_word, humps)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415  only who meets Chinese needs it

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


class _Simplified(dict[int, str]):
    """For `str.translate`. Character by character: what stands around one must not change what it becomes."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = simple = _converter()(char) if _HAN.match(char) else char
        return simple


_SIMPLIFIED = _Simplified()
