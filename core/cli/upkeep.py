"""status, backup, restore, check, doctor: commands about the library and the computer."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from core.diagnosis import diagnose
from core.encoders import chosen_directory
from core.errors import FoveaError, UsageError
from core.intake import published
from core.library import Library, copy_database, is_held
from core.library.restore import restore_catalog
from core.paths import LibraryPaths, as_text, display
from core.search import SearchEngine


def status(root: Path, options: argparse.Namespace) -> int:
    """Say what is in the library, and what is being done."""
    paths = LibraryPaths(root)
    with Library.open(root, create=False) as library:
        counts, failures = library.photos.counts(), library.photos.failures()
        folders = library.folders.look()
        encoder = chosen_directory(library).name
        upcoming = library.settings.load().upcoming
        vectors = library.vectors.counts()
    running = published(paths.activity) if is_held(paths.indexer_lock) else None
    if options.json:
        report = {
            "library": as_text(root),
            "photos": counts.photos,
            "indexed": vectors.get(encoder, 0),
            "waiting": counts.waiting,
            "failed": counts.failed,
            "offline": counts.offline,
            "encoder": encoder,
            "upcoming_encoder": upcoming or None,
            "vectors": vectors,
            "device": running.device or None if running else None,
            "indexer": asdict(running) if running else None,
            "folders": [
                {"path": as_text(folder.path), "online": folder.online, "problem": folder.problem}
                for folder in folders
            ],
            "failures": [
                {"path": as_text(failure.path), "reason": failure.reason, "message": failure.message}
                for failure in failures
            ],
        }
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    print(f"Library   {display(root)}")
    print(
        f"Photos    {counts.photos:,}" + (f", {counts.offline:,} of them offline" if counts.offline else "")
    )
    print(f"Waiting   {counts.waiting:,}")
    print(f"Failed    {counts.failed:,}")
    print(f"Encoder   {encoder} ({vectors.get(encoder, 0):,} photos)")
    if upcoming:
        print(f"Upcoming  {upcoming} ({vectors.get(upcoming, 0):,} of {counts.photos:,} photos encoded)")
    doing = f"{running.state} on {running.device or 'no device yet'}" if running else "not running"
    print(f"Indexer   {doing}")
    for folder in folders:
        print(
            f"Folder    {display(folder.path)}" + ("" if folder.online else f"  (offline: {folder.problem})")
        )
    for failure in failures:
        print(f"Failed    {failure.message} {failure.remedy}".rstrip())
    return 0


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
    """Take the catalogue from a backup."""
    aside = restore_catalog(LibraryPaths(root), options.file.expanduser())
    print(f"The catalogue was restored from {display(options.file)}.")
    if aside:
        print(f"The one before is kept as {display(aside)}.")
    print("fovea index brings it up to date.")
    return 0


def check(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Check the databases and the index; mend what can be made again."""
    with Library.open(root, create=False) as library:
        problems = library.check()
    if problems:
        raise FoveaError(
            f"The library is damaged: {'; '.join(problems[:3])}.",
            "Restore a backup: fovea restore FILE (the newest are in the library's folder 'backups').",
        )
    print("The databases are whole.")
    with SearchEngine(root) as engine:
        mended = engine.check_index()
    if mended:
        print(f"{mended} damaged index file(s) were made again; no photo was encoded.", file=sys.stderr)
    else:
        print("The index is whole.")
    return 0


def doctor(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Say what works here and what does not, and why."""
    findings = diagnose(root)
    for finding in findings:
        print(f"{'ok  ' if finding.good else 'NO  '}{finding.what}: {finding.detail}")
        if finding.remedy:
            print(f"      {finding.remedy}")
    return 0 if all(finding.good for finding in findings if finding.needed) else 1
