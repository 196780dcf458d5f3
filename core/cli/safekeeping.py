"""backup, restore, check: commands that keep a library whole, or make it whole again."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from core.encoders import chosen_directory
from core.errors import LibraryBusy, LibraryError, UsageError
from core.library import Library, copy_database, exclusive
from core.library.kept import kept_backups
from core.library.mending import damages, mend, refuse_damage
from core.library.restore import Restored, kind_of
from core.library.restore import restore as put_back
from core.paths import LibraryPaths, display
from core.search import SearchEngine


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea backup` takes."""
    parser.add_argument("file", type=Path, metavar="FILE")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea restore` takes."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", type=Path, metavar="FILE", help="what fovea backup wrote")
    source.add_argument(
        "--newest", action="store_true", help="the newest good automatic backup of what is damaged"
    )


def backup(root: Path, options: argparse.Namespace) -> int:
    """Copy the catalogue into one file."""
    target: Path = options.file.expanduser().absolute()
    if target.is_dir():
        raise UsageError(f"{display(target)} is a folder.", "Name the file to write, for instance fovea.db.")
    with Library.open(root, create=False) as library:
        copy_database(library.paths.catalog, target)
    print(f"The catalogue was copied to {display(target)} ({target.stat().st_size / 1e6:.1f} MB).")
    return 0


def restore(root: Path, options: argparse.Namespace) -> int:
    """Put a backup in place: the one that is named, or the newest good one of what is damaged."""
    paths = LibraryPaths(root)
    if options.file:
        _report(put_back(paths, options.file.expanduser()))
    elif found := damages(paths):
        for damage in found:
            print(f"{damage.database.name}: {damage.problem}", file=sys.stderr)
            _report(mend(paths, damage))
    else:
        kept = kept_backups(paths.backups, paths.catalog.stem)
        raise UsageError(
            "No database of this library is damaged.",
            f"To go back all the same, name the backup: fovea restore {display(kept[0].path)}"
            if kept
            else "",
        )
    print("fovea index brings the library up to date.")
    return 0


def check(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Check the databases, the vectors, the index and the backups; mend what can be made again."""
    paths = LibraryPaths(root)
    refuse_damage(paths, thorough=True)
    with Library.open(root, create=False) as library:
        print("The databases are whole.")
        _check_vectors(library)
    with SearchEngine(root) as engine:
        if mended := engine.check_index():
            print(f"{mended} damaged index file(s) were made again; no photo was encoded.", file=sys.stderr)
        else:
            print("The index is whole.")
    _check_backups(paths)
    return 0


def _check_vectors(library: Library) -> None:
    """Every photo that can be shown has a vector, and no vector is without a photo."""
    encoder = chosen_directory(library).name
    count = library.photos.counts().photos
    for identity in library.vectors.encoders():
        if identity.key == encoder:
            lacking = library.vectors.lacking(library.vectors.encoder_id(identity))
            count = len(lacking.readable) + len(lacking.offline)
    if count:
        print(f"{count:,} photos wait for a vector: fovea index makes them.", file=sys.stderr)
    else:
        print("Every photo has its vector.")
    # An indexer that runs has done it when it started, and may be writing some just now.
    with contextlib.suppress(LibraryBusy), exclusive(library.paths.indexer_lock, "indexing"):
        if spare := library.vectors.reconcile():
            print(f"{spare:,} vectors without a photo were deleted.", file=sys.stderr)


def _check_backups(paths: LibraryPaths) -> None:
    for database in (paths.catalog, paths.vectors):
        kept = kept_backups(paths.backups, database.stem)
        if not kept:
            print(f"There is no backup of {database.name} yet; the indexer makes one a day.")
            continue
        for one in kept:
            try:
                kind_of(one.path)
            except LibraryError as error:
                print(f"A backup is damaged, and will not be used: {error.problem}", file=sys.stderr)
        made = f"{kept[0].made.astimezone():%d %B %Y, %H:%M}"
        print(f"{len(kept)} backup(s) of {database.name}, the newest of {made}.")


def _report(restored: Restored) -> None:
    if restored.backup:
        print(f"{restored.database.name} was restored from {display(restored.backup)}.")
    else:
        print(f"{restored.database.name} will be made again: no photo is lost, all are encoded anew.")
    if restored.aside:
        print(f"The one before is kept as {display(restored.aside)}.")
