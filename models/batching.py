"""How many pictures to encode at once: found by trial, and never a reason to end."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from models.errors import EncoderOutOfMemory

Result = TypeVar("Result")

_WORTH = 1.05
"""A larger batch must be this much faster an item; it always costs memory."""


class BatchSize:
    """The batch size of one tower on one device. It grows while that pays and shrinks when memory runs out.

    Args:
        start: The first size that is tried.
        largest: Never more than this.
    """

    def __init__(self, start: int, largest: int) -> None:
        self.current = min(start, largest)
        self._largest = largest
        self._best_rate = 0.0
        self._best = self.current
        self._warm = False

    def run(self, task: Callable[[slice], Result], start: int, end: int) -> tuple[slice, Result]:
        """Do the next piece of some work, as large as suits the device.

        Args:
            task: Does a piece; raises EncoderOutOfMemory when the piece is too large.
            start: The first item not done yet.
            end: One past the last.

        Returns:
            Which items were done, and what came of it.

        Raises:
            EncoderOutOfMemory: Not even one item fits.
        """
        while True:
            piece = slice(start, min(start + self.current, end))
            began = perf_counter()
            try:
                result = task(piece)
            except EncoderOutOfMemory:
                if self.current == 1:
                    raise
                self.current //= 2
                self._largest = self._best = self.current
                continue
            self._learn(piece.stop - piece.start, perf_counter() - began)
            return piece, result

    def _learn(self, count: int, seconds: float) -> None:
        if count < self.current:
            return
        if not self._warm:
            # The first call of a size pays for what later ones find ready.
            self._warm = True
            return
        rate = count / max(seconds, 1e-9)
        if rate > self._best_rate * _WORTH:
            self._best_rate, self._best = rate, self.current
            if self.current < self._largest:
                self.current = min(2 * self.current, self._largest)
                self._warm = False
        else:
            # It did not pay: the best one stays, for good.
            self.current = self._largest = self._best
