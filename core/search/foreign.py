"""Which language words are written in, as far as that can be told safely.

Most scripts say it by themselves. Latin letters are written by hundreds of languages: there two everyday
words of a language are asked for, and more of it than of any other; else nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import cache
from importlib.resources import files

_SCRIPTS = {
    # Kana first: Japanese is written with ideographs too.
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
    "ARABIC": "ar",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
}
"""By the first word of a letter's name in Unicode, the language that most people write with it."""

_SYLLABIC = ("ja", "ko", "zh")
"""One sign of theirs is a word; one letter of another script is a formula or a decoration."""

_NARROWER = {"ru": ("uk", re.compile("[іїєґ]")), "ar": ("fa", re.compile("[پچژگ]"))}
"""Letters that only another language of that script has."""

_LATIN = re.compile(r"[^\W\d_]+")
_FEWEST = 2


def foreign(text: str, understood: Collection[str]) -> str:
    """The language of a text, when it is one that is not understood.

    Args:
        text: As it was typed.
        understood: BCP 47 tags of the languages that are.

    Returns:
        A BCP 47 tag; "" where all is understood, or nobody can tell.
    """
    known = {tag.partition("-")[0] for tag in understood}
    language = _by_script(text) or _latin(text)
    return "" if language in known else language


def _by_script(text: str) -> str:
    """The language of the first script, in the order of the table, that more than one letter is of."""
    plain = unicodedata.normalize("NFKC", text).lower()
    names = (re.split("[ -]", unicodedata.name(char, ""), maxsplit=1)[0] for char in plain if char.isalpha())
    counts = Counter(names)
    for script, language in _SCRIPTS.items():
        if counts[script] > (0 if language in _SYLLABIC else 1):
            other, letters = _NARROWER.get(language, ("", None))
            return other if letters is not None and letters.search(plain) else language
    return ""


def _latin(text: str) -> str:
    """The language in Latin letters of which there are most words; of equal ones, none."""
    said = set(_LATIN.findall(text.lower()))
    counts = Counter({language: len(said & words) for language, words in _words().items()})
    (first, most), (_, second) = counts.most_common(2)
    return first if most >= _FEWEST and most > second else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("core.search") / "languages.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {language: frozenset(words.split()) for language, words in lines}
