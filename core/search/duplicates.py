"""Groups of files that show one picture, and of photos that were taken one after another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from core.library import Library
from core.library.likeness import LikePictures
from core.library.photo_files import PhotoFile
from core.search.clustering import clustered, joined
from core.search.merits import Why, advantage, rank

SERIES_SECONDS = 10
"""The longest time between two photos of a series."""

_HOUR = 3600
_ZONES = 26
"""Hours between the clocks of the world's time zones."""

_NUMBERED = re.compile(r"^(.*?)(\d{3,})$")


class Kind(StrEnum):
    """What a file is to the best of its group, or to one between them."""

    BEST = "best"
    COPY = "copy"
    SAME_PICTURE = "same picture"
    VERSION = "version"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a group.

    Attributes:
        file: Which.
        kind: What it is to the best one.
        sharpness: Of its picture, among those of the group; None when that is not known.
    """

    file: PhotoFile
    kind: Kind
    sharpness: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong together, the best first.

    Attributes:
        members: At least two.
        why: In what the first is better than the second; None when only their order tells.
        is_series: They are photos taken one after another; else files that show one picture.
    """

    members: tuple[Member, ...]
    why: Why | None
    is_series: bool = False

    @property
    def wasted_bytes(self) -> int:
        """Bytes that all but the best take; a hard link takes none."""
        taken = {self.members[0].file.inode}
        wasted = 0
        for member in self.members[1:]:
            if member.file.inode is None or member.file.inode not in taken:
                wasted += member.file.size
            taken.add(member.file.inode)
        return 0 if self.is_series else wasted


def duplicates(library: Library, *, series: bool = False, folders: Sequence[Path] = ()) -> list[Group]:
    """Find groups.

    Args:
        library: Opened by this thread. Pictures that were not compared yet are in a group only with
            files of the same bytes or pixels: see `Likeness.waiting`.
        series: The photos of series instead of the files that show one picture.
        folders: Only groups with a file in one of these, which are absolute and lead over no links.

    Returns:
        Those that waste most first; series in the order of time, the latest first.
    """
    links = library.likeness.links()
    digests = {digest for link in links for digest in link.pictures} | set(library.files.copied())
    files = library.files.showing(sorted(digests))
    pictures = _pictures(files, links)
    groups = _series(pictures, links, library) if series else _one_picture(pictures)
    return [group for group in groups if any(lies_in(member.file, folders) for member in group.members)]


def by_kind(groups: Sequence[Group]) -> dict[Kind, list[Group]]:
    """Take groups apart by what their files are to each other, so that each file goes for one reason.

    Args:
        groups: Of files that show one picture.

    Returns:
        Groups of exact copies; of the best copies that hold the same picture; and of the best of these,
        which are versions. Each as `duplicates` gives them.
    """
    copies: list[Sequence[PhotoFile]] = []
    same: list[Sequence[PhotoFile]] = []
    versions: list[Sequence[PhotoFile]] = []
    for group in groups:
        files = [member.file for member in group.members]
        by_bytes = _together(files, lambda file: file.sha256)
        copies += by_bytes
        by_pixels = _together([best for best, *_ in by_bytes], lambda file: file.pixels_digest)
        same += by_pixels
        versions.append([best for best, *_ in by_pixels])
    pictures = {Kind.COPY: copies, Kind.SAME_PICTURE: same, Kind.VERSION: versions}
    return {kind: _one_picture(files) for kind, files in pictures.items()}


def without(groups: Sequence[Group], gone: Set[int]) -> list[Group]:
    """What is left of groups when files have gone.

    Args:
        groups: As `duplicates` gives them.
        gone: The files' places.
    """
    left: list[Group] = []
    for group in groups:
        members = tuple(member for member in group.members if member.file.place_id not in gone)
        if len(members) == len(group.members):
            left.append(group)
        elif group.is_series and len(members) > 1:
            left.append(replace(group, members=(replace(members[0], kind=Kind.BEST), *members[1:])))
        elif not group.is_series:
            left += _one_picture([[member.file for member in members]])
    return left


def lies_in(file: PhotoFile, folders: Sequence[Path]) -> bool:
    """Whether a file lies in one of these folders; in none named, all do."""
    return not folders or any(file.path.is_relative_to(folder) for folder in folders)


# -- files that show one picture -------------------------------------------------------------------


def _pictures(files: Sequence[PhotoFile], links: Sequence[LikePictures]) -> list[list[PhotoFile]]:
    """Files by what they show, versions together; of each picture the best file first."""
    by_digest: dict[bytes, list[PhotoFile]] = defaultdict(list)
    for file in files:
        by_digest[file.pixels_digest].append(file)
    for shown in by_digest.values():
        shown.sort(key=rank)
    same = [
        link
        for link in links
        if link.same
        and all(digest in by_digest for digest in link.pictures)
        and not _other_moment(*(by_digest[digest][0] for digest in link.pictures))
    ]
    ranked = sorted(by_digest, key=lambda digest: rank(by_digest[digest][0]))
    clusters = clustered(ranked, [(*link.pictures, link.strength) for link in same])
    return [
        sorted((file for digest in cluster for file in by_digest[digest]), key=rank) for cluster in clusters
    ]


