"""What can be typed after `find` and `similar`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from core.search import DEFAULT_BALANCE

PICTURE_OPTIONS = {"--image": 1, "--without": 1, "--balance": 1}
"""What stands beside words, and how many words belong to each."""

FIND_OPTIONS = {
    **PICTURE_OPTIONS,
    "-n": 1,
    "--json": 0,
    "--paths": 0,
    "--folder": 1,
    "--after": 1,
    "--before": 1,
    "--explain": 0,
    "--saved": 1,
    "--open": 0,
}
"""What `find` takes, and how many words belong to each."""


def add_find(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea find` takes."""
    add_question(parser)
    parser.add_argument("--saved", metavar="NAME", help="ask what was saved: see fovea search save")
    parser.add_argument("--explain", action="store_true", help="say first how the words were understood")
    _add_result_options(parser)


def add_question(parser: argparse.ArgumentParser) -> None:
    """Say what a question consists of: words, and `PICTURE_OPTIONS`."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what is in the photo; -WORD: what is not")
    parser.add_argument(
        "--image", action="append", default=[], type=Path, metavar="PATH", help="and looks like this"
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="and does not look like this",
    )
    parser.add_argument(
        "--balance",
        type=_share,
        metavar="SHARE",
        help=f"what --image counts beside the words: 0 only the words, 1 only the pictures "
        f"(default {DEFAULT_BALANCE})",
    )


def add_similar(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea similar` takes."""
    parser.add_argument(
        "images", nargs="+", type=Path, metavar="PATH", help="a picture, in the library or not"
    )
    _add_result_options(parser)


def _add_result_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-n", type=_positive, default=10, metavar="N", dest="limit", help="how many (default 10)"
    )
    parser.add_argument(
        "--folder", action="append", default=[], type=Path, metavar="DIR", help="only under this folder"
    )
    parser.add_argument(
        "--after", type=_first_day, metavar="DATE", help="taken on this day, month or year or later"
    )
    parser.add_argument(
        "--before", type=_first_day, metavar="DATE", help="taken before this day, month or year"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--paths", action="store_true", help="print paths only, one a line")
    form.add_argument("--open", action="store_true", help="show them in the window")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return number


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return share


def _first_day(text: str) -> date:
    """A day, month or year as its first day: 2019-05-04, 2019-05, 2019."""
    parts = text.split("-")
    try:
        if not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
            raise ValueError
        year, month, day = [int(part) for part in parts] + [1] * (3 - len(parts))
        return date(year, month, day)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date such as 2019, 2019-05 or 2019-05-04"
        ) from None
