"""duplicates: files that show one picture, and photos taken one after another."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.intake.discarding import discard
from core.library import Library
from core.paths import as_text, display
from core.search.duplicates import Group, Kind, Member, duplicates, lies_in, replaced
from core.search.merits import Why

_WHY = {
    Why.ONLINE: "it is on a drive that is here",
    Why.RAW: "it has the RAW",
    Why.CAMERA: "it still says which camera took it",
    Why.LARGER: "it is larger",
    Why.FORMAT: "it is in the camera's format",
    Why.WORDS: "it has a title, keywords or stars",
    Why.BYTES: "it is compressed less",
    Why.FOLDER: "the other's name or folder is that of a copy",
    Why.OLDER: "it is older",
    Why.SHARPER: "it is the sharpest",
}
_EXACT = (Kind.COPY, Kind.SAME_PICTURE)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `duplicates`."""
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="only groups with a file in these folders"
    )
    parser.add_argument(
        "--series", action="store_true", help="photos taken one after another instead, the sharpest first"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--trash-others",
        action="store_true",
        help="move exact copies of what is best to the system's trash, after asking; of FOLDER only",
    )
    parser.add_argument(
        "--versions", action="store_true", help="with --trash-others: smaller and changed versions too"
    )
    parser.add_argument("--yes", action="store_true", help="with --trash-others: don't ask")


def show(root: Path, options: argparse.Namespace) -> int:
    """Show the groups; move what a person wants to be rid of to the trash."""
    _check(options)
    options.folders = [folder.expanduser().resolve() for folder in options.folders]
    with Library.open(root, create=False) as library:
        groups = duplicates(library, series=options.series, folders=options.folders)
        waiting = library.likeness.waiting()
        if options.trash_others:
            return _trash(library, groups, options)
    if options.json:
        print(json.dumps(_as_json(groups, waiting, series=options.series), ensure_ascii=False, indent=2))
    else:
        for group in groups:
            _print(group)
        _sum_up(groups, waiting, series=options.series)
    return 0 if groups else 1


def _check(options: argparse.Namespace) -> None:
    for folder in options.folders:
        if not folder.expanduser().exists():
            raise UsageError(f"There is no folder {display(folder)}.", "Check the spelling.")
    if options.trash_others and (options.series or options.json):
        raise UsageError(
            "--trash-others goes with neither --series nor --json.",
            "The photos of a series are different photos: choose among them in the window.",
        )
    if (options.versions or options.yes) and not options.trash_others:
        raise UsageError("--versions and --yes go with --trash-others.", "See fovea duplicates --help.")
    if options.trash_others and not options.yes and not sys.stdin.isatty():
        raise UsageError(
            "Nobody is there to be asked, so nothing was moved.", "To move without asking, add --yes."
        )


def _print(group: Group) -> None:
    if group.is_series:
        print(f"{len(group.members)} photos taken one after another")
    else:
        print(f"{len(group.members)} files show one picture; {_megabytes(group.wasted_bytes)} could be freed")
    for member in group.members:
        file = member.file
        label = f"{member.kind}" if member.kind is not Kind.BEST else "keep"
        day = (file.taken_at or "")[: 19 if group.is_series else 10].replace("T", " ")
        size = f"{file.width}x{file.height}"
        why = f"  ({_WHY[group.why]})" if member.kind is Kind.BEST and group.why else ""
        away = "" if file.online else "  (offline)"
        print(
            f"  {label:12}  {size:>11}  {_megabytes(file.size):>8}  {file.format:5}  {day}  "
            f"{display(file.path)}{away}{why}"
        )


def _sum_up(groups: Sequence[Group], waiting: int, *, series: bool) -> None:
    if series:
        said = f"{len(groups):,} series"
    else:
        wasted = _megabytes(sum(group.wasted_bytes for group in groups))
        said = f"{len(groups):,} groups; {wasted} could be freed"
    print(said if groups else "Nothing found.", file=sys.stderr)
    if waiting:
        print(f"{waiting:,} photos were not compared yet: fovea index does that.", file=sys.stderr)


def _trash(library: Library, groups: Sequence[Group], options: argparse.Namespace) -> int:
    kinds = (*_EXACT, Kind.VERSION) if options.versions else _EXACT
    # Who names folders speaks of these: what lies elsewhere stays.
    chosen = [
        (group, [m.file for m in group.members[1:] if m.kind in kinds and lies_in(m.file, options.folders)])
        for group in groups
    ]
    chosen = [(group, files) for group, files in chosen if files]
    count = sum(len(files) for _, files in chosen)
    if not count:
        print("Nothing to move.", file=sys.stderr)
        return 1
    for group, files in chosen:
        print(f"keep   {display(group.members[0].file.path)}")
        for file in files:
            print(f"trash  {display(file.path)}")
    sys.stdout.flush()
    if not options.yes and not _agrees(f"Move {_files(count)} to the trash? [y/N] "):
        print("Nothing was moved.", file=sys.stderr)
        return 0
    moved = octets = 0
    left: list[str] = []
    for group, files in chosen:
        staying = [member.file for member in group.members if member.file not in files]
        result = discard(library, replaced(staying, files))
        moved += len(result.trashed)
        octets += result.bytes
        left += result.left
    for problem in left:
        print(f"fovea: {problem}", file=sys.stderr)
    print(f"In the trash now: {_files(moved)}, {_megabytes(octets)}.", file=sys.stderr)
    return 1 if left else 0


def _agrees(question: str) -> bool:
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _as_json(groups: Sequence[Group], waiting: int, *, series: bool) -> dict[str, Any]:
    return {
        "kind": "series" if series else "duplicates",
        "groups": [
            {
                "wasted_bytes": group.wasted_bytes,
                "best_because": group.why,
                "files": [_file_as_json(member) for member in group.members],
            }
            for group in groups
        ],
        "wasted_bytes": sum(group.wasted_bytes for group in groups),
        "not_compared": waiting,
    }


def _file_as_json(member: Member) -> dict[str, Any]:
    file = member.file
    return {
        "path": as_text(file.path),
        "kind": member.kind,
        "width": file.width,
        "height": file.height,
        "bytes": file.size,
        "format": file.format,
        "taken_at": file.taken_at,
        "online": file.online,
        **({} if member.sharpness is None else {"sharpness": round(member.sharpness, 4)}),
    }


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _megabytes(octets: int) -> str:
    return f"{octets / 1e6:,.1f} MB"
