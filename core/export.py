"""Copies of photos for other people: in another size or format, and without what is nobody's business.

A copy that may not tell where a photo was taken is never the original's bytes with something cut out:
positions hide in EXIF, XMP, maker's notes, thumbnails and films inside the file. It is made anew from
the picture (see `core.imaging.encoding`), and only what is named here is written beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import FolderError, FoveaError
from core.imaging import LIKE, SUFFIXES, CopyFormat, CopyJob, DecoderPool, Encoded
from core.library import Photo
from core.paths import display

_AHEAD = 4
_ALIKE: dict[CopyFormat, tuple[str, ...]] = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png",),
    "webp": (".webp",),
    "avif": (".avif",),
}
_FORMAT_OF = {suffix: form for form, suffix in SUFFIXES.items()}
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NO_NAME = (errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG)
"""What a file system says of a name it can't have: FAT of a colon, any of one that is too long."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """What copies are to be like.

    Attributes:
        format: None: as the photo is, where that can be written, else JPEG.
        longest_edge: Pixels of the longer side, at most; None: as large as it is.
        quality: Of JPEG, WebP and AVIF, 1 to 100.
        location: The copy may tell where the photo was taken.
        facts: It may tell when, with what camera, and what people wrote about it.
        names: As the photos are called, or by the day they were taken and a number.
        there: What to do when there is something of this name: number the copy, or leave it out.
    """

    format: CopyFormat | None = None
    longest_edge: int | None = None
    quality: int = 90
    location: bool = False
    facts: bool = True
    names: Literal["same", "date"] = "same"
    there: Literal["number", "skip"] = "number"

    @property
    def as_is(self) -> bool:
        """The file itself will do."""
        return self.format is None and self.longest_edge is None and self.location and self.facts


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one photo.

    Attributes:
        photo: Which.
        path: The copy; None when there is none.
        problem: Why there is none; None as well when it was left out for what was there.
    """

    photo: Photo
    path: Path | None
    problem: FoveaError | None = None


def export(
    photos: Iterable[Photo], folder: Path, options: CopyOptions, pool: DecoderPool
) -> Iterator[Copied]:
    """Write copies into a folder, in their order; nothing that is there is overwritten.

    Args:
        photos: Which.
        folder: Made when it is not there.
        options: What the copies are to be like.
        pool: Makes them.

    Yields:
        What became of each photo; one that can't be read does not stop the others. Whoever stops
        listening gets no more copies.

    Raises:
        FolderError: The folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    days: Counter[str] = Counter()
    waiting = iter(photos)
    under_way: deque[_Task] = deque()
    written: set[Path] = set()
    try:
        while True:
            for photo in waiting:
                name = _name(photo, options, days)
                is_there = options.there == "skip" and os.path.lexists(folder / name)
                left_out = is_there and folder / name not in written
                future = None if left_out or options.as_is else pool.copy(_job(photo, options))
                under_way.append(_Task(photo, name, future, left_out))
                if len(under_way) > _AHEAD:
                    break
            if not under_way:
                return
            copied = _finished(under_way.popleft(), folder)
            if copied.path is not None:
                written.add(copied.path)
            yield copied
    finally:
        for task in under_way:
            if task.future is not None:
                task.future.cancel()


@dataclass(frozen=True, slots=True)
class _Task:
    photo: Photo
    name: str
    future: Future[Encoded] | None
    left_out: bool


def _job(photo: Photo, options: CopyOptions) -> CopyJob:
    # It brings Pillow, which the window has no use for until something is exported.
    from core.told import exif_of, xmp_of  # noqa: PLC0415

    return CopyJob(
        photo.path,
        options.format,
        options.longest_edge,
        options.quality,
        exif_of(photo, facts=options.facts, location=options.location),
        xmp_of(photo, location=options.location) if options.facts else b"",
    )


def _name(photo: Photo, options: CopyOptions, days: Counter[str]) -> str:
    """What a copy is to be called, if there is nothing of that name."""
    stem, suffix = photo.path.stem, photo.path.suffix
    if options.names == "date":
        day = (photo.taken_at or "")[:10] or "undated"
        days[day] += 1
        stem = f"{day} {days[day]:03}"
    if not options.as_is:
        wanted = options.format or LIKE.get(photo.format, "jpeg")
        if suffix.lower() not in _ALIKE.get(wanted, ()):
            suffix = SUFFIXES[wanted]
    return stem + suffix


def _finished(task: _Task, folder: Path) -> Copied:
    if task.left_out:
        return Copied(task.photo, None)
    try:
        if task.future is None:
            return Copied(task.photo, _copied_file(task.photo, folder, task.name))
        return Copied(task.photo, _written(task.future.result(), folder, Path(task.name)))
    except FolderError:
        raise
    except FoveaError as problem:
        return Copied(task.photo, None, problem)


def _written(encoded: Encoded, folder: Path, name: Path) -> Path:
    # What could not stay as it is became another format after all.
    if name.suffix.lower() not in (encoded.suffix, *_ALIKE.get(_FORMAT_OF[encoded.suffix], ())):
        name = name.with_suffix(encoded.suffix)
    with _writing(folder) as temporary:
        temporary.write_bytes(encoded.data)
        return _named(temporary, folder, name.name)


def _copied_file(photo: Photo, folder: Path, name: str) -> Path:
    with _writing(folder) as temporary:
        try:
            shutil.copyfile(photo.path, temporary)
            # The date of a file is all some photos know of when they were taken.
            times = photo.path.stat()
            os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
        except OSError as error:
            # It names the photo also where it was the copy that found no room.
            if os.fspath(error.filename or "") == str(photo.path) and error.errno not in _FULL:
                problem = f"{display(photo.path)} can't be read now ({error.strerror})."
                raise FoveaError(problem, "Connect its drive and try again.") from error
            raise
        return _named(temporary, folder, name)


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    """A temporary file of this folder, gone afterwards unless it got a name."""
    try:
        temporary = folder / f".fovea-{secrets.token_hex(8)}"
        # With the mode that any new file gets: to ask for the umask is to change it, for all threads.
        temporary.touch(exist_ok=False)
        try:
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _named(temporary: Path, folder: Path, name: str) -> Path:
    """Give a finished copy its name, or one with a number where that is taken."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while True:
        wanted = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            # Unlike a rename, it fails where there is something already.
            os.link(temporary, wanted)
            return wanted
        except FileExistsError:
            number += 1
        except OSError:
            # FAT knows no links; there the name is taken first.
            with contextlib.suppress(FileExistsError), _nameable(wanted):
                wanted.touch(exist_ok=False)
                return temporary.replace(wanted)
            number += 1


@contextlib.contextmanager
def _nameable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_NAME:
            raise
        raise FoveaError(
            f"{display(path)} can't be called so there ({error.strerror}).",
            "Rename the photo, or have the copies named by day and number.",
        ) from error


def _unwritable(folder: Path, error: OSError) -> FolderError:
    return FolderError(
        f"Copies can't be written to {display(folder)} ({error.strerror or error}).",
        "Choose another folder, or free some space.",
    )
