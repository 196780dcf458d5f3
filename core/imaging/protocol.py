"""What passes between the parent and its decoding children: small picklable values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.imaging.saying import Saying
from core.paths import display

if TYPE_CHECKING:
    from models import Preprocess

CopyFormat = Literal["jpeg", "png", "webp", "avif"]

SUFFIXES: dict[CopyFormat, str] = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "avif": ".avif"}
"""What the names of copies end in."""

LIKE: dict[str, CopyFormat] = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
"""The formats of photos that copies can have, too."""

LONGEST_EDGE = 16_383
"""Pixels of a copy; WebP knows no larger pictures, and photos are hardly ever."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a child has to work; the first thing it is sent.

    Attributes:
        memory_limit: Bytes it may use.
        niceness: Added to its nice value.
    """

    memory_limit: int
    niceness: int


@dataclass(frozen=True, slots=True)
class DecodeJob:
    """One photo of the library: digests, facts, pixels, and its thumbnail if there is none.

    Attributes:
        source: The file.
        preprocesses: One array of pixels is made for each.
        thumbnails: Root of the thumbnails there are; what is missing there is made, and the parent
            writes it. None: none is made.
    """

    source: Path
    preprocesses: tuple[Preprocess, ...]
    thumbnails: Path | None = None


@dataclass(frozen=True, slots=True)
class PixelsJob:
    """A picture to search with."""

    source: Path | bytes
    preprocess: Preprocess


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A picture to look at, or a part of one: left, top, right and bottom in parts of the upright picture."""

    source: Path | bytes
    max_edge: int
    part: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class CopyJob:
    """A copy for other people: the picture, and beside it nothing but what is given here.

    Attributes:
        source: The photo.
        format: What to write it as; None: as it is, where that can be written, else as JPEG.
        max_edge: Long edge in pixels, at most; None: as large as it is.
        quality: Of the formats that lose something, 1 to 100.
        exif: To write beside the picture, as `Image.Exif.tobytes` gives it.
        xmp: Likewise; empty: none.
    """

    source: Path
    format: CopyFormat | None
    max_edge: int | None
    quality: int
    exif: bytes
    xmp: bytes


@dataclass(frozen=True, slots=True)
class SidecarJob:
    """A file that another program wrote beside a photo.

    Attributes:
        source: The file.
        ours: Records of what Fovea wrote into it, the newest first; that is passed over.
    """

    source: Path
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendJob:
    """A sidecar with what people say now; the child only makes it, the parent writes it.

    Attributes:
        source: The sidecar.
        exists: It is there.
        saying: What people say.
        ours: Records of what Fovea wrote into it before, the newest first.
    """

    source: Path
    exists: bool
    saying: Saying
    ours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestJob:
    """The SHA-256 of a whole file, to be sure that it is another one's copy."""

    source: Path


Job = DecodeJob | PixelsJob | RenderJob | CopyJob | SidecarJob | AmendJob | DigestJob


@dataclass(frozen=True, slots=True)
class Answer:
    """How a job ended.

    Attributes:
        kind: "begun" (the job has arrived; how it ended follows), "done", "failed" (an error of
            the person's environment) or "bug".
        value: The result, the error, or a traceback.
        exhausted: Memory ran out, so the child had better be replaced.
    """

    kind: Literal["begun", "done", "failed", "bug"]
    value: object
    exhausted: bool = False


def source_name(source: Path | bytes) -> str:
    """What messages call a picture, which may have no file."""
    return "the pasted picture" if isinstance(source, bytes) else display(source)
