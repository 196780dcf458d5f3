"""Headings between the photos of a grid, and the months as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PySide6.QtCore import QDate, QLocale

from core.library import NO_MONTH, Months
from desktop.parts import wording
from desktop.parts.translate import tr

_FEWEST = 4
"""With fewer photos a month on average, a heading stands for a year, or there are little but headings."""
_NO_YEAR = "–"


@dataclass(frozen=True, slots=True)
class Heading:
    """Words between the photos.

    Attributes:
        row: Before which it stands.
        text: What it says, one line.
        more: What it says besides, quietly.
        year: Of a date, as it is written at the side; "" for any other heading.
        by_file: How many photos of a date have it from their files alone.
    """

    row: int
    text: str
    more: str = ""
    year: str = ""
    by_file: int = 0


def date_headings(months: Months, count: int) -> tuple[Heading, ...]:
    """A heading for each month, or for each year where there are few photos.

    Args:
        months: Where they begin.
        count: Photos.
    """
    counts = np.diff(months.starts, append=count).tolist()
    found = tuple(
        Heading(row, *_worded(month, photos, by_file), by_file)
        for row, month, photos, by_file in zip(
            months.starts.tolist(), months.months.tolist(), counts, months.by_file.tolist(), strict=True
        )
    )
    return by_year(found, count) if count < _FEWEST * len(found) else found


def by_year(headings: Sequence[Heading], count: int) -> tuple[Heading, ...]:
    """Headings of years instead of months.

    Args:
        headings: Of months.
        count: Photos.
    """
    years = [list(group) for _, group in groupby(headings, key=lambda heading: heading.year)]
    ends = [*(months[0].row for months in years[1:]), count]
    found = []
    for months, end in zip(years, ends, strict=True):
        row, year = months[0].row, months[0].year
        by_file = sum(month.by_file for month in months)
        text = tr("No date") if year == _NO_YEAR else tr("{year}").format(year=year)
        found.append(Heading(row, text, _counted(end - row, by_file), year, by_file))
    return tuple(found)


def _counted(photos: int, by_file: int) -> str:
    """How many photos, and how many of them may be older: files that were copied have the date of that."""
    if not by_file:
        return wording.photos(photos)
    if by_file == photos:
        return tr("{photos}, dated by their files").format(photos=wording.photos(photos))
    return tr("{photos}, {count} dated by their files").format(
        photos=wording.photos(photos), count=wording.number(by_file)
    )


def _worded(month: int, photos: int, by_file: int) -> tuple[str, str, str]:
    """A month, how many photos it has, and its year."""
    more = _counted(photos, by_file)
    if month == NO_MONTH:
        return tr("No date"), more, _NO_YEAR
    year = str(month // 12)
    day = QDate(month // 12, month % 12 + 1, 1)
    # A camera may write any number.
    return QLocale().toString(day, tr("MMMM yyyy")) if day.isValid() else year, more, year
