"""The folders Fovea looks through: which, whether they are there, add, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.library import Folder
from core.paths import display
from desktop.dialog_parts import close_button, confirm, explanation, heading, lay_out_list
from desktop.prose import tool_tip


class FoldersDialog(QDialog):
    """Lists the folders, drives that are mounted in one below it, and asks for changes.

    Args:
        read: The folders now.
        parent: Qt's owner.

    Signals:
        add_wanted: The person wants to choose a folder.
        removed: The person took a chosen `Folder` out of the library.
        drive_left_out: The person wants the drive left out that is a `Folder` mounted inside another.
        links_followed: A `Folder`, and whether symbolic links in it are to be followed.
        leave_out_wanted: The person wants to say what is left out everywhere.
    """

    add_wanted = Signal()
    removed = Signal(object)
    drive_left_out = Signal(object)
    links_followed = Signal(object, bool)
    leave_out_wanted = Signal()

    def __init__(self, read: Callable[[], Sequence[Folder]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.setWindowTitle(self.tr("Folders"))
        self.resize(760, 440)
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
        self.table.setItemsExpandable(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.links = QCheckBox(self.tr("Follow symbolic links in this folder, also to places outside it"))
        self.links.clicked.connect(self._follow_links)
        add = QPushButton(self.tr("Add a folder…"))
        add.clicked.connect(self.add_wanted)
        self.remove = QPushButton()
        self.remove.clicked.connect(self._ask_remove)
        leave_out = QPushButton(self.tr("What is left out…"))
        leave_out.setToolTip(self.tr("Say which files and folders are left alone everywhere"))
        leave_out.clicked.connect(self.leave_out_wanted)
        for button in (add, self.remove, leave_out):
            button.setAutoDefault(False)
        close = close_button(self.tr("Close"), self)
        lay_out_list(self, title, said, self.table, (add, self.remove, leave_out), close, below=self.links)
        self.reload()

    def reload(self) -> None:
        """Read the folders again; the chosen one stays chosen."""
        before = self._chosen()
        self.table.clear()
        folders = self._read()
        items = {folder.id: _Row(folder) for folder in folders}
        for folder in folders:
            around = items.get(folder.parent_id or 0)
            if around is None:
                items[folder.id].name(display(folder.path))
                self.table.addTopLevelItem(items[folder.id])
            else:
                inside = folder.path
                if inside.is_relative_to(around.folder.path):
                    inside = inside.relative_to(around.folder.path)
                items[folder.id].name(display(inside))
                around.addChild(items[folder.id])
        self.table.expandAll()
        # Whoever has one folder means it.
        chosen = items.get(before.id) if before else items[folders[0].id] if len(folders) == 1 else None
        if chosen is not None:
            self.table.setCurrentItem(chosen)
        self._show_chosen()

    def _chosen(self) -> Folder | None:
        for item in self.table.selectedItems():
            if isinstance(item, _Row):
                return item.folder
        return None

    def _show_chosen(self) -> None:
        folder = self._chosen()
        inside = folder is not None and folder.parent_id is not None
        self.remove.setText(self.tr("Leave this drive out…") if inside else self.tr("Remove from Fovea…"))
        self.remove.setEnabled(folder is not None)
        # Whether links are followed is asked of a folder that is there.
        self.links.setEnabled(folder is not None and folder.online)
        self.links.setChecked(folder is not None and folder.follow_links)

    def _follow_links(self, follow: bool) -> None:
        if (folder := self._chosen()) is not None:
            self.links_followed.emit(folder, follow)

    def _ask_remove(self) -> None:
        folder = self._chosen()
        if folder is None:
            return
        if folder.parent_id is not None:
            if confirm_leaving_out(display(folder.path), self):
                self.drive_left_out.emit(folder)
            return
        drives = any(other.parent_id == folder.id for other in self._read())
        if confirm_removal(display(folder.path), self, with_drives=drives):
            self.removed.emit(folder)


class _Row(QTreeWidgetItem):
    """One folder in the list."""

    def __init__(self, folder: Folder) -> None:
        super().__init__()
        self.folder = folder
        self.setText(1, _state(folder))
        self.setSizeHint(0, QSize(0, 34))
        self.setToolTip(0, tool_tip(display(folder.path)))
        self.setToolTip(1, tool_tip(_state(folder)))

    def name(self, name: str) -> None:
        self.setText(0, name)


def _state(folder: Folder) -> str:
    """Whether it is there, in words."""
    if not folder.online:
        why = display(folder.problem)
        return _tr("Offline: {problem}").format(problem=why) if why else _tr("Offline")
    said = [_tr("Online")]
    if folder.parent_id is not None:
        said.append(_tr("a drive of its own"))
    if folder.follow_links:
        said.append(_tr("links are followed"))
    return ", ".join(said)


def confirm_removal(name: str, parent: QWidget, *, with_drives: bool = False) -> bool:
    """Ask before a folder is taken out of the library.

    Args:
        name: Of the folder.
        parent: Where it is asked.
        with_drives: Drives are mounted in it.
    """
    consequence = _tr("The files stay where they are, untouched. Fovea forgets what it knows of them.")
    if with_drives:
        consequence += " " + _tr("The drives that are mounted in it go with it.")
    question = _tr("Remove “{name}” from Fovea?").format(name=name)
    return confirm(parent, _tr("Remove a folder"), question, consequence, _tr("Remove from Fovea"))


def confirm_leaving_out(name: str, parent: QWidget) -> bool:
    """Ask before a drive that is mounted inside a folder is left out."""
    return confirm(
        parent,
        _tr("Leave a drive out"),
        _tr("Leave the drive “{name}” out of Fovea?").format(name=name),
        _tr(
            "Its files stay where they are, untouched. Take its line out of what is left out to have it back."
        ),
        _tr("Leave it out"),
    )


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("folders_dialog", text)
