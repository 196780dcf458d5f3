"""Writes what people say into sidecars, if they want that. The photos themselves are never written."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.errors import PhotoError
from core.imaging import PHOTO_SUFFIXES, Amended, DecoderPool, Saying
from core.imaging.formats import RAW_SUFFIXES
from core.intake.companions import Companions, companions
from core.intake.replacing import ChangedMeanwhileError, remove_file, replace_file
from core.library import FileStamp, Library, OwnSidecar, Unwritten, Written
from core.library.clock import timestamp
from core.library.description import sidecar_rank
from core.paths import display

AGAIN = timedelta(minutes=5)
"""What could not be written is tried again after this time."""

_NO_STAMP = FileStamp(0, 0)
_REASONS = {
    errno.ENOSPC: "there is no room left on its drive",
    errno.EDQUOT: "there is no room left for you on its drive",
    errno.EROFS: "its drive can only be read",
    errno.EACCES: "you may not write it, or not in its folder",
    errno.EPERM: "you may not write it, or not in its folder",
    errno.ENAMETOOLONG: "its name would be too long",
    errno.ELOOP: "it is only a link to a file elsewhere",
}
_REMEDY = "It is tried again every few minutes; what you said is safe in the library."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sidecar:
    """A sidecar that is being amended."""

    work: Unwritten
    path: Path
    own: OwnSidecar
    amended: Future[Amended]

    @property
    def name(self) -> str:
        return self.path.name


class SidecarWriter:
    """Writes the sidecars of one library that are in line.

    Args:
        library: Opened by this thread.
        pool: Its children read the sidecars that are there, and edit them.
    """

    def __init__(self, library: Library, pool: DecoderPool) -> None:
        self._library = library
        self._pool = pool

    def run(self, proceed: Callable[[], bool]) -> bool:
        """Write all that is in line. A `Chore`."""
        if not self._library.settings.load().write_sidecars:
            return False
        after = 0
        earlier = timestamp(datetime.now(UTC) - AGAIN)
        while proceed() and (batch := self._library.sidecar_writes.waiting(after, tried_before=earlier)):
            self._write(batch)
            after = batch[-1].seq
        return False

    def _write(self, batch: Sequence[Unwritten]) -> None:
        """Write some; what was changed by others in the midst of it stays in line."""
        writes = self._library.sidecar_writes
        written: list[Written] = []
        failed: list[tuple[Unwritten, str, str]] = []
        ready: list[tuple[_Sidecar, Amended]] = []
        for sidecar in self._amending(batch, failed):
            try:
                amended = sidecar.amended.result()
            except PhotoError as error:
                failed.append((sidecar.work, error.problem, error.remedy))
            else:
                ready.append((sidecar, amended))
        # Written down first: whatever becomes of the file, its words are known to be Fovea's.
        writes.intend(
            [(sidecar.work, sidecar.name, amended.ours, amended.size is None) for sidecar, amended in ready]
        )
        for sidecar, amended in ready:
            try:
                stamp = _put(sidecar, amended)
            except ChangedMeanwhileError:
                log.info("%s was changed while it was written", display(sidecar.path))
            except OSError as error:
                failed.append((sidecar.work, _why(sidecar.path, error), _REMEDY))
            else:
                written.append(Written(sidecar.work, sidecar.name, amended.ours, stamp))
        writes.settle(written, failed)

    def _amending(
        self, batch: Sequence[Unwritten], failed: list[tuple[Unwritten, str, str]]
    ) -> list[_Sidecar]:
        """Have each sidecar made, under the name that it has or gets."""
        found: dict[Path, _Directory | OSError] = {}
        amending = []
        for work in batch:
            if work.path.parent not in found:
                found[work.path.parent] = _look(work.path.parent)
            directory = found[work.path.parent]
            if isinstance(directory, OSError):
                # One that is gone is found to be offline, or its photos missing.
                if not isinstance(directory, FileNotFoundError):
                    failed.append((work, _why(work.path, directory), _REMEDY))
                continue
            if work.path.name not in directory.photos:
                continue
            name = sidecar_name(work.path.name, directory.photos, directory.companions)
            path, own = work.path.with_name(name), self._library.sidecar_writes.own(work, name)
            said = work.said
            saying = Saying(
                said.rating,
                said.favourite,
                said.title,
                said.caption,
                said.tags,
                said.not_tags,
                said.albums,
                work.own_keywords,
            )
            amended = self._pool.amend(path, saying, own.ours, exists=name in directory.names)
            amending.append(_Sidecar(work, path, own, amended))
        return amending


def sidecar_name(photo: str, photos: Collection[str], found: Companions) -> str:
    """What the sidecar of a photo is called, or is to be called.

    One that is there already and speaks of no other photo; else IMG.xmp for a RAW file and what belongs
    to it, where Adobe's programs look, and IMG.JPG.xmp for any other, where digiKam, darktable and Immich do.

    Args:
        photo: Its file's name.
        photos: All photos of its directory.
        found: What belongs to each of them.
    """
    mine = {photo, *(raw for raw, leader in found.leaders.items() if leader == photo)}
    others = {name for other, names in found.sidecars.items() if other not in mine for name in names}
    there = [name for name in found.sidecars.get(photo, ()) if name.lower().endswith(".xmp")]
    if own := [name for name in there if name not in others]:
        return min(own, key=lambda name: sidecar_rank(name, photo))
    adobes = f"{Path(photo).stem}.xmp"
    if any(Path(name).suffix.lower() in RAW_SUFFIXES for name in mine) and adobes not in others:
        told = companions(photos, {adobes: _NO_STAMP}).sidecars
        if mine.issuperset(told):
            return adobes
    return f"{photo}.xmp"


@dataclass(frozen=True, slots=True)
class _Directory:
    """A directory as it is now."""

    names: frozenset[str]
    photos: frozenset[str]
    companions: Companions


def _look(directory: Path) -> _Directory | OSError:
    try:
        names = frozenset(entry.name for entry in os.scandir(directory))
    except OSError as error:
        return error
    photos = frozenset(name for name in names if Path(name).suffix.lower() in PHOTO_SUFFIXES)
    beside = {name: _NO_STAMP for name in names if name.lower().endswith(".xmp")}
    return _Directory(names, photos, companions(photos, beside))


def _put(sidecar: _Sidecar, amended: Amended) -> FileStamp | None:
    """Bring a sidecar to what it is to be; gives what it is then, None when there is none."""
    before = None
    if amended.size is not None and amended.mtime_ns is not None:
        before = FileStamp(amended.size, amended.mtime_ns)
    if before is not None and amended.hollow and sidecar.own.made and sidecar.own.stamp == before:
        remove_file(sidecar.path, before)
        return None
    if amended.data is None:
        return before
    like = sidecar.work.path if before is None else sidecar.path
    return replace_file(sidecar.path, amended.data, before, like)


def _why(path: Path, error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, error.strerror or "unknown error")
    return f'"{display(path)}" can\'t be written: {reason}.'
