"""What returns every week or day: "on sundays", "at night", 周末, 早上. By the calendar and the clock.

Nothing here looks at the picture or at the sun: "at night" is from nine to five, summer and winter.
"""

from __future__ import annotations

import re

from core.search.language.dates_chinese import WEEKDAYS as CHINESE_WEEKDAYS
from core.search.language.dates_english import WEEKDAYS
from core.search.language.moments import Found
from core.search.language.numbers import read_number
from core.search.language.reading import Hours
from core.search.language.text import BEGIN, END

PARTS_OF_DAY = {
    "morning": Hours("05:00", "12:00"),
    "noon": Hours("11:00", "14:00"),
    "midday": Hours("11:00", "14:00"),
    "lunchtime": Hours("11:00", "14:00"),
    "afternoon": Hours("12:00", "18:00"),
    "evening": Hours("17:00", "22:00"),
    "night": Hours("21:00", "05:00"),
    "midnight": Hours("23:00", "01:00"),
    "早上": Hours("05:00", "10:00"),
    "早晨": Hours("05:00", "10:00"),
    "清晨": Hours("05:00", "10:00"),
    "上午": Hours("08:00", "12:00"),
    "中午": Hours("11:00", "14:00"),
    "下午": Hours("12:00", "18:00"),
    "傍晚": Hours("17:00", "20:00"),
    "晚上": Hours("18:00", "24:00"),
    "夜里": Hours("21:00", "05:00"),
    "夜晚": Hours("21:00", "05:00"),
    "夜间": Hours("21:00", "05:00"),
    "深夜": Hours("21:00", "05:00"),
    "半夜": Hours("21:00", "05:00"),
    "凌晨": Hours("00:00", "05:00"),
}
"""What a part of the day is by the clock."""

