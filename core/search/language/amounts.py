"""Amounts: the size of a file, the stars of a photo, and how many answers."""

from __future__ import annotations

import re

from core.search.language.kinds import PHOTOS, PHOTOS_ZH
from core.search.language.moments import Found
from core.search.language.numbers import COUNT, COUNT_ZH, read_number
from core.search.language.reading import Limits
from core.search.language.text import BEGIN, END

_BYTES = (
    dict.fromkeys(("b", "byte", "bytes", "字节"), 1)
    | dict.fromkeys(("k", "kb", "kilobyte", "kilobytes"), 10**3)
    | dict.fromkeys(("m", "mb", "meg", "megs", "megabyte", "megabytes", "兆"), 10**6)
    | dict.fromkeys(("g", "gb", "gigabyte", "gigabytes"), 10**9)
    | {"kib": 2**10, "mib": 2**20, "gib": 2**30}
)
_UNITS = "|".join(sorted(_BYTES, key=len, reverse=True))
_AMOUNT = rf"(?P<amount>\d{{1,7}}(?:[.,]\d{{1,3}})?)\s*(?P<unit>{_UNITS})"
_SIZE = re.compile(
    rf"{BEGIN}(?:{PHOTOS}\s+)?(?:(?P<more>larger|bigger|more|heavier|over|above|greater|at\s+least)|"
    rf"smaller|less|lighter|under|below|at\s+most|up\s+to)(?:\s+than)?\s+{_AMOUNT}{END}"
)
_SIZE_ZH = re.compile(rf"(?:(?P<more>大于|超过|不小于)|小于|不到|不超过|低于)\s*{_AMOUNT}")
_STARS = re.compile(
    rf"{BEGIN}(?:(?:rated|with)\s+)*(?P<least>at\s+least\s+)?(?P<number>[1-5]|one|two|three|four|five)"
    rf"[\s-]*stars?(?!\s+(?:hotel|restaurant|resort))(?P<more>\+|\s+(?:or|and)\s+(?:more|better|up|above|higher))?"
    rf"(?:\s+(?:rating|{PHOTOS}))?(?:{END}|(?<=\+))"
)
_STARS_ZH = re.compile(
    rf"(?P<least>至少)?(?P<number>[1-5一二两三四五])颗?星(?![期球星座巴红级])(?P<more>以上|及以上)?(?:{PHOTOS_ZH})?"
)
_STARRED = re.compile(rf"{BEGIN}starred(?:\s+{PHOTOS})?{END}")
_MANY = re.compile(
    rf"{BEGIN}(?:the\s+)?(?:top|best|first)\s+(?P<number>\d{{1,5}}|{COUNT})"
    rf"(?:\s+(?:{PHOTOS}|results?|hits?|matches))?(?:\s+of)?{END}"
)
_MANY_ZH = re.compile(rf"(?:前|最多|最好的)(?P<number>\d{{1,5}}|{COUNT_ZH})[张个幅](?:{PHOTOS_ZH})?")

_RATING = re.compile(r"(?P<sign>[<>]=?|=)?\s*(?P<number>-1|[0-5])(?:(?:-|\.\.)(?P<most>[0-5])|(?P<up>\+))?")


def size_phrase(text: str, start: int, end: int) -> Found | None:
    """Read "larger than 5 MB" at a position of a folded sentence."""
    match = _SIZE.match(text, start, end) or _SIZE_ZH.match(text, start, end)
    if match is None:
        return None
    number = _bytes(match)
    return of_size(match.end(), Limits(number, None) if match["more"] else Limits(None, number))


def rating_phrase(text: str, start: int, end: int) -> Found | None:
    """Read "5 stars" or "starred" at a position of a folded sentence."""
    if match := _STARRED.match(text, start, end):
        return of_rating(match.end(), Limits(1, None))
    match = _STARS.match(text, start, end) or _STARS_ZH.match(text, start, end)
    number = read_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    return of_rating(match.end(), Limits(number, None if match["least"] or match["more"] else number))


def how_many(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Read "top 20" at a position; where it ends, and the number."""
    match = _MANY.match(text, start, end) or _MANY_ZH.match(text, start, end)
    number = read_number(match["number"]) if match else None
    return (match.end(), number) if match and number else None


def read_size(value: str) -> Limits | None:
    """The bytes of `size:`: ">5mb", "<=300kb", "1mb-5mb", "2mb" (give or take a tenth).

    A thousand bytes are a kilobyte, as file managers count; 1,024 are a KiB.

    Returns:
        None when it is not said so.
    """
    if match := re.fullmatch(rf"(?P<sign>[<>])=?\s*{_AMOUNT}", value):
        number = _bytes(match)
        return Limits(number, None) if match["sign"] == ">" else Limits(None, number)
    first, dash, last = value.replace("..", "-").partition("-")
    begin, end = re.fullmatch(_AMOUNT, first.strip()), re.fullmatch(_AMOUNT, last.strip())
    if begin and end and _bytes(begin) <= _bytes(end):
        return Limits(_bytes(begin), _bytes(end))
    return Limits(_bytes(begin) * 9 // 10, _bytes(begin) * 11 // 10) if begin and not dash else None


def read_rating(value: str) -> Limits | None:
    """The stars of `rating:`: "5", ">=4", "4+", "3-5", "none" (0); None: not said so."""
    if value in ("none", "unrated"):
        return Limits(0, 0)
    match = _RATING.fullmatch(value)
    if match is None or (match["sign"] and (match["most"] or match["up"])):
        return None
    number = int(match["number"])
    if match["most"]:
        return Limits(number, int(match["most"])) if number <= int(match["most"]) else None
    return {
        ">": Limits(number + 1, None),
        ">=": Limits(number, None),
        "<": Limits(None, number - 1),
        "<=": Limits(None, number),
    }.get(match["sign"] or "", Limits(number, None if match["up"] else number))


def of_size(end: int, limits: Limits) -> Found:
    """Files of so many bytes."""
    if limits.most is None:
        said = f">{_as_size(limits.least or 0)}"
    elif limits.least is None:
        said = f"<{_as_size(limits.most)}"
    else:
        said = f"{_as_size(limits.least)}-{_as_size(limits.most)}"
    return Found(end, "size", (limits,), f"size:{said}")


def of_rating(end: int, limits: Limits) -> Found:
    """Photos with so many stars."""
    if limits.most is None:
        said = f">={limits.least}"
    elif limits.least is None:
        said = f"<={limits.most}"
    else:
        said = f"{limits.least}" if limits.least == limits.most else f"{limits.least}-{limits.most}"
    return Found(end, "rating", (limits,), f"rating:{said}")


def _bytes(match: re.Match[str]) -> int:
    return int(float(match["amount"].replace(",", ".")) * _BYTES[match["unit"]])


def _as_size(number: int) -> str:
    """The largest unit that says it in whole or half a dozen figures: "5mb", "1.5mb", "300kb"."""
    for unit, size in (("gb", 10**9), ("mb", 10**6), ("kb", 10**3)):
        if number >= size and number * 1000 % size == 0:
            return f"{number / size:.12g}{unit}"
    return f"{number}b"
