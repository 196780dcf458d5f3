"""What in a chosen folder is left alone: hidden and system directories, and what the person excludes."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from pathspec import GitIgnoreSpec

from core.errors import UsageError
from core.library import Preferences

log = logging.getLogger(__name__)

SYSTEM_DIRECTORIES = frozenset(
    {
        "#recycle",
        "#snapshot",
        "$recycle.bin",
        "@eadir",
        "@recycle",
        "__macosx",
        "__pycache__",
        "ipod photo cache",
        "lost+found",
        "node_modules",
        "recycled",
        "recycler",
        "system volume information",
        "thumbnails",
        "thumbs",
    }
)
"""Directories (lower case) that programs fill, not people. Hidden ones are left out as well."""

_SYSTEM_SUFFIXES = (".lrdata", ".lrcat-data")
"""Lightroom's previews and catalogue data."""

_PACKAGE_SUFFIXES = (".photoslibrary", ".migratedphotolibrary", ".aplibrary")
_MASTERS = frozenset({"originals", "masters"})
"""What people put into a library of Apple's programs; all else there is made from it."""

NO_MEDIA = ".nomedia"
"""A directory that holds a file of this name wants to be left alone, with all below it (Android)."""


class Rules:
    """Decides by names and sizes what is looked at.

    Args:
        exclude: Patterns as in .gitignore, matched without regard to case. One that can't be understood
            is passed over.
        smallest_bytes: Files below this size are left alone.
    """

    def __init__(self, exclude: Sequence[str] = (), smallest_bytes: int = 0) -> None:
        self._exclude = tuple(exclude)
        self.smallest_bytes = smallest_bytes
        readable = [pattern for pattern in exclude if _is_readable(pattern)]
        for pattern in exclude:
            if pattern not in readable:
                log.warning("the pattern %r can't be understood", pattern)
        self._patterns = _compile(readable)

    @classmethod
    def of(cls, preferences: Preferences) -> Rules:
        """The rules that a person set."""
        return cls(preferences.exclude, preferences.smallest_bytes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def excludes(self, path: str) -> bool:
        """Whether a path below the chosen folder is excluded; the path of a directory ends with a slash."""
        return self._patterns is not None and self._patterns.match_file(path.lower())

    def excludes_below(self, path: str) -> bool:
        """Whether a directory below the chosen folder is left alone, for itself or for one above it."""
        parts = path.split("/")
        return any(
            leaves_out(part, parts[number - 1] if number else "")
            or self.excludes("/".join(parts[: number + 1]) + "/")
            for number, part in enumerate(parts)
        )

    def _key(self) -> tuple[tuple[str, ...], int]:
        return self._exclude, self.smallest_bytes


def leaves_out(name: str, parent: str) -> bool:
    """Whether a directory of this name, in one of that name, is hidden or belongs to a program."""
    lower = name.lower()
    if name.startswith(".") or lower in SYSTEM_DIRECTORIES or lower.endswith(_SYSTEM_SUFFIXES):
        return True
    return parent.lower().endswith(_PACKAGE_SUFFIXES) and lower not in _MASTERS


def check_pattern(pattern: str) -> None:
    """See whether a pattern can be used.

    Raises:
        UsageError: It can't be understood, or would exclude nothing.
    """
    if not pattern.strip() or pattern.lstrip().startswith("#"):
        raise UsageError(f"The pattern {pattern!r} excludes nothing.", "For instance: '*.png' or 'Scans/'.")
    if not _is_readable(pattern):
        raise UsageError(
            f"The pattern {pattern!r} can't be understood.", "They are written as in .gitignore: '*.png'."
        )


def _compile(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    # Camera cards and Windows drives know no case, and nobody means only one of them.
    return GitIgnoreSpec.from_lines(pattern.lower() for pattern in patterns) if patterns else None


def _is_readable(pattern: str) -> bool:
    try:
        _compile([pattern])
    except (ValueError, re.error):
        return False
    return True
