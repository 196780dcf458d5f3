"""The jobs, done. Imported by children only: it brings all decoders with it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from core.errors import FailureReason, PhotoError
from core.imaging.decode import (
    Needed,
    Picture,
    cropped,
    decode,
    fitted,
    needed_for_view,
    needed_for_work,
)
from core.imaging.encoding import encode_copy
from core.imaging.facts import Decoded, Encoded, Rendered, SidecarFacts
from core.imaging.protocol import (
    AmendJob,
    CopyJob,
    DecodeJob,
    DigestJob,
    Job,
    PixelsJob,
    RenderJob,
    SidecarJob,
    source_name,
)
from core.imaging.reading import edges_of, read_photo, sha256_digest
from core.imaging.saying import Amended
from core.imaging.sidecar import amend_sidecar, read_sidecar
from core.imaging.thumbnails import THUMBNAIL_EDGE, ThumbnailStore, thumbnail_jpeg
from core.paths import display

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Result = Decoded | Rendered | Encoded | SidecarFacts | Amended | bytes


def do(job: Job) -> Result | NDArray[np.uint8]:
    """Do one job.

    Args:
        job: What to do.

    Returns:
        What the job promises.

    Raises:
        PhotoError: The picture can't be read.
        MemoryError: It needs more than this process may have.
    """
    match job:
        case DecodeJob():
            return decode_photo(job)
        case PixelsJob():
            # Exactly as the library's photos are decoded, or a photo would not find itself.
            return job.preprocess.to_pixels(_picture(job.source, needed_for_work).image)
        case RenderJob():
            picture = _picture(job.source, needed_for_view(job.max_edge, job.part))
            image, facts = fitted(cropped(picture.image, job.part), job.max_edge), picture.facts
            return Rendered(image.width, image.height, image.tobytes(), facts.width, facts.height)
        case CopyJob():
            return encode_copy(job)
        case SidecarJob():
            return read_sidecar(job.source, job.ours)
        case AmendJob():
            return amend_sidecar(job)
        case DigestJob():
            return sha256_digest(job.source)


def decode_photo(job: DecodeJob) -> Decoded:
    """Read one photo once: digests, facts, pixels, and the thumbnail if there is none. Raises as `do`."""
    path = job.source
    content = read_photo(path)
    picture = decode(content.data, display(path), path.suffix.lower(), needed_for_work)
    thumbnail = fitted(picture.image, THUMBNAIL_EDGE)
    digest = pixels_digest(picture.facts.width, picture.facts.height, thumbnail)
    wanted = job.thumbnails is not None and not ThumbnailStore(job.thumbnails).has(digest)
    return Decoded(
        path=path,
        size=content.size,
        mtime_ns=content.mtime_ns,
        file_id=content.file_id,
        sha256=hashlib.sha256(content.data).digest(),
        edges=edges_of(content.data),
        pixels_digest=digest,
        facts=picture.facts,
        pixels=tuple(preprocess.to_pixels(picture.image) for preprocess in job.preprocesses),
        thumbnail=thumbnail_jpeg(thumbnail) if wanted else None,
    )


def pixels_digest(width: int, height: int, thumbnail: Image.Image) -> bytes:
    """Digest a picture as it is seen: 16 bytes, BLAKE2b of its upright size and its thumbnail's RGB."""
    digest = hashlib.blake2b(f"{width}x{height}:".encode(), digest_size=16)
    digest.update(thumbnail.tobytes())
    return digest.digest()


def _picture(source: Path | bytes, needed: Needed) -> Picture:
    if isinstance(source, Path):
        return decode(read_photo(source).data, display(source), source.suffix.lower(), needed)
    if not source:
        raise PhotoError(FailureReason.EMPTY, f'"{source_name(source)}" is empty (0 bytes).')
    return decode(source, source_name(source), "", needed)
