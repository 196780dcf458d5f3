"""The files that lie beside a photo: .xmp, which Fovea may write too, and Google Takeout's .json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.errors import FailureReason, PhotoError
from core.imaging.facts import SidecarFacts
from core.imaging.metadata import Claims, NotUnderstood, agreed
from core.imaging.protocol import AmendJob
from core.imaging.reading import read_beside
from core.imaging.saying import Amended
from core.imaging.takeout import read_takeout
from core.imaging.xmp import read_xmp
from core.paths import display

_MAX_BYTES = 2 << 20


def read_sidecar(path: Path, ours: Sequence[str] = ()) -> SidecarFacts:
    """Read a sidecar. What it is, its name's suffix says.

    Args:
        path: The file.
        ours: Records of what Fovea wrote into it, the newest first; that is passed over.

    Returns:
        What it says of its photo. A date is in the zone `utc_offset` says, or the camera's.

    Raises:
        PhotoError: It can't be read, or is not what its name says.
    """
    data = read_beside(path, _MAX_BYTES).data
    with _understood(path):
        return read_takeout(data) if path.suffix.lower() == ".json" else _of_xmp(data, ours)


def amend_sidecar(job: AmendJob) -> Amended:
    """Make a sidecar say what people say now.

    Raises:
        PhotoError: It can't be read, or is not what its name says.
    """
    # Few ask for sidecars: only they need what edits them.
    from core.imaging.xmp_writing import amend  # noqa: PLC0415

    if not job.exists:
        return amend(None, job.saying, job.ours)
    read = read_beside(job.source, _MAX_BYTES)
    with _understood(job.source):
        amended = amend(read.data, job.saying, job.ours)
    return replace(amended, size=read.size, mtime_ns=read.mtime_ns)


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    try:
        yield
    except NotUnderstood as error:
        reason = FailureReason.DAMAGED if error.damaged else FailureReason.UNSUPPORTED
        raise PhotoError(
            reason,
            f'"{display(path)}" tells nothing of its photo: it is {error.what}.',
            "Write it again with the program that made it.",
        ) from None


def _of_xmp(data: bytes, ours: Sequence[str]) -> SidecarFacts:
    if ours:
        from core.imaging.xmp_writing import without_ours  # noqa: PLC0415  as above

        data = without_ours(data, ours)
    facts = agreed(Claims(), read_xmp(data), Claims())
    return SidecarFacts(
        taken_at=facts.taken_at,
        utc_offset=facts.utc_offset,
        latitude=facts.latitude,
        longitude=facts.longitude,
        title=facts.title,
        caption=facts.caption,
        keywords=facts.keywords,
        rating=facts.rating,
    )
