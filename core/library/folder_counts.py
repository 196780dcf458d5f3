"""How many photos each chosen folder holds, and how many of its files wait or failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class FolderCounts:
    """One folder in numbers of files.

    Attributes:
        ready: Files that were read and can be found.
        waiting: Files still to be read.
        failed: Files that could not be read.
    """

    ready: int = 0
    waiting: int = 0
    failed: int = 0


def folder_counts(database: Database) -> Mapping[int, FolderCounts]:
    """The folders by their ids; one without files is left out."""
    found: dict[int, dict[str, int]] = {}
    # The index on folder and state holds all that is asked for: no file is looked at.
    for folder_id, state, files in database.conn.execute(
        "SELECT folder_id, state, COUNT(*) FROM places GROUP BY folder_id, state"
    ):
        if state in ("ready", "waiting", "failed"):
            found.setdefault(folder_id, {})[state] = files
    return {folder_id: FolderCounts(**states) for folder_id, states in found.items()}
