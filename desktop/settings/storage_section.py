"""The section about room on the disk: what takes how much, and what can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.library.storage import CLEARABLE, Usage
from core.paths import display
from desktop.parts import wording
from desktop.parts.dialog_parts import confirm
from desktop.parts.prose import tool_tip
from desktop.parts.translate import tr
from desktop.settings.section import Section, named

_SIZE, _MEANING = 1, 2


class StorageSection(Section):
    """Lists the parts of the library by size.

    Args:
        root: The library directory.
        parent: Qt's owner.

    Signals:
        seen: It is looked at: the numbers should be of now.
        clear_wanted: The kind of a part that is to be deleted and made again.
        shown_in_folder: Show the `Path` of the library in a file manager.
        backup_wanted: The person wants a copy of what can't be made again.
    """

    seen = Signal()
    clear_wanted = Signal(str)
    shown_in_folder = Signal(object)
    backup_wanted = Signal()

    def __init__(self, root: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Storage"),
            tr(
                "All that Fovea knows lies in one folder of yours. Your photos are not in it, and stay where "
                "they are."
            ),
            parent,
        )
        where = named(display(root), "")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.setAccessibleName(self.tr("Folder of the library"))
        self.column.addWidget(where)
        self.total = named("", "group")
        self.column.addWidget(self.total)
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(self.tr("What takes how much room"))
        self.table.setHeaderLabels([self.tr("Part"), self.tr("Size"), self.tr("If it is deleted")])
        self.table.headerItem().setTextAlignment(_SIZE, _RIGHT)
        self.table.setRootIsDecorated(False)
        self.table.setMinimumHeight(220)
        header = self.table.header()
        for column in (0, _SIZE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.column.addWidget(self.table, 1)
        self.clear = self.button(self.tr("Clear…"), self._ask_clear)
        self.add_row(
            self.clear,
            self.button(self.tr("Show the folder"), lambda: self.shown_in_folder.emit(root)),
            self.button(self.tr("Back up now…"), self.backup_wanted.emit),
        )
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is looked at."""
        super().showEvent(event)
        if not self.table.topLevelItemCount():
            self.total.setText(self.tr("Adding up…"))
        self.seen.emit()

    def show_usage(self, parts: Sequence[Usage]) -> None:
        """Show how much room each part takes, in the order given."""
        before = self._chosen()
        total = sum(part.octets for part in parts)
        self.total.setText(self.tr("{size} in all").format(size=wording.size(total)))
        self.table.clear()
        for part in parts:
            item = QTreeWidgetItem([_name(part.kind), wording.size(part.octets), _meaning(part.kind)])
            item.setTextAlignment(_SIZE, _RIGHT)
            item.setData(0, Qt.ItemDataRole.UserRole, part.kind)
            item.setToolTip(_MEANING, tool_tip(_meaning(part.kind)))
            self.table.addTopLevelItem(item)
            if part.kind == before:
                self.table.setCurrentItem(item)
        self._show_chosen()

    def _chosen(self) -> str:
        items = self.table.selectedItems()
        return str(items[0].data(0, Qt.ItemDataRole.UserRole)) if items else ""

    def _show_chosen(self) -> None:
        self.clear.setEnabled(self._chosen() in CLEARABLE)
        self.clear.setToolTip(
            "" if self.clear.isEnabled() else self.tr("Choose a part that is made again by itself")
        )

    def _ask_clear(self) -> None:
        kind = self._chosen()
        question = self.tr("Clear “{part}”?").format(part=_name(kind))
        if confirm(self, self.tr("Clear"), question, _meaning(kind), self.tr("Clear")):
            self.clear_wanted.emit(kind)


def _name(kind: str) -> str:
    return {
        "catalog": tr("Catalogue"),
        "vectors": tr("What the encoders saw"),
        "thumbnails": tr("Small pictures"),
        "index": tr("Search index"),
        "words": tr("Word index"),
        "encoders": tr("Encoders"),
        "backups": tr("Backups"),
        "log": tr("Log"),
    }.get(kind, tr("Other"))


def _meaning(kind: str) -> str:
    """What becomes of a part that is deleted."""
    return {
        "catalog": tr("Lost: which photos there are, and what you said of them"),
        "vectors": tr("All photos would have to be looked at again, which takes hours"),
        "thumbnails": tr("Made again as photos are looked at; those on drives that are away show no picture"),
        "index": tr("Made again by itself, in a moment"),
        "words": tr("Made again by itself"),
        "encoders": tr("Removed on the page about encoders"),
        "backups": tr("The newest copies of the catalogue; the oldest give way by themselves"),
        "log": tr("Details for reports of problems"),
    }.get(kind, "")


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
