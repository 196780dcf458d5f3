"""The folders Fovea looks through: which, whether they are there, add, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.library import Folder
from core.paths import display
from desktop.dialog_parts import close_button, explanation, heading, lay_out_list


class FoldersDialog(QDialog):
    """Lists the folders and asks for changes.

    Args:
        read: The folders now.
        parent: Qt's owner.

    Signals:
        add_wanted: The person wants to choose a folder.
        removed: The person took a folder out of the library; carries its id.
    """

    add_wanted = Signal()
    removed = Signal(int)

    def __init__(self, read: Callable[[], Sequence[Folder]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.setWindowTitle(self.tr("Folders"))
        self.resize(720, 400)
        title = heading(self.tr("Folders with your photos"))
        said = explanation(
            self.tr(
                "Fovea reads the pictures in these folders and all folders inside them. "
                "It changes nothing there. New, moved and deleted photos are followed by themselves."
            )
        )
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(self.tr("Folders"))
        self.table.setHeaderLabels([self.tr("Folder"), self.tr("State")])
        self.table.setRootIsDecorated(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._chosen)
        add = QPushButton(self.tr("Add a folder…"))
        add.setAutoDefault(False)
        add.clicked.connect(self.add_wanted)
        self._remove = QPushButton(self.tr("Remove from Fovea…"))
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._ask_remove)
        close = close_button(self.tr("Close"), self)
        lay_out_list(self, title, said, self.table, (add, self._remove), close)
        self.reload()

    def reload(self) -> None:
        """Read the folders again."""
        self.table.clear()
        for folder in self._read():
            state = self.tr("Online") if folder.online else self.tr("Offline")
            if folder.problem:
                state = self.tr("Offline: {problem}").format(problem=display(folder.problem))
            item = QTreeWidgetItem([display(folder.path), state])
            item.setData(0, Qt.ItemDataRole.UserRole, folder.id)
            item.setToolTip(0, display(folder.path))
            item.setSizeHint(0, QSize(0, 34))
            self.table.addTopLevelItem(item)
        self._chosen()

    def _chosen(self) -> None:
        self._remove.setEnabled(bool(self.table.selectedItems()))

    def _ask_remove(self) -> None:
        for item in self.table.selectedItems():
            if confirm_removal(item.text(0), self):
                self.removed.emit(item.data(0, Qt.ItemDataRole.UserRole))
        self.reload()


def confirm_removal(name: str, parent: QWidget) -> bool:
    """Ask before a folder is taken out of the library."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(box.tr("Remove a folder"))
    box.setText(box.tr("Remove “{name}” from Fovea?").format(name=name))
    box.setInformativeText(
        box.tr("The files stay where they are, untouched. Fovea forgets what it knows of them.")
    )
    remove = box.addButton(box.tr("Remove from Fovea"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is remove


def suggested_pictures_folder(candidates: Sequence[str]) -> Path | None:
    """The person's own picture folder, when there is one.

    Args:
        candidates: As the platform names them, best first.
    """
    for candidate in candidates:
        path = Path(candidate)
        if candidate and path != Path.home() and path.is_dir():
            return path
    return None
