"""What the two languages' readers of dates share: a moment that was named, and the phrases around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.search.language.knowledge import Knowledge
from core.search.language.reading import Days, Field, Value
from core.search.language.spans import FIRST_YEAR, after, before, between, iso, since, until
from core.search.language.text import BEGIN, END, quoted


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was recognised in a sentence.

    Attributes:
        end: Where it ends.
        field: What it is about.
        values: One of which must hold.
        form: The explicit form that says the same.
    """

    end: int
    field: Field
    values: tuple[Value, ...]
    form: str


@dataclass(frozen=True, slots=True)
class When:
    """A moment, as it was named.

    Attributes:
        days: Any of these; more than one for what returns every year, or is ambiguous.
        bare: It needs no preposition: "2019" is a year anywhere, "christmas" may be a tree.
        form: What names it in an explicit form; "": its days in ISO 8601.
        latest: Of what returns, the one that "before" and "since" mean.
        month: A month of any year.
        lead: Only behind one of these prepositions; empty: behind any.
    """

    days: tuple[Days, ...]
    bare: bool = True
    form: str = ""
    latest: Days | None = None
    month: int | None = None
    lead: frozenset[str] = frozenset()

    @property
    def bound(self) -> Days:
        """What a span begins or ends with."""
        return self.latest or self.days[0]


Read = Callable[[re.Match[str], Knowledge], When | None]
Moments = Callable[[str, int, int, Knowledge], tuple[int, When] | None]


def rule(pattern: str, read: Read, *, words: bool = True) -> tuple[re.Pattern[str], Read]:
    """A pattern for folded text and what reads its match; a space in it stands for any."""
    spaced = pattern.replace(" ", r"\s+")
    return re.compile(f"{BEGIN}(?:{spaced}){END}" if words else spaced), read


def longest(rules: Iterable[tuple[re.Pattern[str], Read]]) -> Moments:
    """Reads the longest moment that any of the rules finds at a position."""
    table = tuple(rules)

    def read(text: str, start: int, end: int, knowledge: Knowledge) -> tuple[int, When] | None:
        best: tuple[int, When] | None = None
        for pattern, reader in table:
            match = pattern.match(text, start, end)
            if match and (best is None or match.end() > best[0]):
                when = reader(match, knowledge)
                if when and when.days:
                    best = match.end(), when
        return best

    return read


def one(days: Days | None, *, bare: bool = True) -> When | None:
    """A moment that was only once."""
    return When((days,), bare) if days else None


def yearly(days: Iterable[Days], knowledge: Knowledge, **more: object) -> When | None:
    """What returns every year, as days with the latest first."""
    found = tuple(days)
    begun = [each for each in found if each.first and each.first <= knowledge.today]
    return When(found, latest=begun[0], **more) if begun else None  # type: ignore[arg-type]


def photo_years(knowledge: Knowledge) -> tuple[int, int]:
    """The years that what returns every year is looked for in."""
    first = knowledge.taken.first.year if knowledge.taken and knowledge.taken.first else 1970
    return max(first, FIRST_YEAR + 1), knowledge.today.year + 1


def at(end: int, when: When) -> Found:
    """Taken at a moment."""
    if when.month:
        return Found(end, "month", (when.month,), f"month:{when.month}")
    form = when.form or ",".join(map(iso, when.days))
    return Found(end, "date", when.days, f"date:{quoted(form)}")


def bounded(end: int, when: When, side: str) -> Found | None:
    """Taken before a moment, until its end, after it, or since its beginning."""
    days = {"before": before, "until": until, "after": after, "since": since}[side](when.bound)
    return spanned(end, days) if days else None


def ranged(end: int, first: When, last: When) -> Found | None:
    """Taken from one moment to another."""
    if first.month and last.month:
        count = (last.month - first.month) % 12 + 1
        months = tuple(sorted((first.month - 1 + step) % 12 + 1 for step in range(count)))
        return Found(end, "month", months, "month:" + ",".join(map(str, months)))
    days = between(first.bound, last.bound) or between(last.bound, first.bound)
    return spanned(end, days) if days else None


def spanned(end: int, days: Days) -> Found:
    """Taken in a span that may be open on one side."""
    if days.last is None and days.first:
        return Found(end, "date", (days,), f"after:{_short(Days(days.first, days.first))}")
    if days.first is None and days.last:
        following = after(days)
        first = following.first if following else None
        return Found(end, "date", (days,), f"before:{_short(Days(first, first))}")
    return Found(end, "date", (days,), f"date:{iso(days)}")


def _short(day: Days) -> str:
    """A first day: "2019" for New Year's Day, "2019-05" for the first of May."""
    text = iso(day)
    return text.removesuffix("-01").removesuffix("-01")
