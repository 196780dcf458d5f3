"""What places are called in Chinese: the library has their English names only."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files


def chinese_names(keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Look up countries, provinces and towns.

    Args:
        keys: Country codes ("FR"), provinces ("CN.Hebei") and GeoNames numbers ("1816670").

    Returns:
        The names of those that have some; towns of 15,000 people or more mostly do.
    """
    wanted = set(keys)
    text = (files("core") / "names_zh.tsv").read_text(encoding="utf-8")
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {key: tuple(names.split(",")) for key, _, names in lines if key in wanted}
