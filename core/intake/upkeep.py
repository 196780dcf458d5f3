"""What can wait until nothing else does: descriptions, names of places, second looks, sweeping."""

from __future__ import annotations

from collections.abc import Callable

from core.gazetteer import Gazetteer
from core.imaging import DecoderPool
from core.intake.confirming import confirm_moves
from core.intake.localities import name_localities
from core.intake.sidecars import SidecarReader
from core.intake.sweeping import sweep_thumbnails
from core.library import Library


class Upkeep:
    """Brings the rest of a library up to date, after its photos.

    Args:
        library: Opened by this thread.
        pool: Reads.
    """

    def __init__(self, library: Library, pool: DecoderPool) -> None:
        self._library = library
        self._pool = pool
        self._sidecars = SidecarReader(library, pool)
        self._gazetteer = Gazetteer()
        self._swept = False

    def run(self, proceed: Callable[[], bool]) -> bool:
        """Do what there is to do; nothing is encoded.

        Args:
            proceed: Asked now and then; False ends early.

        Returns:
            Whether photos have to be read again because of it.
        """
        for _ in self._sidecars.read_all(proceed):
            pass
        for _ in name_localities(self._library, self._gazetteer, proceed):
            pass
        differing = confirm_moves(self._library, self._pool, proceed)
        if not self._swept and proceed():
            sweep_thumbnails(self._library, proceed)
            # Interrupted, it begins again; it is cheap.
            self._swept = proceed()
        return differing > 0
