"""Parts of a folder, as SQL."""

from __future__ import annotations


def under(directory: str) -> tuple[str, list[str | bytes]]:
    """SQL for "this directory or one below it", for paths kept as text and as bytes.

    Args:
        directory: Below the mount point.

    Returns:
        A clause over the column `directory` that an index can serve, and its parameters.
    """
    if not directory:
        return "1", []
    # "0" follows "/" in ASCII, so the range holds just what starts with "directory/".
    low, high = f"{directory}/", f"{directory}0"
    raw_low, raw_high = low.encode("utf-8", "surrogateescape"), high.encode("utf-8", "surrogateescape")
    raw = raw_low[:-1]
    clause = "(directory = ? OR (directory >= ? AND directory < ?)"
    try:
        text: list[str | bytes] = [directory, low, high]
        directory.encode()
    except UnicodeEncodeError:
        text = [raw, raw_low, raw_high]
    return clause + " OR (directory >= ? AND directory < ?))", [*text, raw_low, raw_high]
