"""Places in a sentence: "in Paris", "near Lake Tahoe", 在北京. Only where the library's photos were taken.

A place that no photo is known to be at stays among the words: as a filter it could only
hide everything, while as words it still finds an Eiffel Tower. A word of everyday English
("Nice", "orange") is a place when a preposition or a capital inside the sentence says so.
"""

from __future__ import annotations

import re

from core.search.language.everyday import is_everyday
from core.search.language.knowledge import Knowledge
from core.search.language.moments import Found
from core.search.language.numbers import COUNT, read_number
from core.search.language.reading import Near, Place
from core.search.language.text import BEGIN, IDEOGRAPH, quoted

NEAR_KM = 30.0
"""How far "near" reaches where nobody says it: half an hour's drive."""

_NEAR = re.compile(
    rf"{BEGIN}(?:(?:near|nearby|close\s+to|around|not\s+far\s+from|in\s+the\s+(?:area|vicinity)\s+of)|"
    rf"(?:within\s+)?(?P<km>{COUNT})\s*(?P<unit>km|kilomet(?:re|er)s?|miles?|mi)\s+(?:of|from|around))"
    r"\s+(?:the\s+)?(?:city\s+of\s+)?"
)
_IN = re.compile(
    rf"{BEGIN}(?:(?:taken|shot|photographed|made)\s+)?(?P<lead>in|at|from|inside|around|across|visiting)"
    r"\s+(?:the\s+)?(?:city\s+of\s+)?"
)
_IN_ZH = re.compile(r"(?:拍摄?)?(?:在|于)")
_AROUND_ZH = re.compile(r"(?:的)?(?:附近|周边|周围|旁边)")
_SUFFIX_ZH = re.compile(r"[市省县区州]")
_MORE = re.compile(rf"(?![市省县区州]|的|附近|周边|周围|旁边|拍|之[行旅])[{IDEOGRAPH}]")
"""A name goes on: 北京烤鸭 is a duck. Without a preposition that is no place."""

_SURE = ("in", "at", "near", "inside", "visiting")
_CHINESE = re.compile(rf"[{IDEOGRAPH}]")


def phrase(text: str, raw: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read a place with its preposition.

    Args:
        text: A folded sentence.
        raw: The sentence as it was typed, which has its capitals.
        start: Where the phrase begins.
        end: Where looking ends.
        knowledge: Knows where photos were taken.

    Returns:
        What was found, or None.
    """
    if not knowledge.places:
        return None
    near = _NEAR.match(text, start, end)
    if near and (found := knowledge.places.at(text, near.end(), end, parts=True)):
        return around(
            found[0], text[near.end() : found[0]], found[1], _kilometres(near), raw[near.end() : found[0]]
        )
    lead = _IN.match(text, start, end) or _IN_ZH.match(text, start, end)
    begin = lead.end() if lead else start
    found = knowledge.places.at(text, begin, end)
    if found is None:
        return None
    stop, places = found
    if _CHINESE.match(text, begin):
        return _chinese(text, begin, stop, end, places, led=lead is not None)
    word = lead.groupdict().get("lead") if lead else None
    if not _is_meant(text, raw, begin, stop, word):
        return None
    return Found(stop, "place", places, f"place:{quoted(raw[begin:stop])}")


def around(end: int, name: str, places: tuple[Place, ...], km: float | None, shown: str = "") -> Found:
    """Photos in circles around places."""
    reach = NEAR_KM if km is None else km
    form = quoted(shown or name) if km is None else quoted(f"{shown or name},{km:g}km")
    return Found(end, "near", tuple(Near(place, reach) for place in places), f"near:{form}")


def read_near(value: str) -> tuple[str, float | None]:
    """The name and the kilometres of `near:`: "paris", "paris,10km", "paris, 5 miles"."""
    match = re.fullmatch(r"(?P<name>.+?)\s*,\s*(?P<km>[1-9]\d{0,3}(?:\.\d)?)\s*(?P<unit>km|mi|miles?)", value)
    if match is None:
        return value, None
    return match["name"], _in_km(float(match["km"]), match["unit"])


def _chinese(
    text: str, begin: int, stop: int, end: int, places: tuple[Place, ...], *, led: bool
) -> Found | None:
    if not led and (stop - begin < 2 or _MORE.match(text, stop, end)):
        return None
    name = text[begin:stop]
    if suffix := _SUFFIX_ZH.match(text, stop, end):
        stop = suffix.end()
    if near := _AROUND_ZH.match(text, stop, end):
        return around(near.end(), name, places, None)
    return Found(stop, "place", places, f"place:{name}")


def _is_meant(text: str, raw: str, begin: int, stop: int, lead: str | None) -> bool:
    """Whether a word that may be something else is the place here."""
    if not is_everyday(text[begin:stop]) or lead in _SURE:
        return True
    capital = raw[begin].isupper() and not raw[begin:stop].isupper()
    return capital and (lead is not None or _stands_out(raw, begin))


def _stands_out(raw: str, begin: int) -> bool:
    """Whether a capital says something: not that of the first word, nor one of a whole title."""
    others = re.findall(r"[^\W\d_]+", raw[:begin])
    return bool(others) and any(word.islower() for word in others)


def _kilometres(near: re.Match[str]) -> float | None:
    number = read_number(near["km"] or "")
    return None if number is None else _in_km(number, near["unit"])


def _in_km(number: float, unit: str) -> float:
    return round(number * (1.609344 if unit.startswith("mi") else 1.0), 1)
