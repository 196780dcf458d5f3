"""Strict reading of TOML: what is missing, misspelt or unknown is an error that says where."""

from __future__ import annotations

import re
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


class Table:
    """One TOML table, whose entries are taken out until none may be left.

    Every method raises ValueError, which says where, for what is missing or of another kind.
    """

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise ValueError(f"{where} must be a table")
        self._values = dict(cast(dict[str, Any], values))
        self.where = where

    def take(self, key: str, kind: type[_T]) -> _T:
        """An entry of one type."""
        if key not in self._values:
            raise ValueError(f"{self.where}.{key} is missing")
        value = self._values.pop(key)
        # bool is an int to Python, and a whole number a float to people.
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{self.where}.{key} must be of type {kind.__name__}")
        return value

    def maybe(self, key: str, kind: type[_T]) -> _T | None:
        """An entry that may be missing."""
        return self.take(key, kind) if key in self._values else None

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        """A text that is not empty and fits a pattern."""
        value = self.take(key, str)
        if not value.strip() or (pattern is not None and not pattern.match(value)):
            raise ValueError(f"{self.where}.{key} can't be {value!r}")
        return value

    def maybe_text(self, key: str, pattern: re.Pattern[str] | None = None) -> str | None:
        """A text that may be missing."""
        return self.text(key, pattern) if key in self._values else None

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words."""
        value = default if default is not None and key not in self._values else self.text(key)
        if value not in allowed:
            raise ValueError(f"{self.where}.{key} must be one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """A list of texts that each fit a pattern."""
        values = self.take(key, list)
        if not values or not all(isinstance(value, str) and pattern.match(value) for value in values):
            raise ValueError(f"{self.where}.{key} has an entry that can't be")
        return tuple(values)

    def triple(self, key: str) -> tuple[float, float, float]:
        """Three numbers."""
        values = self.take(key, list)
        if len(values) != 3 or not all(isinstance(value, float) for value in values):
            raise ValueError(f"{self.where}.{key} must be three numbers with a point")
        return (values[0], values[1], values[2])

    def has(self, key: str) -> bool:
        """Whether there is such an entry."""
        return key in self._values

    def table(self, key: str) -> Table:
        """A table inside."""
        return Table(self.take(key, dict), f"{self.where}.{key}")

    def tables(self, key: str) -> list[Table]:
        """A list of tables inside."""
        values = self.take(key, list)
        return [Table(value, f"{self.where}.{key}[{index}]") for index, value in enumerate(values)]

    def end(self) -> None:
        """Complain of entries nobody asked for."""
        if self._values:
            raise ValueError(f"{self.where} has unknown entries: {', '.join(self._values)}")
