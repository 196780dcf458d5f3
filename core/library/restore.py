"""Putting a backup in the place of a database, and what was there aside."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryTooNew
from core.library.backup import copy_database, integrity_problems, read_only, settle
from core.library.database import translated
from core.library.kept import dated
from core.library.lock import exclusive
from core.library.schema import CATALOG_STEPS, VECTOR_STEPS
from core.paths import LibraryPaths, display

_TABLES = {"catalog": {"photos", "places", "contents"}, "vectors": {"vectors", "encoders", "segments"}}
_STEPS = {"catalog": len(CATALOG_STEPS), "vectors": len(VECTOR_STEPS)}


@dataclass(frozen=True, slots=True)
class Restored:
    """A database that was exchanged.

    Attributes:
        database: Which: catalog.db or vectors.db of a library.
        aside: Where the one before is kept; None when there was none.
        backup: What took its place; None where it is made again from nothing.
    """

    database: Path
    aside: Path | None
    backup: Path | None


def restore(paths: LibraryPaths, backup: Path) -> Restored:
    """Put a backup in place: of the catalogue or, if that is what the file is, of the vectors.

    The other database and the thumbnails stay: vectors carry the digest of what
    they were made from, and what does not fit is made again.

    Args:
        paths: The library; made when there is none.
        backup: A file that `fovea backup` or Fovea itself wrote.

    Raises:
        LibraryDamaged: The backup is not a whole database of Fovea.
        LibraryTooNew: A newer Fovea wrote it.
        LibraryBusy: The library is being indexed.
    """
    database = paths.root / f"{kind_of(backup)}.db"
    paths.create()
    # A whole one has nothing left in its log after this; a damaged one keeps it beside it.
    if database.exists():
        with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(database)) as present:
            present.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return exchange(paths, database, backup, "before-restore")


def kind_of(backup: Path) -> str:
    """Check a backup, whole, and say of which database it is: "catalog" or "vectors".

    Raises:
        LibraryDamaged: It is not a whole database of Fovea.
        LibraryTooNew: A newer Fovea wrote it.
    """
    if not backup.is_file():
        raise LibraryDamaged(f"There is no file {display(backup)}.", "Name a file that fovea backup wrote.")
    if problems := integrity_problems(backup):
        raise LibraryDamaged(
            f"{display(backup)} is not a whole backup: {problems[0]}.",
            "Choose another backup; this one is left alone.",
        )
    with translated(backup), closing(sqlite3.connect(read_only(backup), uri=True)) as copy:
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for stem, expected in _TABLES.items():
        if expected <= tables:
            if version > _STEPS[stem]:
                raise LibraryTooNew(
                    f"{display(backup)} was written by a newer Fovea.", "Install the newer version again."
                )
            return stem
    raise LibraryDamaged(
        f"{display(backup)} is not a database of Fovea.", "Name a file that fovea backup wrote."
    )


def exchange(paths: LibraryPaths, database: Path, backup: Path | None, why: str) -> Restored:
    """Put a database aside and a backup in its place, in an order that a kill at any point leaves usable.

    The new one is whole before the old one goes; the old one's log goes before the
    new one comes, for SQLite would play it into whatever database lies beside it. Between
    the two the database is missing, which opening says, and restoring mends.

    Args:
        paths: The library.
        database: Of it: catalog.db or vectors.db.
        backup: A whole one; None leaves the database to be made anew.
        why: Becomes part of the name of what was put aside.

    Raises:
        LibraryBusy: The library is being indexed.
        LibraryFull: No room for a copy of the backup.
        LibraryError: The files can't be renamed.
    """
    try:
        with exclusive(paths.indexer_lock, "indexing"):
            return _exchange(paths, database, backup, why)
    except LibraryBusy as error:
        raise LibraryBusy(error.problem, "Close its window, or end that indexing, and try again.") from error
    except OSError as error:
        # Windows does not rename what is open.
        raise LibraryError(
            f"{display(database)} can't be put aside: {error.strerror}.",
            "Close all windows of Fovea, check the permissions of the library's folder, and try again.",
        ) from error


def _exchange(paths: LibraryPaths, database: Path, backup: Path | None, why: str) -> Restored:
    fresh = database.with_suffix(".restored")
    if backup is not None:
        copy_database(backup, fresh)
    if database == paths.catalog:  # whose words the text index has
        for suffix in ("-shm", "-wal", ""):
            paths.words.with_name(paths.words.name + suffix).unlink(missing_ok=True)
    moment = datetime.now(UTC)
    while (aside := dated(paths.backups, f"{database.stem}-{why}", moment)).exists():
        moment += timedelta(seconds=1)
    for suffix in ("-shm", "-wal", ""):
        part = database.with_name(database.name + suffix)
        if not part.exists():
            continue
        if suffix == "-shm" or (suffix == "-wal" and not part.stat().st_size):
            part.unlink()
        else:
            part.replace(aside.with_name(aside.name + suffix))
    if backup is not None:
        fresh.replace(database)
    settle(database.parent)
    return Restored(database, aside if aside.exists() else None, backup)
