"""Which photos pass a filter, with what joins files, contents and photos held in memory.

SQLite finds the rows of one table that a condition holds for quickly, often without looking at the
table itself, but takes microseconds to look up what each of them belongs to. So each table is asked for
the numbers of its rows alone, and these are joined here, through two arrays: what each file's content
is, and which photo each content belongs to.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from core.library.arrival import Added
from core.library.columns import Column, Columns, Numbers, columns_of
from core.library.conditions import SHOWN, AllOf, AnyOf, Condition, Not, Where
from core.library.file_conditions import FileSize, InFolder, Named, OfFormat, OfKind, OfRawFormat
from core.library.people_conditions import Favourite, InAlbum, Rated, Tagged
from core.library.taken_conditions import (
    Around,
    AtLocalities,
    Taken,
    TakenAtHours,
    TakenInMonths,
    TakenOnWeekdays,
    WithCamera,
    WithLens,
)

Table = Literal["places", "contents", "both"]
"""Whose columns a condition is about."""

_OF_PLACES = (
    *(Taken, TakenInMonths, TakenOnWeekdays, TakenAtHours, AtLocalities, Around),
    *(InFolder, Named, OfRawFormat, FileSize),
)
_OF_CONTENTS = (Added, WithCamera, WithLens, OfFormat, Tagged, InAlbum, Rated, Favourite)
_KINDS_OF_CONTENTS = ("portrait", "landscape", "square", "panorama", "animated")

_JOINED = "contents JOIN places ON content_id = contents.id"

FEW = 2000
"""Up to so many contents are looked up one by one in SQLite, with all that is asked of their files.

