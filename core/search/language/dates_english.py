"""Dates as English says them: "last summer", "before march 2020", "three years ago", "4 July"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from core.search.language import festivals, seasons
from core.search.language.knowledge import Knowledge
from core.search.language.moments import When, longest, one, photo_years, rule, yearly
from core.search.language.numbers import COUNT, read_number
from core.search.language.spans import (
    a_day,
    a_decade,
    a_month,
    ago,
    days_ago,
    full_year,
    last_weekday,
    latest,
    read_iso,
    third,
    weekend_of,
    years,
)

_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_BY_NAME = MONTHS | _SHORT_MONTHS
_NO_OTHER_WORD = {"january", "february", "june", "july", "september", "october", "november", "december"}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name: number for number, name in enumerate(_DAYS.split(), 1)}


def _any(names: Iterable[str]) -> str:
    """The longest first, or "sept" would never be found for "sep"."""
    return "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(names, key=len, reverse=True))


_MONTH = rf"(?P<month>{_any(_BY_NAME)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_SEASON = rf"(?P<season>{_any(seasons.ENGLISH)})"
_FESTIVAL = rf"(?P<festival>{_any((*festivals.FESTIVALS, *festivals.ENGLISH))})"
_WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})"
_UNIT = r"(?P<unit>day|weekend|week|month|year|decade)s?"
_OF_YEAR = (
    rf"(?:,?\s*(?:of |in )?(?:the year )?(?:{_YEAR}|'(?P<short>\d\d)|(?P<last>last year)|"
    rf"(?P<this>this year)|(?P<ago>{COUNT}) years? ago))"
)
_ITS_YEAR = r"(?:(?P<last>last year)|(?P<this>this year)|(?P<year>(?:1[89]|20)\d\d))'?s "
_THIRD = r"(?:the )?(?P<third>early|mid|late|(?:beginning|start|middle|end) of)[\s-]+(?:in )?(?:the )?"
_PARTS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_TIMES_TEN = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"


def _year(match: re.Match[str], knowledge: Knowledge) -> int | None:
    """The year of a match that has one, in whatever way it was said."""
    said = match.groupdict()
    if said.get("year"):
        return int(said["year"])
    if said.get("short"):
        return full_year(int(said["short"]), knowledge.today)
    if said.get("last") or said.get("this"):
        return knowledge.today.year - bool(said.get("last"))
    number = read_number(said.get("ago") or "")
    return None if number is None else knowledge.today.year - number


def _a_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = int(match["year"])
    return one(years(year, year), bare=bool(match["said"]) or knowledge.holds(year))


def _iso(match: re.Match[str], _: Knowledge) -> When | None:
    return one(read_iso(match[0]))


def _figures(match: re.Match[str], _: Knowledge) -> When | None:
    """4/7/2020: the day and the month may stand either way round, so both are meant."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    found = {a_day(year, second, first): 0, a_day(year, first, second): 0}
    return When(days) if (days := tuple(each for each in found if each)) else None


def _month_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    return one(a_month(year, _BY_NAME[match["month"]])) if year else None


def _day_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year, month = _year(match, knowledge), _BY_NAME[match["month"]]
    # There is no 31st of February; its February is what can be meant.
    return one(a_day(year, month, int(match["day"])) or a_month(year, month)) if year else None


def _day(match: re.Match[str], knowledge: Knowledge) -> When | None:
    month, day = _BY_NAME[match["month"]], int(match["day"])
    return every_year(month, day, knowledge)


def every_year(month: int, day: int, knowledge: Knowledge) -> When | None:
    """A day of any year."""
    first, last = photo_years(knowledge)
    found = [a_day(year, month, day) for year in range(last, first - 5, -1)]
    return yearly([each for each in found if each], knowledge, form=f"{month:02}-{day:02}")


