"""Child processes that read originals for the window. No original is ever decoded in the window itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from core.imaging import Decoded, DecoderPool, Rendered
from desktop.parts.threads import Crossing, Done, Failed, Ticket

_WORKERS = 2


class Decoders(QObject):
    """A `DecoderPool` whose results come back on the main thread; started when first needed.

    Args:
        thumbnails: Where missing thumbnails are written.
        parent: Qt's owner.
    """

    def __init__(self, thumbnails: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._crossing = Crossing(self)
        self._made: DecoderPool | None = None
        self._closed = False

    def render(self, source: Path | bytes, max_edge: int, done: Done[Rendered], failed: Failed) -> Ticket:
        """Read a picture to look at.

        Args:
            source: A file, or a file's bytes.
            max_edge: Long edge in pixels, at most.
            done: Gets the picture.
            failed: Gets a PhotoError.
        """
        return self._crossing.bring(self.pool().render(source, max_edge), done, failed)

    def picture(
        self,
        source: Path | bytes,
        max_edge: int,
        done: Done[QImage],
        failed: Failed,
        part: tuple[float, float, float, float] | None = None,
    ) -> Ticket:
        """Read a picture, or a part of one, in the format of the screen.

        Args:
            source: A file, or a file's bytes.
            max_edge: Long edge of the result in pixels, at most.
            done: Gets it.
            failed: Gets a PhotoError.
            part: Left, top, right and bottom, in parts of the upright picture; None: all of it.
        """
        future = self.pool().render(source, max_edge, part)
        return self._crossing.bring_made(future, _for_screen, done, failed)

    def decode(self, path: Path, done: Done[Decoded], failed: Failed) -> Ticket:
        """Read a photo and write its thumbnail."""
        return self._crossing.bring(self.pool().decode(path, ()), done, failed)

    def pool(self) -> DecoderPool:
        """The pool itself, for the rare caller that has to wait for a result."""
        if self._closed:
            raise RuntimeError("the decoders are closed")
        if self._made is None:
            self._made = DecoderPool(self._thumbnails, _WORKERS)
        return self._made

    def close(self) -> None:
        """End the child processes."""
        self._closed = True
        self._crossing.close()
        if self._made is not None:
            self._made.close()
            self._made = None


def _for_screen(rendered: Rendered) -> QImage:
    """As a pixmap keeps it, so that making one costs the main thread nothing; owns its pixels."""
    rgb = QImage.Format.Format_RGB888
    image = QImage(rendered.rgb, rendered.width, rendered.height, 3 * rendered.width, rgb)
    return image.convertToFormat(QImage.Format.Format_RGB32)
