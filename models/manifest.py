"""The description of an encoder directory: `manifest.json` and `preprocessor.json`.

An encoder directory holds

    image.onnx, text.onnx       the two towers
    tokenizer.json              in the format of the `tokenizers` library
    preprocessor.json           the fields of `Preprocess`
    manifest.json               what they are, how they are called, and their sha256

Reading is strict: what is missing, misspelt or out of range is an error that
names the file and the entry, never a guess.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from models.encoder import EncoderIdentity
from models.errors import EncoderDamaged, EncoderError, EncoderUnsupported
from models.preprocess import Centre, Fit, Interpolation, Preprocess

FORMAT = 1
MANIFEST = "manifest.json"
IMAGE_TOWER = "image.onnx"
TEXT_TOWER = "text.onnx"
TOKENIZER = "tokenizer.json"
PREPROCESSOR = "preprocessor.json"
REQUIRED_FILES = (IMAGE_TOWER, TEXT_TOWER, TOKENIZER, PREPROCESSOR)

REINSTALL = "Install the encoder again, or choose another one with `fovea encoders use`."

Padding = Literal["longest", "context"]
"""To the longest text of the batch, or always to the context length."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the directory.

    Attributes:
        name: File name, no folders.
        sha256: Lower-case hexadecimal.
        size: Bytes.
    """

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ImageTower:
    """How to call image.onnx.

    Attributes:
        input: Name of the input, float32 or float16 (n, 3, height, width).
        output: Name of the embedding, float32 (n, dimensions).
        spatial: Name of an output with features by place, float32 (n, channels, rows, columns), or None.
    """

    input: str
    output: str
    spatial: str | None = None


@dataclass(frozen=True, slots=True)
class TextTower:
    """How to call text.onnx.

    Attributes:
        ids: Name of the token ids, int64 or int32 (n, tokens).
        mask: Name of the attention mask, int64 or int32 (n, tokens), or None when the tower takes none.
        output: Name of the embedding, float32 (n, dimensions).
        context_length: Longest input in tokens; longer texts are cut.
        padding: Up to where texts are padded, always on the right. "context" for towers that pool
            the last position (SigLIP); "longest" is safe where a mask or causal attention hides it.
        pad_id: The token that pads.
        prompt: What a text is put into, with "{}" in its place, or None. Only for encoders whose
            reference does so for search, not for the classification prompts of their papers.
    """

    ids: str
    mask: str | None
    output: str
    context_length: int
    padding: Padding
    pad_id: int
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an encoder directory is.

    Attributes:
        identity: Name, revision, dimensions.
        languages: BCP 47 tags the text tower understands.
        licence: Of the weights, an SPDX expression or a short phrase.
        licence_file: The listed file that says more, or None.
        files: Every file but the manifest itself.
        image: The image tower.
        text: The text tower.
    """

    identity: EncoderIdentity
    languages: tuple[str, ...]
    licence: str
    licence_file: str | None
    files: tuple[FileEntry, ...]
    image: ImageTower
    text: TextTower

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.files)

    def file(self, name: str) -> FileEntry:
        """The entry of a file that is known to be listed."""
        return next(entry for entry in self.files if entry.name == name)


def is_name(text: str) -> bool:
    """Whether an encoder may be called so: fit for a file name on every system."""
    return _NAME.match(text) is not None


def read_manifest(directory: Path) -> Manifest:
    """Read and check the manifest of an encoder directory.

    Raises:
        EncoderDamaged: The manifest is missing, unreadable or wrong.
        EncoderUnsupported: It is of a format this version does not know.
    """
    path = directory / MANIFEST
    return _manifest(_Fields(path, _read_json(path)))


def read_preprocess(path: Path) -> Preprocess:
    """Read a preprocessor.json.

    Raises:
        EncoderDamaged: It is missing, unreadable or wrong.
    """
    fields = _Fields(path, _read_json(path))
    std = fields.triple("std")
    if min(std) <= 0:
        raise fields.error("std", "must be above zero")
    width, height = fields.integer("width", 1, 4096), fields.integer("height", 1, 4096)
    return Preprocess(
        width=width,
        height=height,
        fit=cast(Fit, fields.choice("fit", ("squash", "crop"))),
        interpolation=cast(Interpolation, fields.choice("interpolation", ("bilinear", "bicubic", "lanczos"))),
        mean=fields.triple("mean"),
        std=std,
        # Less than the input would need padding, which no reference of ours does.
        short_edge=fields.optional_integer("short_edge", max(width, height), 8192),
        centre=cast(Centre, fields.choice("centre", ("floor", "round"), "floor")),
    )


def _read_json(path: Path) -> object:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise EncoderDamaged(f"{path} can't be read: {error.strerror or error}.", REINSTALL) from error
    if len(raw) > _MAX_BYTES:
        raise EncoderDamaged(f"{path} is far too large to be what it says.", REINSTALL)
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise EncoderDamaged(f"{path} is not valid JSON.", REINSTALL) from error


