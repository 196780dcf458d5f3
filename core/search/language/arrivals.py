"""When photos came into the library: recently added, imported last week, 最近添加的照片."""

from __future__ import annotations

import re
from datetime import timedelta

from core.search.language import phrases_english
from core.search.language.kinds import PHOTOS, PHOTOS_ZH
from core.search.language.knowledge import Knowledge
from core.search.language.moments import Found
from core.search.language.reading import Days
from core.search.language.spans import iso
from core.search.language.text import BEGIN, END

_RECENT_DAYS = 30

_RECENTLY = re.compile(
    rf"{BEGIN}(?:(?:recently|newly|lately)\s+(?:added|imported)|(?:added|imported)\s+(?:recently|lately))"
    rf"(?:\s+{PHOTOS})?{END}"
)
_RECENTLY_ZH = re.compile(rf"(?:最近|新近)(?:添加|导入|加入)的?(?:{PHOTOS_ZH})?")
_ADDED = re.compile(rf"{BEGIN}(?:{PHOTOS}\s+)?(?:that\s+(?:was|were|i)\s+)?(?:added|imported)\s+")
_ALSO_RECENTLY = ("recently", "recent", "lately", "最近")


def phrase(text: str, start: int, end: int, knowledge: Knowledge) -> Found | None:
    """Read when photos came, at a position of a folded sentence."""
    if match := _RECENTLY.match(text, start, end) or _RECENTLY_ZH.match(text, start, end):
        return recently(match.end(), knowledge)
    if match := _ADDED.match(text, start, end):
        return added(phrases_english.phrase(text, match.end(), end, knowledge))
    return None


def is_recently(value: str) -> bool:
    """Whether a folded value of `added:` says just that."""
    return value in _ALSO_RECENTLY


def recently(end: int, knowledge: Knowledge) -> Found:
    """Came in the last thirty days."""
    first = knowledge.today - timedelta(days=_RECENT_DAYS - 1)
    return Found(end, "added", (Days(first, None),), "added:recently")


def added(taken: Found | None) -> Found | None:
    """Came when it says that it was taken; None for what names no days of one year."""
    if taken is None or taken.field != "date":
        return None
    spans = [days for days in taken.values if isinstance(days, Days)]
    return Found(taken.end, "added", tuple(spans), f"added:{','.join(map(_form, spans))}")


def _form(days: Days) -> str:
    if days.first and days.last:
        return iso(days)
    first, last = (iso(Days(day, day)) if day else "" for day in (days.first, days.last))
    return f"{first}..{last}"
