"""Numbers in figures and in words, English and Chinese."""

from __future__ import annotations

import re

_ENGLISH = {
    word: number
    for number, words in enumerate(
        (
            *("zero", "one a an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve dozen", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty"),
        )
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "couple": 2, "few": 3}
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_WORDS = "|".join(sorted(_ENGLISH, key=len, reverse=True))
COUNT = (
    r"(?:a couple of|a couple|a few|a dozen|a hundred|\d{1,4}|"
    rf"(?:twen|thir|for|fif)ty[ -](?:{_WORDS})|{_WORDS})"
)
"""A number as an English phrase begins with it; a few are three."""

COUNT_ZH = r"(?:\d{1,4}|[零〇一二两俩三四五六七八九十百千]{1,7}|几)"


def read_number(text: str) -> int | None:
    """The value of a folded number, or None when it is none.

    "12", "twelve", "a couple of", "twenty one", "十二", "二〇一九", "两千".
    """
    plain = text.strip()
    if re.fullmatch(r"[0-9]{1,9}", plain):
        return int(plain)
    if plain and all(char in _DIGITS or char in _UNITS for char in plain):
        return _chinese(plain)
    if plain == "几":
        return 3
    words = [word for word in re.split(r"[\s-]+", plain) if word not in ("of", "and")]
    if len(words) > 1 and words[0] in ("a", "an"):
        words = words[1:]
    if not words or any(word not in _ENGLISH for word in words):
        return None
    return sum(_ENGLISH[word] for word in words)


def _chinese(text: str) -> int:
    if not any(char in _UNITS for char in text):  # digit by digit, as years are said
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