class _Fields:
    """Typed reading of one JSON object; every complaint names the file and the entry."""

    def __init__(self, path: Path, value: object, prefix: str = "") -> None:
        self.path = path
        self.prefix = prefix
        if not isinstance(value, dict):
            raise self.error("", "must be an object")
        self.values = cast(dict[str, Any], value)

    def error(self, key: str, problem: str) -> EncoderError:
        where = f" in {(self.prefix + key).rstrip('.')!r}" if self.prefix or key else ""
        return EncoderDamaged(f"{self.path} is wrong{where}: {problem}.", REINSTALL)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise self.error(key, "must be a text")
        return value

    def optional_text(self, key: str) -> str | None:
        return None if self.values.get(key) is None else self.text(key)

    def matching(self, key: str, pattern: re.Pattern[str], what: str) -> str:
        value = self.text(key)
        if not pattern.match(value):
            raise self.error(key, f"must be {what}")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = default if default is not None and key not in self.values else self.text(key)
        if value not in allowed:
            raise self.error(key, f"must be one of {', '.join(allowed)}")
        return value

    def integer(self, key: str, least: int, most: int) -> int:
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(key, f"must be a whole number from {least} to {most}")
        return value

    def optional_integer(self, key: str, least: int, most: int) -> int | None:
        return None if self.values.get(key) is None else self.integer(key, least, most)

    def triple(self, key: str) -> tuple[float, float, float]:
        value = self.values.get(key)
        if not isinstance(value, list) or len(value) != 3 or not all(_is_number(x) for x in value):
            raise self.error(key, "must be three numbers")
        return (float(value[0]), float(value[1]), float(value[2]))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(x, str) and x for x in value):
            raise self.error(key, "must be a list of texts")
        return tuple(value)

    def object(self, key: str) -> _Fields:
        return _Fields(self.path, self.values.get(key), f"{self.prefix}{key}.")


def _is_number(value: object) -> bool:
    # NaN and infinities pass json.loads; they compare false here.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _manifest(fields: _Fields) -> Manifest:
    version = fields.integer("format", 1, 1 << 30)
    if version != FORMAT:
        raise EncoderUnsupported(
            f"{fields.path} is of format {version}; this Fovea reads format {FORMAT}.",
            "Update Fovea, or install the encoder again.",
        )
    files = _files(fields.object("files"))
    names = {entry.name for entry in files}
    missing = [name for name in REQUIRED_FILES if name not in names]
    if missing:
        raise fields.error("files", f"{', '.join(missing)} is not listed")
    licence_file = fields.optional_text("licence_file")
    if licence_file is not None and licence_file not in names:
        raise fields.error("licence_file", "must be one of the listed files")
    return Manifest(
        identity=EncoderIdentity(
            name=fields.matching("name", _NAME, "lower-case letters, digits, dots and dashes"),
            revision=fields.matching("revision", _NAME, "lower-case letters, digits, dots and dashes"),
            dimensions=fields.integer("dimensions", 1, 1 << 14),
        ),
        languages=fields.texts("languages"),
        licence=fields.text("licence"),
        licence_file=licence_file,
        files=files,
        image=_image_tower(fields.object("image")),
        text=_text_tower(fields.object("text")),
    )


def _files(fields: _Fields) -> tuple[FileEntry, ...]:
    return tuple(_file(fields, name) for name in sorted(fields.values))


def _file(fields: _Fields, name: str) -> FileEntry:
    # A name that leads out of the directory would let a manifest read or overwrite any file.
    plain = name not in {"", ".", "..", MANIFEST} and not set(name) & set('/\\:\0*?"<>|')
    if not plain or name.startswith(".") or not name.isprintable():
        raise fields.error(name, "must be a plain file name inside the directory")
    entry = fields.object(name)
    return FileEntry(
        name=name,
        sha256=entry.matching("sha256", _SHA256, "64 hexadecimal digits"),
        size=entry.integer("bytes", 1, 1 << 40),
    )


def _image_tower(fields: _Fields) -> ImageTower:
    return ImageTower(fields.text("input"), fields.text("output"), fields.optional_text("spatial"))


def _text_tower(fields: _Fields) -> TextTower:
    prompt = fields.optional_text("prompt")
    if prompt is not None and prompt.count("{}") != 1:
        raise fields.error("prompt", "must hold {} once")
    return TextTower(
        ids=fields.text("ids"),
        mask=fields.optional_text("mask"),
        output=fields.text("output"),
        context_length=fields.integer("context_length", 2, 1 << 16),
        padding=cast(Padding, fields.choice("padding", ("longest", "context"))),
        pad_id=fields.integer("pad_id", 0, 1 << 31),
        prompt=prompt,
    )
