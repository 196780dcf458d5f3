"""Folders -> catalogue: scan, watch, identity, the worker.

`Indexer` is loaded at its first use: the window only starts one in another
process, and need not pay for what it imports.
"""

from typing import TYPE_CHECKING, Any

from core.intake.command import Order, worker_command
from core.intake.progress import Progress, published

if TYPE_CHECKING:
    from core.intake.indexer import Indexer

__all__ = ["Indexer", "Order", "Progress", "published", "worker_command"]


def __getattr__(name: str) -> Any:
    if name == "Indexer":
        from core.intake.indexer import Indexer  # noqa: PLC0415

        return Indexer
    raise AttributeError(name)
