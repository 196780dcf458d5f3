"""Conditions that a photo has to meet, and how they are joined. All values travel as parameters.

Each is about one row of `contents` joined with one of `places`; a photo passes when one of its rows
passes all of them. `Not` is about the photo: none of its rows may pass. When, where and with what a
photo was taken is asked in `taken_conditions`, and what its file is in `file_conditions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Where = tuple[str, list[Any]]
"""An SQL expression and its parameters."""

SHOWN = "+places.state IN ('ready', 'waiting')"
"""A file that changed keeps showing what it was until it is read again.

With a plus, or SQLite would look for places by their state, which nearly all have, and not by what is asked.
"""


class Condition(Protocol):
    """Something that can be asked of a row."""

    def where(self) -> Where:
        """The condition in SQL."""
        ...


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these holds; of none, nothing does."""

    conditions: tuple[Condition, ...]

    def where(self) -> Where:
        """See `Condition`."""
        return any_of(condition.where() for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these hold; of none, everything does."""

    conditions: tuple[Condition, ...]

    def where(self) -> Where:
        """See `Condition`."""
        clauses, parameters = [], []
        for condition in self.conditions:
            clause, values = condition.where()
            clauses.append(clause)
            parameters += values
        return f"({' AND '.join(clauses)})" if clauses else "1", parameters


@dataclass(frozen=True, slots=True)
class Not:
    """It holds for none of the photo's files."""

    condition: Condition

    def where(self) -> Where:
        """See `Condition`."""
        clause, values = self.condition.where()
        return (
            "contents.photo_id NOT IN (SELECT contents.photo_id FROM contents "
            f"JOIN places ON content_id = contents.id WHERE {SHOWN} AND {clause})"
        ), values


def any_of(each: Iterable[Where]) -> Where:
    """One of these holds; of none, nothing does."""
    clauses, parameters = [], []
    for clause, values in each:
        clauses.append(clause)
        parameters += values
    return f"({' OR '.join(clauses)})" if clauses else "0", parameters


def one_of(column: str, values: Sequence[int | str]) -> Where:
    """A column has one of these values: one parameter, however many there are."""
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(values))]


def between(column: str, least: int | None, most: int | None) -> Where:
    """A column is at least and at most so much; None: no limit."""
    limits = [(f"{column} >= ?", least), (f"{column} <= ?", most)]
    given = [(clause, value) for clause, value in limits if value is not None]
    return " AND ".join(clause for clause, _ in given) or "1", [value for _, value in given]


def each_once(table: str, column: str) -> str:
    """A query for the values of an indexed column or expression, `value`, each once and in order.

    As many steps as there are values, however many rows: SQLite's own DISTINCT looks at all of them.
    """
    return (
        f"WITH RECURSIVE each(value) AS (SELECT MIN({column}) FROM {table} UNION ALL "
        f"SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > value) FROM each "
        "WHERE value IS NOT NULL) SELECT value FROM each WHERE value IS NOT NULL"
    )


DIRECTORIES = """
    WITH RECURSIVE each(volume_id, directory) AS (
        SELECT * FROM (SELECT volume_id, directory FROM places ORDER BY volume_id, directory LIMIT 1)
        UNION ALL
        SELECT following.volume_id, following.directory FROM each CROSS JOIN places AS following
        ON following.id = (
            SELECT id FROM places AS later
            WHERE (later.volume_id, later.directory) > (each.volume_id, each.directory)
            ORDER BY later.volume_id, later.directory LIMIT 1
        )
    )"""
"""The beginning of a query in which `each` has every directory once, through the index by path."""


def literal(text: str) -> str:
    """A text for LIKE that stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def pattern(text: str) -> str:
    """A shell pattern for LIKE."""
    return literal(text).replace("*", "%").replace("?", "_")
