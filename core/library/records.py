"""What travels out of the library: small frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from core.library.conditions import Condition
from core.library.place_name import PlaceName

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
        follow_links: Symbolic links in it are followed, also out of it.
        parent_id: The chosen folder inside which this one, another volume, is mounted.
    """

    id: int
    path: Path
    volume_id: int
    directory: str
    online: bool
    problem: str = ""
    follow_links: bool = False
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the catalogue remembers of a file, enough to see whether it changed.

    Attributes:
        place_id: Its row.
        size: Bytes.
        mtime_ns: Modification time, nanoseconds since the epoch.
        file_id: Inode, or the file index on Windows.
        state: Of the place.
        leader_id: For a RAW, the place of the JPEG or HEIC it is shown with.
        clip: Name of the film beside it.
        has_sidecars: Files beside it say something of it.
    """

    place_id: int
    size: int
    mtime_ns: int
    file_id: int
    state: str
    leader_id: int | None = None
    clip: str | None = None
    has_sidecars: bool = False


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
class FoundCompanions:
    """The files that belong to a photo, as they are now; stands for all that was known of them.

    Attributes:
        directory: Below the volume's mount point.
        name: The photo's file name.
        leader: For a RAW, the JPEG or HEIC of the same shot.
        clip: For a live photo, its film.
        sidecars: Files that say something of it, by name.
    """

    directory: str
    name: str
    leader: str | None = None
    clip: str | None = None
    sidecars: Mapping[str, FileStamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """A file that has to be decoded.

    Attributes:
        place_id: Its row.
        path: Where it is now.
        strikes: How often the indexer died with it in hand.
    """

    place_id: int
    path: Path
    strikes: int = 0


@dataclass(frozen=True, slots=True)
class SidecarWork:
    """A sidecar that has to be read, for one of the places it belongs to.

    Attributes:
        place_id: The place.
        name: In its directory.
        path: Where it is now.
        ours: Records of what Fovea wrote into it, the newest first; see `sidecar_writes.OwnSidecar`.
    """

    place_id: int
    name: str
    path: Path
    ours: tuple[str, ...] = ()


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
            exposure_s, focal_length_mm, latitude, longitude, title, caption, keywords, rating,
            projection, has_clip.
    """

    size: int
    mtime_ns: int
    file_id: int
    sha256: bytes
    edges: bytes
    pixels_digest: bytes
    facts: Mapping[str, str | int | float | tuple[str, ...] | None]

    @property
    def short_edge(self) -> int:
        """Pixels of the shorter side."""
        width, height = self.facts["width"], self.facts["height"]
        assert isinstance(width, int)
        assert isinstance(height, int)
        return min(width, height)


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo, as a result shows it.

    Attributes:
        id: The photo.
        path: Its best place: one that can be read now, if there is any.
        online: The place can be read now.
        taken_at: Local ISO 8601 time.
        taken_from: "photo" (its own metadata), "sidecar" (a file beside it) or "file" (only the
            file's date).
        width: Pixels, upright.
        height: Pixels, upright.
        size: Bytes of the file.
        format: "JPEG", "HEIF", ...
        camera: Make and model.
        latitude: Decimal degrees.
        longitude: Decimal degrees.
        pixels_digest: Names the thumbnail.
        utc_offset: Minutes east of UTC of `taken_at`.
        title: A short name; people's own, else the file's.
        caption: What it shows, in somebody's words; likewise.
        keywords: People's tags and the file's keywords, but those that people say no to; in
            alphabetical order.
        rating: 0 to 5 stars, -1 for rejected; people's own, else the file's.
        locality: The place it was taken at.
        projection: For a panorama, as GPano says: "equirectangular", ...
        is_motion: It holds a short film.
        clip: A live photo's film, in a file of its own.
        raw: The RAW file of the same shot.
        lens: The lens, as written.
        focal_length_mm: Real focal length in millimetres.
        f_number: Aperture.
        exposure_s: Exposure time in seconds.
        iso: Sensitivity.
        favourite: People say so; or it has five stars, which is how cameras and phones write it,
            and nobody says no.
        albums: In alphabetical order.
        description: What it is taken to show, in a few English words; "" when nobody knows.
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
    utc_offset: int | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None
    locality: PlaceName | None = None
    projection: str | None = None
    is_motion: bool = False
    clip: Path | None = None
    raw: Path | None = None
    lens: str | None = None
    focal_length_mm: float | None = None
    f_number: float | None = None
    exposure_s: float | None = None
    iso: float | None = None
    favourite: bool = False
    albums: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, or a sidecar that could not be read."""

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
        paired: RAW files that are shown with the JPEG or HEIC beside them.
        unwanted: Pictures smaller than the person wants to see.
        sidecars_failed: Files beside photos that could not be read or written; the photos are there.
        texts_failed: Pictures whose text could not be read; the photos are there.
    """

    photos: int
    waiting: int
    failed: int
    offline: int
    paired: int = 0
    unwanted: int = 0
    sidecars_failed: int = 0
    texts_failed: int = 0


@dataclass(frozen=True, slots=True)
class PhotoFilter:
    """Hard filters; all that are given must hold.

    Attributes:
        folders: The photo lies under one of these.
        taken_from: Taken on this day or later.
        taken_until: Taken on this day or earlier.
        conditions: Whatever else a sentence said.
    """

    folders: tuple[Path, ...] = ()
    taken_from: date | None = None
    taken_until: date | None = None
    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folders or self.taken_from or self.taken_until or self.conditions)
