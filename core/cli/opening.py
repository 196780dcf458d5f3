"""What the window is to show when it opens, or when it is open already."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from core.paths import display

_QUESTIONS = ("find", "similar")


@dataclass(frozen=True, slots=True)
class Opening:
    """Asked for on the command line, or by a file manager ("Open with").

    Attributes:
        question: Words to search for.
        paths: Pictures to search by, and folders to offer to the library; absolute.
        screenshot: Save a picture of the window here as soon as it shows everything, and quit.
        hidden: Begin in the tray, without a window, if that is where it goes when it is closed.
    """

    question: str = ""
    paths: tuple[Path, ...] = ()
    screenshot: Path | None = None
    hidden: bool = False

    @property
    def asks(self) -> bool:
        """Whether it says anything, or only that the window is wanted."""
        return bool(self.question or self.paths)


def add_window(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea window` takes. Hidden: `fovea` and `fovea PATH...` are the same."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a picture, or a folder of photos"
    )
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture of the window and quit"
    )
    parser.add_argument("--background", action="store_true", help="begin in the tray, without a window")
    parser.add_argument("--question", default="", metavar="WORDS", help="ask this at once")


def opening_of(options: argparse.Namespace) -> Opening:
    """What was typed, for the window: after `window`, after nothing, or after `find --open`.

    Raises:
        UsageError: A path leads nowhere, or the window can't be told something.
    """
    question, paths = getattr(options, "question", ""), getattr(options, "paths", ())
    if options.command in _QUESTIONS:
        question, paths = _question_of(options)
    paths = tuple(path.expanduser().absolute() for path in paths)
    for path in paths:
        if not path.exists():
            raise UsageError(
                f"There is no file or folder {display(path)}.",
                "A picture is searched by; a folder is offered to the library.",
            )
    hidden = getattr(options, "background", False)
    return Opening(question, paths, getattr(options, "screenshot", None), hidden)


def _question_of(options: argparse.Namespace) -> tuple[str, list[Path]]:
    """The words and pictures of `find` or `similar`, whose other options are for the terminal."""
    from core.cli.searching import as_typed  # noqa: PLC0415  brings the whole search

    unsaid = ("without", "balance", "saved", "folder", "after", "before", "explain")
    for name in unsaid:
        value = getattr(options, name, None)
        if value is not None and value is not False and value != []:
            raise UsageError(
                f"--open takes words and pictures only, not --{name}.",
                'What it stands for can be said in words: in:"Holidays", after:2019, before:2020-05.',
            )
    if options.command == "similar":
        return "", options.images
    return as_typed(options.words), options.image
