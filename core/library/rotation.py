"""A backup a day, made by the indexer when it has nothing else to do."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from core.errors import LibraryError
from core.library.backup import Interrupted, copy_database, read_only
from core.library.kept import dated, is_due, kept_backups, surplus
from core.paths import LibraryPaths

log = logging.getLogger(__name__)

_LOOK_SECONDS = 10 * 60.0
_RETRY_SECONDS = 60 * 60.0
_LEFTOVER_SECONDS = 24 * 60 * 60.0
_ONE = {"daily": 1, "weekly": 0}


class Rotation:
    """Backs up both databases of a library and drops what is no longer needed.

    For whoever holds the indexer's lock.

    Args:
        paths: The library.
    """

    def __init__(self, paths: LibraryPaths) -> None:
        self._paths = paths
        self._next_look = 0.0
        self._problem = ""

    def turn(self, proceed: Callable[[], bool] = lambda: True, now: datetime | None = None) -> str:
        """Make the backups that are due. Costs next to nothing when none is.

        Args:
            proceed: Asked now and then; False gives up, to begin anew at the next call.
            now: The present moment, in UTC.

        Returns:
            Why there is no backup of today, in words; "" when there is one. What was
            backed up before stays, and the next attempt is in an hour.
        """
        if time.monotonic() >= self._next_look:
            with contextlib.suppress(Interrupted):
                self._problem = self._back_up(proceed, now or datetime.now(UTC))
                wait = _RETRY_SECONDS if self._problem else _LOOK_SECONDS
                self._next_look = time.monotonic() + wait
        return self._problem

    def _back_up(self, proceed: Callable[[], bool], now: datetime) -> str:
        for database, limits in ((self._paths.catalog, {}), (self._paths.vectors, _ONE)):
            kept = kept_backups(self._paths.backups, database.stem)
            if not is_due([backup.made for backup in kept], now):
                continue
            if database == self._paths.vectors and kept and _same_vectors(database, kept[0].path):
                continue  # a gigabyte need not be written each day to say the same
            try:
                copy_database(database, dated(self._paths.backups, database.stem, now), proceed)
            except LibraryError as error:
                log.warning("no backup of %s: %s", database.name, error)
                return f"No backup was made today: {error}"
            kept = kept_backups(self._paths.backups, database.stem)
            spare = surplus([backup.made for backup in kept], now, **limits)
            for path in [backup.path for backup in kept if backup.made in spare]:
                path.unlink(missing_ok=True)
            log.info("%s was backed up; %d backups are kept", database.name, len(kept) - len(spare))
        _sweep(self._paths.backups)
        return ""


def _same_vectors(database: Path, backup: Path) -> bool:
    """Whether nothing was written since a backup: the number of the last row ever written only grows."""
    rows: list[object] = []
    for path in (database, backup):
        try:
            with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
                query = "SELECT seq FROM sqlite_sequence WHERE name = 'vectors'"
                rows.append(connection.execute(query).fetchone())
        except sqlite3.Error:
            return False
    return rows[0] == rows[1]


def _sweep(backups: Path) -> None:
    """Delete what copies that were killed left behind."""
    for part in backups.glob(".*.part*"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _LEFTOVER_SECONDS:
                part.unlink()
