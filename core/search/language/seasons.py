"""Seasons as the weather has them: whole months, summer from June to August in the north.

A winter belongs to the year it begins in: winter 2018 ends in February 2019. South of the
equator (see `Knowledge.southern`) all is half a year later, and it is the summer that does so.
"""

from __future__ import annotations

from datetime import date

from core.search.language.reading import Days
from core.search.language.spans import a_month

_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

ENGLISH = {"spring": "spring", "springtime": "spring", "summer": "summer", "summertime": "summer"} | {
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
    "wintertime": "winter",
}
CHINESE = {
    f"{first}{last}": season
    for first, season in (("春", "spring"), ("夏", "summer"), ("秋", "autumn"), ("冬", "winter"))
    for last in "天季"
}


def in_year(season: str, year: int, *, southern: bool) -> Days | None:
    """The three months of a season that begins in a year."""
    month = _FIRST_MONTHS[season]
    if southern:
        month = (month + 5) % 12 + 1
    begin = a_month(year, month)
    end = a_month(year + (month + 1) // 12, (month + 1) % 12 + 1)
    return Days(begin.first, end.last) if begin and end else None


def last_one(season: str, today: date, *, southern: bool) -> Days | None:
    """The latest that is over."""
    for year in range(today.year, today.year - 3, -1):
        days = in_year(season, year, southern=southern)
        if days and days.last and days.last < today:
            return days
    return None
