"""The side bar as an item model: lines that are always there, and headings with lines below them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from core.library.kept_question import KeptQuestion
from desktop.organise.side_entries import (
    NAMED_BY_PEOPLE,
    SECTIONS,
    Contents,
    Entry,
    Kind,
    entries_of,
    top_entries,
)
from desktop.parts import wording
from desktop.parts.prose import one_line, tool_tip

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The `Entry` of a line."""
SHOWN_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether it is what is seen now."""

Shown = KeptQuestion | Kind | None
"""A question that is answered, or the page of a kind of line; None: neither."""

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class SideModel(QAbstractItemModel):
    """Follows the library without losing a line that stays: numbers change, lines come, go and move.

    Args:
        parent: Qt's owner.

    Signals:
        renamed: An `Entry` is to be called otherwise; carries the new name too.
    """

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top = top_entries()
        self._below: list[list[Entry]] = [[] for _ in self._top]
        self._contents = Contents()
        self._all_tags = False
        self._shown: Shown = None

    # -- what others set and ask ---------------------------------------------------------------

    def show(self, contents: Contents, *, all_tags: bool | None = None) -> None:
        """Take what there is now.

        Args:
            contents: Of the library.
            all_tags: List all tags from now on, or those that are used most; None: as before.
        """
        self._contents = contents
        if all_tags is not None:
            self._all_tags = all_tags
        for row, entry in enumerate(self._top):
            if entry.kind in SECTIONS:
                self._update(row, entries_of(entry.kind, contents, all_tags=self._all_tags))

    def show_all_tags(self) -> None:
        """List all tags, in alphabetical order."""
        self.show(self._contents, all_tags=True)

    def mark(self, shown: Shown) -> None:
        """Say what is seen now."""
        before = [self._is_shown(self.entry(index)) for index in self.all_indexes()]
        self._shown = shown
        for index, was in zip(self.all_indexes(), before, strict=True):
            if self._is_shown(self.entry(index)) != was:
                self.dataChanged.emit(index, index, [SHOWN_ROLE])

    def entry(self, index: Index) -> Entry:
        """The entry of a valid index."""
        return self._entries(index.internalId())[index.row()]

    def shown_entry(self) -> Entry | None:
        """The line of what is seen now."""
        return next(filter(self._is_shown, map(self.entry, self.all_indexes())), None)

    def index_of(self, kind: Kind, name: str | None = None) -> QModelIndex:
        """The first line of a kind, and of a name; invalid where there is none."""
        for index in self.all_indexes():
            entry = self.entry(index)
            if entry.kind is kind and name in (None, entry.name):
                return index
        return QModelIndex()

    def all_indexes(self) -> list[QModelIndex]:
        """All lines from top to bottom."""
        found = []
        for row in range(len(self._top)):
            parent = self.index(row, 0)
            found += [parent, *(self.index(below, 0, parent) for below in range(len(self._below[row])))]
        return found

    # -- what Qt asks of a model ---------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: a line, by where it stands."""
        inside = parent.row() + 1 if parent.isValid() else 0
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, inside)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the heading above a line."""
        inside = index.internalId() if index.isValid() else 0
        return self.createIndex(inside - 1, 0, 0) if inside else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many lines there are below."""
        if not parent.isValid():
            return len(self._top)
        return 0 if parent.internalId() or parent.column() else len(self._below[parent.row()])

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002
        """Qt: one column."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: all can be chosen; what people named can be called otherwise."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        result = flag.ItemIsEnabled | flag.ItemIsSelectable
        entry = self.entry(index)
        if entry.kind in NAMED_BY_PEOPLE:
            result |= flag.ItemIsEditable
        return result if entry.kind in SECTIONS else result | flag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what is known of a line."""
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == ENTRY_ROLE:
            return entry
        if role == SHOWN_ROLE:
            return self._is_shown(entry)
        if role == Qt.ItemDataRole.EditRole:
            return entry.name
        name = one_line(entry.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        count = wording.photos(entry.count) if entry.count is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (name, count, entry.away)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join(filter(None, (entry.tip or name, count, entry.away))))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a new name was typed; the library decides, and then the line follows."""
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not name:
            return False
        entry = self.entry(index)
        if name != entry.name and entry.kind in NAMED_BY_PEOPLE:
            self.renamed.emit(entry, name)
        return False

    # ------------------------------------------------------------------------------------------

    def _is_shown(self, entry: Entry) -> bool:
        return self._shown is not None and self._shown in (entry.question, entry.kind)

    def _entries(self, inside: int) -> list[Entry]:
        return self._below[inside - 1] if inside else self._top

    def _update(self, row: int, entries: list[Entry]) -> None:
        """Bring the lines of a heading up to date, one step for each that is another."""
        parent, lines = self.index(row, 0), self._below[row]
        wanted = {entry.key for entry in entries}
        for number in reversed(range(len(lines))):
            if lines[number].key not in wanted:
                self.beginRemoveRows(parent, number, number)
                del lines[number]
                self.endRemoveRows()
        for number, entry in enumerate(entries):
            there = next((at for at in range(number, len(lines)) if lines[at].key == entry.key), None)
            if there is None:
                self.beginInsertRows(parent, number, number)
                lines.insert(number, entry)
                self.endInsertRows()
                continue
            if there != number:
                self.beginMoveRows(parent, there, there, parent, number)
                lines.insert(number, lines.pop(there))
                self.endMoveRows()
            if lines[number] != entry:
                lines[number] = entry
                self.dataChanged.emit(self.index(number, 0, parent), self.index(number, 0, parent))
