"""What passes between the parent and its decoding children: small picklable values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.paths import display

if TYPE_CHECKING:
    from models import Preprocess


@dataclass(frozen=True, slots=True)
class Terms:
    """How a child has to work; the first thing it is sent.

    Attributes:
        thumbnails: Root of the thumbnails there are; those that are missing it makes, and the
            parent writes. None: it makes none.
        memory_limit: Bytes it may use.
        niceness: Added to its nice value.
    """

    thumbnails: Path | None
    memory_limit: int
    niceness: int


@dataclass(frozen=True, slots=True)
class DecodeJob:
    """One photo of the library: digests, facts, pixels, and its thumbnail if there is none."""

    source: Path
    preprocesses: tuple[Preprocess, ...]


@dataclass(frozen=True, slots=True)
class PixelsJob:
    """A picture to search with."""

    source: Path | bytes
    preprocess: Preprocess


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A picture to look at."""

    source: Path | bytes
    max_edge: int


@dataclass(frozen=True, slots=True)
class SidecarJob:
    """A file that another program wrote beside a photo."""

    source: Path


@dataclass(frozen=True, slots=True)
class DigestJob:
    """The SHA-256 of a whole file, to be sure that it is another one's copy."""

    source: Path


Job = DecodeJob | PixelsJob | RenderJob | SidecarJob | DigestJob


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