def _one_picture(pictures: Iterable[Sequence[PhotoFile]]) -> list[Group]:
    groups = []
    for files in pictures:
        if len(files) < 2 or len({file.inode or file.place_id for file in files}) < 2:
            continue  # alone, or hard links: one file with several names
        best, rest = files[0], files[1:]
        members = [Member(best, Kind.BEST)]
        members += [Member(file, _kind(file, files[:number])) for number, file in enumerate(rest, 1)]
        groups.append(Group(tuple(members), advantage(best, rest[0])))
    return sorted(groups, key=lambda group: (-group.wasted_bytes, group.members[0].file.place_id))


def _together(files: Iterable[PhotoFile], key: Callable[[PhotoFile], bytes]) -> list[list[PhotoFile]]:
    """Files that have something in common, in the order of the first of each."""
    found: dict[bytes, list[PhotoFile]] = {}
    for file in files:
        found.setdefault(key(file), []).append(file)
    return list(found.values())


def _kind(file: PhotoFile, better: Sequence[PhotoFile]) -> Kind:
    if any(file.sha256 == other.sha256 for other in better):
        return Kind.COPY
    same = any(file.pixels_digest == other.pixels_digest for other in better)
    return Kind.SAME_PICTURE if same else Kind.VERSION


def replaced(staying: Sequence[PhotoFile], going: Sequence[PhotoFile]) -> list[tuple[PhotoFile, PhotoFile]]:
    """Say which file stays for each that goes.

    Args:
        staying: Of one group, the best first.
        going: The others.

    Returns:
        The file that stays, one of the same bytes or pixels if there is any, and the one that goes.
    """
    here = [file for file in staying if file.online]
    pairs = []
    for file in going if here else ():
        equal = [other for other in here if other.sha256 == file.sha256]
        equal += [other for other in here if other.pixels_digest == file.pixels_digest]
        pairs.append(((equal or here)[0], file))
    return pairs


def _other_moment(one: PhotoFile, other: PhotoFile) -> bool:
    """Whether two files say of themselves that they are different shots."""
    if not (one.taken_at and other.taken_at and one.taken_from == other.taken_from == "photo"):
        return False
    apart = _seconds_apart(one, other)
    if apart:
        # A program may have written the time of another zone.
        return apart % _HOUR != 0 or apart > _ZONES * _HOUR
    # Several photos in one second: their names count on.
    numbers = [_NUMBERED.match(file.path.stem) for file in (one, other)]
    if one.path.parent != other.path.parent or not numbers[0] or not numbers[1]:
        return False
    return numbers[0][1] == numbers[1][1] and numbers[0][2] != numbers[1][2]


def _seconds_apart(one: PhotoFile, other: PhotoFile) -> float:
    try:
        times = [datetime.fromisoformat(file.taken_at or "").replace(tzinfo=None) for file in (one, other)]
    except ValueError:
        return float("inf")
    return abs((times[0] - times[1]).total_seconds())


# -- photos taken one after another ----------------------------------------------------------------


def _series(
    pictures: Sequence[Sequence[PhotoFile]], links: Sequence[LikePictures], library: Library
) -> list[Group]:
    """Chains of pictures that look alike, each taken within seconds of the one before by one camera."""
    first = {files[0].pixels_digest: files[0] for files in pictures}
    picture_of = {file.pixels_digest: files[0].pixels_digest for files in pictures for file in files}
    pairs = []
    for link in links:
        if not all(digest in picture_of for digest in link.pictures):
            continue
        one, other = (picture_of[digest] for digest in link.pictures)
        if one != other and _follow_each_other(first[one], first[other]):
            pairs.append((one, other))
    chains = [chain for chain in joined(first, pairs) if len(chain) > 1]
    sharpness = library.likeness.sharpness([digest for chain in chains for digest in chain])
    groups = []
    for chain in chains:
        ranked = sorted(chain, key=lambda digest: (-sharpness.get(digest, 0.0), first[digest].place_id))
        members = tuple(
            Member(first[digest], Kind.SERIES if place else Kind.BEST, sharpness.get(digest))
            for place, digest in enumerate(ranked)
        )
        groups.append(Group(members, Why.SHARPER, is_series=True))
    return sorted(groups, key=lambda group: group.members[0].file.taken_at or "", reverse=True)


def _follow_each_other(one: PhotoFile, other: PhotoFile) -> bool:
    if not (one.taken_at and other.taken_at) or "file" in (one.taken_from, other.taken_from):
        return False
    return one.camera == other.camera and _seconds_apart(one, other) <= SERIES_SECONDS
