"""find and similar: commands that answer."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.library import Photo, PhotoFilter
from core.paths import as_text, display
from core.search import DEFAULT_BALANCE, Answer, Filter, Question, Reading, SearchEngine


def find(root: Path, options: argparse.Namespace) -> int:
    """Answer words, with pictures if there are any."""
    sentence = _as_typed(options.words)
    pictures = tuple(_existing(path) for path in options.image)
    if options.balance is not None and not (pictures and sentence.strip()):
        raise UsageError(
            "--balance weighs words against pictures, and there are not both.",
            "For instance: fovea find in the snow --image dog.jpg --balance 0.3",
        )
    question = Question(
        pictures=pictures,
        without_pictures=tuple(_unwanted(path) for path in options.without),
        balance=DEFAULT_BALANCE if options.balance is None else options.balance,
        chosen=_filter(options),
        limit=options.limit,
        sentence=sentence,
    )
    if not question and not question.chosen:
        raise UsageError("Nothing was asked.", "Type what is in the photo: fovea find two dogs on the beach")
    return _answer(root, question, sentence, options)


def similar(root: Path, options: argparse.Namespace) -> int:
    """Answer pictures."""
    pictures = tuple(_existing(path) for path in options.images)
    question = Question(pictures=pictures, chosen=_filter(options), limit=options.limit)
    return _answer(root, question, "", options)


def _as_typed(arguments: list[str]) -> str:
    """The sentence, with the quotes that the shell took from explicit forms: in:"my photos"."""
    if len(arguments) == 1:  # all of it was quoted for the shell
        return arguments[0]
    return " ".join(re.sub(r'^(-?[^\s":]+:)([^"]*\s[^"]*)$', r'\1"\2"', argument) for argument in arguments)


def _existing(path: Path) -> Path:
    if not path.expanduser().exists():
        raise UsageError(f"There is no picture {display(path)}.", "Check the spelling.")
    return path.expanduser()


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
        photos = engine.photos(answer.photo_ids.tolist())
        scores = dict(zip(answer.photo_ids.tolist(), answer.scores.tolist(), strict=False))
    if answer.reading and options.explain:
        print(_explained(answer.reading), file=sys.stderr)
    if options.json:
        print(json.dumps(_as_json(answer, photos, scores, typed), ensure_ascii=False, indent=2))
    elif options.paths:
        # Raw bytes: what was asked for is a path another program can open.
        sys.stdout.flush()
        for photo in photos:
            sys.stdout.buffer.write(os.fsencode(photo.path) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for photo in photos:
            score = f"{scores[photo.id]:6.3f}  " if photo.id in scores else ""
            day = (photo.taken_at or "")[:10]
            away = "" if photo.online else "  (offline)"
            print(f"{score}{day:10}  {display(photo.path)}{away}")
        searched = f"{answer.searched:,} photos searched in {answer.took_ms:.0f} ms"
        print(searched if photos else f"Nothing found; {searched}.", file=sys.stderr)
    return 0 if photos else 1


def _explained(reading: Reading) -> str:
    """What was understood, a line for each part."""

    def said(chosen: Filter) -> str:
        return reading.sentence[slice(*chosen.part)].strip()

    lines = []
    for number, side in enumerate(reading.alternatives):
        lines += ["or"] if number else []
        lines.append(f"looks like:  {side.meaning or '(anything)'}")
        lines += [f"not:         {word}" for word in side.without]
        lines += [f"{chosen.form}    (from “{said(chosen)}”)" for chosen in side.filters]
    if reading.counted:
        lines.append(f"{reading.counted.form}    (from “{said(reading.counted)}”)")
    return "\n".join([*lines, *(note.text for note in reading.notes)])


def _known(photo: Photo) -> dict[str, Any]:
    """What is not known of every photo; only what is known of this one."""
    position = photo.latitude is not None and photo.longitude is not None
    known = {
        "title": photo.title,
        "caption": photo.caption,
        "keywords": list(photo.keywords),
        "rating": photo.rating,
        "position": [photo.latitude, photo.longitude] if position else None,
        "place": str(photo.locality) if photo.locality else None,
        "raw": as_text(photo.raw) if photo.raw else None,
        "clip": as_text(photo.clip) if photo.clip else None,
    }
    return {name: value for name, value in known.items() if value not in (None, [])}


def _as_json(answer: Answer, photos: list[Photo], scores: dict[int, float], typed: str) -> dict[str, Any]:
    return {
        "query": typed,
        "understood": answer.reading.as_data() if answer.reading else None,
        "encoder": answer.encoder,
        "took_ms": round(answer.took_ms, 1),
        "good_matches": None,
        "results": [
            {
                "path": as_text(photo.path),
                "score": round(scores[photo.id], 4) if photo.id in scores else None,
                "taken_at": photo.taken_at,
                "taken_from": photo.taken_from,
                "width": photo.width,
                "height": photo.height,
                "camera": photo.camera,
                "online": photo.online,
                **_known(photo),
            }
            for photo in photos
        ],
    }
