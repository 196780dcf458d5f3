"""What can be typed, and what it means."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from core import __version__
from core.cli import duplicates, explaining
from core.cli.calibrating import add_calibrate
from core.cli.copying import add_copying
from core.cli.evaluation import add_evaluate
from core.cli.export import add_export
from core.cli.installing import add_install
from core.cli.people import add_people
from core.cli.tagging import add_tags
from core.errors import UsageError
from core.search.composition import DEFAULT_BALANCE

EXAMPLES = """\
examples:
  fovea add ~/Pictures                      take a folder in and index it
  fovea find two dogs on the beach          the best matches, best first
  fovea find sunset -people -n 5            without people, five of them
  fovea find dogs in Paris last summer      dates, places, cameras, ... are understood: see --explain
  fovea similar party.jpg                   photos like this one
  fovea find in the snow --image dog.jpg    words and a picture together; --balance says which counts more
  fovea find --image dog.jpg --without cat.jpg   like the one and not like the other
"""

_QUESTION_OPTIONS = {
    "--image": 1,
    "--without": 1,
    "--balance": 1,
    "-n": 1,
    "--json": 0,
    "--paths": 0,
    "--folder": 1,
    "--after": 1,
    "--before": 1,
    "--explain": 0,
}


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that all messages look alike and `main` alone ends the program."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}.", f"See {self.prog} --help.")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    common = _Parser(add_help=False)
    # SUPPRESS, or the default of the command would overwrite what came before it.
    common.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="use the library in this folder",
    )
    parser = _Parser(
        prog="fovea",
        description="Find your own photos by describing them, or from another picture. "
        "Everything stays on this computer. Without a command, the window opens.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Fovea {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, summary: str, *, hidden: bool = False) -> argparse.ArgumentParser:
        shown: dict[str, Any] = {} if hidden else {"help": summary}
        return commands.add_parser(
            name, description=summary, parents=[common], allow_abbrev=False, prefix_chars="-", **shown
        )

    add = command("add", "take folders into the library and index them now")
    add.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a folder with photos")
    add.add_argument(
        "--follow-links",
        action=argparse.BooleanOptionalAction,
        help="follow symbolic links in these folders, also out of them",
    )
    _add_exclude(command("exclude", "leave some files and folders alone; shows what is, when given nothing"))
    index = command("index", "bring the library up to date and stop")
    index.add_argument("--retry", action="store_true", help="read the files that failed once more")
    for indexing in (add, index):
        indexing.add_argument(
            "--no-text", action="store_false", dest="transcribe", help="leave the text in photos for later"
        )
    command("watch", "keep the library up to date until Ctrl+C")
    find = command("find", "find photos by words, and by pictures if you like")
    find.add_argument("words", nargs="*", metavar="WORDS", help="what is in the photo; -WORD: what is not")
    find.add_argument(
        "--image", action="append", default=[], type=Path, metavar="PATH", help="and looks like this"
    )
    find.add_argument(
        "--without",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="and does not look like this",
    )
    find.add_argument(
        "--balance",
        type=_share,
        metavar="SHARE",
        help=f"what --image counts beside the words: 0 only the words, 1 only the pictures "
        f"(default {DEFAULT_BALANCE})",
    )
    find.add_argument("--explain", action="store_true", help="say first how the words were understood")
    _add_result_options(find)
    similar = command("similar", "find photos that look like some pictures")
    similar.add_argument(
        "images", nargs="+", type=Path, metavar="PATH", help="a picture, in the library or not"
    )
    _add_result_options(similar)
    duplicates.add_options(command("duplicates", "files that show one picture, and which of them to keep"))
    explaining.add_why(command("why", "say which part of a photo is like some words"))
    add_people(command, _Parser)
    add_tags(command("tags", "what photos show: your tags, the files', and what Fovea thinks"))
    status = command("status", "what is in the library, and what is being done")
    status.add_argument("--json", action="store_true", help="print one JSON object")
    text = command("text", "whether the text in photos is read, to find them by it")
    text.add_argument(
        "action", nargs="?", choices=("on", "off", "status"), help="what was read stays when it is off"
    )
    _add_encoders(command("encoders", "the encoders that understand pictures and words"))
    add_copying(command("export", "write copies for other people, which don't tell where they were taken"))
    backup = command("backup", "copy the catalogue into one file, also while Fovea is running")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = command("restore", "put a backup in place; what was there is kept aside")
    source = restore.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", type=Path, metavar="FILE", help="what fovea backup wrote")
    source.add_argument(
        "--newest", action="store_true", help="the newest good automatic backup of what is damaged"
    )
    command("check", "check the databases, the index and the backups; mend what can be made again")
    command("doctor", "what works on this computer and what does not, and why")
    window = command("window", "open the window", hidden=True)
    window.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture of the window and quit"
    )
    window.add_argument("--question", default="", metavar="WORDS", help="ask this at once")
    command(
        "worker", "index for a window: orders on standard input, progress on standard output", hidden=True
    )
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    In `find` and `why`, a dash word that is no option belongs to the question, and `-n`
    counts only when it stands alone; argparse would take both for its own.

    Raises:
        UsageError: It can't be understood.
    """
    library, rest = _take_library(arguments)
    for name, taken in {"find": _QUESTION_OPTIONS, "why": explaining.OPTIONS}.items():
        if rest[:1] == [name]:
            rest = [name, *_separate_words(rest[1:], taken)]
    return build_parser().parse_args([*library, *rest])


