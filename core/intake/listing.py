"""What is in one directory: photos, the files beside them, and the directories to walk. Opens no file."""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from core.imaging import PHOTO_SUFFIXES
from core.library import FileStamp, FoundFile
from core.paths import display

log = logging.getLogger(__name__)

SYSTEM_DIRECTORIES = frozenset(
    {
        "@eadir",
        "#recycle",
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "node_modules",
        "__macosx",
    }
)
"""Directories (lower case) that programs fill, not people. Hidden ones are left out as well."""

_SYSTEM_SUFFIXES = (".lrdata", ".photoslibrary", ".aplibrary")

COMPANION_SUFFIXES = frozenset({".xmp", ".json", ".mov", ".mp4"})
"""Files (lower case) that may belong to a photo beside them: sidecars, and the films of live photos."""


@dataclass(slots=True)
class Listing:
    """One directory.

    Attributes:
        photos: Files that are taken as photos.
        beside: Other files that may belong to one of them, by name.
        directories: Directories to walk, below the volume's mount point.
    """

    photos: list[FoundFile] = field(default_factory=list)
    beside: dict[str, FileStamp] = field(default_factory=dict)
    directories: list[str] = field(default_factory=list)


class Lister:
    """Lists the directories of one walk; each directory inode once.

    Args:
        library_root: The library's own directory; its thumbnails are no photos.
    """

    def __init__(self, library_root: Path) -> None:
        self._library_root = library_root.resolve()
        self._seen: set[tuple[int, int]] = set()

    def list(self, path: Path, directory: str) -> Listing:
        """List a directory.

        Args:
            path: Where it is.
            directory: The same, below the volume's mount point.

        Raises:
            OSError: It can't be listed.
        """
        listing = Listing()
        with os.scandir(path) as entries:
            device = path.stat().st_dev
            for entry in entries:
                suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122  a hot loop
                is_wanted = not entry.name.startswith(".")
                try:
                    if is_wanted and suffix in PHOTO_SUFFIXES and entry.is_file(follow_symlinks=False):
                        facts = entry.stat(follow_symlinks=False)
                        listing.photos.append(
                            FoundFile(
                                directory, entry.name, facts.st_size, facts.st_mtime_ns, _file_id(facts)
                            )
                        )
                    elif is_wanted and suffix in COMPANION_SUFFIXES and entry.is_file(follow_symlinks=False):
                        facts = entry.stat(follow_symlinks=False)
                        listing.beside[entry.name] = FileStamp(facts.st_size, facts.st_mtime_ns)
                    elif entry.is_dir(follow_symlinks=False) and not is_system(entry.name):
                        facts = entry.stat(follow_symlinks=False)
                        inode = (facts.st_dev, facts.st_ino)
                        # Another file system below is another volume; the library's thumbnails are no photos.
                        if facts.st_dev != device or Path(entry.path) == self._library_root:
                            continue
                        # Windows gives no inode here; there are no loops without links either.
                        if facts.st_ino and inode in self._seen:
                            continue
                        self._seen.add(inode)
                        listing.directories.append(f"{directory}/{entry.name}" if directory else entry.name)
                except OSError as error:
                    log.info("can't look at %s: %s", display(entry.path), error)
        return listing


def is_system(name: str) -> bool:
    """Whether a directory of this name is hidden or belongs to a program."""
    lower = name.lower()
    return name.startswith(".") or lower in SYSTEM_DIRECTORIES or lower.endswith(_SYSTEM_SUFFIXES)


def _file_id(facts: os.stat_result) -> int:
    # SQLite's integers are signed; ReFS and some network file systems use all 64 bits and more.
    assert stat.S_ISREG(facts.st_mode)
    return facts.st_ino & 0x7FFF_FFFF_FFFF_FFFF
