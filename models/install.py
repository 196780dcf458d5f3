"""Taking an encoder from a folder on disk into the place where encoders are kept."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from models.directory import open_directory, verify_directory
from models.errors import EncoderDamaged, EncoderError, EncoderUnsupported
from models.manifest import MANIFEST, FileEntry, read_manifest

_CHUNK = 1 << 20


def install_encoder(source: Path, into: Path) -> Path:
    """Copy an encoder directory, checking every byte on the way.

    The copy is made under a temporary name and renamed when it is whole and on
    the disk, so that a crash or a full disk leaves nothing that looks installed.

    Args:
        source: An encoder directory.
        into: The folder of encoder directories; made when missing.

    Returns:
        The installed directory, `into/NAME@REVISION`. One that is there already
        is kept when it is whole, and replaced when it is damaged.

    Raises:
        EncoderError: The source is not an encoder, is damaged, or can't be written.
    """
    manifest = open_directory(source)
    target = into / manifest.identity.key
    if _is_whole(target):
        if _same_manifest(source, target):
            return target
        raise EncoderUnsupported(
            f"Another encoder is installed as {manifest.identity.key}.",
            "Remove it first with `fovea encoders remove`, or give this one another revision.",
        )
    partial = into / f".{manifest.identity.key}.{os.getpid()}.partial"
    try:
        into.mkdir(parents=True, exist_ok=True)
        _remove(partial)
        partial.mkdir()
        for entry in manifest.files:
            _copy(source, partial, entry)
        # Last, so that a folder with a manifest has all its files.
        _write(partial / MANIFEST, (source / MANIFEST).read_bytes())
        if read_manifest(partial) != manifest:
            raise EncoderDamaged(f"{source} changed while it was copied.", "Try again.")
        _remove(target)
        partial.rename(target)
    except OSError as error:
        raise EncoderUnsupported(
            f"{into} can't be written: {error.strerror or error}.",
            "Free some space or choose another folder.",
        ) from error
    finally:
        _remove(partial)
    return target


def _is_whole(directory: Path) -> bool:
    try:
        verify_directory(directory)
    except EncoderError:
        return False
    return True


def _same_manifest(one: Path, other: Path) -> bool:
    return read_manifest(one) == read_manifest(other)


def _copy(source: Path, target: Path, entry: FileEntry) -> None:
    digest = hashlib.sha256()
    with (source / entry.name).open("rb") as reader, (target / entry.name).open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    if digest.hexdigest() != entry.sha256:
        raise EncoderDamaged(
            f"{source / entry.name} is damaged: its sha256 is not the manifest's.", "Get the encoder again."
        )


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(writer.fileno())


def _remove(directory: Path) -> None:
    if directory.exists():
        shutil.rmtree(directory)
