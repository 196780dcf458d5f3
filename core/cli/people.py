"""tag, untag, rate, favourite, album: commands that say something of photos."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.cli.known import known_photos
from core.library import Annotations, Change, Library
from core.paths import display

Say = Callable[[Annotations, Sequence[int]], Change]
"""Says something of photos."""


def tag(root: Path, options: argparse.Namespace) -> int:
    """Give photos a tag."""
    return _said(root, options, lambda said, ids: said.tag(ids, options.name))


def untag(root: Path, options: argparse.Namespace) -> int:
    """Say that photos have not a tag."""
    return _said(root, options, lambda said, ids: said.untag(ids, options.name))


def rate(root: Path, options: argparse.Namespace) -> int:
    """Give photos stars, or take them back."""
    return _said(root, options, lambda said, ids: said.rate(ids, options.stars))


def favourite(root: Path, options: argparse.Namespace) -> int:
    """Say that photos are favourites, or are none."""
    return _said(root, options, lambda said, ids: said.favour(ids, not options.no))


def album(root: Path, options: argparse.Namespace) -> int:
    """List, make, rename or delete albums; put photos in or take them out."""
    name = getattr(options, "name", "")
    if options.action == "add":
        return _said(root, options, lambda said, ids: said.add_to_album(ids, name))
    if options.action == "remove":
        return _said(root, options, lambda said, ids: said.remove_from_album(ids, name))
    with Library.open(root, create=False) as library:
        if options.action == "create":
            library.annotations.create_album(name)
        elif options.action == "rename":
            library.annotations.rename_album(name, options.new_name)
        elif options.action == "delete":
            library.annotations.delete_album(name)
        else:
            _list_albums(library.annotations, as_json=options.json)
    return 0


def add_tag(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea tag` and `fovea untag` take."""
    parser.add_argument("name", metavar="NAME", help="the tag")
    _add_paths(parser)


def add_rate(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea rate` takes."""
    parser.add_argument(
        "stars", type=_stars, metavar="STARS", help="0 to 5; -1 rejects; none: what the file says holds again"
    )
    _add_paths(parser)


def add_favourite(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea favourite` takes."""
    parser.add_argument("--no", action="store_true", help="they are none")
    _add_paths(parser)


def add_album(parser: argparse.ArgumentParser) -> None:
    """Say what `fovea album` takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="all albums").add_argument(
        "--json", action="store_true", help="print one JSON object"
    )
    for name, summary in (
        ("create", "make one"),
        ("delete", "delete one; its photos stay"),
        ("rename", "call one otherwise"),
        ("add", "put photos into one"),
        ("remove", "take photos out of one"),
    ):
        action = actions.add_parser(name, help=summary)
        action.add_argument("name", metavar="NAME", help="the album")
        if name == "rename":
            action.add_argument("new_name", metavar="NEW-NAME", help="what it is called from now on")
        elif name in ("add", "remove"):
            _add_paths(action)


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a photo that is in the library")


def _stars(text: str) -> int | None:
    if text.casefold() == "none":
        return None
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from -1 to 5, nor none") from None


def _said(root: Path, options: argparse.Namespace, say: Say) -> int:
    """Say something of the photos that are known; name the others."""
    with Library.open(root, create=False) as library:
        photo_ids, unknown = known_photos(library, options.paths)
        changed = len(say(library.annotations, photo_ids).photo_ids)
    for path in unknown:
        print(f"{display(path)} is not in the library.", file=sys.stderr)
    if photo_ids:
        same = len(set(photo_ids)) - changed
        print(f"Photos changed: {changed:,}" + (f"; as before: {same:,}" if same else ""), file=sys.stderr)
    return 1 if unknown else 0


def _list_albums(annotations: Annotations, *, as_json: bool) -> None:
    albums = annotations.albums()
    if as_json:
        listed = [{"name": album.name, "photos": album.photos} for album in albums]
        print(json.dumps({"albums": listed}, ensure_ascii=False, indent=2))
        return
    for album in albums:
        print(f"{album.photos:7,}  {album.name}")
    if not albums:
        print("There are no albums yet: fovea album create NAME", file=sys.stderr)
