"""What people say of photos, as changes: frozen values that are applied and give back their opposite.

Photos that are not there any more are passed over, so a change may be applied at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from core.library.names import fold_name

Value = bool | int | str | None
"""What is said; None: nothing."""

Sayings = tuple[tuple[Value, tuple[int, ...]], ...]
"""What is said, and the ids of the photos it is said of."""

Opinion = Literal["rating", "favourite", "title", "caption"]

_GIVEN = "photos.id IN (SELECT value FROM json_each(?))"


class Step(Protocol):
    """One thing that is changed."""

    @property
    def photo_ids(self) -> frozenset[int]:
        """The photos it is about."""
        ...

    def apply(self, connection: sqlite3.Connection) -> Step | None:
        """Do it; gives what undoes it, None when nothing was changed. Must run inside `writing`."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What `Annotations.apply` does, all of it or nothing.

    Attributes:
        steps: In this order.
    """

    steps: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def photo_ids(self) -> frozenset[int]:
        """The photos it is about."""
        return frozenset().union(*(step.photo_ids for step in self.steps))

    def apply(self, connection: sqlite3.Connection) -> Change:
        """Do it; gives what undoes it, which is about those photos only that were changed."""
        opposites = [step.apply(connection) for step in self.steps]
        return Change(tuple(step for step in reversed(opposites) if step is not None))


@dataclass(frozen=True, slots=True)
class TagSpelled:
    """A tag is written so from now on, on whatever photo it is."""

    name: str
    photo_ids: frozenset[int] = frozenset()

    def apply(self, connection: sqlite3.Connection) -> TagSpelled | None:
        """See `Step`."""
        folded = fold_name(self.name)
        before = connection.execute("SELECT name FROM tags WHERE folded = ?", (folded,)).fetchone()
        if before is None:
            connection.execute("INSERT INTO tags (name, folded) VALUES (?, ?)", (self.name, folded))
        elif before[0] != self.name:
            connection.execute("UPDATE tags SET name = ? WHERE folded = ?", (self.name, folded))
            return TagSpelled(before[0])
        return None


@dataclass(frozen=True, slots=True)
class TagSaid:
    """Photos have a tag (True), or have it not, whoever else says so (False).

    Attributes:
        name: Of the tag; one that is known keeps its spelling.
        said: True, False, or None: nothing is said of it.
    """

    name: str
    said: Sayings

    @property
    def photo_ids(self) -> frozenset[int]:
        """See `Step`."""
        return _photo_ids(self.said)

    def apply(self, connection: sqlite3.Connection) -> TagSaid | None:
        """See `Step`."""
        folded = fold_name(self.name)
        connection.execute("INSERT OR IGNORE INTO tags (name, folded) VALUES (?, ?)", (self.name, folded))
        (tag_id,) = connection.execute("SELECT id FROM tags WHERE folded = ?", (folded,)).fetchone()
        before: list[tuple[int, Value]] = []
        for value, photo_ids in self.said:
            others = connection.execute(
                f"SELECT photos.id, said FROM photos LEFT JOIN photo_tags ON photo_id = photos.id "
                f"AND tag_id = ? WHERE {_GIVEN} AND said IS NOT ?",
                (tag_id, json.dumps(photo_ids), value),
            ).fetchall()
            before += [(photo_id, None if said is None else bool(said)) for photo_id, said in others]
            if value is None:
                _each(
                    connection, "DELETE FROM photo_tags WHERE photo_id = ?1 AND tag_id = ?2", others, tag_id
                )
            else:
                query = "INSERT OR REPLACE INTO photo_tags (photo_id, tag_id, said) VALUES (?, ?, ?)"
                _each(connection, query, others, tag_id, value)
        return TagSaid(self.name, _grouped(before)) if before else None


@dataclass(frozen=True, slots=True)
class OpinionSaid:
    """Photos have so many stars, are favourites or not, are called something.

    Attributes:
        opinion: Which of these.
        said: Stars from 0 to 5 or -1 for rejected, True or False, a text; None: what the file says holds.
    """

    opinion: Opinion
    said: Sayings

    @property
    def photo_ids(self) -> frozenset[int]:
        """See `Step`."""
        return _photo_ids(self.said)

    def apply(self, connection: sqlite3.Connection) -> OpinionSaid | None:
        """See `Step`."""
        column, before = self.opinion, list[tuple[int, Value]]()
        for value, photo_ids in self.said:
            others = connection.execute(
                f"SELECT photos.id, {column} FROM photos LEFT JOIN opinions ON photo_id = photos.id "
                f"WHERE {_GIVEN} AND {column} IS NOT ?",
                (json.dumps(photo_ids), value),
            ).fetchall()
            before += [
                (photo_id, bool(said) if column == "favourite" and said is not None else said)
                for photo_id, said in others
            ]
            query = f"INSERT INTO opinions (photo_id, {column}) VALUES (?, ?) "
            _each(
                connection, f"{query} ON CONFLICT DO UPDATE SET {column} = excluded.{column}", others, value
            )
        connection.execute(
            "DELETE FROM opinions WHERE photo_id IN (SELECT value FROM json_each(?)) "
            "AND rating IS NULL AND favourite IS NULL AND title IS NULL AND caption IS NULL",
            (json.dumps([photo_id for photo_id, _ in before]),),
        )
        return OpinionSaid(column, _grouped(before)) if before else None


@dataclass(frozen=True, slots=True)
class AlbumNamed:
    """An album is called so from now on, and is made when there is none; with None, it is deleted.

    Attributes:
        album_id: Stays the same when a deleted album is made again.
        name: No other album's.
    """

    album_id: int
    name: str | None
    photo_ids: frozenset[int] = frozenset()

    def apply(self, connection: sqlite3.Connection) -> AlbumNamed | None:
        """See `Step`. Where another album took the name meanwhile, this one gets a number behind it."""
        row = connection.execute("SELECT name FROM albums WHERE id = ?", (self.album_id,)).fetchone()
        before = row[0] if row else None
        if self.name == before:
            return None
        if self.name is None:
            connection.execute("DELETE FROM albums WHERE id = ?", (self.album_id,))
        else:
            name = self._free_name(connection, self.name)
            connection.execute(
                "INSERT INTO albums (id, name, folded) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded",
                (self.album_id, name, fold_name(name)),
            )
        return AlbumNamed(self.album_id, before)

    def _free_name(self, connection: sqlite3.Connection, wanted: str) -> str:
        name, number = wanted, 1
        taken = "SELECT 1 FROM albums WHERE folded = ? AND id <> ?"
        while connection.execute(taken, (fold_name(name), self.album_id)).fetchone():
            number += 1
            name = f"{wanted} {number}"
        return name


@dataclass(frozen=True, slots=True)
class AlbumFilled:
    """Photos are in an album (True) or not (None). Nothing happens when it was deleted meanwhile."""

    album_id: int
    said: Sayings

    @property
    def photo_ids(self) -> frozenset[int]:
        """See `Step`."""
        return _photo_ids(self.said)

    def apply(self, connection: sqlite3.Connection) -> AlbumFilled | None:
        """See `Step`."""
        before: list[tuple[int, Value]] = []
        for value, photo_ids in self.said:
            others = connection.execute(
                "SELECT photos.id, album_photos.photo_id IS NOT NULL FROM albums CROSS JOIN photos "
                "LEFT JOIN album_photos ON album_id = albums.id AND photo_id = photos.id "
                f"WHERE albums.id = ? AND {_GIVEN} AND (album_photos.photo_id IS NOT NULL) IS NOT ?",
                (self.album_id, json.dumps(photo_ids), bool(value)),
            ).fetchall()
            before += [(photo_id, True if there else None) for photo_id, there in others]
            if value:
                query = "INSERT INTO album_photos (photo_id, album_id) VALUES (?, ?)"
            else:
                query = "DELETE FROM album_photos WHERE photo_id = ? AND album_id = ?"
            _each(connection, query, others, self.album_id)
        return AlbumFilled(self.album_id, _grouped(before)) if before else None


def _each(connection: sqlite3.Connection, query: str, rows: Sequence[Sequence[Any]], *values: Value) -> None:
    """Run a query for the photo that stands first in each row, and for these values."""
    connection.executemany(query, [(row[0], *values) for row in rows])


def _photo_ids(said: Sayings) -> frozenset[int]:
    return frozenset(photo_id for _, photo_ids in said for photo_id in photo_ids)


def _grouped(rows: Iterable[tuple[int, Value]]) -> Sayings:
    """By what is said: a change of a hundred thousand photos is a few tuples."""
    groups: dict[Value, list[int]] = {}
    for photo_id, value in rows:
        groups.setdefault(value, []).append(photo_id)
    return tuple((value, tuple(photo_ids)) for value, photo_ids in groups.items())
