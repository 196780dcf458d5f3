"""Parts of a folder, as SQL."""

from __future__ import annotations

_END = b"\xff" * 4096
"""Behind every path: bytes come after text, and no path is as long."""

Span = tuple[str | bytes, str | bytes]
"""Where directories begin, in the order of SQLite, and the first one after them."""


def spans(directory: str) -> list[Span]:
    """Where "this directory or one below it" lies, for paths kept as text and as bytes.

    Args:
        directory: Below the mount point; "" for all.
    """
    if not directory:
        return [("", _END)]
    # No name has a NUL in it; and "0" follows "/" in ASCII, so this holds just what starts with "directory/".
    alone, below = (directory, f"{directory}\0"), (f"{directory}/", f"{directory}0")
    raw: list[Span] = [(_raw(first), _raw(last)) for first, last in (alone, below)]
    try:
        directory.encode()
    except UnicodeEncodeError:
        return raw
    return [alone, below, raw[1]]


def under(directory: str) -> tuple[str, list[str | bytes]]:
    """SQL for "this directory or one below it".

    Args:
        directory: Below the mount point.

    Returns:
        A clause over the column `directory` that an index can serve, and its parameters.
    """
    found = spans(directory)
    clause = " OR ".join(["directory >= ? AND directory < ?"] * len(found))
    return f"({clause})", [bound for span in found for bound in span]


def _raw(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
