"""What can be typed, and what it means."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from core import __version__
from core.cli.commands import COMMANDS
from core.errors import UsageError

EXAMPLES = """\
examples:
  fovea add ~/Pictures                      take a folder in and index it
  fovea find two dogs on the beach          the best matches, best first
  fovea find sunset -people -n 5            without people, five of them
  fovea find dogs in Paris last summer      dates, places, cameras, ... are understood: see --explain
  fovea find --open dogs in Paris           the same in the window
  fovea similar party.jpg                   photos like this one
  fovea party.jpg                           the same in the window; a folder is offered to the library
  fovea find in the snow --image dog.jpg    words and a picture together; --balance says which counts more
  fovea find --image dog.jpg --without cat.jpg   like the one and not like the other
"""


class Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that all messages look alike and `main` alone ends the program."""

    def error(self, message: str) -> NoReturn:
        """Argparse: something can't be understood."""
        raise UsageError(f"{self.prog}: {message}.", f"See {self.prog} --help.")


def build_parser(chosen: str = "") -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        chosen: The command whose options it knows; of the others it knows the names and what they are for.
    """
    common = Parser(add_help=False)
    # SUPPRESS, or the default of the command would overwrite what came before it.
    common.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="use the library in this folder",
    )
    parser = Parser(
        prog="fovea",
        usage="fovea [--library DIR] [COMMAND ... | PATH ...]",
        description="Find your own photos by describing them, or from another picture. "
        "Everything stays on this computer. Without a command, the window opens.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Fovea {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, prog="fovea")
    for name, command in COMMANDS.items():
        shown: dict[str, Any] = {} if command.hidden else {"help": command.summary}
        added = commands.add_parser(
            name, description=command.summary, parents=[common], allow_abbrev=False, **shown
        )
        if name == chosen:
            command.add_options(added)
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    In `find` and `why`, a dash word that is no option belongs to the question, and `-n`
    counts only when it stands alone; argparse would take both for its own. What is no command
    may be a picture or a folder, for the window.

    Raises:
        UsageError: It can't be understood.
    """
    library, rest = _take_library(arguments)
    if rest and not rest[0].startswith("-") and rest[0] not in COMMANDS:
        _refuse_unless_path(rest[0])
        rest = ["window", *rest]
    name = rest[0] if rest else ""
    if name in COMMANDS and (taken := COMMANDS[name].takes) is not None:
        begun = [name, *filter(None, [COMMANDS[name].asks])]
        if rest[: len(begun)] == begun:
            rest = [*begun, *_separate_words(rest[len(begun) :], taken)]
    return build_parser(name).parse_args([*library, *rest])


def _refuse_unless_path(word: str) -> None:
    path = Path(word).expanduser()
    if not word or not path.exists():
        raise UsageError(
            f"“{word}” is neither a command nor a file or folder.",
            f"To search for it: fovea find {word}. See fovea --help for the commands.",
        )


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
