"""why: says which regions of a photo answer some words, and draws them where that is asked for."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from core.cli.searching import as_typed, existing_picture
from core.errors import FoveaError, UsageError
from core.imaging import DecoderPool, ThumbnailStore
from core.library import Photo
from core.paths import LibraryPaths, as_text, display
from core.search import Answering, Question, SearchEngine, Where, Why, laid_over, picture_of

OPTIONS = {"--image": 1, "--json": 0, "--save": 1}
"""What the command takes, and how many words belong to each."""

_SAVED_EDGE = 2048

_PLACES = {
    Where.UPPER_LEFT: "in the upper left",
    Where.TOP: "at the top",
    Where.UPPER_RIGHT: "in the upper right",
    Where.LEFT: "on the left",
    Where.MIDDLE: "in the middle",
    Where.RIGHT: "on the right",
    Where.LOWER_LEFT: "in the lower left",
    Where.BOTTOM: "at the bottom",
    Where.LOWER_RIGHT: "in the lower right",
}


def add_why(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("photo", type=Path, metavar="PHOTO", help="a photo, in the library or not")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="what should be in it")
    parser.add_argument(
        "--image", action="append", default=[], type=Path, metavar="PATH", help="and looks like this"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--save", type=Path, metavar="OUT.png", help="draw it over the photo, into a new file")


def why(root: Path, options: argparse.Namespace) -> int:
    """Explain one photo."""
    photo = existing_picture(options.photo)
    target: Path | None = options.save.expanduser() if options.save else None
    if target is not None:
        _check_new(target)
    sentence = as_typed(options.words)
    question = Question(sentence=sentence, pictures=tuple(existing_picture(path) for path in options.image))
    with SearchEngine(root) as engine:
        found = engine.why(photo.absolute(), question)
    if options.json:
        print(json.dumps(_as_json(found, sentence), ensure_ascii=False, indent=2))
    else:
        print(_in_words(found))
    if found.heat.answering is Answering.NOTHING:
        return 1
    if target is None:
        return 0
    if found.heat.answering is Answering.WHOLE:
        print("There is no part to draw; nothing was saved.")
        return 1
    _save(found, ThumbnailStore(LibraryPaths(root).thumbnails), target)
    print(f"Saved as {display(target)}")
    return 0


def _check_new(target: Path) -> None:
    if target.suffix.lower() != ".png":
        raise UsageError(
            f"--save writes a PNG, and {display(target)} is called otherwise.", "Name it OUT.png"
        )
    if target.exists() or target.is_symlink():
        raise UsageError(f"There is a file {display(target)} already; it stays.", "Choose another name.")


def _save(found: Why, thumbnails: ThumbnailStore, target: Path) -> None:
    with DecoderPool(None, workers=1) as pool:
        rendered = pool.render(picture_of(found.photo, thumbnails), _SAVED_EDGE).result()
    pixels = np.frombuffer(rendered.rgb, np.uint8).reshape(rendered.height, rendered.width, 3)
    octets = io.BytesIO()
    laid_over(pixels, found.heat.grid, found.heat.strongest).save(octets, "PNG")
    try:
        # Only if it is still not there: no photo is ever written over.
        with target.open("xb") as file:
            file.write(octets.getvalue())
    except OSError as error:
        raise FoveaError(
            f"{display(target)} can't be written: {error.strerror or error}.", "Choose another place."
        ) from error


def _asked(found: Why) -> str:
    if found.words and found.pictures:
        return f"“{found.words}” and the picture"
    return f"“{found.words}”" if found.words else "the picture"


def _in_words(found: Why) -> str:
    heat = found.heat
    similarity = f"similarity {heat.similarity:.2f}"
    if heat.answering is Answering.NOTHING:
        return f"Nothing in this photo is clearly like {_asked(found)} ({similarity})."
    if heat.strongest is None:
        lines = [f"The photo as a whole is like {_asked(found)} ({similarity}); no part of it stands out."]
    else:
        lines = [
            f"The strongest match for {_asked(found)} is {_PLACES[heat.strongest.where]} "
            f"(similarity {heat.warmest:.2f}, of the whole photo {heat.similarity:.2f})."
        ]
    if found.by_word:
        words = ", ".join(f"“{word}” {_PLACES[where]}" for word, where in found.by_word)
        lines.append(f"Each word by itself: {words}.")
    if found.from_thumbnail:
        lines.append("The photo is offline: its thumbnail was looked at.")
    return "\n".join(lines)


def _as_json(found: Why, typed: str) -> dict[str, Any]:
    heat = found.heat
    box = heat.strongest
    return {
        "path": as_text(found.photo.path if isinstance(found.photo, Photo) else found.photo),
        "query": typed,
        "words": found.words,
        "pictures": found.pictures,
        "encoder": found.encoder,
        "way": "windows",
        "windows": found.windows,
        "took_ms": round(found.took_ms, 1),
        "answering": heat.answering.value,
        "similarity": round(heat.similarity, 4),
        "warmest": round(heat.warmest, 4),
        "contrast": round(heat.contrast, 2),
        "strongest": {
            "where": box.where.value,
            "box": [round(edge, 4) for edge in (box.left, box.top, box.right, box.bottom)],
        }
        if box is not None
        else None,
        "by_word": {word: where.value for word, where in found.by_word},
        "from_thumbnail": found.from_thumbnail,
        "grid": [[round(value, 3) for value in row] for row in heat.grid.tolist()],
    }
