"""Searches that people saved, and those they made of late.

What is saved is the question, not its answer: it is asked anew whenever it is opened. Every change gives
back a `Change` that undoes it, as `Annotations` has it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from core.errors import UsageError
from core.library.changes import Change
from core.library.clock import timestamp
from core.library.database import writing
from core.library.kept_question import KeptQuestion
from core.library.names import as_name, fold_name
from core.library.recent_searches import RecentSearches
from core.library.settings import Settings


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question with a name.

    Attributes:
        id: Its row; stays when it is renamed, or deleted and brought back.
        name: As people call it.
        question: What it asks.
        created_at: ISO 8601, UTC.
    """

    id: int
    name: str
    question: KeptQuestion
    created_at: str


@dataclass(frozen=True, slots=True)
class SearchKept:
    """A step of a change: a saved search is so from now on; with None, it is deleted.

    Attributes:
        search_id: Which.
        search: As it is to be.
        photo_ids: Those it is about: none, whatever it asks.
    """

    search_id: int
    search: SavedSearch | None
    photo_ids: frozenset[int] = frozenset()

    def apply(self, connection: sqlite3.Connection) -> SearchKept | None:
        """See `Step`. Where another search took the name meanwhile, this one gets a number behind it."""
        before = _search(connection, "id = ?", self.search_id)
        if before == self.search:
            return None
        if self.search is None:
            connection.execute("DELETE FROM searches WHERE id = ?", (self.search_id,))
        else:
            name = _free_name(connection, self.search.name, self.search_id)
            connection.execute(
                "INSERT OR REPLACE INTO searches (id, name, folded, question, created_at) "
                "VALUES (?, ?, ?, ?, ?)",
                (
                    self.search_id,
                    name,
                    fold_name(name),
                    self.search.question.as_json(),
                    self.search.created_at,
                ),
            )
        return SearchKept(self.search_id, before)


class Searches:
    """Saves, lists, renames, removes; remembers and forgets.

    Args:
        database: The catalogue.
        path: Its file.
        recent: What was searched for of late.
        settings: Whether that is remembered.
    """

    def __init__(self, database: Database, path: Path, recent: RecentSearches, settings: Settings) -> None:
        self._database = database
        self._path = path
        self._recent = recent
        self._settings = settings

    def all(self) -> list[SavedSearch]:
        """Those that are saved, in alphabetical order."""
        rows = self._database.conn.execute(f"{_SELECT} ORDER BY folded")
        return [_of_row(row) for row in rows]

    def called(self, name: str) -> SavedSearch:
        """The saved search of a name, however it is cased.

        Raises:
            UsageError: There is none.
        """
        name = as_name(name, "search")
        found = _search(self._database.conn, "folded = ?", fold_name(name))
        if found is None:
            raise UsageError(f"There is no saved search “{name}”.", "See fovea searches for those there are.")
        return found

    def save(self, name: str, question: KeptQuestion) -> Change:
        """Save a question; one that is saved under this name gives way to it.

        Raises:
            UsageError: The name says nothing, or the question asks nothing.
        """
        name = as_name(name, "search")
        if not question:
            raise UsageError("Nothing is asked, so there is nothing to save.", "Type what to search for.")
        with writing(self._database, self._path) as database:
            before = _search(database.conn, "folded = ?", fold_name(name))
            if before is not None:
                saved = replace(before, name=name, question=question)
            else:
                # More than any there ever was, also of those that were deleted.
                (last,) = database.conn.execute(
                    "SELECT coalesce(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'searches'"
                ).fetchone()
                saved = SavedSearch(last + 1, name, question, timestamp())
            return Change((SearchKept(saved.id, saved),)).apply(database.conn)

    def rename(self, name: str, new_name: str) -> Change:
        """Call a saved search otherwise.

        Raises:
            UsageError: There is none of that name, or the new one says nothing or is another's.
        """
        new_name = as_name(new_name, "search")
        with writing(self._database, self._path) as database:
            saved = self.called(name)
            other = _search(database.conn, "folded = ?", fold_name(new_name))
            if other is not None and other.id != saved.id:
                raise UsageError(f"There is a saved search “{other.name}” already.", "Choose another name.")
            return Change((SearchKept(saved.id, replace(saved, name=new_name)),)).apply(database.conn)

    def remove(self, name: str) -> Change:
        """Forget a saved search.

        Raises:
            UsageError: There is none of that name.
        """
        with writing(self._database, self._path) as database:
            return Change((SearchKept(self.called(name).id, None),)).apply(database.conn)

    # -- of late -------------------------------------------------------------------------------

    @property
    def remembers(self) -> bool:
        """What is searched for is remembered."""
        return self._settings.load().remember_searches

    def recent(self) -> list[str]:
        """The sentences that were searched for, the newest first."""
        return self._recent.all()

    def remember(self, sentence: str) -> None:
        """Note a sentence that somebody searched for, unless nothing is to be remembered."""
        if self.remembers:
            self._recent.add(sentence)

    def remember_again(self, sentences: list[str]) -> None:
        """What undoes forgetting: remember just these, the newest first."""
        if self.remembers:
            self._recent.replace(sentences)

    def forget(self, sentence: str | None = None) -> list[str]:
        """Forget one sentence, or with None all of them.

        Returns:
            What was remembered before.
        """
        before = self._recent.all()
        self._recent.replace([] if sentence is None else [text for text in before if text != sentence])
        return before

    def set_remembering(self, remember: bool) -> None:
        """Remember from now on, or no more; then what was remembered is forgotten."""
        self._settings.save(remember_searches=remember)
        if not remember:
            self.forget()


_SELECT = "SELECT id, name, question, created_at FROM searches"


def _search(connection: sqlite3.Connection, where: str, value: int | str) -> SavedSearch | None:
    row = connection.execute(f"{_SELECT} WHERE {where}", (value,)).fetchone()
    return _of_row(row) if row else None


def _of_row(row: tuple[int, str, str, str]) -> SavedSearch:
    return SavedSearch(row[0], row[1], KeptQuestion.from_json(row[2]), row[3])


def _free_name(connection: sqlite3.Connection, wanted: str, search_id: int) -> str:
    name, number = wanted, 1
    taken = "SELECT 1 FROM searches WHERE folded = ? AND id <> ?"
    while connection.execute(taken, (fold_name(name), search_id)).fetchone():
        number += 1
        name = f"{wanted} {number}"
    return name
