"""What filters that no index helps ask of all files or contents, as columns of numbers in memory.

SQLite takes a tenth of a microsecond a row and more to work out a month or a weekday; NumPy compares a
million numbers that were worked out before in a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.library.conditions import Condition
from core.library.file_conditions import FileSize, OfKind
from core.library.taken_conditions import TakenAtHours, TakenInMonths, TakenOnWeekdays

Numbers = NDArray[np.signedinteger]
Test = Callable[[Numbers], NDArray[np.bool_]]

_CLOCK = (
    "CASE WHEN length(taken_at) < 16 THEN -1 "
    "ELSE CAST(substr(taken_at, 12, 2) AS INTEGER) * 60 + CAST(substr(taken_at, 15, 2) AS INTEGER) END"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A number for each row of a table.

    Attributes:
        table: Which.
        expression: The number, in SQL; where it is NULL, no condition holds.
    """

    table: Literal["places", "contents"]
    expression: str


Columns = tuple[tuple[Column, Test], ...]


def columns_of(condition: Condition) -> Columns:
    """What to ask instead of a condition: one of these has to hold. None at all: the condition itself."""
    match condition:
        case TakenInMonths(months):
            month = Column("places", "CAST(substr(taken_at, 6, 2) AS INTEGER)")
            return ((month, lambda n: np.isin(n, months)),)
        case TakenOnWeekdays(weekdays):
            days = [weekday - 1 for weekday in weekdays]
            return ((Column("places", "(julianday(taken_at) + 0.5) % 7"), lambda n: np.isin(n, days)),)
        case TakenAtHours(begin, end):
            return ((Column("places", _CLOCK), _between_times(_minutes(begin), _minutes(end))),)
        case FileSize(least, most):
            return ((Column("places", "size"), _between(least, most)),)
        case OfKind(kind):
            return _KINDS.get(kind, ())
    return ()


def _is_so(numbers: Numbers) -> NDArray[np.bool_]:
    return np.not_equal(numbers, 0)


_TALLER = Column("contents", "height - width")
_KINDS: dict[str, Columns] = {
    "portrait": ((_TALLER, lambda taller: taller > 0),),
    "landscape": ((_TALLER, lambda taller: taller < 0),),
    "square": ((_TALLER, lambda taller: taller == 0),),
    "panorama": ((Column("contents", OfKind("panorama").where()[0]), _is_so),),
    "raw": (
        (Column("contents", "format = 'RAW'"), _is_so),
        (
            Column("places", "id IN (SELECT leader_id FROM places WHERE leader_id > 0 AND state = 'paired')"),
            _is_so,
        ),
    ),
    "motion": ((Column("contents", "has_clip"), _is_so), (Column("places", "clip IS NOT NULL"), _is_so)),
}


def _between(least: int | None, most: int | None) -> Test:
    def test(numbers: Numbers) -> NDArray[np.bool_]:
        passing = np.ones(len(numbers), dtype=bool)
        if least is not None:
            passing &= numbers >= least
        if most is not None:
            passing &= numbers <= most
        return passing

    return test


def _between_times(begin: int, end: int) -> Test:
    if begin < end:
        return lambda n: (n >= begin) & (n < end)
    return lambda n: (n >= begin) | (n < end)


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return 60 * int(hours) + int(minutes)
