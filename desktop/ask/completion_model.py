"""What is offered below the search box, as Qt's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ask.completions import Completion
from desktop.parts.prose import tool_tip

COMPLETION = int(Qt.ItemDataRole.UserRole)
"""Role: the `Completion` of a row."""


class CompletionModel(QAbstractListModel):
    """A few lines, each a `Completion`."""

    def __init__(self) -> None:
        super().__init__()
        self._completions: tuple[Completion, ...] = ()

    @property
    def completions(self) -> tuple[Completion, ...]:
        """What is offered, the best first."""
        return self._completions

    def show(self, completions: Sequence[Completion]) -> None:
        """Offer these and no others."""
        self.beginResetModel()
        self._completions = tuple(completions)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Qt: how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._completions)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the text, what a screen reader says, or the completion itself."""
        if not index.isValid():
            return None
        completion = self._completions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return completion.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (completion.text, completion.detail, completion.kind)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join(filter(None, (completion.text, completion.detail))))
        return completion if role == COMPLETION else None
