"""find and similar: commands that answer."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.library import Photo, PhotoFilter
from core.paths import as_text, display
from core.search import Answer, Question, SearchEngine, read_words


def find(root: Path, options: argparse.Namespace) -> int:
    """Answer words, with pictures if there are any."""
    words, without = read_words(" ".join(options.words))
    pictures = tuple(_existing(path) for path in options.image)
    question = Question(words, without, pictures, chosen=_filter(options), limit=options.limit)
    if not question and not question.chosen:
        raise UsageError("Nothing was asked.", "Type what is in the photo: fovea find two dogs on the beach")
    return _answer(root, question, " ".join(options.words), options)


def similar(root: Path, options: argparse.Namespace) -> int:
    """Answer pictures."""
    pictures = tuple(_existing(path) for path in options.images)
    question = Question(pictures=pictures, chosen=_filter(options), limit=options.limit)
    return _answer(root, question, "", options)


def _existing(path: Path) -> Path:
    if not path.expanduser().exists():
        raise UsageError(f"There is no picture {display(path)}.", "Check the spelling.")
    return path.expanduser()


def _filter(options: argparse.Namespace) -> PhotoFilter:
    until = options.before - timedelta(days=1) if options.before else None
    return PhotoFilter(folders=tuple(options.folder), taken_from=options.after, taken_until=until)


def _answer(root: Path, question: Question, typed: str, options: argparse.Namespace) -> int:
    with SearchEngine(root) as engine:
        answer = engine.ask(question)
        photos = engine.photos(answer.photo_ids.tolist())
        scores = dict(zip(answer.photo_ids.tolist(), answer.scores.tolist(), strict=False))
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
        "understood": None,
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
