"""encoders list --all and install: which encoders can be had, and getting one."""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from tqdm import tqdm

from core.encoders import install as install_offer
from core.encoders import install_directory, obtainable
from core.errors import UsageError
from core.library import Library
from core.paths import display
from models import EncoderNotFound, Obtained, Offer, find_offer

_SHOWN_LANGUAGES = 6


def add_install(actions: Any) -> None:
    """Add the action to those of `encoders`.

    Args:
        actions: What `add_subparsers` gave.
    """
    parser = actions.add_parser(
        "install", help="download one, or take one that was downloaded by hand; `use` then answers with it"
    )
    parser.add_argument("name", metavar="NAME|DIR", help="see list --all; or a folder that holds an encoder")
    parser.add_argument(
        "--from", type=Path, metavar="DIR", dest="source", help="take its files from this folder"
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="agree to its licence, where that restricts what it may be used for",
    )


def install(root: Path, options: argparse.Namespace) -> int:
    """Run `encoders install`.

    Args:
        root: The library.
        options: As `add_install` made them.

    Raises:
        UsageError: The licence was not agreed to.
        EncoderError: It can't be had, or can't be used.
    """
    path = Path(options.name).expanduser()
    source = None if options.source is None else options.source.expanduser().absolute()
    with Library.open(root) as library:
        if source is None and path.is_dir():
            directory = install_directory(library, path.absolute())
            print(f"Installed as {display(directory)}. It answers after: fovea encoders use {directory.name}")
            return 0
        offer = find_offer(options.name)
        if source is not None and not source.is_dir():
            raise EncoderNotFound(f"There is no folder {display(source)}.")
        _introduce(offer, source, library.paths.encoders)
        if offer.files:
            _agree(offer, yes=options.yes)
        with tqdm(unit="B", unit_scale=True, unit_divisor=1000, disable=not sys.stderr.isatty()) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            obtained = install_offer(library, offer, source, progress=show)
    _conclude(obtained)
    return 0


def list_obtainable(library: Library) -> None:
    """Print the encoders that can be had, for `encoders list --all`."""
    rest = obtainable(library)
    if not rest:
        return
    print("\nCan be had: fovea encoders install NAME")
    for offer in rest:
        how = "" if offer.files else f"; to be made by: fovea encoders export {offer.export}"
        print(f"  {offer.name}  {offer.title}, {_size(offer)}, {offer.dimensions} dimensions{how}")
        licence = f"licence {offer.licence.name}{_restriction(offer)}"
        for words in (f"understands {_few(offer.languages)}; {licence}", _quality(offer)):
            print(f"      {words}")


def _introduce(offer: Offer, source: Path | None, into: Path) -> None:
    """Say what is about to come, before it comes."""
    licence = offer.licence
    facts = [
        ("encoder", f"{offer.title} ({offer.name})"),
        ("", offer.about),
        ("languages", ", ".join(offer.languages)),
        ("quality", _quality(offer)),
        ("licence", f"{licence.name}{_restriction(offer)}, {licence.link}"),
        ("", licence.note),
        ("size", _size(offer)),
        ("from", display(source) if source else f"{offer.source} ({offer.card})"),
        ("into", display(into)),
    ]
    for label, words in facts:
        for number, line in enumerate(textwrap.wrap(words, 88)):
            print(f"{label if number == 0 else '':10} {line}", file=sys.stderr)
    if offer.files and not offer.pinned:
        print(
            f"{'':10} Not every file's checksum is known beforehand: this installation notes them, and they\n"
            f"{'':10} are checked from then on.",
            file=sys.stderr,
        )


def _agree(offer: Offer, *, yes: bool) -> None:
    if not offer.licence.restricted or yes:
        return
    question = f"The licence of {offer.title} restricts what it may be used for."
    if not sys.stdin.isatty():
        raise UsageError(question, "Read it, and agree with --yes.")
    print(f"{question} Do you agree to it? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing was installed.", "")


def _conclude(obtained: Obtained) -> None:
    for path, sha256 in obtained.newly_pinned:
        print(f"{path} was not known beforehand; from now on its sha256 is {sha256}.", file=sys.stderr)
    name = obtained.directory.name
    print(f"Installed {name}. It answers after: fovea encoders use {name}")


def _size(offer: Offer) -> str:
    if offer.size is not None:
        return f"{offer.size / 1e6:,.0f} MB"
    return "size known when asked" if offer.files else "size unknown"


def _restriction(offer: Offer) -> str:
    return {True: "", False: " (not for commercial use)", None: " (whether commercially, is not said)"}[
        offer.licence.commercial
    ]


def _few(languages: tuple[str, ...]) -> str:
    if len(languages) <= _SHOWN_LANGUAGES:
        return ", ".join(languages)
    return f"{', '.join(languages[:4])} and {len(languages) - 4} more languages"


def _quality(offer: Offer) -> str:
    if offer.recall is None:
        return "quality not published"
    values = ", ".join(f"{label} {value:g} %" for label, value in offer.recall.values)
    return f"finds by words: {values} on {offer.recall.benchmark}"
