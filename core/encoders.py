"""Which encoder a library uses, and where its files are.

The files are copied into the library at first use, so its vectors never lose
the text tower that goes with them, whatever becomes of the place they came from.
"""

from __future__ import annotations

from pathlib import Path

from core.library import Library
from models import (
    CatalogEntry,
    Encoder,
    EncoderDamaged,
    find_encoder,
    install_encoder,
    installed_encoders,
    load_encoder,
    starter_directory,
)


def available(library: Library) -> list[CatalogEntry]:
    """The encoders of this library and the built-in one, each once; damaged ones with their problem."""
    found: dict[str, CatalogEntry] = {}
    for entry in installed_encoders([library.paths.encoders]):
        # The library's own copy of the built-in encoder comes later and is the one in use.
        found[entry.identity.key if entry.identity else str(entry.directory)] = entry
    return list(found.values())


def chosen_directory(library: Library) -> Path:
    """The directory of the encoder this library uses, inside the library; copied there when it is not.

    Raises:
        EncoderError: It is missing or damaged, or can't be copied.
    """
    wanted = library.settings.load().encoder
    if wanted:
        own = library.paths.encoders / wanted
        if own.is_dir():
            return own
        return _copied(library, find_encoder(wanted, [library.paths.encoders]))
    return use(library, starter_directory())


def open_chosen(library: Library) -> Encoder:
    """The encoder this library uses, with the device and threads of its settings.

    Raises:
        EncoderError: It can't be used.
    """
    preferences = library.settings.load()
    directory = chosen_directory(library)
    return load_encoder(directory, device=preferences.device, threads=preferences.threads or None)


def use(library: Library, source: str | Path) -> Path:
    """Choose an encoder; vectors that are missing are made by the next indexing.

    Args:
        library: Whose choice it is.
        source: A name, a `name@revision`, or a directory.

    Returns:
        Its directory in the library.

    Raises:
        EncoderError: There is none, or it is damaged.
    """
    directory = source if isinstance(source, Path) else find_encoder(source, [library.paths.encoders])
    own = _copied(library, directory)
    library.settings.save(encoder=own.name)
    return own


def _copied(library: Library, directory: Path) -> Path:
    for entry in installed_encoders([directory]):
        if entry.directory == directory:
            if entry.identity is None:
                raise EncoderDamaged(entry.problem)
            own = library.paths.encoders / entry.identity.key
            if own.is_dir():
                return own
    return install_encoder(directory, library.paths.encoders)
