"""Printing: shows how it will look, asks where to, and reads the photos in the size they are printed in."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from core.errors import FoveaError
from core.imaging import THUMBNAIL_EDGE, ThumbnailStore
from core.library import Photo
from core.paths import display
from desktop.out.carrying import to_image
from desktop.out.print_dialog import PrintDialog
from desktop.out.print_sheet import Sheet, print_photos
from desktop.parts import wording
from desktop.parts.decoders import Decoders

_PREVIEW_EDGE = 1400
_FEW = 8
"""So many photos are read for the preview; of more their thumbnails do."""
_LONGEST_EDGE = 12_000
_NAMED = 5
_SECONDS = 30.0

log = logging.getLogger(__name__)


class PrintCommands(QObject):
    """Prints photos.

    Args:
        decoders: Read them.
        store: Thumbnails, for the preview of many.
        window: Owns the dialogs.

    Signals:
        said: What could not be printed, for the banner.
    """

    said = Signal(str)

    def __init__(self, decoders: Decoders, store: ThumbnailStore, window: QWidget) -> None:
        super().__init__(window)
        self._decoders = decoders
        self._store = store
        self._window = window
        self._failed: dict[int, str] = {}

    def show(self, photos: Sequence[Photo]) -> None:
        """Show how it will look; whoever likes it prints it from there."""
        if not photos:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Photos"))
        preview = self._preview if len(photos) <= _FEW else self._thumbnail
        dialog = PrintDialog(printer, photos, preview, self._window)

        def go() -> None:
            asking = QPrintDialog(printer, dialog)
            if asking.exec():
                self.print(printer, photos, dialog.sheet)
                dialog.accept()
            asking.deleteLater()

        dialog.print_wanted.connect(go)
        dialog.exec()
        dialog.deleteLater()

    def print(self, printer: QPrinter, photos: Sequence[Photo], sheet: Sheet) -> None:
        """Print in full sharpness; a person may stop it."""
        self._failed = {}
        text = self.tr("Printing {photos}…").format(photos=wording.photos(len(photos)))
        progress = QProgressDialog(text, self.tr("Stop"), 0, len(photos), self._window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)

        def goes_on(number: int) -> bool:
            progress.setValue(number)
            return not progress.wasCanceled()

        print_photos(printer, photos, sheet, self._full, goes_on)
        progress.close()
        progress.deleteLater()
        if self._failed:
            names = wording.listed(list(self._failed.values())[:_NAMED])
            self.said.emit(self.tr("Could not be read for printing: {names}.").format(names=names))

    # ------------------------------------------------------------------------------------------

    def _full(self, photo: Photo, edge: int) -> QImage | None:
        return self._read(photo, min(edge, _LONGEST_EDGE))

    def _preview(self, photo: Photo, edge: int) -> QImage | None:
        return self._read(photo, min(edge, _PREVIEW_EDGE))

    def _thumbnail(self, photo: Photo, edge: int) -> QImage | None:
        image = QImage(str(self._store.path(photo.pixels_digest)))
        return self._read(photo, min(edge, THUMBNAIL_EDGE)) if image.isNull() else image

    def _read(self, photo: Photo, edge: int) -> QImage | None:
        try:
            # The person waits for the page, and sees how far it is.
            rendered = self._decoders.pool().render(photo.path, max(1, edge)).result(_SECONDS)
        except (FoveaError, TooLate, CancelledError, RuntimeError) as error:
            log.warning("can't be printed: %s", error)
            self._failed[photo.id] = display(photo.path.name)
            return None
        return to_image(rendered)
