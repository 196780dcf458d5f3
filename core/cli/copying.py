"""export: copies of photos for other people."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.known import known_photos
from core.errors import UsageError
from core.export import CopyOptions, export
from core.imaging import LONGEST_EDGE, SUFFIXES, DecoderPool
from core.library import Library
from core.paths import display


def add_copying(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea export` takes."""
    parser.add_argument("photos", nargs="+", type=Path, metavar="PATH", help="a photo of the library")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", dest="folder", help="where the copies go"
    )
    parser.add_argument(
        "--format",
        choices=sorted(SUFFIXES),
        help="what they are written as (default: as the photo is; JPEG where that can't be written)",
    )
    parser.add_argument(
        "--size", type=_edge, metavar="PIXELS", dest="longest_edge", help="their longer side, at most"
    )
    parser.add_argument("--quality", type=_quality, default=90, metavar="N", help="1 to 100 (default 90)")
    parser.add_argument("--keep-location", action="store_true", help="they may tell where they were taken")
    parser.add_argument(
        "--no-facts",
        action="store_false",
        dest="facts",
        help="and not tell when, with what camera, and what was written about them",
    )
    parser.add_argument(
        "--names",
        choices=("same", "date"),
        default="same",
        help="as the photos are called (default), or by day and number",
    )
    parser.add_argument(
        "--skip-existing",
        action="store_const",
        const="skip",
        default="number",
        dest="there",
        help="leave out what is there already, instead of writing a copy with a number",
    )
    parser.add_argument(
        "--as-is", action="store_true", help="copy the files byte for byte, with all that is in them"
    )


def copy(root: Path, options: argparse.Namespace) -> int:
    """Write the copies; names each photo that could not be copied."""
    if options.as_is:
        if options.format or options.longest_edge or not options.facts:
            raise UsageError(
                "--as-is copies files unchanged, so nothing else can be asked of them.",
                "Leave out --as-is, or --format, --size and --no-facts.",
            )
        wanted = CopyOptions(location=True, names=options.names, there=options.there)
    else:
        wanted = CopyOptions(
            options.format,
            options.longest_edge,
            options.quality,
            options.keep_location,
            options.facts,
            options.names,
            options.there,
        )
    with Library.open(root, create=False) as library:
        photo_ids, unknown = known_photos(library, list(dict.fromkeys(options.photos)))
        photos = library.photos.get(photo_ids)
    failed = len(unknown)
    for path in unknown:
        print(
            f"{display(path)} is not in the library. Add its folder first: fovea add FOLDER", file=sys.stderr
        )
    with DecoderPool(None, 1) as pool:
        for copied in export(photos, options.folder.expanduser(), wanted, pool):
            if copied.path:
                print(display(copied.path))
            elif copied.problem:
                failed += 1
                print(copied.problem, file=sys.stderr)
    return 1 if failed else 0


def _edge(text: str) -> int:
    return _number(text, LONGEST_EDGE)


def _quality(text: str) -> int:
    return _number(text, 100)


def _number(text: str, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {most:,}")
    return int(text)
