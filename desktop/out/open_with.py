"""The menu of programs that can open the chosen photos."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeDatabase, QObject, QStandardPaths, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from core.library import Photo
from core.paths import as_text, display
from desktop.out.programs import Program, programs_for

_OPENED_AT_ONCE = 50


class OpenWith(QObject):
    """Fills a menu when it is opened, because programs come and go.

    Args:
        menu: Which.
        chosen: The photos that are meant.
        window: Owns the dialog.

    Attributes:
        menu: The same.

    Signals:
        said: What could not be done, for the banner.
    """

    said = Signal(str)

    def __init__(self, menu: QMenu, chosen: Callable[[], list[Photo]], window: QWidget) -> None:
        super().__init__(window)
        self.menu = menu
        self._chosen = chosen
        self._window = window
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer the programs for the first of the chosen photos."""
        self.menu.clear()
        paths = [photo.path for photo in self._chosen() if photo.online][:_OPENED_AT_ONCE]
        if not paths:
            self.menu.addAction(self.tr("The photo is offline")).setEnabled(False)
            return
        if sys.platform in ("win32", "darwin"):
            self.menu.addAction(self.tr("Choose a program…")).triggered.connect(lambda: self._choose(paths))
            return
        programs = programs_for(kinds_of(paths[0]))
        for program in programs:
            action = self.menu.addAction(_icon(program), program.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=program: self._open(chosen, paths))
        if not programs:
            self.menu.addAction(self.tr("No program was found")).setEnabled(False)

    def _open(self, program: Program, paths: Sequence[Path]) -> None:
        if not program.open(paths):
            self.said.emit(self.tr("{name} could not be started.").format(name=display(program.name)))

    def _choose(self, paths: Sequence[Path]) -> None:
        """Let the system ask, on those that do; on a Mac the programs are in one folder."""
        if sys.platform == "win32":
            os.startfile(paths[0], "openas")
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.ApplicationsLocation)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open with"), folder or "/Applications", self.tr("Programs (*.app)")
        )
        if chosen and subprocess.run(["open", "-a", chosen, *paths], check=False).returncode != 0:
            self.said.emit(self.tr("{name} could not be started.").format(name=display(Path(chosen).stem)))


def kinds_of(path: Path) -> list[str]:
    """The MIME type of a picture by its name, then the kinds of picture it is a case of."""
    kind = QMimeDatabase().mimeTypeForFile(as_text(path), QMimeDatabase.MatchMode.MatchExtension)
    kinds = [kind.name(), *kind.aliases(), *kind.allAncestors()]
    return [name for name in kinds if name.startswith("image/")] or ["image/jpeg"]


def _icon(program: Program) -> QIcon:
    return QIcon(program.icon) if program.icon.startswith("/") else QIcon.fromTheme(program.icon)
