"""Encoders that can be had: the data of catalog.toml, read strictly.

An offer says where the files of an encoder are, what they must be, what they may
be used for, how good they are, and how they become an encoder directory. Nothing
here touches the network; `models.obtain` does, when a person asks for it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from models.errors import EncoderNotFound
from models.manifest import IMAGE_TOWER, TEXT_TOWER, TOKENIZER, ImageTower, Padding, TextTower
from models.preprocess import Centre, Fit, Interpolation, Preprocess
from models.strict_toml import Table

CATALOG = Path(__file__).with_name("catalog.toml")

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,40}\Z")
_REPOSITORY = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*\Z")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z")
_PATH = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*\Z")
_URL = re.compile(r"https://\S+")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an encoder, and where it is to be had.

    Attributes:
        target: Its name in the encoder directory.
        repository: "owner/name" on the hub.
        revision: The commit, or None: pinned by the first download.
        path: Its path in the repository.
        size: Bytes, or None where they are not known beforehand.
        sha256: Lower-case hexadecimal, or None: pinned by the first download.
    """

    target: str
    repository: str
    revision: str | None
    path: str
    size: int | None
    sha256: str | None

    @property
    def pinned(self) -> bool:
        """Whether its bytes are known beforehand."""
        return self.sha256 is not None


@dataclass(frozen=True, slots=True)
class Licence:
    """What the weights may be used for.

    Attributes:
        name: An SPDX identifier, or what the licence calls itself.
        link: Where it can be read.
        commercial: Whether commercial use is allowed; None where no licence was found.
        note: What a person should know before downloading; may be empty.
    """

    name: str
    link: str
    commercial: bool | None
    note: str

    @property
    def restricted(self) -> bool:
        """Whether a person must agree before anything is downloaded."""
        return self.commercial is not True