def _take_library(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Find `--library DIR`, which may stand anywhere; returns it, and everything else."""
    library: list[str] = []
    others: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            others += [argument, *rest]
        elif argument == "--library":
            value = next(rest, None)
            if value is None:
                raise UsageError("--library needs a folder.", "For instance: fovea --library ~/Fovea status")
            library += [argument, value]
        elif argument.startswith("--library="):
            library.append(argument)
        else:
            others.append(argument)
    return library, others


def _separate_words(arguments: Sequence[str], taken: Mapping[str, int]) -> list[str]:
    """Put the options of a question first and its words behind `--`."""
    options: list[str] = []
    words: list[str] = []
    takes_value = {**taken, "-h": 0, "--help": 0}
    rest = iter(arguments)
    for argument in rest:
        name = argument.split("=", 1)[0]
        if argument == "--":
            words += rest
        elif argument in takes_value:
            options.append(argument)
            options += [value for _, value in zip(range(takes_value[argument]), rest, strict=False)]
        elif name.startswith("--") and name in takes_value and "=" in argument:
            options.append(argument)
        else:
            words.append(argument)
    return [*options, "--", *words]


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


def _add_exclude(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "patterns", nargs="*", metavar="PATTERN", help="a pattern as in .gitignore: '*.png', 'Scans/', '/raw'"
    )
    parser.add_argument(
        "--remove", action="append", default=[], metavar="PATTERN", help="take a pattern back; costs nothing"
    )
    parser.add_argument(
        "--smallest-bytes", type=_size, metavar="N", help="leave files below this size alone (0: none)"
    )
    parser.add_argument(
        "--smallest-edge", type=_size, metavar="PIXELS", help="don't show pictures below this size (0: none)"
    )


def _add_encoders(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    listing = actions.add_parser("list", help="those that are here, and the one in use")
    listing.add_argument("--all", action="store_true", help="and those that can be had")
    add_install(actions)
    use = actions.add_parser("use", help="answer with another one; photos are encoded again for it")
    use.add_argument("name", metavar="NAME|DIR", help="its name, or a folder that holds one")
    remove = actions.add_parser("remove", help="delete one and its vectors from the library")
    remove.add_argument("name", metavar="NAME", help="its name; not the one in use")
    add_export(actions)
    add_evaluate(actions)
    add_calibrate(actions)


def _size(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 0 or more")
    return int(text)


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
