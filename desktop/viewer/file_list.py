"""The files of a photo: where each is, and whether it can be reached now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.library.photo_files import PhotoFile
from core.paths import display
from desktop.parts import icons
from desktop.parts.elided_label import ElidedLabel

_MOST = 20


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a file is.

    Attributes:
        path: The file.
        online: It can be read now.
    """

    path: Path
    online: bool


def whereabouts(files: Sequence[PhotoFile]) -> list[Whereabouts]:
    """The files of a photo, those that can be reached first, each with what lies beside it."""
    found: dict[Path, Whereabouts] = {}
    for file in sorted(files, key=lambda file: not file.online):
        for path in (file.path, file.raw, file.clip):
            if path is not None:
                found.setdefault(path, Whereabouts(path, file.online))
    return list(found.values())


class FileList(QWidget):
    """A line for the name, one for the folder, a button that shows it in the file manager.

    Args:
        parent: Qt's owner.

    Signals:
        shown_in_folder: Show this `Path` in a file manager.
    """

    shown_in_folder = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[QWidget] = []
        self._shown: list[Whereabouts] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_files(self, files: Sequence[Whereabouts]) -> None:
        """Show these; of very many the first ones."""
        if list(files) == self._shown:
            return
        self._shown = list(files)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(file) for file in files[:_MOST]]
        if len(files) > _MOST:
            more = QLabel(self.tr("and {count} more").format(count=len(files) - _MOST), self)
            more.setObjectName("quiet")
            self._lines.append(more)
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, file: Whereabouts) -> QWidget:
        line = QWidget(self)
        name, folder = ElidedLabel("", line), ElidedLabel("quiet", line)
        name.set_text(display(file.path.name))
        folder.set_text(display(file.path.parent))
        for label in (name, folder):
            # As wide as there is room, and no wider.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(folder)
        if not file.online:
            state = QLabel(self.tr("Offline: its drive or folder is not there now"), line)
            state.setObjectName("warning")
            state.setWordWrap(True)
            texts.addWidget(state)
        button = QToolButton(line)
        button.setIcon(icons.icon("folder", self.palette().placeholderText().color().name(), 18))
        said = self.tr("Show {name} in its folder").format(name=display(file.path.name))
        button.setToolTip(self.tr("Show in folder"))
        button.setAccessibleName(said)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.shown_in_folder.emit(file.path))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line
