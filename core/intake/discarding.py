"""Files that another one makes needless, moved to the trash when a person asks for it, and put back."""

from __future__ import annotations

import filecmp
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import FoveaError
from core.library import Library
from core.library.photo_files import PhotoFile
from core.paths import display
from core.trash import Trashed, TrashError, move_to_trash, put_back


@dataclass(slots=True)
class Discarded:
    """What became of the files that were to go.

    Attributes:
        trashed: Those that are in the trash now, with the files that belonged to them.
        places: The places they were, by the folder of the library they lie in.
        left: Why files were left where they are, in words.
        bytes: How many the trash took.
    """

    trashed: list[Trashed] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    bytes: int = 0

    @property
    def can_be_undone(self) -> bool:
        """Whether the system says where its trash keeps them."""
        return bool(self.trashed) and all(one.kept_at is not None for one in self.trashed)


def discard(library: Library, choices: Sequence[tuple[PhotoFile, PhotoFile]]) -> Discarded:
    """Move files to the trash, each because another one is kept.

    Nothing goes unless the file that is kept is there, unchanged and another file; and a file whose
    RAW or film has no equal beside the one that is kept does not go either. Sidecars go along. What
    people said of a photo that goes, its tags and albums, holds for the one that is kept, too.

    Args:
        library: Opened by this thread.
        choices: Pairs of a file that stays and one that goes; none is both.

    Raises:
        ValueError: One is both.
    """
    if {kept.place_id for kept, _ in choices} & {file.place_id for _, file in choices}:
        raise ValueError("a file can't stay and go")
    result = Discarded()
    for kept, file in choices:
        try:
            _check(library, kept, file)
            _move(library, file, result)
            if kept.photo_id != file.photo_id:
                library.annotations.hand_on(file.photo_id, kept.photo_id)
        except FoveaError as error:
            result.left.append(str(error))
        except OSError as error:
            result.left.append(f"{display(file.path)} was left alone: {error.strerror or error}.")
    _tell(library, result.places, gone=True)
    return result


def restore(library: Library, discarded: Discarded) -> list[str]:
    """Put everything back.

    Returns:
        What could not be put back, and why, in words.
    """
    problems = []
    for trashed in reversed(discarded.trashed):
        try:
            put_back(trashed)
        except TrashError as error:
            problems.append(str(error))
    _tell(library, discarded.places, gone=False)
    return problems


def _check(library: Library, kept: PhotoFile, file: PhotoFile) -> None:
    name = display(file.path)
    now = {found.place_id: found for found in library.files.at([kept.place_id, file.place_id])}
    for known in (kept, file):
        found = now.get(known.place_id)
        if found is None or not found.online or found != known or not known.is_as_known():
            raise TrashError(
                f"{name} was left alone: {display(known.path)} is not there, or not what it was.",
                "Bring the library up to date and look again: fovea index",
            )
    if kept.path.samefile(file.path):
        raise TrashError(f"{name} was left alone: it is the file that is kept, under another name.")
    if kept.sha256 == file.sha256 and not filecmp.cmp(kept.path, file.path, shallow=False):
        raise TrashError(f"{name} was left alone: it holds other bytes than {display(kept.path)}.")
    theirs = _raws_and_film(library, kept)
    for mine in _raws_and_film(library, file):
        if mine.exists() and not any(_equal(mine, other) for other in theirs):
            raise TrashError(
                f"{name} was left alone: {display(mine.name)} belongs to it, and has no copy beside "
                f"{display(kept.path)}."
            )


def _raws_and_film(library: Library, file: PhotoFile) -> list[Path]:
    """What a photo's file leads that is more than words: a converter may have made a second RAW."""
    raws = [path for place_id, path in library.files.companions(file.place_id) if place_id is not None]
    return [*raws, file.clip] if file.clip else raws


def _equal(one: Path, other: Path) -> bool:
    return other.exists() and filecmp.cmp(one, other, shallow=False)


def _move(library: Library, file: PhotoFile, result: Discarded) -> None:
    companions = library.files.companions(file.place_id)
    size = file.path.stat().st_size
    result.trashed.append(move_to_trash(file.path))
    result.bytes += size
    gone = result.places.setdefault(file.folder_id, [])
    gone.append(file.place_id)
    for place_id, path in companions:
        if not path.exists():
            continue
        # The photo is in the trash already: what can't follow it is told, and stays.
        try:
            size = path.stat().st_size
            result.trashed.append(move_to_trash(path))
        except (TrashError, OSError) as error:
            result.left.append(str(error))
            continue
        result.bytes += size
        if place_id is not None:
            gone.append(place_id)


def _tell(library: Library, places: dict[int, list[int]], *, gone: bool) -> None:
    """Write down what a scan would find."""
    for folder in library.folders.all():
        if folder.id in places:
            here = places[folder.id]
            library.places.apply(folder, gone=here if gone else (), back=() if gone else here)