@dataclass(frozen=True, slots=True)
class Recall:
    """How well it finds photos by words, as published.

    Attributes:
        benchmark: On what.
        values: What was measured ("R@1", "R@5", "R@10", or "mean" of the three) and percent.
        source: Who says so.
    """

    benchmark: str
    values: tuple[tuple[str, float], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An encoder that can be had.

    Attributes:
        name: As in `fovea encoders install NAME`.
        title: What people call it.
        about: One or two sentences.
        card: Its model card.
        languages: BCP 47 tags.
        dimensions: Length of its vectors.
        recipe: Raised when other vectors are made of the same files.
        licence: Of the weights.
        recall: Published quality, or None.
        files: To download; empty where no pair of ready ONNX files exists.
        export: The repository to give to `fovea encoders export` instead, or None.
        preprocess: As its own reference does it.
        image: How to call its image tower.
        text: How to call its text tower.
        lower_case: Whether its tokenizer.json must be taught to lower-case.
        evidence: Where the facts were found.
    """

    name: str
    title: str
    about: str
    card: str
    languages: tuple[str, ...]
    dimensions: int
    recipe: int
    licence: Licence
    recall: Recall | None
    files: tuple[SourceFile, ...]
    export: str | None
    preprocess: Preprocess
    image: ImageTower
    text: TextTower
    lower_case: bool
    evidence: tuple[str, ...]

    @property
    def size(self) -> int | None:
        """Bytes to download, or None where a file's size is not known beforehand."""
        if not self.files or any(file.size is None for file in self.files):
            return None
        return sum(file.size or 0 for file in self.files)

    @property
    def pinned(self) -> bool:
        """Whether the bytes of every file are known beforehand."""
        return bool(self.files) and all(file.pinned for file in self.files)

    @property
    def source(self) -> str:
        """The repository the towers come from."""
        return self.files[0].repository if self.files else self.export or ""


@functools.cache
def offers() -> tuple[Offer, ...]:
    """Every encoder that can be had besides the built-in one, in the order they are best shown."""
    return read_catalog(CATALOG)


def find_offer(name: str) -> Offer:
    """An encoder that can be had, by name.

    Raises:
        EncoderNotFound: There is none of that name; says which there are.
    """
    for offer in offers():
        if offer.name == name:
            return offer
    known = ", ".join(offer.name for offer in offers())
    raise EncoderNotFound(f"No encoder named {name!r} is known.", f"Those that can be had: {known}.")


def read_catalog(path: Path) -> tuple[Offer, ...]:
    """Read a catalogue file.

    Raises:
        ValueError: It is wrong; says which entry and how. The file ships with Fovea, so this is a bug.
    """
    top = Table(tomllib.loads(path.read_text("utf-8")), path.name)
    found = tuple(_offer(table) for table in top.tables("encoder"))
    top.end()
    if len({offer.name for offer in found}) != len(found):
        raise ValueError(f"{path.name}: two encoders of one name")
    return found


def _offer(table: Table) -> Offer:
    name = table.text("name", _NAME)
    table.where = name
    tokenizer = table.table("tokenizer") if table.has("tokenizer") else None
    offer = Offer(
        name=name,
        title=table.text("title"),
        about=table.text("about"),
        card=table.text("card", _URL),
        languages=table.texts("languages", _LANGUAGE),
        dimensions=table.take("dimensions", int),
        recipe=table.take("recipe", int),
        licence=_licence(table.table("licence")),
        recall=_recall(table.table("recall")) if table.has("recall") else None,
        files=tuple(map(_file, table.tables("files"))) if table.has("files") else (),
        export=table.maybe_text("export", _REPOSITORY),
        preprocess=_preprocess(table.table("preprocess")),
        image=_image(table.table("image")),
        text=_text(table.table("text")),
        lower_case=bool(tokenizer and tokenizer.take("lower_case", bool)),
        evidence=table.texts("evidence", _URL),
    )
    table.end()
    if tokenizer:
        tokenizer.end()
    if bool(offer.files) == bool(offer.export):
        raise ValueError(f"{name} must have either files or export")
    if offer.files and {file.target for file in offer.files} != {IMAGE_TOWER, TEXT_TOWER, TOKENIZER}:
        raise ValueError(f"{name}.files must be {IMAGE_TOWER}, {TEXT_TOWER} and {TOKENIZER}, each once")
    return offer


def _licence(table: Table) -> Licence:
    licence = Licence(
        name=table.text("name"),
        link=table.text("link", _URL),
        commercial=table.maybe("commercial", bool),
        note=table.maybe_text("note") or "",
    )
    table.end()
    return licence


def _recall(table: Table) -> Recall:
    named = (("r1", "R@1"), ("r5", "R@5"), ("r10", "R@10"), ("mean", "mean"))
    values = tuple((label, table.take(key, float)) for key, label in named if table.has(key))
    if not values or not all(0 < value <= 100 for _, value in values):
        raise ValueError(f"{table.where} must hold percentages")
    recall = Recall(table.text("benchmark"), values, table.text("source", _URL))
    table.end()
    return recall


def _file(table: Table) -> SourceFile:
    file = SourceFile(
        target=table.choice("target", (IMAGE_TOWER, TEXT_TOWER, TOKENIZER)),
        repository=table.text("repository", _REPOSITORY),
        revision=table.maybe_text("revision", _COMMIT),
        path=table.text("path", _PATH),
        size=table.maybe("bytes", int),
        sha256=table.maybe_text("sha256", _SHA256),
    )
    table.end()
    if file.sha256 is not None and (file.revision is None or file.size is None):
        raise ValueError(f"{table.where}: a sha256 belongs to a revision and a size")
    return file


def _preprocess(table: Table) -> Preprocess:
    preprocess = Preprocess(
        width=table.take("width", int),
        height=table.take("height", int),
        fit=cast(Fit, table.choice("fit", ("squash", "crop"))),
        interpolation=cast(Interpolation, table.choice("interpolation", ("bilinear", "bicubic", "lanczos"))),
        mean=table.triple("mean"),
        std=table.triple("std"),
        short_edge=table.maybe("short_edge", int),
        centre=cast(Centre, table.choice("centre", ("floor", "round"), "floor")),
    )
    table.end()
    return preprocess


def _image(table: Table) -> ImageTower:
    image = ImageTower(input=table.text("input"), output=table.text("output"))
    table.end()
    return image


def _text(table: Table) -> TextTower:
    text = TextTower(
        ids=table.text("ids"),
        mask=table.maybe_text("mask"),
        output=table.text("output"),
        context_length=table.take("context_length", int),
        padding=cast(Padding, table.choice("padding", ("longest", "context"))),
        pad_id=table.take("pad_id", int),
        prompt=table.maybe_text("prompt"),
    )
    table.end()
    return text
