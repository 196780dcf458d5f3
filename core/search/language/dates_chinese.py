"""Dates as Chinese says them: 去年夏天, 2019年5月, 三年前, 上周末, 春节."""

from __future__ import annotations

import re

from core.search.language import festivals, seasons
from core.search.language.dates_english import any_month, every_festival, every_year
from core.search.language.knowledge import Knowledge
from core.search.language.moments import Found, When, at, bounded, longest, one, ranged, rule
from core.search.language.numbers import COUNT_ZH, read_number
from core.search.language.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    a_day,
    a_decade,
    a_month,
    ago,
    days_ago,
    full_year,
    latest,
    third,
    years,
)

WEEKDAYS = (
    {name: number for number, name in enumerate("一二三四五六日", 1)}
    | {"天": 7}
    | {str(number): number for number in range(1, 8)}
)
_DAYS_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "大前天": 3}
_YEARS_BACK = {"今年": 0, "去年": 1, "上一年": 1, "前年": 2, "大前年": 3}
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
_PARTS = {
    "初": "early",
    "中": "mid",
    "底": "late",
    "末": "late",
    "初期": "early",
    "中期": "mid",
    "末期": "late",
}

_FIGURE = "零〇一二三四五六七八九"
_YEAR = rf"(?:(?P<year>(?:1[89]|20)\d\d|[一二][{_FIGURE}]{{3}})年?|(?P<short>\d\d|[{_FIGURE}]{{2}})年)"
_BACK = rf"(?P<back>{'|'.join(sorted(_YEARS_BACK, key=len, reverse=True))})"
_THAT_YEAR = rf"(?:{_YEAR}|{_BACK}|(?P<ago>{COUNT_ZH})年(?:以|之)?前)的?"
_NUMBER_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正])月(?:份)?"
_NUMBER_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_SEASON = rf"(?P<season>{'|'.join(seasons.CHINESE)})"
_FESTIVAL = rf"(?P<festival>{'|'.join(sorted(festivals.CHINESE, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})"
_NOT_A_MONTH = r"(?![亮光饼球牙食色圆])"
_PART = r"(?P<part>初期|中期|末期|初|中|底|末)(?![学国文心间午秋])"


def _year(match: re.Match[str], knowledge: Knowledge) -> int | None:
    said = match.groupdict()
    if said.get("back"):
        return knowledge.today.year - _YEARS_BACK[said["back"]]
    if said.get("ago"):
        number = read_number(said["ago"])
        return None if number is None else knowledge.today.year - number
    number = read_number(said.get("year") or said.get("short") or "")
    if number is None:
        return None
    year = full_year(number, knowledge.today)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _whole_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    if year is None:
        return None
    figures = match.groupdict().get("year")
    return one(years(year, year), bare=not figures or "年" in match[0] or knowledge.holds(year))


def _part_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    whole = years(year, year) if year else None
    return one(third(whole, _PARTS[match["part"]])) if whole else None


def _month_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    return one(a_month(year, _month_number(match))) if year else None


def _day_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    return one(a_day(year, _month_number(match), read_number(match["day"]) or 0)) if year else None


