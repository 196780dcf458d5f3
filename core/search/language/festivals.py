"""Days that return every year: the festivals people name, and which days they fall on.

A festival is as long as people's photos of it: Christmas has its eve and Boxing Day, the
Chinese New Year the week from its eve on. Thanksgiving is the American one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dateutil.easter import easter

from core.search.language.reading import Days
from core.search.language.spans import FIRST_YEAR, LAST_YEAR

_NEW_YEAR, _DRAGON_BOAT, _QIXI, _MID_AUTUMN, _DOUBLE_NINTH, _QINGMING = range(6)


def _days(month: int, day: int, length: int = 1) -> Callable[[int], Days]:
    def of(year: int) -> Days:
        first = date(year, month, day)
        return Days(first, first + timedelta(days=length - 1))

    return of


def _lunar(column: int, offset: int = 0, length: int = 1) -> Callable[[int], Days | None]:
    def of(year: int) -> Days | None:
        found = _table().get(year)
        if found is None:
            return None
        first = found[column] + timedelta(days=offset)
        return Days(first, first + timedelta(days=length - 1))

    return of


@cache
def _table() -> dict[int, tuple[date, ...]]:
    """The Chinese calendar's festivals by year."""
    text = (files("core.search.language") / "lunar.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {int(year): tuple(date.fromisoformat(f"{year}-{day}") for day in days) for year, *days in rows}


def _easter(first: int, length: int) -> Callable[[int], Days]:
    def of(year: int) -> Days:
        begin = easter(year) + timedelta(days=first)
        return Days(begin, begin + timedelta(days=length - 1))

    return of


def _nth(month: int, weekday: int, number: int, length: int = 1) -> Callable[[int], Days]:
    """The so many-th such weekday of a month, Monday being 0."""

    def of(year: int) -> Days:
        first = date(year, month, 1)
        begin = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return Days(begin, begin + timedelta(days=length - 1))

    return of


def _new_year(year: int) -> Days:
    return Days(date(year - 1, 12, 31), date(year, 1, 1))


FESTIVALS: dict[str, Callable[[int], Days | None]] = {
    "christmas": _days(12, 24, 3),
    "christmas eve": _days(12, 24),
    "christmas day": _days(12, 25),
    "boxing day": _days(12, 26),
    "new year's eve": _days(12, 31),
    "new year's day": _days(1, 1),
    "new year": _new_year,
    "valentine's day": _days(2, 14),
    "women's day": _days(3, 8),
    "st patrick's day": _days(3, 17),
    "labour day": _days(5, 1, 5),
    "children's day": _days(6, 1),
    "4th of july": _days(7, 4),
    "bastille day": _days(7, 14),
    "chinese national day": _days(10, 1, 7),
    "halloween": _days(10, 31),
    "mother's day": _nth(5, 6, 2),
    "father's day": _nth(6, 6, 3),
    "thanksgiving": _nth(11, 3, 4, 4),
    "carnival": _easter(-52, 6),
    "good friday": _easter(-2, 1),
    "easter": _easter(-2, 4),
    "easter sunday": _easter(0, 1),
    "easter monday": _easter(1, 1),
    "pentecost": _easter(49, 2),
    "chinese new year's eve": _lunar(_NEW_YEAR, -1),
    "chinese new year": _lunar(_NEW_YEAR, -1, 8),
    "lantern festival": _lunar(_NEW_YEAR, 14),
    "qingming": _lunar(_QINGMING, -1, 3),
    "dragon boat festival": _lunar(_DRAGON_BOAT),
    "qixi": _lunar(_QIXI),
    "mid-autumn festival": _lunar(_MID_AUTUMN),
    "double ninth festival": _lunar(_DOUBLE_NINTH),
}
"""By the name that stands in an explicit form; each says its days in a year."""

ENGLISH = {
    "xmas": "christmas",
    "xmas eve": "christmas eve",
    "xmas day": "christmas day",
    "new years eve": "new year's eve",
    "nye": "new year's eve",
    "new years day": "new year's day",
    "new years": "new year",
    "new year's": "new year",
    "valentines day": "valentine's day",
    "valentines": "valentine's day",
    "st. patrick's day": "st patrick's day",
    "labor day": "labour day",
    "independence day": "4th of july",
    "fourth of july": "4th of july",
    "mothers day": "mother's day",
    "fathers day": "father's day",
    "lunar new year": "chinese new year",
    "spring festival": "chinese new year",
    "moon festival": "mid-autumn festival",
    "mid autumn festival": "mid-autumn festival",
    "mid-autumn": "mid-autumn festival",
    "tomb sweeping day": "qingming",
    "whitsun": "pentecost",
}
"""Other English names, folded."""

CHINESE = {
    "春节": "chinese new year",
    "过年": "chinese new year",
    "农历新年": "chinese new year",
    "除夕": "chinese new year's eve",
    "大年三十": "chinese new year's eve",
    "元宵节": "lantern festival",
    "元宵": "lantern festival",
    "清明节": "qingming",
    "清明": "qingming",
    "端午节": "dragon boat festival",
    "端午": "dragon boat festival",
    "七夕": "qixi",
    "七夕节": "qixi",
    "中秋节": "mid-autumn festival",
    "中秋": "mid-autumn festival",
    "重阳节": "double ninth festival",
    "重阳": "double ninth festival",
    "元旦": "new year's day",
    "情人节": "valentine's day",
    "妇女节": "women's day",
    "劳动节": "labour day",
    "五一": "labour day",
    "儿童节": "children's day",
    "六一": "children's day",
    "母亲节": "mother's day",
    "父亲节": "father's day",
    "国庆节": "chinese national day",
    "国庆": "chinese national day",
    "十一": "chinese national day",
    "万圣节": "halloween",
    "感恩节": "thanksgiving",
    "平安夜": "christmas eve",
    "圣诞节": "christmas",
    "圣诞": "christmas",
    "复活节": "easter",
}
"""Chinese names. Those of two characters that say more than a festival count only with a year."""

_SHORT = {"圣诞", "元宵", "清明", "中秋", "重阳", "端午", "国庆", "五一", "六一", "十一", "过年", "七夕"}


def stands_alone(chinese: str) -> bool:
    """A Chinese name that is only the festival's: 圣诞 also begins 圣诞树, a Christmas tree."""
    return chinese not in _SHORT


def in_year(festival: str, year: int) -> Days | None:
    """The days of a festival in a year; None when they are not known."""
    return FESTIVALS[festival](year) if FIRST_YEAR < year <= LAST_YEAR else None


def last_one(festival: str, today: date) -> Days | None:
    """The latest that is over."""
    for year in range(today.year + 1, today.year - 2, -1):
        days = in_year(festival, year)
        if days and days.last and days.last < today:
            return days
    return None


def every(festival: str, first: int, last: int) -> tuple[Days, ...]:
    """Its days in each of these years, the latest first."""
    return tuple(days for year in range(last, first - 1, -1) if (days := in_year(festival, year)))
