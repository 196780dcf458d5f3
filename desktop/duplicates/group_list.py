"""The groups of duplicates, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from core.search.duplicates import Group
from desktop.duplicates.group_models import GroupModel


class GroupList(QListView):
    """Shows groups, and keeps the place where a person is when they change.

    Args:
        groups: The model.
        parent: Qt's owner.

    Signals:
        looked_at: Another `Group` is the current one, or None is.
    """

    looked_at = Signal(object)

    def __init__(self, groups: GroupModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = groups
        self.setModel(groups)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Groups"))
        self.selectionModel().currentChanged.connect(self._look_at)

    def show_groups(self, shown: Sequence[Group]) -> None:
        """Show other groups; where a group went, the next one moved up to its place."""
        row = max(self.currentIndex().row(), 0)
        before = _first_place(self._groups.groups[row]) if row < self._groups.rowCount() else None
        self._groups.show(shown)
        same = (at for at, group in enumerate(shown) if _first_place(group) == before)
        if shown:
            self.setCurrentIndex(self._groups.index(next(same, min(row, len(shown) - 1))))
        else:
            self.looked_at.emit(None)

    def _look_at(self, current: QModelIndex) -> None:
        row = current.row()
        self.looked_at.emit(self._groups.groups[row] if 0 <= row < self._groups.rowCount() else None)


def _first_place(group: Group) -> int:
    return group.members[0].file.place_id
