"""What places are called in Chinese: the library has their English names only."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.resources import files

_FEW = 8
"""So many are looked for one after the other: a photo has three, and a window shows many photos."""


def chinese_names(keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Look up countries, provinces and towns.

    Args:
        keys: Country codes ("FR"), provinces ("CN.Hebei") and GeoNames numbers ("1816670").

    Returns:
        The names of those that have some; towns of 15,000 people or more mostly do.
    """
    wanted = set(keys)
    if len(wanted) <= _FEW:
        return {key: names for key in wanted if (names := _named(key))}
    lines = (line.partition("\t") for line in _table().splitlines() if not line.startswith("#"))
    return {key: tuple(names.split(",")) for key, _, names in lines if key in wanted}


def _named(key: str) -> tuple[str, ...]:
    start = _table().find(f"\n{key}\t") + len(key) + 2
    if start < len(key) + 2:
        return ()
    return tuple(_table()[start : _table().find("\n", start)].split(","))


@cache
def _table() -> str:
    """All of it: as a text it takes a third of what its names would take one by one."""
    return (files("core") / "names_zh.tsv").read_text(encoding="utf-8")
