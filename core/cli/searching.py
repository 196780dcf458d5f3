"""find and similar: commands that answer."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from core.cli import renderings
from core.cli.answers import as_json, explained, heading, nothing_found, reason_line, weak_matches
from core.cli.question_options import FIND_OPTIONS, add_find, add_similar
from core.errors import UsageError
from core.library import Library, PhotoFilter
from core.paths import display
from core.search import DEFAULT_BALANCE, Question, SearchEngine, asked

__all__ = [
    "FIND_OPTIONS",
    "add_find",
    "add_similar",
    "as_typed",
    "composed",
    "existing_picture",
    "find",
    "similar",
]


def find(root: Path, options: argparse.Namespace) -> int:
    """Answer words, with pictures if there are any; or what was saved."""
    if options.saved is not None:
        question = _saved(root, options)
        return _answer(root, question, question.sentence, options)
    question = replace(composed(options), chosen=_filter(options), limit=options.limit)
    if not question and not question.chosen:
        raise UsageError("Nothing was asked.", "Type what is in the photo: fovea find two dogs on the beach")
    return _answer(root, question, question.sentence, options)


def composed(options: argparse.Namespace) -> Question:
    """The words and pictures that were typed.

    Raises:
        UsageError: A picture is not there, or the balance has nothing to weigh.
    """
    sentence = as_typed(options.words)
    pictures = tuple(existing_picture(path) for path in options.image)
    if options.balance is not None and not (pictures and sentence.strip()):
        raise UsageError(
            "--balance weighs words against pictures, and there are not both.",
            "For instance: fovea find in the snow --image dog.jpg --balance 0.3",
        )
    return Question(
        pictures=pictures,
        without_pictures=tuple(_unwanted(path) for path in options.without),
        balance=DEFAULT_BALANCE if options.balance is None else options.balance,
        sentence=sentence,
    )


def similar(root: Path, options: argparse.Namespace) -> int:
    """Answer pictures."""
    pictures = tuple(existing_picture(path) for path in options.images)
    question = Question(pictures=pictures, chosen=_filter(options), limit=options.limit)
    return _answer(root, question, "", options)


def as_typed(arguments: list[str]) -> str:
    """The sentence, with the quotes that the shell took from explicit forms: in:"my photos"."""
    if len(arguments) == 1:  # all of it was quoted for the shell
        return arguments[0]
    return " ".join(re.sub(r'^(-?[^\s":]+:)([^"]*\s[^"]*)$', r'\1"\2"', argument) for argument in arguments)


def existing_picture(path: Path) -> Path:
    """A picture that was named on the command line.

    Raises:
        UsageError: There is none.
    """
    if not path.expanduser().exists():
        raise UsageError(f"There is no picture {display(path)}.", "Check the spelling.")
    return path.expanduser()


def _saved(root: Path, options: argparse.Namespace) -> Question:
    if options.words or options.image or options.without or options.balance is not None:
        raise UsageError(
            "--saved asks just what was saved.", "Leave the words and pictures out, or ask without --saved."
        )
    with Library.open(root, create=False) as library:
        search = library.searches.called(options.saved)
    return asked(search.question, Question(chosen=_filter(options), limit=options.limit))


def _unwanted(path: Path) -> Path:
    if not path.expanduser().exists():
        raise UsageError(
            f"There is no picture {display(path)}.",
            f"--without takes a picture; for a word, write it with a minus: -{display(path)}",
        )
    return path.expanduser()


def _filter(options: argparse.Namespace) -> PhotoFilter:
    until = options.before - timedelta(days=1) if options.before else None
    return PhotoFilter(folders=tuple(options.folder), taken_from=options.after, taken_until=until)


def _answer(root: Path, question: Question, typed: str, options: argparse.Namespace) -> int:
    with SearchEngine(root) as engine:
        answer = engine.ask(question)
        if options.json or getattr(options, "explain", False):
            engine.tell_all(answer)
        photos = engine.photos(answer.photo_ids.tolist())
        narrowings = () if photos else engine.narrowings(answer)
        scores = dict(zip(answer.photo_ids.tolist(), answer.scores.tolist(), strict=False))
        weak = weak_matches(answer)
        weaker = [photo.id for photo in photos if photo.id in weak]
    explain = getattr(options, "explain", False)
    if answer.reading and explain:
        lines = [explained(answer.reading), *renderings.translated(answer.renderings)]
        print("\n".join(lines), file=sys.stderr)
    for line in renderings.not_understood(root, answer.encoder, answer.renderings):
        print(line, file=sys.stderr)
    if options.json:
        print(json.dumps(as_json(answer, photos, typed), ensure_ascii=False, indent=2))
    elif options.paths:
        # Raw bytes: what was asked for is a path another program can open.
        sys.stdout.flush()
        for photo in photos:
            sys.stdout.buffer.write(os.fsencode(photo.path) + b"\n")
        sys.stdout.buffer.flush()
    else:
        headings = dict.fromkeys(weaker[:1], heading(answer))
        for photo in photos:
            if photo.id in headings:
                print(headings[photo.id])
            score = f"{scores[photo.id]:6.3f}  " if photo.id in scores else ""
            day = (photo.taken_at or "")[:10]
            away = "" if photo.online else "  (offline)"
            print(f"{score}{day:10}  {display(photo.path)}{away}")
            if explain and photo.id in answer.reasons:
                print(f"{'':{len(score)}}{'':10}  {reason_line(answer.reasons[photo.id])}")
        searched = f"{answer.searched:,} photos searched in {answer.took_ms:.0f} ms"
        print(searched if photos else nothing_found(searched, narrowings), file=sys.stderr)
    return 0 if photos else 1
