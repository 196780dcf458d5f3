"""Copies for the clipboard and for dragging that hold the picture and nothing else; made anew each time."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject

from core.export import CopyOptions, export
from core.library import Photo
from desktop.parts.decoders import Decoders
from desktop.parts.threads import Crew

MOST = 100
"""Photos at once; who wants more exports them."""

_ONLY_THE_PICTURE = CopyOptions(quality=92, facts=False)
_KEPT_SECONDS = 24 * 3600
"""Other programs may read a copy long after it was pasted: a letter is sent in the evening."""

log = logging.getLogger(__name__)


class Sharing(QObject):
    """Makes such copies in a folder of its own, and removes them a day later.

    Args:
        folder: Made when it is needed; everything in it belongs to this.
        decoders: Make them.
        parent: Qt's owner.
    """

    def __init__(self, folder: Path, decoders: Decoders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._decoders = decoders
        self._crew: Crew | None = None

    def copies(self, photos: Sequence[Photo]) -> Future[list[Path]]:
        """Begin to make copies.

        Args:
            photos: Of more than `MOST` none are made.

        Returns:
            Where they are; photos that can't be read are left out. It may be waited for on the main thread.
        """
        if self._crew is None:
            self._crew = Crew("sharing", 1, self)
        future: Future[list[Path]] = Future()
        chosen = [photo for photo in photos if photo.online] if len(photos) <= MOST else []

        def work() -> None:
            try:
                future.set_result(self._make(chosen))
            except BaseException as error:
                future.set_exception(error)

        self._crew.run(work, lambda _: None, lambda _: None)
        return future

    def tidy(self) -> None:
        """Remove what is older than a day."""
        if not self._folder.is_dir():
            return
        for folder in self._folder.iterdir():
            if time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """End the thread."""
        if self._crew is not None:
            self._crew.close()

    def _make(self, photos: Sequence[Photo]) -> list[Path]:
        self.tidy()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        made: list[Path] = []
        # Whoever gets the files sees this name nowhere: programs take the files, not their folder.
        folder = Path(mkdtemp(dir=self._folder))
        try:
            for copied in export(photos, folder, _ONLY_THE_PICTURE, self._decoders.pool()):
                if copied.path is not None:
                    made.append(copied.path)
                else:
                    log.warning("no copy to be shared: %s", copied.problem)
        except CancelledError:
            log.info("the window was closed before all copies were made")
        return made
