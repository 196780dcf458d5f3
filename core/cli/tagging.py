"""tags: what photos show, and who says so."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from core.cli.known import known_photos
from core.library import Library, Photo
from core.library.photo_tags import Source, tags_of
from core.paths import as_text, display
from core.tagging import read_vocabulary


def add_tags(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea tags` takes."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a photo that is in the library; none: all tags"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def tags(root: Path, options: argparse.Namespace) -> int:
    """List the tags of some photos, or of all."""
    with Library.open(root, create=False) as library:
        if not options.paths:
            return _list_all(library, as_json=options.json)
        photo_ids, unknown = known_photos(library, options.paths)
        photos = library.photos.get(photo_ids)
        described = _described(library, photos)
    if options.json:
        print(json.dumps({"photos": described}, ensure_ascii=False, indent=2))
    else:
        for photo, about in zip(photos, described, strict=True):
            print(display(photo.path))
            for line in _lines(about):
                print(f"  {line}")
    for path in unknown:
        print(f"fovea: {display(path)} is not a photo of this library.", file=sys.stderr)
    return 1 if unknown else 0


def _described(library: Library, photos: list[Photo]) -> list[dict[str, Any]]:
    said = library.annotations.of([photo.id for photo in photos])
    guessed = library.guesses.of([photo.pixels_digest for photo in photos])
    vocabulary = read_vocabulary(library.paths.own_words)
    found = []
    for photo in photos:
        of_it = guessed.get(photo.pixels_digest)
        each = tags_of(photo.keywords, said[photo.id], of_it)
        found.append(
            {
                "path": as_text(photo.path),
                "description": of_it.description if of_it else None,
                "tags": [
                    {
                        "name": tag.name,
                        "chinese": vocabulary.chinese(tag.name) if tag.source is Source.GUESS else None,
                        "source": tag.source.value,
                        "probability": tag.probability,
                    }
                    for tag in each
                ],
            }
        )
    return found


def _lines(about: dict[str, Any]) -> list[str]:
    lines = [about["description"]] if about["description"] else []
    sources = {Source.SAID: "you", Source.FILE: "the file", Source.GUESS: "Fovea thinks"}
    for tag in about["tags"]:
        who = sources[Source(tag["source"])]
        sure = f", {100 * tag['probability']:.0f} %" if tag["probability"] is not None else ""
        lines.append(f"{tag['name']} ({who}{sure})")
    return lines or ["no tags"]


def _list_all(library: Library, *, as_json: bool) -> int:
    """All tags that people gave or that are guessed, and on how many photos."""
    said = {tag.name: tag.photos for tag in library.annotations.tags()}
    guessed = library.guesses.counts()
    names = sorted({*said, *guessed}, key=str.casefold)
    if as_json:
        rows = [{"name": name, "said": said.get(name, 0), "guess": guessed.get(name, 0)} for name in names]
        print(json.dumps({"tags": rows}, ensure_ascii=False, indent=2))
    else:
        for name in names:
            counts = ((said.get(name, 0), "you"), (guessed.get(name, 0), "Fovea thinks"))
            print(f"{name}  ({', '.join(f'{who}: {count}' for count, who in counts if count)})")
        if not names:
            print("There are no tags yet: fovea tag NAME PATH", file=sys.stderr)
    return 0 if names else 1
