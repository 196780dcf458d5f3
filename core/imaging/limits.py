"""How much memory decoding may take on this machine."""

from __future__ import annotations

import psutil

_ORDINARY = (256 << 20, 512 << 20)
"""At least and at most, for each child: 50 megapixels of any format need less than the latter."""

_LARGE = (512 << 20, 1536 << 20)
"""For the one child that tries again what needs more: enough for the 200 megapixels of today's phones."""


def ordinary_memory(workers: int) -> int:
    """Bytes that each of some children may use: together a quarter of the machine's memory, within bounds."""
    least, most = _ORDINARY
    return max(least, min(psutil.virtual_memory().total // 4 // workers, most))


def large_memory() -> int:
    """Bytes that the child for large pictures may use: a quarter of the machine's memory, within bounds."""
    least, most = _LARGE
    return max(least, min(psutil.virtual_memory().total // 4, most))
