"""search, searches: questions that are kept, to be asked anew; and those that were asked of late."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.cli.question_options import FIND_OPTIONS, PICTURE_OPTIONS, add_question
from core.cli.searching import composed
from core.errors import UsageError
from core.library import KeptQuestion, Library
from core.search import KEPT_EDGE, Picture, kept, small_picture

OPTIONS = PICTURE_OPTIONS
"""What is an option after `search save`, and how many values it takes; all else belongs to the question."""


def searches(root: Path, options: argparse.Namespace) -> int:
    """List the saved searches."""
    with Library.open(root, create=False) as library:
        saved = library.searches.all()
    if options.json:
        rows = [{"name": one.name, **_as_data(one.question), "created_at": one.created_at} for one in saved]
        print(json.dumps({"searches": rows}, ensure_ascii=False, indent=2))
        return 0
    for one in saved:
        print(f"{one.name}  {_in_words(one.question)}")
    if not saved:
        print("There are no saved searches yet: fovea search save NAME WORDS", file=sys.stderr)
    return 0


def search(root: Path, options: argparse.Namespace) -> int:
    """Save, rename or remove a search; show or forget those of late."""
    with Library.open(root, create=False) as library:
        if options.action == "save":
            _save(library, options)
        elif options.action == "rename":
            library.searches.rename(options.name, options.new_name)
        elif options.action == "remove":
            library.searches.remove(options.name)
        else:
            _recent(library, options)
    return 0


def add_searches(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea searches` takes."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_search(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea search` takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    save = actions.add_parser("save", help="save one; one of the same name gives way to it")
    save.add_argument("name", metavar="NAME", help="what to call it")
    add_question(save)
    rename = actions.add_parser("rename", help="call one otherwise")
    rename.add_argument("name", metavar="NAME", help="the saved search")
    rename.add_argument("new_name", metavar="NEW-NAME", help="what it is called from now on")
    actions.add_parser("remove", help="forget one").add_argument(
        "name", metavar="NAME", help="the saved search"
    )
    recent = actions.add_parser("recent", help="what the window was asked of late; it stays on this computer")
    recent.add_argument(
        "switch",
        nargs="?",
        choices=("on", "off", "forget"),
        help="remember that, or don't (which forgets it too), or forget what there is",
    )
    recent.add_argument("--json", action="store_true", help="print one JSON object")


def _save(library: Library, options: argparse.Namespace) -> None:
    for word in options.words:
        if word.split("=", 1)[0] in FIND_OPTIONS:
            raise UsageError(
                f"{word} is not kept with a search.",
                'What it stands for can be said in words: in:"Holidays", after:2019, before:2020-05.',
            )

    def known(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        """As photos of the library where they are: these are found wherever they move."""
        return tuple(
            (library.photos.at(picture) or picture) if isinstance(picture, Path) else picture
            for picture in pictures
        )

    question = composed(options)
    question = replace(
        question,
        pictures=known(question.pictures),
        without_pictures=known(question.without_pictures),
    )
    library.searches.save(options.name, kept(question, _read))


def _read(source: Path | bytes) -> bytes:
    """A small image file of a picture that is not in the library."""
    from core.imaging import DecoderPool  # noqa: PLC0415  only a picture from outside needs it

    with DecoderPool(None, workers=1) as pool:
        return small_picture(pool.render(source, KEPT_EDGE).result())


def _recent(library: Library, options: argparse.Namespace) -> None:
    if options.switch in ("on", "off"):
        library.searches.set_remembering(options.switch == "on")
    elif options.switch == "forget":
        library.searches.forget()
    remembers, sentences = library.searches.remembers, library.searches.recent()
    if options.json:
        print(json.dumps({"remembers": remembers, "recent": sentences}, ensure_ascii=False, indent=2))
        return
    for sentence in sentences:
        print(sentence)
    if not remembers:
        print("Searches are not remembered: fovea search recent on", file=sys.stderr)
    elif not sentences:
        print("Nothing is remembered.", file=sys.stderr)


def _as_data(question: KeptQuestion) -> dict[str, Any]:
    return {
        "query": question.sentence,
        "pictures": len(question.pictures),
        "without_pictures": len(question.without_pictures),
        "more_like": len(question.more_like),
        "less_like": len(question.less_like),
        "balance": question.balance,
    }


def _in_words(question: KeptQuestion) -> str:
    """What is asked, in a line."""
    counts = (
        (len(question.pictures), "like {} picture(s)"),
        (len(question.without_pictures), "unlike {} picture(s)"),
        (len(question.more_like), "{} good answer(s)"),
        (len(question.less_like), "{} bad answer(s)"),
    )
    beside = [words.format(count) for count, words in counts if count]
    said = f"“{question.sentence}”" if question.sentence else ""
    return ", ".join(part for part in (said, *beside) if part)
