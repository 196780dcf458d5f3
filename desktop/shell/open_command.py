"""Shows what Fovea was opened with: "Open with" of a file manager, `fovea PATH`, `fovea find --open`."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtWidgets import QWidget

from core.cli.opening import Opening
from desktop.ask.drops import read_mime
from desktop.ask.picture_commands import PictureCommands
from desktop.ask.search_box import SearchBox


class OpenCommand(QObject):
    """Puts it into the box, where it can be seen and changed, and brings the window to the front.

    Args:
        box: Takes words and pictures.
        pictures: Takes files and folders as if they were dropped.
        window: Comes to the front.
    """

    def __init__(self, box: SearchBox, pictures: PictureCommands, window: QWidget) -> None:
        super().__init__(window)
        self._box = box
        self._pictures = pictures
        self._window = window

    def show(self, opening: Opening) -> None:
        """Show something; nothing is asked when nothing was said but "open"."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in opening.paths])
        dropped = read_mime(mime) if opening.paths else None
        asks = bool(opening.question or (dropped and dropped.pictures))
        if asks:
            # What is opened is a question of its own, and no part of the one before.
            self._pictures.began.emit()
            self._box.set_pictures([])
            self._box.set_text(opening.question)
        if dropped is not None:
            self._pictures.take(dropped)
        if asks:
            self._box.ask()
        self.bring_forward()

    def bring_forward(self) -> None:
        """Bring the window to the front, from wherever it is."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
