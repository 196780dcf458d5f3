"""The files of an encoder directory, checked before they are used.

Sizes are compared whenever a directory is opened, which costs nothing. The
sha256 of a file is compared when that file is first read: hashing the starter
takes a few tens of milliseconds, less than ONNX Runtime needs to load it, and
one flipped bit in a weight would otherwise be a quietly worse search.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.errors import EncoderDamaged, EncoderNotFound
from models.manifest import REINSTALL, FileEntry, Manifest, read_manifest

MAX_HASHED_AT_LOAD = 256 << 20
"""Bytes. A larger file is compared by size at load and by sha256 only in `verify_directory`."""


def open_directory(directory: Path) -> Manifest:
    """Read the manifest and check that every listed file is there in its full size.

    Raises:
        EncoderNotFound: There is no such directory.
        EncoderDamaged: The manifest or a file is missing or wrong.
        EncoderUnsupported: The manifest is of an unknown format.
    """
    if not directory.is_dir():
        raise EncoderNotFound(
            f"There is no encoder at {directory}.", "See `fovea encoders list` for the ones that are here."
        )
    manifest = read_manifest(directory)
    for entry in manifest.files:
        check_size(directory, entry)
    return manifest


def verify_directory(directory: Path) -> Manifest:
    """Check every file of an encoder by its sha256.

    Args:
        directory: The encoder directory.

    Returns:
        Its manifest.

    Raises:
        EncoderError: As `open_directory`; a differing sha256 is EncoderDamaged.
    """
    manifest = open_directory(directory)
    for entry in manifest.files:
        check_sha256(directory, entry)
    return manifest


def checked_file(directory: Path, entry: FileEntry) -> Path:
    """The path of a file that is about to be loaded, after the check its size allows."""
    check_size(directory, entry)
    if entry.size <= MAX_HASHED_AT_LOAD:
        check_sha256(directory, entry)
    return directory / entry.name


def check_size(directory: Path, entry: FileEntry) -> None:
    """Compare a file's size with the manifest's."""
    path = directory / entry.name
    if not path.is_file():
        raise EncoderDamaged(f"{path} is missing.", REINSTALL)
    size = path.stat().st_size
    if size != entry.size:
        raise EncoderDamaged(f"{path} has {size:,} bytes instead of {entry.size:,}.", REINSTALL)


def check_sha256(directory: Path, entry: FileEntry) -> None:
    """Compare a file's sha256 with the manifest's."""
    path = directory / entry.name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderDamaged(f"{path} can't be read: {error.strerror or error}.", REINSTALL) from error
    if digest != entry.sha256:
        raise EncoderDamaged(f"{path} is damaged: its sha256 is not the manifest's.", REINSTALL)
