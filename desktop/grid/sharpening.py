"""Photos read for cells that are larger than a thumbnail: a few at a time, as large as they are painted."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage

from core.library import Photo
from desktop.grid.looks import Look, made_look
from desktop.parts.decoders import Decoders
from desktop.parts.threads import Crew, Ticket

_AT_ONCE = 2
"""As many as there are decoders."""

Sharpened = Callable[[Photo, QImage | None, Look], None]


class Sharpening:
    """Reads the photos themselves, in the order in which they are wanted.

    Args:
        decoders: Reads them.
        crew: Scales what was read.
        done: Gets each, or None where the photo can't be read: then the thumbnail has to do.
    """

    def __init__(self, decoders: Decoders, crew: Crew, done: Sharpened) -> None:
        self._decoders = decoders
        self._crew = crew
        self._done = done
        self._wanted: list[tuple[Photo, Look]] = []
        self._running: dict[bytes, tuple[Look, Ticket]] = {}
        self._failed: set[bytes] = set()

    @property
    def is_idle(self) -> bool:
        """Nothing is being read, and nothing waits."""
        return not self._running and not self._wanted

    def want(self, wanted: Sequence[tuple[Photo, Look]]) -> None:
        """Say what is to be read; what was wanted before and is not any more is dropped."""
        looks = {photo.pixels_digest: look for photo, look in wanted}
        for digest, (look, ticket) in list(self._running.items()):
            if looks.get(digest) != look:
                ticket.cancel()
                del self._running[digest]
        self._wanted = [
            (photo, look)
            for photo, look in wanted
            if photo.pixels_digest not in self._running and photo.pixels_digest not in self._failed
        ]
        self._feed()

    def forget_failed(self) -> None:
        """Try again those that could not be read."""
        self._failed.clear()

    def _feed(self) -> None:
        while self._wanted and len(self._running) < _AT_ONCE:
            self._read(*self._wanted.pop(0))

    def _read(self, photo: Photo, look: Look) -> None:
        digest = photo.pixels_digest

        def scaled(image: QImage) -> None:
            del self._running[digest]
            self._done(photo, image, look)
            self._feed()

        def read(picture: QImage) -> None:
            ticket = self._crew.run(lambda: made_look(picture, look), scaled, failed)
            self._running[digest] = (look, ticket)

        def failed(error: BaseException) -> None:
            del error  # the viewer says what is wrong with a photo
            self._running.pop(digest, None)
            self._failed.add(digest)
            self._done(photo, None, look)
            self._feed()

        ticket = self._decoders.picture(photo.path, _longest(photo, look), read, failed)
        self._running[digest] = (look, ticket)


def _longest(photo: Photo, look: Look) -> int:
    """The long edge that a photo has to be read with to fill its cell, in device pixels."""
    across, down = look.size.width() / photo.width, look.size.height() / photo.height
    scale = max(across, down) if look.square else min(across, down)
    return math.ceil(scale * max(photo.width, photo.height))
