"""Files moved to the trash when a person asks for it, alone or because another one is kept; and put back."""

from __future__ import annotations

import filecmp
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import FoveaError
from core.library import Library
from core.library.photo_files import PhotoFile
from core.paths import display
from core.trash import Trashed, TrashError, move_to_trash, put_back


@dataclass(frozen=True, slots=True)
class Doomed:
    """What would go if photos went, to be told before it does.

    Attributes:
        files: That show the photos and are in reach, at all their places.
        beside: That belong to these and to nothing else: RAW files, films, sidecars.
        out_of_reach: Files of the photos on drives that are away, which stay.
    """

    files: tuple[PhotoFile, ...]
    beside: tuple[Path, ...]
    out_of_reach: tuple[PhotoFile, ...]

    @property
    def paths(self) -> list[Path]:
        """All that would go."""
        return [*(file.path for file in self.files), *self.beside]


@dataclass(slots=True)
class Discarded:
    """What became of the files that were to go.

    Attributes:
        trashed: Those that are in the trash now, with the files that belonged to them.
        places: The places they were, each with its file, by the folder of the library they lie in.
        left: Why files were left where they are, in words.
        bytes: How many the trash took.
    """

    trashed: list[Trashed] = field(default_factory=list)
    places: dict[int, dict[int, Path]] = field(default_factory=dict)
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
            result.left.append(_left_alone(file.path, error))
    _tell(library, result.places, gone=True)
    return result


def doomed(library: Library, photo_ids: Sequence[int]) -> Doomed:
    """See what goes with photos: they are shown by all their files, so all of them go."""
    files = library.files.of(photo_ids)
    here = tuple(file for file in files if file.online)
    beside = (path for file in here for _, path in library.files.companions(file.place_id))
    return Doomed(
        here,
        tuple(path for path in dict.fromkeys(beside) if path.exists()),
        tuple(file for file in files if not file.online),
    )


def discard_photos(library: Library, files: Sequence[PhotoFile]) -> Discarded:
    """Move the files of photos to the trash, with what belongs to them and to no other.

    Nothing goes that is not what the library takes it for. What people said of the photos is kept as
    long as the library keeps photos without files, and is theirs again when the files are put back.

    Args:
        library: Opened by this thread.
        files: As `doomed` named them.
    """
    result = Discarded()
    for file in files:
        try:
            _check_known(library, file.path, [file])
            _move(library, file, result)
        except FoveaError as error:
            result.left.append(str(error))
        except OSError as error:
            result.left.append(_left_alone(file.path, error))
    _tell(library, result.places, gone=True)
    return result


def restore(library: Library, discarded: Discarded) -> list[str]:
    """Put everything back. What can't be stays in the list, and can be tried again.

    Returns:
        What could not be put back, and why, in words.
    """
    problems, left = [], []
    for trashed in reversed(discarded.trashed):
        try:
            put_back(trashed)
        except TrashError as error:
            problems.append(str(error))
            left.append(trashed)
    discarded.trashed = left[::-1]
    away = {trashed.path for trashed in left}
    _tell(
        library,
        {
            folder: [place for place, path in files.items() if path not in away]
            for folder, files in discarded.places.items()
        },
        gone=False,
    )
    return problems


def _check(library: Library, kept: PhotoFile, file: PhotoFile) -> None:
    name = display(file.path)
    _check_known(library, file.path, [kept, file])
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


def _check_known(library: Library, path: Path, files: Sequence[PhotoFile]) -> None:
    """Make sure that files are still what the library takes them for, or leave one of them alone."""
    now = {found.place_id: found for found in library.files.at([file.place_id for file in files])}
    for known in files:
        found = now.get(known.place_id)
        if found is None or not found.online or found != known or not known.is_as_known():
            raise TrashError(
                f"{display(path)} was left alone: {display(known.path)} is not there, or not what it was.",
                "Bring the library up to date and look again: fovea index",
            )


def _left_alone(path: Path, error: OSError) -> str:
    return f"{display(path)} was left alone: {error.strerror or error}."


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
    gone = result.places.setdefault(file.folder_id, {})
    gone[file.place_id] = file.path
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
            gone[place_id] = path


def _tell(library: Library, places: Mapping[int, Collection[int]], *, gone: bool) -> None:
    """Write down what a scan would find."""
    for folder in library.folders.all():
        if folder.id in places:
            here = list(places[folder.id])
            library.places.apply(folder, gone=here if gone else (), back=() if gone else here)