def _month(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return any_month(_month_number(match), knowledge, bare=True)


def _day(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return every_year(_month_number(match), read_number(match["day"]) or 0, knowledge)


def _month_number(match: re.Match[str]) -> int:
    return 1 if match["month"] == "正" else read_number(match["month"]) or 0


def _season(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year, season = _year(match, knowledge), seasons.CHINESE[match["season"]]
    return one(seasons.in_year(season, year, southern=knowledge.southern)) if year else None


def _last_season(match: re.Match[str], knowledge: Knowledge) -> When | None:
    season, southern = seasons.CHINESE[match["season"]], knowledge.southern
    if match["which"] == "上":
        return one(seasons.last_one(season, knowledge.today, southern=southern))
    return one(seasons.in_year(season, knowledge.today.year, southern=southern))


def _festival_of_year(match: re.Match[str], knowledge: Knowledge) -> When | None:
    year = _year(match, knowledge)
    return one(festivals.in_year(festivals.CHINESE[match["festival"]], year)) if year else None


def _festival(match: re.Match[str], knowledge: Knowledge) -> When | None:
    chinese = match["festival"]
    return every_festival(festivals.CHINESE[chinese], knowledge, bare=festivals.stands_alone(chinese))


def _festival_days(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return every_festival(festivals.CHINESE[match["festival"]], knowledge, bare=True)


def _named_day(match: re.Match[str], knowledge: Knowledge) -> When | None:
    return one(days_ago(knowledge.today, _DAYS_BACK[match[0]]))


def _ago(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = read_number(match["ago"])
    return one(ago(knowledge.today, number, _UNITS[match["unit"]])) if number is not None else None


def _latest(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = read_number(match["number"])
    return one(latest(knowledge.today, number, _UNITS[match["unit"]])) if number else None


def _last_unit(match: re.Match[str], knowledge: Knowledge) -> When | None:
    back = {"上上": 2, "上": 1}.get(match["which"], 0)
    unit = "weekend" if match["weekend"] else _UNITS[match["unit"]]
    if match["weekday"]:
        days = ago(knowledge.today, back, "week")
        if days is None or days.first is None:
            return None
        return one(days_ago(days.first, 1 - WEEKDAYS[match["weekday"]]))
    return one(ago(knowledge.today, back, unit))


def _decade(match: re.Match[str], knowledge: Knowledge) -> When | None:
    number = read_number(match["decade"])
    days = a_decade(number, knowledge.today) if number is not None and number % 10 == 0 else None
    if days and match["part"]:
        days = third(days, _PARTS[match["part"]])
    return one(days)


moment = longest(
    [
        rule(_THAT_YEAR, _whole_year),
        rule(_THAT_YEAR + _PART, _part_of_year),
        rule(_THAT_YEAR + _NUMBER_MONTH, _month_of_year),
        rule(_THAT_YEAR + _NUMBER_MONTH + _NUMBER_DAY, _day_of_year),
        rule(_NUMBER_MONTH + _NOT_A_MONTH, _month),
        rule(_NUMBER_MONTH + _NUMBER_DAY, _day),
        rule(_THAT_YEAR + _SEASON, _season),
        rule(rf"(?P<which>上|这|今)个?{_SEASON}", _last_season),
        rule(_THAT_YEAR + _FESTIVAL, _festival_of_year),
        rule(_FESTIVAL, _festival),
        rule(_FESTIVAL + "(?:期间|假期|长假|当天|那天)", _festival_days),
        rule("|".join(sorted(_DAYS_BACK, key=len, reverse=True)), _named_day),
        rule(rf"(?P<ago>{COUNT_ZH})个?{_UNIT}(?:以|之)?前", _ago),
        rule(rf"(?:最近|近|过去)的?(?P<number>{COUNT_ZH})个?{_UNIT}", _latest),
        rule(
            r"(?P<which>上上|上|这|本)一?个?(?P<unit>周|星期|礼拜|月)"
            r"(?:(?P<weekend>(?<!月)末)|(?P<weekday>(?<!月)[一二三四五六日天]))?",
            _last_unit,
        ),
        rule(r"(?P<decade>(?:1[89]|20)?\d0|[二三四五六七八九]十)年代" + f"(?:{_PART})?", _decade),
    ]
)

_LEAD = re.compile(r"(?:拍摄?(?:于|在)|摄于|(?P<lead>从|自从|自|在|于))?\s*")
_TO = re.compile(r"\s*(?:到|至|-+|和|~)\s*")
_SIDE = re.compile(r"(?P<side>以前|之前|前|以后|之后|后|以来|起|开始|为止)(?![面边门卫院排景])")
_SIDES = {"以来": "since", "起": "since", "开始": "since", "为止": "until"}


def phrase(text: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a date with the words around it.

    Args:
        text: A folded sentence.
        start: Where the phrase begins.
        end: Where looking ends.
        knowledge: Says what today is.

    Returns:
        What was found, or None.
    """
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    first = moment(text, begin, end, knowledge)
    if first is None:
        return None
    stop, when = first
    to = _TO.match(text, stop, end)
    second = moment(text, to.end(), end, knowledge) if to else None
    if second and (found := ranged(second[0], when, second[1])):
        return found
    side = _SIDE.match(text, stop, end)
    if side:
        named = side["side"]
        return bounded(side.end(), when, _SIDES.get(named, "before" if "前" in named else "after"))
    if lead and lead["lead"] in ("从", "自从", "自"):
        return bounded(stop, when, "since")
    return at(stop, when) if when.bare or begin > start else None
