"""Whether an encoder directory really is an encoder: asked before a photo is encoded with it.

A wrong encoder is worse than none: a library encoded with a tokenizer of another
vocabulary, or with weights that give the same vector for everything, looks indexed
and finds nothing.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.directory import verify_directory
from models.dual_encoder import load_encoder
from models.encoder import Encoder, Vectors
from models.errors import EncoderUnsupported
from models.manifest import IMAGE_TOWER, TEXT_TOWER, TOKENIZER, Manifest
from models.onnx_file import look_into
from models.runtime import open_session

_SENTENCES = ("a photo of a dog", "two people in front of a house")
# The first bytes of a pickle (protocols 2 to 5), of a zip (PyTorch's) and of HDF5 (Keras').
_WEIGHTS = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"PK\x03\x04", b"\x89HDF")
# A table of tokens is often padded to a round number; twice as many rows are another vocabulary.
_TOO_MANY_ROWS = 2.0
_SAME = 1 - 1e-6


def probe_directory(directory: Path) -> Manifest:
    """Check an encoder directory by using it: every file, both towers, a picture and two sentences.

    Args:
        directory: An encoder directory.

    Returns:
        Its manifest.

    Raises:
        EncoderError: It can't be used; says what is wrong with which file.
    """
    manifest = verify_directory(directory)
    for entry in manifest.files:
        _no_foreign_weights(directory / entry.name)
    for name in (IMAGE_TOWER, TEXT_TOWER):
        _no_outside_weights(directory / name)
    _vocabulary(directory, manifest)
    encoder = load_encoder(directory, device="cpu", threads=1)
    _pictures(encoder, directory)
    _sentences(encoder, directory)
    return manifest


def _no_foreign_weights(path: Path) -> None:
    """Refuse what another program might run when it opens it: a pickle can hold any code."""
    with path.open("rb") as file:
        begin = file.read(4)
    if begin.startswith(_WEIGHTS) or path.suffix in (".pt", ".pth", ".pkl", ".ckpt", ".bin", ".h5"):
        raise EncoderUnsupported(
            f"{path} holds weights of another program (a pickle or an archive), which Fovea does not open.",
            "Make an encoder directory of it: fovea encoders export",
        )


def _no_outside_weights(path: Path) -> None:
    external = look_into(path).external
    if external:
        raise EncoderUnsupported(
            f"{path} keeps its weights in another file ({external[0] or 'without a name'}).",
            "Fovea wants each tower in one file: fovea encoders export makes such ones.",
        )


def _vocabulary(directory: Path, manifest: Manifest) -> None:
    """Compare the tokens the tokenizer can give with those the text tower knows."""
    path = directory / TOKENIZER
    try:
        tokenizer = importlib.import_module("tokenizers").Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise EncoderUnsupported(f"{path} is not a tokenizer: {error}.") from error
    vocabulary = tokenizer.get_vocab(with_added_tokens=True)
    highest = max([manifest.text.pad_id, *vocabulary.values()])
    tables = look_into(directory / TEXT_TOWER, manifest.text.ids).tables
    problem = ""
    if tables:
        rows = max(tables)
        if highest >= rows:
            problem = f"its tokens go up to {highest}, the text tower's only to {rows - 1}"
        elif rows > (highest + 1) * _TOO_MANY_ROWS:
            problem = f"it has {highest + 1} tokens, the text tower {rows}"
    elif not _takes(directory, manifest, highest):
        problem = f"its tokens go up to {highest}, further than the text tower's"
    if problem:
        raise EncoderUnsupported(
            f"{path} belongs to another encoder: {problem}.", "Get tokenizer and towers from the same place."
        )


def _takes(directory: Path, manifest: Manifest, token: int) -> bool:
    """Whether the text tower knows a token: on the processor, reading past a table's end is refused."""
    tower = manifest.text
    session = open_session(directory / TEXT_TOWER, device="cpu", threads=1)
    inputs: dict[str, NDArray[np.int64]] = {}
    for name, value in ((tower.ids, token), (tower.mask, 1)):
        if name is not None:
            inputs[name] = np.full((1, tower.context_length), value, np.int64)
    names = [tower.ids] if tower.mask is None else [tower.ids, tower.mask]
    session.expect(names, tower.output, manifest.identity.dimensions)
    try:
        session.run(tower.output, inputs)
    except EncoderUnsupported:
        return False
    return True


def _pictures(encoder: Encoder, directory: Path) -> None:
    size = encoder.preprocess
    pixels = np.full((2, size.height, size.width, 3), 128, np.uint8)
    # A sky over a meadow: anything that is not the grey one.
    pixels[1, : size.height // 2] = (120, 170, 240)
    pixels[1, size.height // 2 :] = (60, 140, 40)
    _distinct(encoder.encode_images(pixels), directory / IMAGE_TOWER, "pictures")


def _sentences(encoder: Encoder, directory: Path) -> None:
    _distinct(encoder.encode_texts(_SENTENCES), directory / TEXT_TOWER, "texts")


def _distinct(vectors: Vectors, path: Path, what: str) -> None:
    if float(vectors[0] @ vectors[1]) > _SAME:
        raise EncoderUnsupported(
            f"{path} gives the same vector for different {what}.", "It can't be used for searching."
        )