_WEEKDAYS = "|".join(WEEKDAYS)
_ON_WEEKDAYS = re.compile(
    rf"{BEGIN}(?:(?:on|at|over|during)\s+(?:a\s+|the\s+|all\s+)?(?:(?P<day>{_WEEKDAYS})s?|(?P<end>weekend)s?|"
    rf"(?P<work>weekday)s?)|(?P<days>{_WEEKDAYS})s|(?P<ends>weekend)s|(?P<works>weekday)s){END}"
)
_WEEKDAYS_ZH = re.compile(
    r"在?(?:每个?)?(?:(?P<end>周末)|(?P<work>工作日)|(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])(?!年))"
)
_PART_OF_DAY = re.compile(
    rf"{BEGIN}(?:(?:in|during)\s+the\s+(?:early\s+|late\s+)?(?P<in>morning|afternoon|evening|night)|"
    rf"(?:at|by|around)\s+(?P<at>night|noon|midday|midnight|lunchtime)(?:\s*time)?|"
    rf"(?P<many>morning|afternoon|evening|night)s){END}"
)
_PART_OF_DAY_ZH = re.compile(
    rf"在?(?P<part>{'|'.join(name for name in PARTS_OF_DAY if not name.isascii())})"
    r"(?:(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})[点时](?:钟|半)?)?"
)
_HOUR = re.compile(
    rf"{BEGIN}(?P<lead>at|around|about|after|before|since|until)\s+(?:about\s+|around\s+)?"
    rf"(?P<hour>\d{{1,2}})(?:[:.]\d\d)?\s*(?P<half>[ap]\.?m\.?|o'clock){END}"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(am|pm)?")


def phrase(text: str, start: int, end: int) -> Found | None:
    """Read a weekday or a time of day at a position of a folded sentence."""
    for pattern, read in (
        (_ON_WEEKDAYS, _weekdays),
        (_WEEKDAYS_ZH, _weekdays_zh),
        (_PART_OF_DAY, _part),
        (_PART_OF_DAY_ZH, _part_zh),
        (_HOUR, _hour),
    ):
        match = pattern.match(text, start, end)
        found = read(match) if match else None
        if found:
            return found
    return None


def read_weekdays(value: str) -> tuple[int, ...] | None:
    """The days of `weekday:`, Monday being 1: "sunday", "sat,sun", "weekend", "周末"; None: not said so."""
    numbers: set[int] = set()
    for piece in filter(None, re.split(r"[,\s]+", value)):
        if piece in ("weekend", "weekends", "周末"):
            numbers |= {6, 7}
        elif piece in ("weekdays", "工作日"):
            numbers |= {1, 2, 3, 4, 5}
        elif match := re.fullmatch(r"(?:周|星期|礼拜)([一二三四五六日天])", piece):
            numbers.add(CHINESE_WEEKDAYS[match[1]])
        else:
            found = [number for name, number in WEEKDAYS.items() if len(piece) > 2 and name.startswith(piece)]
            found += [number for name, number in WEEKDAYS.items() if piece == f"{name}s"]
            if not found:
                return None
            numbers.add(found[0])
    return tuple(sorted(numbers)) or None


def read_hours(value: str) -> Hours | None:
    """The hours of `time:`: "night", "21-5", "18:30-20:00", "8pm", "早上"; None: not said so."""
    if value in PARTS_OF_DAY:
        return PARTS_OF_DAY[value]
    begin, _, end = value.partition("-")
    first = _minute(begin)
    last = _minute(end) if end else (None if first is None else first + 60)
    if first is None or last is None or first == last or first >= 24 * 60 or last > 24 * 60:
        return None
    return Hours(_as_clock(first), _as_clock(last))


def on_weekdays(end: int, days: tuple[int, ...]) -> Found:
    """Taken on one of these days of the week, Monday being 1."""
    names = list(WEEKDAYS)
    return Found(end, "weekday", days, f"weekday:{','.join(names[day - 1] for day in days)}")


def in_hours(end: int, hours: Hours) -> Found:
    """Taken between two times of day."""
    return Found(end, "time", (hours,), f"time:{hours.begin}-{hours.end}")


def _weekdays(match: re.Match[str]) -> Found:
    day = match["day"] or match["days"]
    if day:
        return on_weekdays(match.end(), (WEEKDAYS[day],))
    return on_weekdays(match.end(), (6, 7) if match["end"] or match["ends"] else (1, 2, 3, 4, 5))


def _weekdays_zh(match: re.Match[str]) -> Found:
    if match["day"]:
        return on_weekdays(match.end(), (CHINESE_WEEKDAYS[match["day"]],))
    return on_weekdays(match.end(), (6, 7) if match["end"] else (1, 2, 3, 4, 5))


def _part(match: re.Match[str]) -> Found:
    return in_hours(match.end(), PARTS_OF_DAY[match["in"] or match["at"] or match["many"]])


def _part_zh(match: re.Match[str]) -> Found:
    hour = read_number(match["hour"] or "")
    if hour is None:
        return in_hours(match.end(), PARTS_OF_DAY[match["part"]])
    if (
        hour < 12
        and match["part"] in ("下午", "傍晚", "晚上", "中午")
        and not (match["part"] == "中午" and hour > 9)
    ):
        hour += 12
    return in_hours(match.end(), _from_hour(hour % 24))


def _hour(match: re.Match[str]) -> Found | None:
    minute = _minute(match["hour"] + (match["half"].replace(".", "") if match["half"] != "o'clock" else ""))
    if minute is None or minute >= 24 * 60:
        return None
    if match["lead"] in ("after", "since"):
        return in_hours(match.end(), Hours(_as_clock(minute), "24:00"))
    if match["lead"] in ("before", "until"):
        return in_hours(match.end(), Hours("00:00", _as_clock(minute))) if minute else None
    return in_hours(match.end(), _from_hour(minute // 60))


def _from_hour(hour: int) -> Hours:
    return Hours(_as_clock(60 * hour), _as_clock(60 * hour + 60))


def _minute(text: str) -> int | None:
    """Minutes since midnight of "8", "8:30", "8pm"; None when the clock has no such time."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 else None


def _as_clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
