"""Which photos a person is going to look at next, as far as their way so far tells."""

from __future__ import annotations

_AHEAD = 2


class Travel:
    """Forward at first; after that in the direction of the last step."""

    def __init__(self) -> None:
        self._direction = 1

    def went(self, by: int) -> None:
        """A step was taken, forward or, negative, back."""
        if by:
            self._direction = 1 if by > 0 else -1

    def next_rows(self, row: int, count: int) -> list[int]:
        """The rows that are worth being read ahead, the likeliest first: two on the way, one behind.

        Args:
            row: Where one is.
            count: How many rows there are.
        """
        ahead = [row + step * self._direction for step in range(1, _AHEAD + 1)]
        return [there for there in (*ahead, row - self._direction) if 0 <= there < count]
