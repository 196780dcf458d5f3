"""English phrases around a date: before, since, between … and …, in, on, and newer."""

from __future__ import annotations

import re

from core.search.language.dates_english import moment
from core.search.language.knowledge import Knowledge
from core.search.language.moments import Found, When, at, bounded, ranged
from core.search.language.numbers import COUNT, read_number
from core.search.language.spans import latest
from core.search.language.text import BEGIN, END

_SIDES = {
    "before": "before",
    "earlier than": "before",
    "older than": "before",
    "prior to": "before",
    "until": "until",
    "till": "until",
    "up to": "until",
    "after": "after",
    "later than": "after",
    "newer than": "after",
    "since": "since",
    "starting in": "since",
    "starting from": "since",
}
_AGE = re.compile(
    rf"{BEGIN}(?P<which>older|newer)\s+than\s+(?P<number>{COUNT})\s+(?P<unit>day|week|month|year)s?{END}"
)
_AT = ("in", "on", "at", "during", "over", "from", "of", "around", "between", "throughout", "dated")
_ANY_LEAD = "|".join((*_SIDES, *_AT)).replace(" ", r"\s+")
_LEAD = re.compile(
    BEGIN
    + r"(?:(?:that (?:was|were|i) )?(?:taken|shot|photographed|captured|made|created|dated)\s+)?"
    + rf"(?P<lead>{_ANY_LEAD})\s+(?:(?:around|about|early\s+in)\s+)?"
)
_TO = re.compile(r"\s*(?:-+|\.\.+|/)\s*|\s+(?P<word>to|until|till|through|thru|and|-+)\s+")
_ONWARDS = re.compile(
    rf"\s+(?:(?:or|and)\s+(?P<side>later|newer|after|onwards?|earlier|older|before)|(?P<on>onwards?)){END}"
)


def phrase(text: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a date with its preposition.

    Args:
        text: A folded sentence.
        start: Where the phrase begins.
        end: Where looking ends.
        knowledge: Says what today is.

    Returns:
        What was found, or None.
    """
    lead = _LEAD.match(text, start, end)
    word = re.sub(r"\s+", " ", lead["lead"]) if lead else ""
    if age := _AGE.match(text, start, end):
        return _by_age(age, knowledge)
    first = moment(text, lead.end() if lead else start, end, knowledge)
    if first is None:
        return None
    stop, when = first
    second = _second(text, stop, end, knowledge, word)
    if second and (found := ranged(second[0], when, second[1])):
        return found
    if word in _SIDES:
        return bounded(stop, when, _SIDES[word])
    onwards = _ONWARDS.match(text, stop, end)
    if onwards:
        early = onwards["side"] in ("earlier", "older", "before")
        return bounded(onwards.end(), when, "until" if early else "since")
    if word == "between" or not (when.bare or word) or (word and when.lead and word not in when.lead):
        return None
    return at(stop, when)


def _second(text: str, start: int, end: int, knowledge: Knowledge, lead: str) -> tuple[int, When] | None:
    """The other end of "from 2015 to 2017"; "and" joins two dates only behind "between"."""
    to = _TO.match(text, start, end)
    if to is None or lead in _SIDES or ((to["word"] == "and") != (lead == "between")):
        return None
    return moment(text, to.end(), end, knowledge)


def _by_age(age: re.Match[str], knowledge: Knowledge) -> Found | None:
    """Older or newer than so many days, weeks, months or years."""
    number = read_number(age["number"])
    days = latest(knowledge.today, number, age["unit"]) if number else None
    if days is None:
        return None
    return bounded(age.end(), When((days,)), "before" if age["which"] == "older" else "since")
