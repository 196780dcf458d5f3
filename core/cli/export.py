"""encoders export: a model of the Hugging Face hub, or of a folder, as an encoder."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from core.errors import LibraryError
from core.library import Library
from core.paths import LibraryPaths
from models import QUANTISATIONS, export_encoder, install_encoder

_PHOTOS = 24
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"}


def add_export(actions: Any) -> None:
    """Add the action to those of `encoders`.

    Args:
        actions: What `add_subparsers` gave.
    """
    parser = actions.add_parser(
        "export", help="make one of a CLIP, SigLIP or Chinese-CLIP model of Hugging Face"
    )
    parser.add_argument(
        "model", metavar="MODEL|DIR", help="a name on the hub, or a folder with the model's files"
    )
    parser.add_argument(
        "--quantize", choices=QUANTISATIONS, help="int8: a quarter of the size; fp16: half, for a GPU"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="make this folder; default: the library's encoders"
    )
    parser.add_argument("--name", metavar="NAME", help="what to call it; default: as the model is called")
    parser.add_argument("--revision", metavar="REV", help="of the model on the hub; default: the newest")
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="photos to compare with PyTorch on; default: some of the library's",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def export(root: Path, options: argparse.Namespace) -> int:
    """Run it.

    Args:
        root: The library.
        options: As `add_export` made them.

    Returns:
        0.

    Raises:
        EncoderError: The model can't be exported; says why.
    """
    settings = {
        "quantize": options.quantize,
        "photos": _in_folder(options.photos) if options.photos else _in_library(root),
        "name": options.name,
        "revision": options.revision,
        "progress": lambda step: print(f"{step} ...", file=sys.stderr),
    }
    if options.out is not None:
        report = export_encoder(options.model, options.out.expanduser().absolute(), **settings)
        use = str(report.directory)
    else:
        paths = LibraryPaths(root)
        paths.create()
        # Beside its final place, which has a name only when it is made.
        with tempfile.TemporaryDirectory(dir=paths.encoders.parent, prefix=".export-") as temporary:
            report = export_encoder(options.model, Path(temporary) / "encoder", **settings)
            directory = install_encoder(report.directory, paths.encoders)
        report = report.moved(directory)
        use = report.identity.name
    if options.json:
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        return 0
    print(*report.lines(), sep="\n")
    print(f"Search with it: fovea encoders use {use}", file=sys.stderr)
    return 0


def _in_folder(folder: Path) -> list[Path]:
    found = (path for path in folder.expanduser().rglob("*") if path.suffix.lower() in _SUFFIXES)
    return _spread(sorted(found))


def _in_library(root: Path) -> list[Path]:
    """Some of the library's own photos, from all over it; none where there is no library yet."""
    try:
        with Library.open(root, create=False) as library:
            chosen = _spread(library.photos.ids().tolist())
            photos = library.photos.get(chosen)
    except LibraryError:
        return []
    return [photo.path for photo in photos if photo.online and photo.path.suffix.lower() in _SUFFIXES]


def _spread(values: list[Any]) -> list[Any]:
    return values[:: max(1, len(values) // _PHOTOS)][:_PHOTOS]
