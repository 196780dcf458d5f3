"""Shows a photo on a canvas as well as it can be at any moment: its thumbnail, itself, a part of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from core.imaging import ThumbnailStore
from core.library import Photo
from desktop.parts import wording
from desktop.parts.decoders import Decoders
from desktop.viewer.canvas import Canvas
from desktop.viewer.detail import PIXELS, Detail
from desktop.viewer.renderings import Renderings

_REST_MS = 60
"""Who is still zooming or moving does not wait for anything yet."""


class Closeup(QObject):
    """One photo on one canvas. Which renderings are read, and in which order, says who owns them.

    Args:
        canvas: Where it is shown.
        renderings: Of whole photos.
        decoders: Reads parts of them.
        store: Thumbnails.
        pixels: Of a part at most.

    Signals:
        settled: The photo is shown as well as it can be, or it is said why not.
    """

    settled = Signal()

    def __init__(
        self,
        canvas: Canvas,
        renderings: Renderings,
        decoders: Decoders,
        store: ThumbnailStore,
        pixels: int = PIXELS,
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._renderings = renderings
        self._store = store
        self._photo: Photo | None = None
        self._detail = Detail(decoders, pixels, self)
        self._detail.ready.connect(self._detailed)
        renderings.ready.connect(self._ready)
        renderings.failed.connect(self._failed)
        self._closer = QTimer(self)
        self._closer.setSingleShot(True)
        self._closer.setInterval(_REST_MS)
        self._closer.timeout.connect(self._look_closer)
        canvas.looked.connect(self._moved)

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._photo

    @property
    def is_sharp(self) -> bool:
        """The photo itself is shown, not its thumbnail."""
        return self._photo is not None and self._renderings.get(self._photo.id) is not None

    def show(self, photo: Photo | None, turns: int = 0, fade_ms: int = 0) -> None:
        """Show a photo at once, as well as it can be.

        Args:
            photo: None: it is gone.
            turns: Quarters clockwise.
            fade_ms: How long the one before takes to go.
        """
        self._photo = photo
        self._detail.clear()
        if photo is None:
            self._canvas.show_picture(QSize(), None)
            self._canvas.say(self.tr("This photo is gone."))
            self.settled.emit()
            return
        # A thumbnail is our own small file: reading it here takes a few milliseconds.
        first = self._renderings.get(photo.id) or QPixmap(str(self._store.path(photo.pixels_digest)))
        size = QSize(photo.width, photo.height)
        self._canvas.show_picture(size, None if first.isNull() else first, turns, fade_ms)
        if not photo.online:
            text = self.tr(
                "This photo is offline: its drive or folder is not there now.\nThis is its thumbnail."
            )
            self._canvas.say(text)
        if self.is_sharp or not photo.online:
            self.settled.emit()

    def know(self, photo: Photo) -> None:
        """More or other things are known of the photo that is shown."""
        self._photo = photo

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self._photo = None
        self._detail.clear()
        self._canvas.show_picture(QSize(), None)
        self._closer.stop()

    def _moved(self) -> None:
        if self._photo is not None and not self._canvas.fitted:
            self._closer.start()

    def _look_closer(self) -> None:
        if self._photo is None or self._canvas.fitted:
            return
        kept = self._renderings.get(self._photo.id)
        if kept is not None and self._canvas.scale * self._photo.width > kept.width():
            self._detail.look(self._photo, self._canvas.lens.seen(), self._canvas.scale)

    def _ready(self, photo_id: int) -> None:
        pixmap = self._renderings.get(photo_id)
        if self._photo is not None and photo_id == self._photo.id and pixmap is not None:
            self._canvas.improve(pixmap)
            self._moved()
            self.settled.emit()

    def _detailed(self, photo_id: int, pixmap: QPixmap, part: QRectF) -> None:
        if self._photo is not None and photo_id == self._photo.id:
            self._canvas.set_detail(pixmap, part)

    def _failed(self, photo_id: int, error: BaseException) -> None:
        if self._photo is not None and photo_id == self._photo.id:
            self._canvas.say("\n".join(part for part in wording.problem(error) if part))
            self.settled.emit()
