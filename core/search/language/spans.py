"""Spans of days: years, months, weeks, and parts of them. Arithmetic only, no words."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from core.search.language.reading import Days

FIRST_YEAR, LAST_YEAR = 1826, 2100
"""The oldest photo that is left was taken in 1826 or 1827 (Niépce, View from the Window at Le Gras)."""

_DAY = timedelta(days=1)


def a_day(year: int, month: int, day: int) -> Days | None:
    """One day; None when the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return Days(there, there)


def a_month(year: int, month: int) -> Days | None:
    """One month, or None."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def years(first: int, last: int) -> Days | None:
    """From the beginning of one year to the end of another, or None."""
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return Days(date(first, 1, 1), date(last, 12, 31))


def a_decade(number: int, today: date) -> Days | None:
    """The 1990s by 1990 or by 90; the latest that has begun, for a number of two figures."""
    if number < 100:
        number += 2000 if 2000 + number <= today.year else 1900
    return years(number, number + 9)


def full_year(number: int, today: date) -> int:
    """The year meant by two figures: '98 is 1998, '19 is 2019."""
    return number + (2000 if 2000 + number <= today.year else 1900) if number < 100 else number


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = _plus(day, -day.weekday())
    return Days(monday, _plus(monday, 6))


def weekend_of(day: date) -> Days:
    """Saturday and Sunday of the week a day is in."""
    monday = _plus(day, -day.weekday())
    return Days(_plus(monday, 5), _plus(monday, 6))


def days_ago(today: date, number: int) -> Days:
    """One day."""
    day = _plus(today, -number)
    return Days(day, day)


def ago(today: date, number: int, unit: str) -> Days | None:
    """The day, week, month or calendar year so many of them back: "three years ago" is a whole year."""
    if unit == "day":
        return days_ago(today, number)
    if unit == "week":
        return week_of(_plus(today, -7 * number))
    if unit == "weekend":
        return weekend_of(_plus(today, -7 * number))
    if unit == "month":
        return a_month(*_months_back(today, number))
    if unit == "decade":
        return a_decade((today.year - 10 * number) // 10 * 10, today)
    return years(today.year - number, today.year - number)


def latest(today: date, number: int, unit: str) -> Days | None:
    """The last so many days, weeks, months or years, up to today."""
    if unit in ("day", "week"):
        return Days(_plus(today, -number * (7 if unit == "week" else 1)), today)
    year, month = _months_back(today, number * {"month": 1, "year": 12, "decade": 120}.get(unit, 12))
    if year < FIRST_YEAR:
        return None
    day = min(today.day, calendar.monthrange(year, month)[1])
    return Days(date(year, month, day), today)


def last_weekday(today: date, number: int) -> Days:
    """The latest such day (1 is Monday) before today."""
    return days_ago(today, (today.weekday() - (number - 1) - 1) % 7 + 1)


def third(days: Days, which: str) -> Days | None:
    """The early, middle or late part of a span: of a year four months, of a decade 3, 4 and 3 years."""
    if days.first is None or days.last is None:
        return None
    length = (days.last - days.first).days + 1
    if length > 31:  # whole months, which people count in
        months = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
        cut = [0, round(months * 0.3) if months > 12 else months // 3, 0, months]
        cut[2] = months - cut[1]
        part = {"early": 0, "mid": 1, "late": 2}[which]
        begin = a_month(*_month_at(days.first, cut[part]))
        end = a_month(*_month_at(days.first, cut[part + 1] - 1))
        return Days(begin.first, end.last) if begin and end else None
    cut = [0, length // 3, length - length // 3, length]
    part = {"early": 0, "mid": 1, "late": 2}[which]
    return Days(_plus(days.first, cut[part]), _plus(days.first, cut[part + 1] - 1))


def before(days: Days) -> Days | None:
    """Everything before a span begins."""
    return Days(None, _plus(days.first, -1)) if days.first else None


def until(days: Days) -> Days | None:
    """Everything up to its end."""
    return Days(None, days.last) if days.last else None


def after(days: Days) -> Days | None:
    """Everything after it ends."""
    return Days(_plus(days.last, 1), None) if days.last else None


def since(days: Days) -> Days | None:
    """Everything from its beginning on."""
    return Days(days.first, None) if days.first else None


def between(first: Days, last: Days) -> Days | None:
    """From the beginning of one to the end of the other; None when they stand the wrong way round."""
    if first.first is None or last.last is None or first.first > last.last:
        return None
    return Days(first.first, last.last)


def iso(days: Days) -> str:
    """A span as an explicit form says it: "2019", "2019-05", "2019-05-04", "2018..2020-03"."""
    if days.first is None or days.last is None:
        return "" if days.first is days.last else f"{_begin(days)}..{_end(days)}"
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    if days == years(first.year, last.year):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}..{last.year:04}"
    if days == a_month(first.year, first.month):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()}..{last.isoformat()}"


def read_iso(text: str) -> Days | None:
    """One date as ISO 8601 writes it, or only its year and month, or only its year."""
    numbers = re.fullmatch(r"(\d{4})(?:([-/.]?)(\d{1,2})(?:\2(\d{1,2}))?)?", text)
    if numbers is None or (numbers[2] == "" and (numbers[3] is None or len(text) != 8)):
        return None
    year, month, day = (int(number) if number else 0 for number in numbers.group(1, 3, 4))
    if not numbers[3]:
        return years(year, year)
    return a_day(year, month, day) if numbers[4] else a_month(year, month)


def _begin(days: Days) -> str:
    return days.first.isoformat() if days.first else ""


def _end(days: Days) -> str:
    return days.last.isoformat() if days.last else ""


def _plus(day: date, number: int) -> date:
    """So many days later, but never off the calendar."""
    ordinal = min(max(day.toordinal() + number, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def _months_back(day: date, number: int) -> tuple[int, int]:
    months = day.year * 12 + day.month - 1 - number
    return months // 12, months % 12 + 1


def _month_at(first: date, number: int) -> tuple[int, int]:
    months = first.year * 12 + first.month - 1 + number
    return months // 12, months % 12 + 1
