"""status, doctor: commands about the library and the computer."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from core.cli.sidecars import progress_of as sidecars_told
from core.cli.transcription import progress_of
from core.encoders import chosen_directory
from core.intake import published
from core.library import Library, is_held
from core.paths import LibraryPaths, as_text, display


def add_status(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea status` takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def status(root: Path, options: argparse.Namespace) -> int:
    """Say what is in the library, and what is being done."""
    paths = LibraryPaths(root)
    with Library.open(root, create=False) as library:
        counts, failures = library.photos.counts(), library.photos.failures()
        folders = library.folders.look()
        encoder = chosen_directory(library).name
        settings, reading = library.settings.load(), library.transcripts.reading()
        sidecars = library.sidecar_writes.state()
        upcoming = settings.upcoming
        vectors = library.vectors.counts()
    reasons = Counter(failure.reason for failure in failures)
    running = published(paths.activity) if is_held(paths.indexer_lock) else None
    if options.json:
        report = {
            "library": as_text(root),
            "photos": counts.photos,
            "indexed": vectors.get(encoder, 0),
            "waiting": counts.waiting,
            "failed": counts.failed,
            "failed_by_reason": reasons,
            "offline": counts.offline,
            "paired": counts.paired,
            "unwanted": counts.unwanted,
            "encoder": encoder,
            "upcoming_encoder": upcoming or None,
            "vectors": vectors,
            "text": {
                "wanted": settings.transcribe,
                "read": reading.read,
                "waiting": reading.waiting,
                "failed": reading.failed,
            },
            "sidecars": {"wanted": settings.write_sidecars, **asdict(sidecars)},
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
    if counts.paired:
        print(f"Paired    {counts.paired:,} RAW files, each shown with the picture beside it")
    if counts.unwanted:
        print(f"Unwanted  {counts.unwanted:,}, smaller than the smallest you want to see")
    why = ", ".join(f"{count:,} {reason}" for reason, count in reasons.most_common())
    print(f"Failed    {counts.failed:,}" + (f" ({why})" if why else ""))
    print(f"Encoder   {encoder} ({vectors.get(encoder, 0):,} photos)")
    if upcoming:
        print(f"Upcoming  {upcoming} ({vectors.get(upcoming, 0):,} of {counts.photos:,} photos encoded)")
    print(f"Text      {progress_of(reading, wanted=settings.transcribe)}")
    if settings.write_sidecars or sidecars.written:
        print(f"Sidecars  {sidecars_told(sidecars, wanted=settings.write_sidecars)}")
    doing = f"{running.state} on {running.device or 'no device yet'}" if running else "not running"
    print(f"Indexer   {doing}")
    for folder in folders:
        print(
            f"Folder    {display(folder.path)}" + ("" if folder.online else f"  (offline: {folder.problem})")
        )
    for failure in failures:
        print(f"Failed    {failure.message} {failure.remedy}".rstrip())
    return 0


def doctor(root: Path, options: argparse.Namespace) -> int:  # noqa: ARG001
    """Say what works here and what does not, and why."""
    from core.diagnosis import diagnose  # noqa: PLC0415  it looks at everything, and `status` at little

    findings = diagnose(root)
    for finding in findings:
        print(f"{'ok  ' if finding.good else 'NO  '}{finding.what}: {finding.detail}")
        if finding.remedy:
            print(f"      {finding.remedy}")
    return 0 if all(finding.good for finding in findings if finding.needed) else 1
