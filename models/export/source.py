"""Where a model comes from: a folder on disk, or the Hugging Face hub.

Only JSON, texts, tokenizers and safetensors are ever read. A pickle
(pytorch_model.bin) is a program: whoever opens it runs it.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import EncoderDamaged, EncoderError, EncoderNotFound, EncoderUnsupported
from models.export.families import Family, family_of

Progress = Callable[[str], None]
"""Called with what begins now, in a few words."""

_CONFIGURATION = ("*.json", "*.txt", "*.model", "README.md", "LICENSE*", "LICENCE*")
_WEIGHTS = "model*.safetensors"
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".msgpack", ".h5")
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """A model's files, all on this machine.

    Attributes:
        directory: Where they are.
        where: What to call the model in messages.
        family: What it is.
        name: For the encoder's identity.
        revision: Likewise; from the hub's commit, or the weights themselves.
        licence: Of the weights, as the model card's metadata says.
        languages: As the model card's metadata says; empty where it says nothing.
        licence_file: A LICENSE that lies beside the weights, or None.
    """

    directory: Path
    where: str
    family: Family
    name: str
    revision: str
    licence: str
    languages: tuple[str, ...]
    licence_file: Path | None


def open_source(source: str | Path, progress: Progress, *, revision: str | None = None) -> Source:
    """Find a model, download it if it is on the hub, and check that it can be exported.

    Raises:
        EncoderNotFound: There is no such folder or model, or the hub can't be reached.
        EncoderDamaged: A file it needs is missing.
        EncoderUnsupported: It is of an unknown family, or has its weights as pickles only.
    """
    folder = Path(os.path.expanduser(source))  # noqa: PTH111  (Path's raises where there is no such home)
    if folder.is_dir():
        return _read(folder, str(folder), folder.resolve().name, None)
    text = str(source)
    if isinstance(source, Path) or not _REPOSITORY.match(text):
        raise EncoderNotFound(
            f"There is no folder {text}.",
            "Name a folder, or a model of the Hugging Face hub such as openai/clip-vit-base-patch32.",
        )
    directory, commit = _download(text, revision, progress)
    return _read(directory, text, text.rpartition("/")[2], commit)


def _read(directory: Path, where: str, name: str, commit: str | None) -> Source:
    family = _family(directory, where)
    weights = sorted(directory.glob(_WEIGHTS))
    if not weights:
        raise _no_weights(where, [path.name for path in directory.iterdir()])
    for needed in ("preprocessor_config.json", "tokenizer_config.json"):
        if not (directory / needed).is_file():
            raise EncoderDamaged(f"{where} has no {needed}.", "Get the whole model folder.")
    card = _card(directory / "README.md")
    licences = sorted(path for path in directory.glob("LICEN[SC]E*") if path.is_file())
    return Source(
        directory=directory,
        where=where,
        family=family,
        name=_slug(name),
        revision=_slug((commit or _digest(directory))[:12]),
        licence=_licence(card),
        languages=_languages(card),
        licence_file=licences[0] if licences else None,
    )


def _family(directory: Path, where: str) -> Family:
    try:
        configuration = json.loads((directory / "config.json").read_bytes())
    except FileNotFoundError:
        raise EncoderDamaged(f"{where} has no config.json.", "Get the whole model folder.") from None
    except (OSError, ValueError) as error:
        raise EncoderDamaged(f"The config.json of {where} can't be read: {error}.") from error
    if not isinstance(configuration, dict):
        raise EncoderDamaged(f"The config.json of {where} is not one of a model.")
    return family_of(configuration, where)


def _no_weights(where: str, names: list[str]) -> EncoderError:
    pickles = sorted(name for name in names if name.endswith(_PICKLES))
    if pickles:
        return EncoderUnsupported(
            f"{where} has its weights only as {', '.join(pickles[:3])}. Such files are programs that run "
            "when they are opened, so Fovea reads safetensors only.",
            "Look for a revision with model.safetensors (the hub converts most models by itself, "
            "as a pull request: --revision refs/pr/N).",
        )
    return EncoderDamaged(f"{where} has no model.safetensors.", "Get the whole model folder.")


def _download(repository: str, revision: str | None, progress: Progress) -> tuple[Path, str]:
    hub: Any = importlib.import_module("huggingface_hub")
    try:
        progress(f"asking the hub for {repository}")
        found = hub.HfApi().model_info(repository, revision=revision)
        folder = _fetch(hub, repository, found.sha, list(_CONFIGURATION))
        _family(folder, repository)
        names = [entry.rfilename for entry in found.siblings or [] if "/" not in entry.rfilename]
        if not any(Path(name).match(_WEIGHTS) for name in names):
            raise _no_weights(repository, names)
        progress(f"downloading {repository}")
        return _fetch(hub, repository, found.sha, [*_CONFIGURATION, _WEIGHTS]), str(found.sha)
    except EncoderError:
        raise
    except Exception as error:  # the hub's client raises those of several libraries
        raise _hub_problem(hub, repository, error) from error


def _fetch(hub: Any, repository: str, commit: str, patterns: list[str]) -> Path:
    return Path(
        hub.snapshot_download(
            repository, revision=commit, allow_patterns=patterns, ignore_patterns=["*/*", "open_clip*"]
        )
    )


def _hub_problem(hub: Any, repository: str, error: Exception) -> EncoderNotFound:
    if isinstance(error, hub.errors.GatedRepoError):
        return EncoderNotFound(
            f"{repository} is given only to people who accepted its terms.",
            "Accept them on huggingface.co, log in with `hf auth login`, and try again.",
        )
    if isinstance(error, hub.errors.RepositoryNotFoundError | hub.errors.RevisionNotFoundError):
        return EncoderNotFound(f"The hub has no model {repository}, or it is not public.", "Check its name.")
    lines = str(error).strip().splitlines() or [""]
    # A failed connection comes with pages about pools and retries: its kind says as much.
    told = "" if "Connect" in type(error).__name__ or "Timeout" in type(error).__name__ else lines[0]
    return EncoderNotFound(
        f"The hub can't be reached for {repository}: {told.rstrip('.')[:200] or type(error).__name__}.",
        "Check the connection (HTTPS_PROXY and HF_ENDPOINT count), or name a folder on this computer.",
    )


def _digest(directory: Path) -> str:
    """Of all that vectors depend on: the same weights with another tokenizer make other vectors."""
    digest = hashlib.sha256()
    patterns = ("*.json", "*.txt", "*.model", _WEIGHTS)
    for path in sorted({path for pattern in patterns for path in directory.glob(pattern)}):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._")[:48] or "model"


def _card(path: Path) -> dict[str, Any]:
    """The metadata on top of a model card, YAML between two lines of dashes."""
    try:
        found = re.match(
            r"---\s*\n(.*?)\n---\s*(\n|\Z)", path.read_text(encoding="utf-8", errors="replace"), re.S
        )
        values = importlib.import_module("yaml").safe_load(found.group(1)) if found else None
    except Exception:  # no card, or one whose metadata is broken, is no reason to refuse a model
        return {}
    return values if isinstance(values, dict) else {}


def _licence(card: dict[str, Any]) -> str:
    name = card.get("license")
    if name == "other" and card.get("license_name"):
        name = card["license_name"]
    if isinstance(name, list):
        name = ", ".join(map(str, name))
    return str(name) if name else "not stated; see the model's page"


def _languages(card: dict[str, Any]) -> tuple[str, ...]:
    named = card.get("language")
    listed = named if isinstance(named, list) else [named]
    # YAML takes the tag of Norwegian for "no".
    return tuple("no" if tag is False else str(tag) for tag in listed if tag is not None and tag != "")
