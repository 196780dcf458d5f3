"""The condition on when a photo came into the library, which is not when it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from core.library.clock import timestamp
from core.library.conditions import Where, any_of

_FIRST_YEAR = 1970
"""No library is older than the clocks of computers."""

# Photos are numbered as they come, so the last one before a moment is looked for from the newest on: as
# many steps as there are photos since, and no index that every photo would have to be written into.
_LAST_BEFORE = "coalesce((SELECT id FROM photos WHERE added_at < ? ORDER BY id DESC LIMIT 1), 0)"


@dataclass(frozen=True, slots=True)
class Added:
    """Came into the library in one of these spans of days, by the clock of where the person is now.

    Attributes:
        spans: First and last day of each, both counted; None: open.
    """

    spans: tuple[tuple[date | None, date | None], ...]

    def where(self) -> Where:
        """See `Condition`."""
        return any_of(_within(first, last) for first, last in self.spans)


def _within(first: date | None, last: date | None) -> Where:
    clauses, values = ["1"], list[Any]()
    if first is not None and first.year >= _FIRST_YEAR:
        clauses.append(f"contents.photo_id > {_LAST_BEFORE}")
        values.append(_midnight(first))
    if last is not None and last.year < date.max.year:
        clauses.append(f"contents.photo_id <= {_LAST_BEFORE}")
        values.append(_midnight(last + timedelta(days=1)) if last.year >= _FIRST_YEAR else "")
    return f"({' AND '.join(clauses)})", values


def _midnight(day: date) -> str:
    """When a day begins here, as the catalogue keeps it."""
    return timestamp(datetime.combine(day, time.min).astimezone().astimezone(UTC))
