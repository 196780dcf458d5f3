"""A database that is damaged, or lost: found, and what can take its place.

The catalogue can't be made again: the newest good backup takes its place. Of the
vectors no backup is needed, it only saves encoding.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from core.errors import LibraryDamaged, LibraryError
from core.library.backup import integrity_problems
from core.library.database import suspect, way_out_of_damage
from core.library.kept import Backup, kept_backups
from core.library.restore import Restored, exchange, kind_of
from core.paths import LibraryPaths, display


@dataclass(frozen=True, slots=True)
class Damage:
    """A database that can't be used as it is.

    Attributes:
        database: catalog.db or vectors.db of a library.
        problem: What is wrong with it.
        backup: The newest good backup; None when there is none.
    """

    database: Path
    problem: str
    backup: Backup | None


def damages(paths: LibraryPaths) -> list[Damage]:
    """Check both databases, whole; seconds in a large library. What is found is remembered."""
    found = []
    for database in (paths.catalog, paths.vectors):
        problem = loss(paths) if database == paths.catalog else ""
        if not problem and database.exists():
            problem = "; ".join(integrity_problems(database)[:1])
        if problem:
            found.append(Damage(database, problem, newest_good(paths, database.stem)))
    if found:
        suspect(paths.root)
    else:
        paths.suspicion.unlink(missing_ok=True)
    return found


def mend(paths: LibraryPaths, damage: Damage) -> Restored:
    """Put the newest good backup in the place of a damaged database.

    Raises:
        LibraryDamaged: There is no good backup of the catalogue.
        LibraryBusy: The library is being indexed.
        LibraryFull: No room for a copy of the backup.
    """
    if damage.backup is None and damage.database == paths.catalog:
        raise LibraryDamaged(
            f"There is no good automatic backup of {display(damage.database)}.",
            "Take one of your own: fovea restore FILE",
        )
    backup = damage.backup.path if damage.backup else None
    return exchange(paths, damage.database, backup, "damaged")


def newest_good(paths: LibraryPaths, stem: str) -> Backup | None:
    """The newest automatic backup that is whole, and not of a newer Fovea.

    Args:
        paths: The library.
        stem: "catalog" or "vectors".
    """
    for backup in kept_backups(paths.backups, stem):
        with contextlib.suppress(LibraryError):
            if kind_of(backup.path) == stem:
                return backup
    return None


def loss(paths: LibraryPaths) -> str:
    """Whether there was a catalogue once that is missing or empty now, in words; "" when it is not.

    SQLite would take it for a new one, and the library would seem to have no photos.
    Vectors that are lost are no damage: they are made again.
    """
    if paths.catalog.exists() and paths.catalog.stat().st_size:
        return ""
    # The vectors are made after the catalogue: where they are, it was too.
    known = paths.vectors.exists() and paths.vectors.stat().st_size > 0
    if not known and not kept_backups(paths.backups, paths.catalog.stem):
        return ""
    return "it is empty" if paths.catalog.exists() else "it is missing"


def refuse_damage(paths: LibraryPaths, *, thorough: bool = False) -> None:
    """Refuse a library that is damaged, as far as it is known.

    Args:
        paths: The library.
        thorough: Check both databases whole, even if no damage was ever met.

    Raises:
        LibraryDamaged: Says which database, and the way out.
    """
    if not (thorough or loss(paths) or paths.suspicion.exists()):
        return
    if found := damages(paths):
        said = [f"The database {display(one.database)} is damaged: {one.problem}." for one in found]
        raise LibraryDamaged(" ".join(said), way_out_of_damage(found[0].database))
