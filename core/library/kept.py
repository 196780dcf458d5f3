"""Which backups there are, when the next one is due, and which of them are kept. Makes and deletes nothing.

A backup carries the moment it was made in its name, in UTC: `catalog-20261122-140500.db`.
Clocks go wrong, so nothing is ever dropped for its age: days and weeks are counted
only where there is a backup, and those a clock has dated into the future are counted
apart, so that neither a computer that wakes up in 1970 nor one that spent a week in
2099 loses a good backup.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAILY, WEEKLY = 7, 4
"""Of the catalogue: the newest of each of so many days, and of so many weeks before them."""

_FORMAT = "%Y%m%d-%H%M%S"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A backup that Fovea made by itself.

    Attributes:
        made: When, in UTC.
        path: The file.
    """

    made: datetime
    path: Path


def dated(directory: Path, stem: str, moment: datetime) -> Path:
    """The name of a copy made at a moment: of a backup, or of a database that was put aside."""
    return directory / f"{stem}-{moment.astimezone(UTC):{_FORMAT}}.db"


def kept_backups(directory: Path, stem: str) -> list[Backup]:
    """The automatic backups of a database.

    Args:
        directory: The library's folder of backups; may be missing.
        stem: "catalog" or "vectors".

    Returns:
        Newest first.
    """
    found = []
    for path in directory.glob(f"{stem}-*.db"):
        try:
            made = datetime.strptime(path.stem.removeprefix(f"{stem}-"), _FORMAT).replace(tzinfo=UTC)
        except ValueError:
            continue  # made before a migration, or put aside: not ours to count or to delete
        found.append(Backup(made, path))
    return sorted(found, reverse=True)


def is_due(made: Iterable[datetime], now: datetime) -> bool:
    """Whether a day has passed since the last backup.

    Args:
        made: When there were backups.
        now: Those made later than this have a wrong date, and do not count.
    """
    return not any(timedelta() <= now - moment < _DAY for moment in made)


def surplus(
    made: Iterable[datetime], now: datetime, *, daily: int = DAILY, weekly: int = WEEKLY
) -> set[datetime]:
    """Which backups are no longer needed.

    Args:
        made: When the backups were made, in UTC.
        now: The present.
        daily: Keep the newest of each of the last so many days that have one.
        weekly: And of each of so many weeks before those.
    """
    moments = sorted(set(made), reverse=True)
    kept: set[datetime] = set()
    for group in (
        [moment for moment in moments if moment <= now],
        [moment for moment in moments if moment > now],
    ):
        days = _newest_by(group, [moment.date() for moment in group], daily)
        older = [moment for moment in group if not days or moment.date() < days[-1].date()]
        kept.update(days, _newest_by(older, [moment.isocalendar()[:2] for moment in older], weekly))
    return set(moments) - kept


def _newest_by(moments: list[datetime], periods: list[Hashable], count: int) -> list[datetime]:
    """The newest of each of the `count` newest periods; `moments` are newest first."""
    newest: dict[Hashable, datetime] = {}
    for moment, period in zip(moments, periods, strict=True):
        newest.setdefault(period, moment)
    return list(newest.values())[:count]
