"""encoders calibrate: measure what an encoder's scores mean, so that it can be said when nothing matches."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from core.encoders import chosen_directory, named_directory
from core.errors import LibraryError, UsageError
from core.library import Library
from core.search.calibrating import calibrate as fit
from core.search.calibration import FILE, write_calibration
from core.search.cases import Collection
from models import Encoded, Encoder, encode_captioned, load_encoder

_FEWEST = 100
_KNOWN = 3


def add_calibrate(actions: Any) -> None:
    """Add the action to those of `encoders`.

    Args:
        actions: What `add_subparsers` gave.
    """
    parser = actions.add_parser(
        "calibrate", help="measure what the scores of one mean, to say when nothing matches"
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="default: the one in use")
    parser.add_argument(
        "--captions",
        required=True,
        action="append",
        type=Path,
        metavar="TSV",
        help="columns split, image, caption; may be given again, each with its --images",
    )
    parser.add_argument(
        "--images", required=True, action="append", type=Path, metavar="DIR", help="where the images are"
    )
    parser.add_argument(
        "--split",
        default="",
        help="ask for photos of this split; the others, and else a third, are compared with",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="default: beside the encoder, in the library"
    )


def calibrate(root: Path, options: argparse.Namespace) -> int:
    """Run it.

    Args:
        root: The library.
        options: As `add_calibrate` made them.

    Returns:
        0.

    Raises:
        UsageError: There are too few photos, or captions and images do not pair.
        EncoderError: The encoder, the captions or an image can't be used.
        LibraryError: The result can't be written.
    """
    if len(options.captions) != len(options.images):
        raise UsageError("Each --captions takes one --images.", "See fovea encoders calibrate --help.")
    with Library.open(root) as library:
        directory = named_directory(library, options.name) if options.name else chosen_directory(library)
        out = options.out or library.paths.encoders / directory.name / FILE
    encoder = load_encoder(directory)
    asked, known = [], []
    for captions, images in zip(options.captions, options.images, strict=True):
        one, other = _parts(_encoded(encoder, captions, images), options.split)
        asked.append(one)
        known.append(other)
    if sum(len(each.captions) for each in asked) < _FEWEST:
        raise UsageError(
            f"That takes {_FEWEST} photos at least.", "A few thousand captions tell more than a few."
        )
    calibration = fit(encoder, asked, known, lambda text: print(text, file=sys.stderr))
    try:
        write_calibration(out, encoder.identity.key, calibration)
    except OSError as error:
        raise LibraryError(f"{out} can't be written: {error.strerror or error}.") from error
    print(f"{encoder.identity.key} is calibrated: {out}")
    return 0


def _encoded(encoder: Encoder, captions: Path, images: Path) -> Encoded:
    with tqdm(unit=" items", desc=captions.parent.name, disable=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return encode_captioned(encoder, captions, images, progress=show)


def _parts(encoded: Encoded, split: str) -> tuple[Collection, Collection]:
    """The photos that are asked for, and those that are only compared with."""
    corpus = encoded.corpus
    captions: list[list[str]] = [[] for _ in corpus.images]
    chosen = np.zeros(len(captions), bool)
    for text, number, of in zip(corpus.texts, corpus.owner.tolist(), corpus.splits, strict=True):
        captions[number].append(text)
        chosen[number] |= of == split
    # Captions of one image follow one another.
    order = np.argsort(corpus.owner, kind="stable")
    whole = Collection(encoded.pictures, tuple(map(tuple, captions)), encoded.words[order])
    if not chosen.any() and split:
        raise UsageError(f"No caption is of the split {split!r}.", "Look into the column “split”.")
    if chosen.all() or not split:
        chosen = np.arange(len(captions)) % _KNOWN != 0
    return whole.part(np.flatnonzero(chosen)), whole.part(np.flatnonzero(~chosen))
