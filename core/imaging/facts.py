"""What travels out of this room: facts, pixels and digests, all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What a file says of itself. None: it does not say, or says nonsense.

    Attributes:
        format: What the bytes are, whatever the name says: "JPEG" (also with more pictures behind it,
            as in MPO and Ultra HDR), "HEIF", "RAW", ...
        width: Upright width of the whole picture in pixels; of the sensor for RAW.
        height: Upright height, likewise.
        orientation: EXIF orientation 1..8 as found. All pixels given out are upright already.
        taken_at: Local time as ISO 8601 without a zone, "2019-05-04T13:37:00" or with ".123".
        utc_offset: Minutes east of UTC of `taken_at`.
        camera_make: The maker, as written.
        camera_model: The model, as written.
        lens: The lens, as written.
        latitude: Decimal degrees, north positive.
        longitude: Decimal degrees, east positive.
        iso: Sensitivity.
        f_number: Aperture, focal length over diameter.
        exposure_s: Exposure time in seconds.
        focal_length_mm: Real focal length in millimetres.
        title: A short name for the picture.
        caption: What it shows, in words.
        keywords: Each once, in the order written; levels of a hierarchy are separate keywords.
        rating: 0 (none) to 5 stars, -1 for rejected.
        projection: How a panorama was projected, as GPano says: "equirectangular", ...
        has_clip: A short film is stored in the same file (a motion photo).
    """

    format: str
    width: int
    height: int
    orientation: int = 1
    taken_at: str | None = None
    utc_offset: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    iso: float | None = None
    f_number: float | None = None
    exposure_s: float | None = None
    focal_length_mm: float | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None
    projection: str | None = None
    has_clip: bool = False


@dataclass(frozen=True, slots=True)
class SidecarFacts:
    """What a file beside a photo says of it. The fields are those of ImageFacts.

    Google Takeout knows no time zone: its `taken_at` is UTC, and `utc_offset` 0.
    """

    taken_at: str | None = None
    utc_offset: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """One photo, read once: all digests, facts and pixels are of the same bytes.

    Attributes:
        path: The file, as it was asked for.
        size: Bytes.
        mtime_ns: Time of the last change, nanoseconds since 1970.
        file_id: Inode (POSIX) or file index (Windows).
        sha256: Of the whole file.
        edges: `edges_digest` of the file: cheap to make again, recognises a moved file.
        pixels_digest: Of the upright size and the thumbnail's pixels: equal means the same picture,
            so a rating written into the EXIF changes `sha256` but not this. Names the thumbnail.
        facts: What the file says of itself.
        pixels: One uint8 array (height, width, 3), RGB, per requested Preprocess.
        thumbnail: A JPEG on its way to the store; None: it is there, or nobody wants it.
    """

    path: Path
    size: int
    mtime_ns: int
    file_id: int
    sha256: bytes
    edges: bytes
    pixels_digest: bytes
    facts: ImageFacts
    pixels: tuple[NDArray[np.uint8], ...]
    thumbnail: bytes | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """A copy of a picture, on its way to a file.

    Attributes:
        data: The whole file.
        suffix: That belongs to its format, with the dot.
    """

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An upright sRGB picture for a viewer.

    Attributes:
        width: Pixels of this rendering.
        height: Pixels of this rendering.
        rgb: width * height * 3 bytes, rows from the top, no padding.
        full_width: Upright width of the whole picture in the file.
        full_height: Upright height of the whole picture in the file.
    """

    width: int
    height: int
    rgb: bytes
    full_width: int
    full_height: int
