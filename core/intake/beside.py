"""Compares the files beside photos with those that are remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.intake.companions import companions
from core.intake.listing import Listing
from core.library import FileStamp, FoundCompanions, KnownFile


def changed_companions(
    directory: str,
    listing: Listing,
    known: Mapping[str, KnownFile],
    known_sidecars: Callable[[], Mapping[int, Mapping[str, FileStamp]]],
) -> list[FoundCompanions]:
    """The photos of a directory to which other files belong than before, or changed ones.

    Args:
        directory: Below the volume's mount point.
        listing: What is in it now.
        known: The photos remembered there, by name.
        known_sidecars: Asked only where there are any: the sidecars remembered there, by place.
    """
    found = companions([file.name for file in listing.photos], listing.beside)
    if not found and not any(
        file.has_sidecars or file.leader_id is not None or file.clip is not None for file in known.values()
    ):
        return []
    sidecars = known_sidecars() if any(file.has_sidecars for file in known.values()) else {}
    names = {file.place_id: name for name, file in known.items()}
    present = {file.name for file in listing.photos}
    changed = []
    for name in sorted(present):
        file = known.get(name)
        leader = names.get(file.leader_id) if file and file.leader_id is not None else None
        before = FoundCompanions(
            directory,
            name,
            leader,
            file.clip if file else None,
            sidecars.get(file.place_id, {}) if file else {},
        )
        now = FoundCompanions(
            directory,
            name,
            # What a RAW followed may be gone: that is remembered, for the two were one photo.
            found.leaders.get(name) or (leader if leader not in present else None),
            found.clips.get(name),
            {sidecar: listing.beside[sidecar] for sidecar in found.sidecars.get(name, ())},
        )
        if now != before:
            changed.append(now)
    return changed
