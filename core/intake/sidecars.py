"""Reads the files beside photos, in the decoding children, along with the photos or after them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import asdict

from core.errors import PhotoError
from core.imaging import DecoderPool
from core.imaging.facts import SidecarFacts
from core.library import Library, Said, SidecarWork

log = logging.getLogger(__name__)

Read = tuple[SidecarWork, Said | str]
"""A sidecar, and what it says or why it can't be read."""


class SidecarReader:
    """Reads waiting sidecars of one library.

    Args:
        library: Opened by this thread.
        pool: Does the reading.
    """

    def __init__(self, library: Library, pool: DecoderPool) -> None:
        self._library = library
        self._pool = pool
        self._reading: list[tuple[SidecarWork, Future[SidecarFacts]]] = []

    def begin(self, place_ids: Sequence[int] | None = None) -> int:
        """Begin to read the waiting sidecars of some places, or the next ones of any.

        Returns:
            How many.
        """
        waiting = self._library.sidecars.waiting(place_ids)
        self._reading += [(work, self._pool.sidecar(work.path, work.ours)) for work in waiting]
        return len(waiting)

    def finished(self) -> list[Read]:
        """Those that are read; each is given out once."""
        done = [(work, _outcome(future)) for work, future in self._reading if future.done()]
        self._reading = [(work, future) for work, future in self._reading if not future.done()]
        return done

    def finish(self) -> list[Read]:
        """Wait for those that are being read."""
        wait([future for _, future in self._reading])
        return self.finished()

    def read_all(self, proceed: Callable[[], bool]) -> Iterator[int]:
        """Read all that wait.

        Args:
            proceed: Asked between batches; False ends early.

        Yields:
            How many were read and committed.
        """
        while proceed() and self.begin():
            read = self.finish()
            self._library.sidecars.keep(read)
            yield len(read)


def _outcome(future: Future[SidecarFacts]) -> Said | str:
    try:
        return Said(**asdict(future.result()))
    except PhotoError as error:
        log.info("%s", error.problem)
        return error.problem
