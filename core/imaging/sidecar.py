"""The files that other programs write beside a photo: .xmp, and Google Takeout's .json."""

from __future__ import annotations

from pathlib import Path

from core.errors import FailureReason, PhotoError
from core.imaging.facts import SidecarFacts
from core.imaging.metadata import Claims, NotUnderstood, agreed
from core.imaging.reading import read_beside
from core.imaging.takeout import read_takeout
from core.imaging.xmp import read_xmp
from core.paths import display

_MAX_BYTES = 2 << 20


def read_sidecar(path: Path) -> SidecarFacts:
    """Read a sidecar. What it is, its name's suffix says.

    Args:
        path: The file.

    Returns:
        What it says of its photo. A date is in the zone `utc_offset` says, or the camera's.

    Raises:
        PhotoError: It can't be read, or is not what its name says.
    """
    data = read_beside(path, _MAX_BYTES)
    try:
        return read_takeout(data) if path.suffix.lower() == ".json" else _of_xmp(data)
    except NotUnderstood as error:
        reason = FailureReason.DAMAGED if error.damaged else FailureReason.UNSUPPORTED
        raise PhotoError(
            reason,
            f'"{display(path)}" tells nothing of its photo: it is {error.what}.',
            "Write it again with the program that made it.",
        ) from None


def _of_xmp(data: bytes) -> SidecarFacts:
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
