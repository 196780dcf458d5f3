"""Which encoders a library uses, and where their files are.

One encoder answers. Another may be upcoming: it answers as soon as every photo
within reach has a vector of it. Those that answered before are kept, with their
vectors, and go on being fed, so that going back is a matter of a moment.

An encoder's files are copied into the library at first use, so its vectors never
lose the text tower that goes with them, whatever becomes of the place they came from.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from core.errors import LibraryBusy, UsageError
from core.library import Library, exclusive
from models import (
    CatalogEntry,
    Encoder,
    EncoderDamaged,
    EncoderError,
    EncoderIdentity,
    EncoderNotFound,
    Obtained,
    Offer,
    discard_download,
    download_encoder,
    find_encoder,
    import_encoder,
    install_encoder,
    installed_encoders,
    load_encoder,
    offers,
    probe_directory,
    starter_directory,
)

log = logging.getLogger(__name__)


class Switch(StrEnum):
    """What choosing an encoder led to."""

    ALREADY = "already"
    AT_ONCE = "at-once"
    PREPARING = "preparing"
    CANCELLED = "cancelled"


def available(library: Library) -> list[CatalogEntry]:
    """The encoders of this library and the built-in one, each once; damaged ones with their problem."""
    found: dict[str, CatalogEntry] = {}
    for entry in installed_encoders([library.paths.encoders]):
        # The library's own copy of the built-in encoder comes later and is the one in use.
        found[entry.identity.key if entry.identity else str(entry.directory)] = entry
    return list(found.values())


def obtainable(library: Library) -> list[Offer]:
    """The encoders of the catalogue that this library has not."""
    here = {entry.name for entry in available(library)}
    return [offer for offer in offers() if offer.name not in here]


def understanding(library: Library, language: str) -> CatalogEntry | Offer | None:
    """An encoder that understands a language: one that is here, else one that can be had.

    Args:
        library: Whose encoders are looked at.
        language: A BCP 47 tag.

    Returns:
        Of several, the first whose licence allows any use; None when there is none.
    """
    encoders: list[CatalogEntry | Offer] = [entry for entry in available(library) if not entry.problem]
    for_any_use: list[Offer] = sorted(obtainable(library), key=lambda offer: offer.licence.restricted)
    for encoder in (*encoders, *for_any_use):
        if language in (tag.partition("-")[0] for tag in encoder.languages):
            return encoder
    return None


def install(
    library: Library,
    offer: Offer,
    source: Path | None = None,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Obtained:
    """Download an encoder of the catalogue into the library, or take it from files fetched by hand.

    Nothing is encoded with it; `use` does that.

    Args:
        library: Where it goes.
        offer: Which.
        source: A folder with its files, or None to download them.
        progress: Called with the bytes that are there and those there will be.
        cancelled: Asked often; True stops a download, which keeps what has arrived.

    Raises:
        EncoderError: It can't be had, or can't be used.
    """
    if source is not None:
        return import_encoder(offer, source, library.paths.encoders, progress=progress)
    return download_encoder(offer, library.paths.encoders, progress=progress, cancelled=cancelled)


def install_directory(library: Library, directory: Path) -> Path:
    """Copy an encoder directory into the library, if it can be used.

    Raises:
        EncoderError: It can't be used, or can't be copied.
    """
    probe_directory(directory)
    return install_encoder(directory, library.paths.encoders)


def chosen_directory(library: Library) -> Path:
    """The directory, inside the library, of the encoder that answers.

    Raises:
        EncoderError: It is missing or damaged, or can't be copied.
    """
    wanted = library.settings.load().encoder
    if not wanted:
        wanted = _own_copy(library, starter_directory()).name
        library.settings.save(encoder=wanted)
    own = library.paths.encoders / wanted
    return own if own.is_dir() else _own_copy(library, named_directory(library, wanted))


def open_chosen(library: Library) -> Encoder:
    """The encoder that answers, with the device and threads of the library's settings.

    Raises:
        EncoderError: It can't be used.
    """
    return _load(library, chosen_directory(library))


def open_fed(library: Library) -> list[Encoder]:
    """All encoders that get a vector of every photo: the one that answers, the upcoming one, the kept ones.

    Raises:
        EncoderError: The one that answers, or the upcoming one, can't be used.
    """
    preferences = library.settings.load()
    chosen = chosen_directory(library)
    fed = [_load(library, chosen)]
    if preferences.upcoming:
        fed.append(_load(library, _own_copy(library, named_directory(library, preferences.upcoming))))
    keys = {encoder.identity.key for encoder in fed}
    for identity in library.vectors.encoders():
        directory = library.paths.encoders / identity.key
        if identity.key in keys or not directory.is_dir():
            continue
        try:
            fed.append(_load(library, directory))
        except EncoderError as error:
            # It answers nothing now; going back to it will say the same.
            log.warning("%s is kept but not fed: %s", identity.key, error)
    return fed


def use(library: Library, source: str | Path) -> tuple[Switch, EncoderIdentity]:
    """Choose the encoder that shall answer.

    It answers at once when every photo has a vector of it already; otherwise the
    present one goes on answering until the next indexing has made them.

    Args:
        library: Whose choice it is.
        source: A name, a `name@revision`, or a directory.

    Raises:
        EncoderError: There is none, or it can't be used; nothing was encoded with it.
    """
    present = chosen_directory(library).name
    directory = source if isinstance(source, Path) else named_directory(library, source)
    if _is_new(library, directory):
        probe_directory(directory)
    encoder = load_encoder(_own_copy(library, directory))
    identity = encoder.identity
    preferences = library.settings.load()
    if identity.key in preferences.removing:
        # Chosen again before its vectors were gone.
        library.settings.save(removing=tuple(key for key in preferences.removing if key != identity.key))
    if identity.key == present:
        library.settings.save(upcoming="")
        return (Switch.CANCELLED if preferences.upcoming else Switch.ALREADY), identity
    lacking = library.vectors.lacking(library.vectors.encoder_id(identity))
    if not len(lacking.readable) and not len(lacking.offline):
        library.settings.save(encoder=identity.key, upcoming="")
        return Switch.AT_ONCE, identity
    library.settings.save(upcoming=identity.key)
    return Switch.PREPARING, identity


def finish_switch(library: Library) -> bool:
    """Let the upcoming encoder answer if every photo within reach has a vector of it.

    Returns:
        Whether it answers from now on.
    """
    upcoming = library.settings.load().upcoming
    for identity in library.vectors.encoders():
        if identity.key == upcoming:
            lacking = library.vectors.lacking(library.vectors.encoder_id(identity))
            if not len(lacking.readable):
                library.settings.save(encoder=upcoming, upcoming="")
                return True
    return False


def remove(library: Library, name: str) -> str:
    """Delete an encoder and its vectors from the library; a damaged one too.

    Beside a running indexer, its vectors go as soon as the indexer has noticed.

    Returns:
        Its key.

    Raises:
        UsageError: It is the one that answers, or the upcoming one.
        EncoderNotFound: The library has none of that name.
    """
    preferences = library.settings.load()
    for entry in installed_encoders([library.paths.encoders]):
        key = entry.directory.name
        if not entry.directory.is_relative_to(library.paths.encoders) or name not in (entry.name, key):
            continue
        if key in (preferences.encoder, preferences.upcoming):
            raise UsageError(f"{key} is in use.", "Choose another one first: fovea encoders use NAME")
        library.settings.save(removing=(*preferences.removing, key))
        shutil.rmtree(entry.directory)
        discard_download(entry.name, library.paths.encoders)
        with contextlib.suppress(LibraryBusy), exclusive(library.paths.indexer_lock, "indexing"):
            finish_removals(library)
        return key
    raise EncoderNotFound(
        f"The library has no encoder {name!r} that could be removed.", "See fovea encoders list"
    )


def finish_removals(library: Library) -> None:
    """Delete the vectors of removed encoders; for whoever holds the indexer's lock."""
    for key in library.settings.load().removing:
        library.vectors.forget_encoder(key)
        library.settings.save(removing=tuple(k for k in library.settings.load().removing if k != key))


def _load(library: Library, directory: Path) -> Encoder:
    preferences = library.settings.load()
    return load_encoder(directory, device=preferences.device, threads=preferences.threads or None)


def named_directory(library: Library, name: str) -> Path:
    """The directory of an encoder by name: the library's own copy before the one that came with Fovea.

    Raises:
        EncoderNotFound: There is none of that name; says which there are.
    """
    for entry in available(library):
        if entry.identity is not None and name in (entry.name, entry.identity.key):
            return entry.directory
    return find_encoder(name, [library.paths.encoders])


def _is_new(library: Library, directory: Path) -> bool:
    """Whether nothing was encoded with it yet. The built-in one is known to work."""
    if directory == starter_directory():
        return False
    keys = {identity.key for identity in library.vectors.encoders()}
    return not any(
        entry.directory == directory and entry.identity is not None and entry.identity.key in keys
        for entry in installed_encoders([directory])
    )


def _own_copy(library: Library, directory: Path) -> Path:
    for entry in installed_encoders([directory]):
        if entry.directory == directory:
            if entry.identity is None:
                raise EncoderDamaged(entry.problem)
            own = library.paths.encoders / entry.identity.key
            if own.is_dir():
                return own
    return install_encoder(directory, library.paths.encoders)
