"""Groups of files that belong together, and the files of one of them, as item models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.paths import display
from core.search.duplicates import Group, Kind, Member
from desktop.duplicates import duplicate_wording as wording
from desktop.parts.prose import tool_tip

MEMBER_ROLE = Qt.ItemDataRole.UserRole
"""The `Member` of a row."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GroupModel(QAbstractListModel):
    """All groups that were found. What a row says is put together when it is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []

    @property
    def groups(self) -> Sequence[Group]:
        """All of them."""
        return self._groups

    def show(self, groups: Sequence[Group]) -> None:
        """Take other groups."""
        self.beginResetModel()
        self._groups = list(groups)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many groups."""
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what is known of a group."""
        if not index.isValid() or index.row() >= len(self._groups):
            return None
        group = self._groups[index.row()]
        name = display(group.members[0].file.path.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name}\n{wording.summary(group)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {wording.summary(group)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join(display(member.file.path) for member in group.members[:20]))
        return None


class MemberModel(QAbstractListModel):
    """The files of one group, and which of them are to stay.

    Signals:
        marked: Other files are to stay than before.
    """

    marked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.group: Group | None = None
        self._members: tuple[Member, ...] = ()
        self._goes: set[int] = set()

    def show(self, group: Group | None) -> None:
        """Take another group: exact copies are marked to go, and nothing else is."""
        self.beginResetModel()
        self.group = group
        self._members = group.members if group else ()
        self._goes = {
            row
            for row, member in enumerate(self._members)
            if member.kind in (Kind.COPY, Kind.SAME_PICTURE) and member.file.online
        }
        self.endResetModel()
        self.marked.emit()

    @property
    def photo_ids(self) -> list[int]:
        """The photos they belong to, each once."""
        return list(dict.fromkeys(member.file.photo_id for member in self._members))

    @property
    def staying(self) -> list[Member]:
        """What stays, the best first."""
        return [member for row, member in enumerate(self._members) if row not in self._goes]

    @property
    def going(self) -> list[Member]:
        """What is marked to go."""
        return [member for row, member in enumerate(self._members) if row in self._goes]

    def keep_only(self, row: int) -> None:
        """Mark all others to go."""
        self._mark({other for other in range(len(self._members)) if other != row and self._can_go(other)})

    def toggle(self, row: int) -> bool:
        """Mark a file to go, or to stay; returns False when it has to stay, for nothing else would."""
        goes = self._goes ^ {row}
        if row in goes and not self._can_go(row):
            return False
        if not any(m.file.online for number, m in enumerate(self._members) if number not in goes):
            return False
        self._mark(goes)
        return True

    def _can_go(self, row: int) -> bool:
        return 0 <= row < len(self._members) and self._members[row].file.online

    def _mark(self, goes: set[int]) -> None:
        self._goes = goes
        if self._members:
            self.dataChanged.emit(self.index(0), self.index(len(self._members) - 1))
        self.marked.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many files."""
        return 0 if parent.isValid() else len(self._members)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: files can be chosen and marked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable | flag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what is known of a file."""
        row = index.row()
        if not index.isValid() or row >= len(self._members) or self.group is None:
            return None
        member = self._members[row]
        if role == MEMBER_ROLE:
            return member
        if role == Qt.ItemDataRole.DisplayRole:
            return display(member.file.path.name)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if row in self._goes else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            fate = wording.goes() if row in self._goes else wording.stays()
            return ", ".join([fate, display(member.file.path.name), *wording.facts(member, self.group)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join([display(member.file.path), *wording.facts(member, self.group)]))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: mark a file."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        wants_to_stay = Qt.CheckState(value) == Qt.CheckState.Checked
        stays = self.data(index, role) == Qt.CheckState.Checked
        return wants_to_stay == stays or self.toggle(index.row())
