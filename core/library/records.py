"""What travels out of the library: small frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

TakenFrom = Literal["photo", "sidecar", "file"]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the person chose.

    Attributes:
        id: Its row.
        path: Where it is now, or was when its volume was last seen.
        volume_id: The volume it lies on.
        directory: Its path below the volume's mount point.
        online: It can be read now.
        problem: Why it can't, in words.
    """

    id: int
    path: Path
    volume_id: int
    directory: str
    online: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the catalogue remembers of a file, enough to see whether it changed."""

    place_id: int
    size: int
    mtime_ns: int
    file_id: int
    state: str


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells whether a file changed, without opening it.

    Attributes:
        size: Bytes.
        mtime_ns: Modification time, nanoseconds since the epoch.
    """

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What a scan sees of a file, without opening it.

    Attributes:
        directory: Below the volume's mount point.
        name: File name.
        size: Bytes.
        mtime_ns: Modification time, nanoseconds since the epoch.
        file_id: Inode, or the file index on Windows.
    """

    directory: str
    name: str
    size: int
    mtime_ns: int
    file_id: int


@dataclass(frozen=True, slots=True)
class Work:
    """A file that has to be decoded."""

    place_id: int
    path: Path


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held when it was read whole.

    Attributes:
        size: Bytes, as read.
        mtime_ns: Modification time, as read.
        file_id: Inode, as read.
        sha256: Of all bytes.
        edges: Digest of size, first and last 64 KiB; recognises a moved file cheaply.
        pixels_digest: Of what it shows; equal for the same picture with other metadata.
        facts: Columns of `contents` that the file says of itself: format, width, height,
            orientation, taken_at, utc_offset, camera_make, camera_model, lens, iso, f_number,
            exposure_s, focal_length_mm, latitude, longitude.
    """

    size: int
    mtime_ns: int
    file_id: int
    sha256: bytes
    edges: bytes
    pixels_digest: bytes
    facts: Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo, as a result shows it.

    Attributes:
        id: The photo.
        path: Its best place: one that can be read now, if there is any.
        online: The place can be read now.
        taken_at: Local ISO 8601 time.
        taken_from: "photo" (its own metadata) or "file" (only the file's date).
        width: Pixels, upright.
        height: Pixels, upright.
        size: Bytes of the file.
        format: "JPEG", "HEIF", ...
        camera: Make and model.
        latitude: Decimal degrees.
        longitude: Decimal degrees.
        pixels_digest: Names the thumbnail.
    """

    id: int
    path: Path
    online: bool
    taken_at: str | None
    taken_from: TakenFrom | None
    width: int
    height: int
    size: int
    format: str
    camera: str | None
    latitude: float | None
    longitude: float | None
    pixels_digest: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in."""

    path: Path
    reason: str
    message: str
    remedy: str
    failed_at: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The library in numbers.

    Attributes:
        photos: Photos that can be shown.
        waiting: Files that were found and not read yet.
        failed: Files that could not be read.
        offline: Photos whose volume or folder is away.
    """

    photos: int
    waiting: int
    failed: int
    offline: int


@dataclass(frozen=True, slots=True)
class PhotoFilter:
    """Hard filters; all that are given must hold.

    Attributes:
        folders: The photo lies under one of these.
        taken_from: Taken on this day or later.
        taken_until: Taken on this day or earlier.
    """

    folders: tuple[Path, ...] = ()
    taken_from: date | None = None
    taken_until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.folders or self.taken_from or self.taken_until)