From about here on joining in memory takes less time: 1 to 2.5 microseconds are saved a row, and a scan of all
files may be added (`make bench ARGS=planner`).
"""


def table_of(condition: Condition) -> Table:
    """Whose columns a condition is about; "both" where that is not known, which is always right."""
    if isinstance(condition, AnyOf | AllOf):
        tables = {table_of(each) for each in condition.conditions}
        return tables.pop() if len(tables) == 1 else "both"
    if isinstance(condition, OfKind):
        if condition.kind == "screenshot":
            return "places"
        return "contents" if condition.kind in _KINDS_OF_CONTENTS else "both"
    if isinstance(condition, (*_OF_PLACES, _Written)):
        return "places"
    return "contents" if isinstance(condition, _OF_CONTENTS) else "both"


class Passing:
    """Asks a catalogue which photos pass. For one thread.

    After a change, filters are left to SQLite alone until they have taken together as long as it takes to
    load what joins the tables; so where everything changes all the time, nothing is loaded in vain.

    Args:
        database: The catalogue.
        few: Up to so many contents are looked up one by one.
    """

    def __init__(self, database: Database, few: int = FEW) -> None:
        self._database = database
        self._few = few
        self._asked: tuple[int, int] | None = None
        self._spent = 0.0
        self._load_s = 0.0
        self._joined: tuple[int, int] | None = None
        self._content_of = np.empty(0, np.int32)
        self._photo_of = np.empty(0, np.int32)
        self._columns: dict[Column, tuple[Numbers, NDArray[np.bool_]]] = {}

    def photos(self, conditions: Iterable[Condition], also: Where | None = None) -> NDArray[np.int64]:
        """Photos of which a file passes, ascending, each once.

        Args:
            conditions: All of which must hold.
            also: What else must hold, about `places`.
        """
        asked = [*conditions, *([_Written(*also)] if also and also[0] else [])]
        if self._follow():
            return self._photos(self._in_memory, asked)
        began = time.perf_counter()
        found = self._photos(self._in_sqlite, asked)
        self._spent += time.perf_counter() - began
        return found

    def numbers(self, query: str, parameters: Sequence[Any] = ()) -> NDArray[np.int64]:
        """The column `number` of a query, in its order."""
        return self.lists(f"SELECT group_concat(number) FROM ({query})", parameters)[0]

    def shown(self) -> NDArray[np.int64]:
        """All photos of which a file is shown, ascending."""
        return np.sort(self.numbers("SELECT id AS number FROM photos WHERE shown_at IS NOT NULL"))

    def version(self) -> tuple[int, int] | None:
        """Another one whenever somebody has written; None amid a transaction, which may come to nothing."""
        connection = self._database.conn
        if connection.in_transaction:
            return None
        return connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes

    def lists(self, query: str, parameters: Sequence[Any] = ()) -> list[NDArray[np.int64]]:
        """The columns of a query's one row, each of numbers with commas between.

        A million rows take Python five times as long.
        """
        row = self._database.conn.execute(query, list(map(_as_text, parameters))).fetchone()
        return [np.fromstring(column or "", dtype=np.int64, sep=",") for column in row]

    def _photos(
        self, find: Callable[[_Asked], NDArray[np.int64]], conditions: Iterable[Condition]
    ) -> NDArray[np.int64]:
        each = list(_each(conditions))
        asked: _Asked = {"contents": [], "both": [], "places": []}
        for condition in each:
            if not isinstance(condition, Not):
                asked[table_of(condition)].append(condition)
        found = find(asked)
        for condition in each:
            if isinstance(condition, Not):
                # In SQL it would ask each photo whether it is among those that are refused.
                refused = self._photos(find, (condition.condition,))
                found = np.setdiff1d(found, refused, assume_unique=True)
        return found

    def _in_sqlite(self, asked: _Asked) -> NDArray[np.int64]:
        """Let SQLite join the tables, from what it thinks passes fewest."""
        conditions = [condition for of_table in asked.values() for condition in of_table]
        if not conditions:
            return self.shown()
        clause, values = AllOf(tuple(conditions)).where()
        return np.unique(
            self.numbers(f"SELECT photo_id AS number FROM {_JOINED} WHERE {SHOWN} AND {clause}", values)
        )

    def _in_memory(self, asked: _Asked) -> NDArray[np.int64]:
        """Ask the tables one by one."""
        passing = self._content_of > 0
        contents, found = self._rows("contents", asked["contents"], len(self._photo_of))
        if found is not None and len(found) <= self._few:
            among = _Written("contents.id IN (SELECT value FROM json_each(?))", [json.dumps(found.tolist())])
            return self._in_sqlite(asked | {"contents": [*asked["contents"], among]})
        passing &= contents[self._content_of]
        passing &= self._rows("places", asked["places"], len(passing))[0]
        passing &= self._rows(_JOINED, asked["both"], len(passing))[0]
        of_photos = np.zeros(int(self._photo_of.max(initial=0)) + 1, dtype=bool)
        of_photos[self._photo_of[self._content_of[passing]]] = True
        return np.flatnonzero(of_photos)

    def _rows(
        self, source: str, conditions: list[Condition], size: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64] | None]:
        """Which rows of a table meet conditions, and those that SQLite was asked for, if it was."""
        mask, asked, found = np.ones(size, dtype=bool), [], None
        for condition in conditions:
            if columns := columns_of(condition):
                mask &= self._by_columns(source, columns, size)
            else:
                asked.append(condition)
        if asked:
            clause, values = AllOf(tuple(asked)).where()
            row = "contents.id" if source == "contents" else "places.id"
            found = self.numbers(f"SELECT {row} AS number FROM {source} WHERE {clause}", values)
            mask &= _mask(found, size)
        return mask, found

    def _by_columns(self, source: str, columns: Columns, size: int) -> NDArray[np.bool_]:
        """Rows of a table, or files where it is joined, for which one of some columns holds."""
        mask = np.zeros(size, dtype=bool)
        for column, test in columns:
            numbers, there = self._column(column)
            passing = there & test(numbers)
            of_files = source != "contents" and column.table == "contents"
            mask |= passing[self._content_of] if of_files else passing
        return mask

    def _column(self, column: Column) -> tuple[Numbers, NDArray[np.bool_]]:
        """A column by the number of the row, and which rows have a number there."""
        if column not in self._columns:
            size = len(self._photo_of if column.table == "contents" else self._content_of)
            keys, values = self.lists(
                "SELECT group_concat(id), group_concat(number) FROM (SELECT id, CAST("
                f"{column.expression} AS INTEGER) AS number FROM {column.table}) WHERE number IS NOT NULL"
            )
            values, keys = values[keys < size], keys[keys < size]
            limits = (np.min_scalar_type(values.min(initial=-1)), np.min_scalar_type(values.max(initial=0)))
            numbers = np.zeros(size, np.result_type(*limits))
            numbers[keys] = values
            self._columns[column] = numbers, _mask(keys, size)
        return self._columns[column]

    def _follow(self) -> bool:
        """Whether what joins the tables is in memory, and current."""
        version = self.version()
        if version is None or version != self._asked:
            self._asked = version
            self._spent = 0.0
            return False
        if version != self._joined:
            if self._spent < self._load_s:
                return False
            began = time.perf_counter()
            content, photo = self.lists("SELECT group_concat(id), group_concat(photo_id) FROM contents")
            self._photo_of = _table(content, photo)
            place, content = self.lists(
                "SELECT group_concat(id), group_concat(content_id) FROM places "
                "WHERE content_id > 0 AND state IN ('ready', 'waiting')"
            )
            known = content < len(self._photo_of)  # in between another process may have added some
            self._content_of = _table(place[known], content[known])
            self._columns = {}
            self._joined = version
            self._load_s = time.perf_counter() - began
        return True


@dataclass(frozen=True, slots=True)
class _Written:
    """A condition that is written out."""

    clause: str
    values: list[Any]

    def where(self) -> Where:
        return self.clause, self.values


_Asked = dict[Table, list[Condition]]


def _each(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions that hold together, one by one."""
    for condition in conditions:
        if isinstance(condition, AllOf):
            yield from _each(condition.conditions)
        else:
            yield condition


def _table(keys: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.int32]:
    """Values by key; 0: there is none."""
    found = np.zeros(int(keys.max(initial=0)) + 1, np.int32)
    found[keys] = values
    return found


def _mask(numbers: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Which numbers these are; larger ones are left out."""
    mask = np.zeros(size, dtype=bool)
    mask[numbers[numbers < size]] = True
    return mask


def _as_text(value: Any) -> Any:
    """A parameter as SQLite takes it: what was typed may hold bytes that are no text (PEP 383)."""
    return (
        value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(value, str) else value
    )
