"""Where one has been, as a browser keeps it: a line of stops, and the place on it where one is."""

from __future__ import annotations

from typing import Generic, TypeVar

Stop = TypeVar("Stop")

_MOST = 200
"""Stops that are kept: nobody goes back farther."""


class Trail(Generic[Stop]):
    """Stops in the order in which they were visited; what lay ahead goes when another way is taken."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._place = -1

    @property
    def here(self) -> Stop | None:
        """Where one is; None before the first stop."""
        return self._stops[self._place] if self._stops else None

    @property
    def behind(self) -> Stop | None:
        """Where `back` leads."""
        return self._stops[self._place - 1] if self._place > 0 else None

    @property
    def ahead(self) -> Stop | None:
        """Where `forward` leads."""
        return self._stops[self._place + 1] if self._place + 1 < len(self._stops) else None

    def go(self, stop: Stop) -> None:
        """Come to a new stop."""
        del self._stops[self._place + 1 :]
        self._stops.append(stop)
        del self._stops[:-_MOST]
        self._place = len(self._stops) - 1

    def change(self, stop: Stop) -> None:
        """The stop where one is is this one now."""
        if self._stops:
            self._stops[self._place] = stop

    def drop(self) -> None:
        """The stop where one is was none: be at the one behind it, with nothing ahead."""
        if self._place > 0:
            del self._stops[self._place :]
            self._place -= 1

    def back(self) -> Stop | None:
        """Go back by one stop; None when there is none behind."""
        if self.behind is None:
            return None
        self._place -= 1
        return self.here

    def forward(self) -> Stop | None:
        """Go forward by one stop; None when there is none ahead."""
        if self.ahead is None:
            return None
        self._place += 1
        return self.here
