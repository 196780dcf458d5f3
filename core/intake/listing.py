"""What is in one directory: photos, the files beside them, and the directories to walk. Opens no file."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.imaging import PHOTO_SUFFIXES
from core.intake.rules import NO_MEDIA, Rules, leaves_out
from core.library import FileStamp, Folder, FoundFile, Volume
from core.paths import display

log = logging.getLogger(__name__)

COMPANION_SUFFIXES = frozenset({".xmp", ".json", ".mov", ".mp4"})
"""Files (lower case) that may belong to a photo beside them: sidecars, and the films of live photos."""


@dataclass(slots=True)
class Listing:
    """One directory.

    Attributes:
        photos: Files that are taken as photos.
        beside: Other files that may belong to one of them, by name.
        directories: Directories to walk, below the volume's mount point.
        links: The same for links to directories out of the folder; walked when all else was.
        unreadable: Names of which nobody can say now what they are: no permission, or a link whose
            target is away. What is known of them, or below them, is not gone.
    """

    photos: list[FoundFile] = field(default_factory=list)
    beside: dict[str, FileStamp] = field(default_factory=dict)
    directories: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


class Lister:
    """Lists the directories of one walk; each directory inode once.

    A mount point below is not walked: it is a folder of its own. A directory on another
    device that is no mount point (a btrfs subvolume) is.

    Symbolic links are followed only where the folder says so, and only out of the folder:
    what lies in it is found at its own place, so a link to it adds nothing. Links among
    directories outside end because each inode is listed once.

    Args:
        library_root: The library's own directory; its thumbnails are no photos.
        folder: The folder that is walked.
        rules: What is left alone in it.
        volumes: What is mounted now.
    """

    def __init__(
        self, library_root: Path, folder: Folder, rules: Rules, volumes: Sequence[Volume] = ()
    ) -> None:
        self._library_root = str(library_root.resolve())
        self._root = str(folder.path)
        self._below = len(folder.directory) + 1 if folder.directory else 0
        self._rules = rules
        self._follow_links = folder.follow_links
        self._mounts = {str(volume.mount) for volume in volumes}
        self._pseudo = {str(volume.mount) for volume in volumes if volume.pseudo}
        self._seen: set[tuple[int, int]] = set()

    def list(self, path: Path, directory: str) -> Listing:
        """List a directory; empty when it was listed before in this walk.

        Args:
            path: Where it is.
            directory: The same, below the volume's mount point.

        Raises:
            OSError: It can't be listed.
        """
        listing = Listing()
        facts = path.stat()
        # Windows gives no inode here; there are no loops without links either.
        if facts.st_ino and (facts.st_dev, facts.st_ino) in self._seen:
            return listing
        prefix = f"{directory}/" if directory else ""
        linked = self._follow_links and os.path.realpath(path) != str(path)
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name == NO_MEDIA and str(path) != self._root:
                    return Listing()
                try:
                    if entry.is_symlink() or entry_is_junction(entry):
                        if self._follow_links:
                            self._take_link(entry, prefix, listing)
                    elif entry.is_dir(follow_symlinks=False):
                        if self._is_walked(entry, path.name, prefix, linked):
                            listing.directories.append(prefix + entry.name)
                    else:
                        self._take_file(entry, directory, prefix, listing)
                except FileNotFoundError:
                    continue
                except OSError as error:
                    log.info("can't look at %s: %s", display(entry.path), error)
                    listing.unreadable.append(entry.name)
        self._seen.add((facts.st_dev, facts.st_ino))
        return listing

    def _is_walked(self, entry: os.DirEntry[str], parent: str, prefix: str, linked: bool) -> bool:
        if leaves_out(entry.name, parent) or self._excludes(f"{prefix}{entry.name}/"):
            return False
        if not linked:
            return entry.path != self._library_root and entry.path not in self._mounts
        # Reached through a link: its own path says where it really is.
        real = os.path.realpath(entry.path)
        return not self._is_own(real) and real not in self._pseudo

    def _take_file(self, entry: os.DirEntry[str], directory: str, prefix: str, listing: Listing) -> None:
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122  a hot loop
        if entry.name.startswith("."):
            return
        if suffix in PHOTO_SUFFIXES:
            facts = entry.stat()
            if not stat.S_ISREG(facts.st_mode) or facts.st_size < self._rules.smallest_bytes:
                return
            if self._excludes(prefix + entry.name):
                return
            listing.photos.append(
                FoundFile(directory, entry.name, facts.st_size, facts.st_mtime_ns, _file_id(facts))
            )
        elif suffix in COMPANION_SUFFIXES:
            facts = entry.stat()
            if stat.S_ISREG(facts.st_mode):
                listing.beside[entry.name] = FileStamp(facts.st_size, facts.st_mtime_ns)

    def _take_link(self, entry: os.DirEntry[str], prefix: str, listing: Listing) -> None:
        try:
            facts = entry.stat()
        except OSError:
            # Its target may only be away, with the drive it is on.
            listing.unreadable.append(entry.name)
            return
        if self._is_own(os.path.realpath(entry.path)):
            return
        if not stat.S_ISDIR(facts.st_mode):
            self._take_file(entry, prefix.rstrip("/"), prefix, listing)
        elif not leaves_out(entry.name, "") and not self._excludes(f"{prefix}{entry.name}/"):
            listing.links.append(prefix + entry.name)

    def _is_own(self, real: str) -> bool:
        """Whether a path lies in the folder that is walked, or in the library."""
        return any(
            real == own or real.startswith(own.rstrip(os.sep) + os.sep)
            for own in (self._root, self._library_root)
        )

    def _excludes(self, path: str) -> bool:
        """Whether the person excludes a path, given below the mount point."""
        return self._rules.excludes(path[self._below :])


def entry_is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is one of Windows' junctions, which are links to directories in all but name."""
    return bool(getattr(entry, "is_junction", bool)())


def _file_id(facts: os.stat_result) -> int:
    # SQLite's integers are signed; ReFS and some network file systems use all 64 bits and more.
    return facts.st_ino & 0x7FFF_FFFF_FFFF_FFFF
