"""Sees to it that what is looked at is there: facts and thumbnails, first of what is seen, then around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.grid.looks import Look
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails, Wanted

FACTS_S = 0.004
"""A frame reads facts for about so long, or its time would be over before it is painted."""

_CALM_MS = 100

LooksOf = Callable[[range], Iterator[tuple[int, Look]]]
"""How the photos of rows are painted."""


class Looking(QObject):
    """Asks for what a grid shows. The grid says when that may be something else.

    Args:
        photos: The model.
        thumbnails: Where the pictures come from.
        seen: Which rows are seen now.
        looks: How they are painted.
        parent: Qt's owner.

    Signals:
        read: Facts of rows are there now that were missing when they were painted; the first and the last.
        settled: All that is seen is painted as well as it can be.
    """

    read = Signal(int, int)
    settled = Signal()

    def __init__(
        self,
        photos: PhotoModel,
        thumbnails: Thumbnails,
        seen: Callable[[], range],
        looks: LooksOf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._photos = photos
        self._thumbnails = thumbnails
        self._seen = seen
        self._looks = looks
        self._asked_for: range | None = None
        self._asking = self._timer(0, self._ask)
        self._calm = self._timer(_CALM_MS, self._ask_around)
        thumbnails.settled.connect(self._perhaps_settled)

    @property
    def is_settled(self) -> bool:
        """All that is seen is painted as well as it can be."""
        return self._asked_for == self._seen() and self._thumbnails.is_settled

    def look(self) -> None:
        """Something was painted, or scrolled into sight."""
        self._asking.start()
        self._calm.start(_CALM_MS)

    def forget(self) -> None:
        """What is seen has other rows, or other sizes; asked for too where it is hidden for now."""
        self._asked_for = None
        self._asking.start()

    def _ask(self) -> None:
        seen = self._seen()
        self._photos.set_in_sight(len(seen))
        unread = self._photos.unread(seen)
        if self._photos.read(seen, FACTS_S):
            self._asked_for = seen
        else:
            self._asking.start()
        if unread:
            self.read.emit(unread.start, unread.stop - 1)
        self._thumbnails.want(list(self._wanted(seen)), [])

    def _ask_around(self) -> None:
        """Nobody scrolls: read a page ahead and half a page behind, a little at a time."""
        seen = self._seen()
        page = len(seen)
        ahead = range(seen.stop, min(self._photos.rowCount(), seen.stop + page))
        behind = range(max(0, seen.start - page // 2), seen.start)
        for rows in (seen, ahead, behind):
            if not self._photos.read(rows, FACTS_S):
                self._calm.start(0)
                return
        self._asked_for = seen
        self._thumbnails.want(list(self._wanted(seen)), [*self._wanted(ahead), *self._wanted(behind)])

    def _wanted(self, rows: range) -> Iterator[Wanted]:
        for row, look in self._looks(rows):
            photo = self._photos.photo(row) if self._photos.is_read(row) else None
            if photo is not None:
                yield photo, look

    def _perhaps_settled(self) -> None:
        if self.is_settled:
            self.settled.emit()

    def _timer(self, ms: int, does: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(does)
        return timer