def _month(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = _BY_NAME[match["month"]]
    bare = match["month"] in _NO_OTHER_WORD
    return any_month(number, knowledge, bare=bare)


def any_month(number: int, knowledge: Knowledge, *, bare: bool) -> When | None:
    """A month of any year."""
    today = knowledge.today
    recent = a_month(today.year - (number > today.month), number)
    return When((recent,), bare, latest=recent, month=number) if recent else None


def _last_month(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number, today = _BY_NAME[match["month"]], knowledge.today
    if match["which"] == "this":
        return one(a_month(today.year, number))
    return one(a_month(today.year - (number >= today.month), number))


def _season_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year, season = _year(match, knowledge), seasons.ENGLISH[match["season"]]
    return one(seasons.in_year(season, year, southern=knowledge.southern)) if year else None


def _last_season(match: re.Match[str], knowledge: Knowledge) -> When | None:
    season, today, southern = seasons.ENGLISH[match["season"]], knowledge.today, knowledge.southern
    if match["which"] == "this":
        return one(seasons.in_year(season, today.year, southern=southern))
    return one(seasons.last_one(season, today, southern=southern))


def _festival_name(match: re.Match[str]) -> str:
    name = re.sub(r"\s+", " ", match["festival"])
    return festivals.ENGLISH.get(name, name)


def _festival_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    return one(festivals.in_year(_festival_name(match), year)) if year else None


def _last_festival(match: re.Match[str], knowledge: Knowledge) -> When | None:
    name, today = _festival_name(match), knowledge.today
    this = match["which"] == "this"
    return one(festivals.in_year(name, today.year) if this else festivals.last_one(name, today))


def _festival(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return every_festival(_festival_name(match), knowledge, bare=False)


def every_festival(name: str, knowledge: Knowledge, *, bare: bool) -> When | None:
    """A festival of any year."""
    days = festivals.every(name, *photo_years(knowledge))
    lead = frozenset(("at", "on", "over", "during", "in", "around", "before", "after", "since", "until"))
    return yearly(days, knowledge, form=name, bare=bare, lead=lead)


def _named_day(match: re.Match[str], knowledge: Knowledge) -> When | None:
    back = {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0}
    number = back.get(" ".join(match[0].split()), 2 if "before" in match[0] else 1)
    return one(days_ago(knowledge.today, number))


def _last_weekday(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return one(last_weekday(knowledge.today, WEEKDAYS[match["weekday"]]))


def _last_unit(match: re.Match[str], knowledge: Knowledge) -> When | None:
    back = 2 if "before" in match[0] else match["which"] != "this"
    if match["unit"] == "weekend" and back == 1 and knowledge.today.weekday() >= 5:
        return one(weekend_of(days_ago(knowledge.today, 7).first or knowledge.today))
    return one(ago(knowledge.today, int(back), match["unit"]))


def _ago(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = read_number(match["ago"])
    return one(ago(knowledge.today, number, match["unit"])) if number is not None else None


def _latest(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = read_number(match["number"])
    unit = "week" if match["unit"] == "weekend" else match["unit"]
    return one(latest(knowledge.today, number, unit)) if number else None


def _decade(match: re.Match[str], knowledge: Knowledge) -> When | None:
    said = match.groupdict()
    tens = said.get("tens")
    number = 20 + 10 * _TIMES_TEN.split("|").index(tens) if tens else int(said["decade"])
    return one(a_decade(number, knowledge.today))


def _part_of(read: Callable[[re.Match[str], Knowledge], When | None]) -> Callable[..., When | None]:
    """The early, middle or late third of what another reader finds."""

    def part(match: re.Match[str], knowledge: Knowledge) -> When | None:
        whole = read(match, knowledge)
        named = re.sub(r"\s+of$", "", match["third"])
        return one(third(whole.days[0], _PARTS.get(named, named))) if whole else None

    return part


def _plain_year(match: re.Match[str], _: Knowledge) -> When | None:
    return one(years(int(match["year"]), int(match["year"])))


_DECADE = rf"(?:(?P<decade>(?:1[89]|20)\d0)'?s|the '?(?P<tens>{_TIMES_TEN}))"
_SHORT_DECADE = rf"(?:(?P<decade>(?:1[89]|20)\d0|\d0)'?s|(?P<tens>{_TIMES_TEN}))"
_WHICH = r"(?:the )?(?P<which>last|this|past|previous)"

moment = longest(
    [
        rule(r"\d{4}[-/]\d{1,2}|\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{8}", _iso),
        rule(r"(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\2(?P<year>(?:1[89]|20)\d\d)", _figures),
        rule(rf"(?P<said>(?:the )?year )?{_YEAR}(?![.,]\d)", _a_year),
        rule(rf"{_DAY}[\s.-]+(?:of )?{_MONTH}-?{_OF_YEAR}", _day_of_year),
        rule(rf"{_MONTH} (?:the )?{_DAY}{_OF_YEAR}", _day_of_year),
        rule(rf"(?:the )?{_DAY}\.? (?:of )?{_MONTH}", _day),
        rule(rf"{_MONTH} (?:the )?{_DAY}", _day),
        rule(rf"{_MONTH}{_OF_YEAR}", _month_of_year),
        rule(rf"{_ITS_YEAR}{_MONTH}", _month_of_year),
        rule(_MONTH, _month),
        rule(rf"{_WHICH} {_MONTH}", _last_month),
        rule(rf"{_SEASON}{_OF_YEAR}", _season_of_year),
        rule(rf"{_ITS_YEAR}{_SEASON}", _season_of_year),
        rule(rf"{_WHICH} {_SEASON}", _last_season),
        rule(rf"{_FESTIVAL}{_OF_YEAR}", _festival_of_year),
        rule(rf"{_ITS_YEAR}{_FESTIVAL}", _festival_of_year),
        rule(rf"{_WHICH} {_FESTIVAL}", _last_festival),
        rule(_FESTIVAL, _festival),
        rule(r"today|tonight|yesterday|last night|this (?:morning|afternoon|evening)", _named_day),
        rule(r"(?:the )?day before yesterday", _named_day),
        rule(rf"{_WHICH} {_WEEKDAY}", _last_weekday),
        rule(rf"{_WHICH} {_UNIT}", _last_unit),
        rule(r"the (?P<unit>week|weekend|month|year) before (?P<which>last)", _last_unit),
        rule(rf"(?P<ago>{COUNT}) {_UNIT} ago", _ago),
        rule(rf"{_WHICH} (?P<number>{COUNT}) {_UNIT}", _latest),
        rule(_DECADE, _decade),
        rule(r"the '?(?P<decade>\d0)'?s", _decade),
        rule(_THIRD + _YEAR, _part_of(_plain_year)),
        rule(_THIRD + _SHORT_DECADE, _part_of(_decade)),
        rule(_THIRD + _MONTH + _OF_YEAR, _part_of(_month_of_year)),
        rule(_THIRD + r"(?P<which>last|this) (?P<unit>month|year)", _part_of(_last_unit)),
    ]
)
