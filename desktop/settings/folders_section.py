"""The folders Fovea looks through: which, whether they are there, add, remove."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.library import Folder
from core.library.folder_counts import FolderCounts
from core.paths import display
from desktop.parts import wording
from desktop.parts.dialog_parts import confirm, explanation
from desktop.parts.prose import tool_tip
from desktop.parts.told import told
from desktop.parts.translate import tr
from desktop.settings.section import Section

_PHOTOS, _STATE = 1, 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FoldersSection(Section):
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
        seen: It is looked at: the numbers should be of now.
    """

    add_wanted = Signal()
    removed = Signal(object)
    drive_left_out = Signal(object)
    links_followed = Signal(object, bool)
    leave_out_wanted = Signal()
    seen = Signal()

    def __init__(self, read: Callable[[], Sequence[Folder]], parent: QWidget | None = None) -> None:
        super().__init__(tr("Folders with your photos"), parent=parent)
        self._read = read
        self._counts: Mapping[int, FolderCounts] = {}
        self.column.addWidget(
            explanation(
                self.tr(
                    "Fovea reads the pictures in these folders and all folders inside them. "
                    "It changes nothing there. New, moved and deleted photos are followed by themselves; "
                    "the photos of a drive that is not connected stay in the library."
                )
            )
        )
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(self.tr("Folders"))
        self.table.setHeaderLabels([self.tr("Folder"), self.tr("Photos"), self.tr("State")])
        self.table.headerItem().setTextAlignment(_PHOTOS, _RIGHT)
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setMinimumHeight(160)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (_PHOTOS, _STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.links = QCheckBox(self.tr("Follow symbolic links in this folder, also to places outside it"))
        self.links.clicked.connect(self._follow_links)
        add = self.button(self.tr("Add a folder…"), self.add_wanted.emit)
        self.remove = self.button("", self._ask_remove)
        leave_out = self.button(self.tr("What is left out…"), self.leave_out_wanted.emit)
        leave_out.setToolTip(self.tr("Say which files and folders are left alone everywhere"))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.links)
        self.add_row(add, self.remove, leave_out)
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is looked at."""
        super().showEvent(event)
        self.seen.emit()

    def show_counts(self, counts: Mapping[int, FolderCounts]) -> None:
        """Show how much is in each folder."""
        self._counts = counts
        self.reload()

    def reload(self) -> None:
        """Read the folders again; the chosen one stays chosen."""
        before = self._chosen()
        self.table.clear()
        folders = self._read()
        items = {folder.id: _Row(folder, self._counts.get(folder.id, FolderCounts())) for folder in folders}
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

    def __init__(self, folder: Folder, counts: FolderCounts) -> None:
        super().__init__()
        self.folder = folder
        state = wording.listed([_state(folder), *_unfinished(counts)])
        self.setText(_PHOTOS, wording.number(counts.ready))
        self.setTextAlignment(_PHOTOS, _RIGHT)
        self.setText(_STATE, state)
        self.setSizeHint(0, QSize(0, 34))
        self.setToolTip(0, tool_tip(display(folder.path)))
        self.setToolTip(_STATE, tool_tip(state))

    def name(self, name: str) -> None:
        self.setText(0, name)


def _state(folder: Folder) -> str:
    """Whether it is there, in words."""
    if not folder.online:
        why = display(told(folder.problem))
        return tr("Offline: {problem}").format(problem=why) if why else tr("Offline")
    said = [tr("Online")]
    if folder.parent_id is not None:
        said.append(tr("a drive of its own"))
    if folder.follow_links:
        said.append(tr("links are followed"))
    return wording.listed(said)


def _unfinished(counts: FolderCounts) -> list[str]:
    """What is not in the library yet, in words."""
    said = []
    if counts.waiting:
        said.append(tr("{files} to be read").format(files=wording.files(counts.waiting)))
    if counts.failed:
        said.append(tr("{files} could not be read").format(files=wording.files(counts.failed)))
    return said


def confirm_removal(name: str, parent: QWidget, *, with_drives: bool = False) -> bool:
    """Ask before a folder is taken out of the library.

    Args:
        name: Of the folder.
        parent: Where it is asked.
        with_drives: Drives are mounted in it.
    """
    consequence = tr("The files stay where they are, untouched. Fovea forgets what it knows of them.")
    if with_drives:
        consequence = wording.sentences([consequence, tr("The drives that are mounted in it go with it.")])
    question = tr("Remove “{name}” from Fovea?").format(name=name)
    return confirm(parent, tr("Remove a folder"), question, consequence, tr("Remove from Fovea"))


def confirm_leaving_out(name: str, parent: QWidget) -> bool:
    """Ask before a drive that is mounted inside a folder is left out."""
    return confirm(
        parent,
        tr("Leave a drive out"),
        tr("Leave the drive “{name}” out of Fovea?").format(name=name),
        tr(
            "Its files stay where they are, untouched. Take its line out of what is left out to have it back."
        ),
        tr("Leave it out"),
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
