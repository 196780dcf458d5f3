"""What was searched for of late: a small file beside the catalogue, and in none of its backups.

A file of its own, because whoever notes a search in the catalogue tells every reader that the library
has changed, and because what a person wants forgotten must be in no copy of it.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

AT_MOST = 50
"""So many are remembered; the oldest give way."""

LONGEST = 500
"""Characters; what is longer was pasted, and nobody looks for it in a list."""


class RecentSearches:
    """Sentences, the newest first. A file that is damaged or can't be written costs no more than itself.

    Args:
        path: The file; made when something is remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[str]:
        """All that is remembered."""
        try:
            read = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [text for text in read if isinstance(text, str)] if isinstance(read, list) else []

    def add(self, sentence: str) -> None:
        """Remember a sentence as the newest; the same one, however it is cased and spaced, goes."""
        said = " ".join(sentence.split())
        if not said or len(said) > LONGEST:
            return
        others = [text for text in self.all() if text.casefold() != said.casefold()]
        self.replace([said, *others])

    def replace(self, sentences: list[str]) -> None:
        """Remember these and no others."""
        kept = sentences[:AT_MOST]
        # A full disk is told of where it matters.
        with contextlib.suppress(OSError):
            # Always the same: what a crash leaves of it must not outlast being forgotten.
            temporary = self._path.with_name(f".{self._path.name}.part")
            if not kept:
                self._path.unlink(missing_ok=True)
                temporary.unlink(missing_ok=True)
                return
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                # A half of a character, which JSON would carry and UTF-8 can't, is written as its number.
                json.dump(kept, file, indent=1)
            temporary.replace(self._path)
