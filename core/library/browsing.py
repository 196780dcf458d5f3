"""All photos as a window lays them out: newest first, the months they are of, the shapes they have.

Each is asked of the catalogue once and then kept as numbers until somebody writes: nothing is done photo by
photo, for a window opens a million of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.library.passing import Passing

NO_MONTH = -1
"""Stands for the month of photos without any date."""

# From one month to the one before it by a look into the index: as many steps as there are months. What
# is smaller than all dates is no date; '~' is greater than whatever goes on after a month.
_MONTHS = """
    WITH RECURSIVE months (month) AS (
        SELECT substr(MAX(shown_at), 1, 7) FROM photos WHERE shown_at IS NOT NULL
        UNION ALL
        SELECT (SELECT substr(MAX(shown_at), 1, 7) FROM photos WHERE shown_at < month)
        FROM months WHERE month > ''
    )
    SELECT group_concat(CASE month WHEN '' THEN -1
        ELSE CAST(substr(month, 1, 4) AS INTEGER) * 12 + CAST(substr(month, 6, 2) AS INTEGER) - 1 END),
        group_concat((SELECT COUNT(*) FROM photos WHERE shown_at >= month AND shown_at <= month ||
        CASE month WHEN '' THEN '' ELSE '~' END))
    FROM months WHERE month IS NOT NULL
"""


# Of photos that have no date but their file's; two copies with different dates stand by the newer one.
_BY_FILE = """
    SELECT group_concat(photo_id) FROM places CROSS JOIN contents ON contents.id = content_id
    CROSS JOIN photos ON photos.id = photo_id
    WHERE taken_from = 'file' AND +state IN ('ready', 'waiting') AND places.taken_at = shown_at
"""


@dataclass(frozen=True, slots=True)
class Months:
    """Where the months begin in a row of photos.

    Attributes:
        starts: int64, shape (n,): before which photos another month begins; the first is 0.
        months: int32, shape (n,): 12 * year + month, January being 0; `NO_MONTH` without a date.
        by_file: int64, shape (n,): how many photos of each have no date but that of their file, which may
            be when it was copied.
    """

    starts: NDArray[np.int64]
    months: NDArray[np.int32]
    by_file: NDArray[np.int64]


class Browsing:
    """Reads only. For one thread.

    Args:
        passing: Asks the catalogue for columns of numbers.
    """

    def __init__(self, passing: Passing) -> None:
        self._passing = passing
        self._ordered: tuple[int, int] | None = None
        self._by_date = np.empty(0, np.int32)
        self._month_of: NDArray[np.int32] | None = None
        self._by_file = np.empty(0, np.bool_)
        self._shaped: tuple[int, int] | None = None
        self._shapes = np.empty(0, np.float32)

    def newest_first(self) -> NDArray[np.int32]:
        """All photos of which a file is shown, the newest first."""
        version = self._passing.version()
        if version is None or version != self._ordered:
            query = (
                "SELECT id AS number FROM photos WHERE shown_at IS NOT NULL ORDER BY shown_at DESC, id DESC"
            )
            self._by_date = self._passing.numbers(query).astype(np.int32)
            self._month_of = None
            self._ordered = version
        return self._by_date

    def months(self, photo_ids: NDArray[np.int64]) -> Months:
        """The months of photos that stand by date.

        The date is the one they are put in order by: of the photo itself, of a file beside it, or else the
        file's own.

        Args:
            photo_ids: int64, shape (n,).
        """
        of_each = self._months_of_all()
        known = photo_ids < len(of_each)
        months = np.full(len(photo_ids), NO_MONTH, np.int32)
        months[known] = of_each[photo_ids[known]]
        starts = np.flatnonzero(np.diff(months, prepend=np.int32(-2)))
        by_file = np.zeros(len(photo_ids) + 1, np.int64)
        by_file[:-1][known] = self._by_file[photo_ids[known]]
        return Months(starts, months[starts], np.add.reduceat(by_file, starts))

    def shapes(self) -> NDArray[np.float32]:
        """Width over height of each photo, upright, by its id: float32, 1 where nothing is known."""
        version = self._passing.version()
        if version is None or version != self._shaped:
            # The last content of a photo is the one that was taken in last.
            ids, widths, heights = self._passing.lists(
                "SELECT group_concat(photo_id), group_concat(width), group_concat(height) FROM contents"
            )
            shapes = np.ones(int(ids.max(initial=0)) + 1, np.float32)
            there = (widths > 0) & (heights > 0)
            shapes[ids[there]] = widths[there] / heights[there]
            self._shapes = shapes
            self._shaped = version
        return self._shapes

    def _months_of_all(self) -> NDArray[np.int32]:
        """The month of each photo, by its id."""
        photos = self.newest_first()
        if self._month_of is None:
            months, counts = self._passing.lists(_MONTHS)
            of_each = np.full(int(photos.max(initial=0)) + 1, NO_MONTH, np.int32)
            in_order = np.repeat(months, counts).astype(np.int32)
            # Between the two queries another process may have written; the next answer is right again.
            common = min(len(photos), len(in_order))
            of_each[photos[:common]] = in_order[:common]
            self._month_of = of_each
            dated = self._passing.lists(_BY_FILE)[0]
            self._by_file = np.zeros(len(of_each), np.bool_)
            self._by_file[dated[dated < len(of_each)]] = True
        return self._month_of
