"""Which encoders are on this machine: the built-in one, and those found in given folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.directory import open_directory
from models.encoder import EncoderIdentity
from models.errors import EncoderError, EncoderNotFound
from models.manifest import MANIFEST


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One encoder that is on this machine.

    Attributes:
        name: Its name, or the folder's where the manifest can't be read.
        directory: Where it is.
        built_in: Whether it came with Fovea.
        identity: None where the manifest can't be read.
        languages: BCP 47 tags.
        licence: Of the weights.
        size: Bytes on disk.
        problem: Why it can't be used; empty when it can.
    """

    name: str
    directory: Path
    built_in: bool
    identity: EncoderIdentity | None = None
    languages: tuple[str, ...] = ()
    licence: str = ""
    size: int = 0
    problem: str = ""


def starter_directory() -> Path:
    """The directory of the encoder that ships with Fovea."""
    return Path(__file__).parent / "starter"


def installed_encoders(directories: Iterable[Path] = ()) -> tuple[CatalogEntry, ...]:
    """Every encoder on this machine, the built-in one first. Damaged ones are listed with their problem.

    Args:
        directories: Encoder directories, or folders of encoder directories; missing ones are passed over.
    """
    found = {starter_directory(): _entry(starter_directory(), built_in=True)}
    for folder in directories:
        for directory in _encoder_directories(folder):
            found.setdefault(directory, _entry(directory, built_in=False))
    return tuple(found.values())


def find_encoder(name: str, directories: Iterable[Path] = ()) -> Path:
    """The directory of an encoder, by its name or its `name@revision`.

    Raises:
        EncoderNotFound: There is none of that name; says which there are.
    """
    entries = installed_encoders(directories)
    for entry in entries:
        if name == entry.name or (entry.identity is not None and name == entry.identity.key):
            return entry.directory
    known = ", ".join(sorted({entry.name for entry in entries}))
    raise EncoderNotFound(f"There is no encoder named {name!r} here.", f"Those that are: {known}.")


def _encoder_directories(folder: Path) -> Iterator[Path]:
    if (folder / MANIFEST).is_file():
        yield folder
        return
    try:
        children = sorted(folder.iterdir())
    except OSError:
        return
    for child in children:
        # A leading dot marks an installation that was not finished.
        if not child.name.startswith(".") and (child / MANIFEST).is_file():
            yield child


def _entry(directory: Path, *, built_in: bool) -> CatalogEntry:
    try:
        manifest = open_directory(directory)
    except EncoderError as error:
        return CatalogEntry(directory.name, directory, built_in, problem=str(error))
    return CatalogEntry(
        name=manifest.identity.name,
        directory=directory,
        built_in=built_in,
        identity=manifest.identity,
        languages=manifest.languages,
        licence=manifest.licence,
        size=manifest.size,
    )
