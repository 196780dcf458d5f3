"""Taking the catalogue from a backup, with the present one kept aside."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from core.errors import LibraryDamaged, LibraryTooNew
from core.library.backup import copy_database, integrity_problems
from core.library.database import translated
from core.library.lock import exclusive
from core.library.schema import CATALOG_STEPS
from core.paths import LibraryPaths, display


def restore_catalog(paths: LibraryPaths, backup: Path) -> Path | None:
    """Put a backup in the catalogue's place.

    Vectors and thumbnails stay: they carry the digest of what they were made
    from, and what does not fit is made again.

    Args:
        paths: The library; made when there is none.
        backup: A file that `fovea backup` or Fovea itself wrote.

    Returns:
        Where the catalogue that was there is kept; None when there was none.

    Raises:
        LibraryDamaged: The backup is not a whole catalogue.
        LibraryTooNew: A newer Fovea wrote it.
        LibraryBusy: The library is being indexed.
    """
    _check(backup)
    paths.create()
    with exclusive(paths.indexer_lock, "indexing"):
        fresh = paths.catalog.with_suffix(".restored")
        copy_database(backup, fresh)
        aside = None
        if paths.catalog.exists():
            aside = paths.backups / f"catalog-before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"
            try:
                copy_database(paths.catalog, aside)
            except LibraryDamaged:
                # Too damaged for a copy by SQLite: keep its bytes as they are.
                paths.catalog.replace(aside)
            for leftover in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    paths.catalog.with_name(paths.catalog.name + leftover).unlink()
        fresh.replace(paths.catalog)
    return aside


def _check(backup: Path) -> None:
    if not backup.is_file():
        raise LibraryDamaged(f"There is no file {display(backup)}.", "Name a file that fovea backup wrote.")
    if problems := integrity_problems(backup):
        raise LibraryDamaged(
            f"{display(backup)} is not a whole backup: {problems[0]}.",
            "Choose another backup; this one is left alone.",
        )
    with (
        translated(backup),
        closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as copy,
    ):
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"photos", "places", "contents"} <= tables:
        raise LibraryDamaged(
            f"{display(backup)} is not a catalogue of Fovea.", "Name a file that fovea backup wrote."
        )
    if version > len(CATALOG_STEPS):
        raise LibraryTooNew(
            f"{display(backup)} was written by a newer Fovea.", "Install the newer version again."
        )
