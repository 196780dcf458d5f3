"""Answers in words and in JSON: what was understood, why a photo is there, why there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from core.cli import renderings
from core.library import Photo
from core.paths import as_text, display
from core.search import Answer, Filter, Narrowing, Picture, Reading, Reason

_STANDS_IN = {
    "name": "name",
    "folder": "folder",
    "title": "title",
    "caption": "caption",
    "tag": "tag",
    "album": "album",
    "place": "place",
    "text": "text in the picture",
}
_LONGEST_PIECE = 60


def explained(reading: Reading) -> str:
    """What was understood, a line for each part."""

    def said(chosen: Filter) -> str:
        return reading.sentence[slice(*chosen.part)].strip()

    lines = []
    for number, side in enumerate(reading.alternatives):
        lines += ["or"] if number else []
        lines.append(f"looks like:  {side.meaning or '(anything)'}")
        lines += [f"says:        “{text}”" for text in side.required]
        lines += [f"not:         {word}" for word in side.without]
        lines += [f"{chosen.form}    (from “{said(chosen)}”)" for chosen in side.filters]
    if reading.counted:
        lines.append(f"{reading.counted.form}    (from “{said(reading.counted)}”)")
    return "\n".join([*lines, *(note.text for note in reading.notes)])


def reason_line(reason: Reason) -> str:
    """Why a photo is an answer, in one line."""
    said = [f"{_STANDS_IN[match.field]} “{_cut(match.text)}”" for match in reason.matches]
    if reason.similarity is not None:
        place = f", number {reason.place:,} by looks" if reason.place else ""
        said.append(f"similarity {reason.similarity:.3f}{place}")
    return "; ".join([*said, *reason.filters])


def weak_matches(answer: Answer) -> frozenset[int]:
    """The photos below the line: those that come near, but hardly are what was asked for."""
    return frozenset(() if answer.good_matches is None else answer.photo_ids[answer.good_matches :].tolist())


def heading(answer: Answer) -> str:
    """What stands above the photos below the line."""
    return "— weaker matches below —" if answer.good_matches else "Nothing really matches; the nearest:"


def nothing_found(searched: str, narrowings: Sequence[Narrowing]) -> str:
    """That nothing was found, and which filter excluded all.

    Args:
        searched: How much was searched.
        narrowings: How many photos there would be without each of the filters.
    """
    freeing = [narrowing for narrowing in narrowings if narrowing.photos]
    lines = [f"Nothing found; {searched}."]
    for narrowing in freeing:
        count = f"{narrowing.photos:,} photo{'' if narrowing.photos == 1 else 's'}"
        lines.append(f"No photo passes {narrowing.form}: without it there would be {count} to search.")
    if len(narrowings) > 1 and not freeing:
        forms = " and ".join(narrowing.form for narrowing in narrowings)
        lines.append(f"Leaving out one of {forms} is not enough: several of them exclude all photos.")
    return "\n".join(lines)


def as_json(answer: Answer, photos: Sequence[Photo], typed: str) -> dict[str, Any]:
    """The object that `--json` prints.

    Args:
        answer: Of the search engine.
        photos: Of the answer.
        typed: The question, as it was typed.
    """
    scores = dict(zip(answer.photo_ids.tolist(), answer.scores.tolist(), strict=False))
    chances = {
        photo_id: round(chance, 4)
        for photo_id, chance in zip(answer.photo_ids.tolist(), answer.probabilities.tolist(), strict=False)
        if not math.isnan(chance)
    }
    paths = {photo.id: as_text(photo.path) for photo in photos}
    return {
        "query": typed,
        "understood": _understood(answer),
        "encoder": answer.encoder,
        "took_ms": round(answer.took_ms, 1),
        "good_matches": answer.good_matches,
        "results": [
            {
                "path": as_text(photo.path),
                "score": round(scores[photo.id], 4) if photo.id in scores else None,
                "probability": chances.get(photo.id),
                "taken_at": photo.taken_at,
                "taken_from": photo.taken_from,
                "width": photo.width,
                "height": photo.height,
                "camera": photo.camera,
                "online": photo.online,
                **_known(photo),
                **_stack(answer, photo, paths),
                "why": answer.reasons[photo.id].as_data() if photo.id in answer.reasons else None,
            }
            for photo in photos
        ],
    }


def _stack(answer: Answer, photo: Photo, paths: dict[int, str]) -> dict[str, Any]:
    """Other results that look nearly the same as this better one."""
    below = [paths[photo_id] for photo_id in answer.stacks.get(photo.id, ()) if photo_id in paths]
    return {"stack": below} if below else {}


def _understood(answer: Answer) -> dict[str, Any] | None:
    question = answer.question
    pictures = {
        "pictures": list(map(_picture, question.pictures)),
        "without_pictures": list(map(_picture, question.without_pictures)),
    }
    words = answer.reading.as_data() | renderings.as_data(answer.renderings) if answer.reading else {}
    weighed = bool(question.pictures and answer.reading and answer.reading.meaning)
    told = {name: given for name, given in pictures.items() if given}
    return {**words, **told, **({"balance": question.balance} if weighed else {})} or None


def _picture(picture: Picture) -> str | int | None:
    """How a picture is named in JSON: by its path, or its number in the library."""
    if isinstance(picture, bytes):
        return None
    return picture if isinstance(picture, int) else as_text(picture)


def _known(photo: Photo) -> dict[str, Any]:
    """What is not known of every photo; only what is known of this one."""
    position = photo.latitude is not None and photo.longitude is not None
    known = {
        "title": photo.title,
        "caption": photo.caption,
        "keywords": list(photo.keywords),
        "rating": photo.rating,
        "favourite": photo.favourite or None,
        "albums": list(photo.albums),
        "position": [photo.latitude, photo.longitude] if position else None,
        "place": str(photo.locality) if photo.locality else None,
        "raw": as_text(photo.raw) if photo.raw else None,
        "clip": as_text(photo.clip) if photo.clip else None,
    }
    return {name: value for name, value in known.items() if value not in (None, [])}


def _cut(text: str) -> str:
    plain = display(" ".join(text.split()))
    return plain if len(plain) <= _LONGEST_PIECE else f"{plain[: _LONGEST_PIECE - 1]}…"
