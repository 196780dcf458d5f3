"""Fetched files become an encoder directory: described, used once, and given their name."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from models.catalog import Offer, SourceFile
from models.directory import verify_directory
from models.errors import EncoderDamaged, EncoderError
from models.files import Digests, write_bytes, writing
from models.manifest import FORMAT, MANIFEST, PREPROCESSOR, TEXT_TOWER, TOKENIZER
from models.onnx_file import look_into
from models.probe import probe_directory

SOURCE = "SOURCE.md"
"""Where the weights come from and what their licence is, in every obtained encoder."""

_RAW = ".fetched"
_MASK = "attention_mask"


@dataclass(frozen=True, slots=True)
class Obtained:
    """An encoder that was installed.

    Attributes:
        directory: Where it is.
        newly_pinned: Paths of files whose sha256 was not known beforehand, and what it is.
    """

    directory: Path
    newly_pinned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A file that is there: what it is, of which commit, and the sha256 it came with."""

    file: SourceFile
    commit: str | None
    sha256: str


def assemble(offer: Offer, gathered: list[Gathered], folder: Path, into: Path) -> Obtained:
    """Make an encoder directory of gathered files.

    Args:
        offer: From the catalogue.
        gathered: Its files, by their `raw_name` in the folder.
        folder: Where they are; becomes the encoder directory.
        into: The folder of encoder directories, on the same disk.

    Raises:
        EncoderError: They can't be used; the folder is left as it was.
    """
    commit = gathered[0].commit
    # Files taken by hand of an unknown commit are known by what they are.
    towers = "".join(item.sha256 for item in gathered if item.file.target != TOKENIZER)
    by_content = Digests()
    by_content.update(towers.encode())
    revision = revision_of(offer, commit or f"x{by_content.sha256}")
    target = into / f"{offer.name}@{revision}"
    if there := whole(target):
        remove(folder)
        return Obtained(there)
    if offer.lower_case:
        write_bytes(folder / TOKENIZER, lower_casing((folder / f"{TOKENIZER}{_RAW}").read_bytes()))
    write_bytes(folder / PREPROCESSOR, _json(asdict(offer.preprocess)))
    write_bytes(folder / SOURCE, _source(offer, gathered).encode())
    names = [item.file.target for item in gathered] + [PREPROCESSOR, SOURCE]
    manifest = {
        "format": FORMAT,
        "name": offer.name,
        "revision": revision,
        "dimensions": offer.dimensions,
        "languages": list(offer.languages),
        "licence": offer.licence.name,
        "licence_file": SOURCE,
        "image": asdict(offer.image),
        "text": asdict(replace(offer.text, mask=_mask(offer, folder))),
        "files": {name: _entry(folder / name) for name in names},
    }
    write_bytes(folder / MANIFEST, _json(manifest))
    try:
        probe_directory(folder)
    except EncoderError:
        (folder / MANIFEST).unlink()
        raise
    (folder / f"{TOKENIZER}{_RAW}").unlink(missing_ok=True)
    remove(target)
    with writing(target):
        folder.rename(target)
    new = tuple((item.file.path, item.sha256) for item in gathered if not item.file.pinned)
    return Obtained(target, new)


def lower_casing(tokenizer: bytes) -> bytes:
    """A tokenizer.json that lower-cases, where its reference does so in code the file does not hold.

    Args:
        tokenizer: A tokenizer.json.

    Raises:
        EncoderDamaged: It is none.
    """
    try:
        content = json.loads(tokenizer)
        before = content.get("normalizer")
    except (ValueError, AttributeError, RecursionError) as error:
        raise EncoderDamaged("The tokenizer.json that arrived is not valid JSON.", "Try again.") from error
    steps = [{"type": "Lowercase"}, *([] if before is None else [before])]
    content["normalizer"] = {"type": "Sequence", "normalizers": steps}
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def _mask(offer: Offer, folder: Path) -> str | None:
    """The attention mask, where the text tower takes one: exporters differ in that for the same model."""
    others = set(look_into(folder / TEXT_TOWER).inputs) - {offer.text.ids}
    return offer.text.mask or _MASK if others == {offer.text.mask or _MASK} else None


def _source(offer: Offer, gathered: list[Gathered]) -> str:
    licence = offer.licence
    lines = [
        f"# {offer.title}",
        "",
        offer.about,
        "",
        f"Licence of the weights: {licence.name}, {licence.link}",
        *([licence.note] if licence.note else []),
        f"Model card: {offer.card}",
        "",
        "| file | from | commit | sha256 as fetched |",
        "|---|---|---|---|",
    ]
    for item in gathered:
        file, commit = item.file, item.commit or "unknown"
        known = "" if file.pinned else " (pinned by this download)"
        lines.append(f"| {file.target} | {file.repository}/{file.path} | {commit} | {item.sha256}{known} |")
    if offer.lower_case:
        lines += ["", "tokenizer.json was taught to lower-case, as its reference does before it."]
    return "\n".join(lines) + "\n"


def revision_of(offer: Offer, commit: str) -> str:
    """The encoder's revision for files of a commit."""
    return commit[:12] + (f"-{offer.recipe}" if offer.recipe > 1 else "")


def raw_name(offer: Offer, file: SourceFile) -> str:
    """What a file is called as long as it is as it was fetched."""
    return f"{file.target}{_RAW}" if offer.lower_case and file.target == TOKENIZER else file.target


def _entry(path: Path) -> dict[str, Any]:
    digests = Digests()
    digests.update_from(path)
    return {"sha256": digests.sha256, "bytes": digests.size}


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def whole(directory: Path) -> Path | None:
    """The directory, if it is a whole encoder."""
    try:
        verify_directory(directory)
    except EncoderError:
        return None
    return directory


def remove(folder: Path) -> None:
    """Delete a folder if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder)
