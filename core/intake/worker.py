"""The indexer as a process of its own: orders in, progress out, gone when its parent is."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TextIO

import psutil

from core.intake.command import Order
from core.intake.indexer import Indexer
from core.intake.progress import Progress

log = logging.getLogger(__name__)

_NICENESS = 10


def run_worker(root: Path, orders: TextIO, output: TextIO) -> None:
    """Index and watch until told to stop, or until `orders` ends.

    Args:
        root: The library directory.
        orders: One `Order` a line.
        output: One `Progress` a line.

    Raises:
        FoveaError: The library or the encoder can't be used.
    """

    def report(progress: Progress) -> None:
        try:
            print(progress.to_line(), file=output, flush=True)
        except (OSError, ValueError):
            # The parent is gone; the thread below sees it too.
            indexer.stop()

    # All cores when nobody else wants them, none when somebody does: the scheduler knows best.
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICENESS)
    with Indexer(root, report) as indexer:
        # A session that ends asks politely; no file in hand is to blame for that.
        signal.signal(signal.SIGTERM, lambda *_: indexer.stop())
        threading.Thread(target=_obey, args=(orders, indexer), daemon=True, name="orders").start()
        indexer.run()


def _obey(orders: TextIO, indexer: Indexer) -> None:
    actions = {
        Order.PAUSE: indexer.pause,
        Order.RESUME: indexer.resume,
        Order.RESCAN: indexer.rescan,
        Order.RETRY: indexer.retry,
        Order.STOP: indexer.stop,
    }
    for line in orders:
        word = line.strip()
        if word in actions:
            actions[Order(word)]()
        elif word:
            log.warning("unknown order %r", word)
    indexer.stop()
