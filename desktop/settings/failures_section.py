"""The files that could not be read: which, why, and what helps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.errors import FailureReason
from core.library import Failure
from core.paths import display
from desktop.parts import wording
from desktop.parts.prose import tool_tip
from desktop.parts.told import told
from desktop.parts.translate import tr
from desktop.settings.section import Section, named

_ROW = 30
_OPEN_AT_ONCE = 200
"""With more failures than this only the reasons are shown at first."""


class FailuresSection(Section):
    """Lists failures by reason, the most frequent one first.

    Args:
        parent: Qt's owner.

    Signals:
        retry_wanted: Try all of them again.
        shown_in_folder: Show the `Path` of a file in a file manager.
        seen: It is looked at: the list should be of now.
    """

    retry_wanted = Signal()
    shown_in_folder = Signal(object)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Files that could not be read"),
            tr(
                "Everything else is in the library. A file is tried again by itself when it changes. "
                "Double-click one, or press Enter, to see it in its folder."
            ),
            parent,
        )
        self.count = named("", "group")
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(self.tr("Files that could not be read"))
        self.table.setHeaderLabels([self.tr("File"), self.tr("What is wrong"), self.tr("What helps")])
        self.table.setUniformRowHeights(True)
        self.table.setMinimumHeight(200)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for number, width in enumerate((260, 280)):
            self.table.setColumnWidth(number, width)
        self.table.itemActivated.connect(self._show_in_folder)
        self.again = self.button(self.tr("Try again"), self._retry)
        self.column.addWidget(self.count)
        self.column.addWidget(self.table, 1)
        self.add_row(self.again)
        self.show_failures([])

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is looked at."""
        super().showEvent(event)
        self.seen.emit()

    def show_failures(self, failures: Sequence[Failure]) -> None:
        """Show these, the latest first."""
        self.count.setText(
            self.tr("{files} could not be read").format(files=wording.files(len(failures)))
            if failures
            else self.tr("All files could be read.")
        )
        self.table.clear()
        self.table.setVisible(bool(failures))
        self.again.setVisible(bool(failures))
        self.again.setEnabled(True)
        self.column.setStretchFactor(self.table, 1)
        self.table.addTopLevelItems(_groups(failures))
        for number in range(self.table.topLevelItemCount()):
            self.table.setFirstColumnSpanned(number, QModelIndex(), True)
        if len(failures) <= _OPEN_AT_ONCE:
            self.table.expandAll()
        if (group := self.table.topLevelItem(0)) is not None and (first := group.child(0)) is not None:
            self.table.setCurrentItem(first)

    def _retry(self) -> None:
        self.again.setEnabled(False)
        self.count.setText(self.tr("They are tried again now."))
        self.retry_wanted.emit()

    def _show_in_folder(self, item: QTreeWidgetItem) -> None:
        failure = item.data(0, Qt.ItemDataRole.UserRole)
        if failure is not None:
            self.shown_in_folder.emit(failure.path)


def _without_name(failure: Failure) -> str:
    """What is wrong; the message names the file, which has a column of its own here."""
    message = display(told(failure.message))
    for name in (display(failure.path), display(failure.path.name)):
        message = message.removeprefix(f'"{name}" ').removeprefix(f"“{name}”")
    return message[:1].upper() + message[1:]


def _groups(failures: Sequence[Failure]) -> list[QTreeWidgetItem]:
    """The reasons, with the files below them."""
    by_reason: dict[str, list[Failure]] = defaultdict(list)
    for failure in failures:
        by_reason[failure.reason].append(failure)
    groups = []
    for reason, alike in sorted(by_reason.items(), key=lambda pair: -len(pair[1])):
        group = QTreeWidgetItem([f"{_reason(reason)}  ·  {wording.files(len(alike))}"])
        bold = QFont()
        bold.setWeight(QFont.Weight.DemiBold)
        group.setFont(0, bold)
        group.setSizeHint(0, QSize(0, _ROW))
        group.addChildren([_item(failure) for failure in alike])
        groups.append(group)
    return groups


def _item(failure: Failure) -> QTreeWidgetItem:
    texts = [display(failure.path.name), _without_name(failure), display(told(failure.remedy))]
    item = QTreeWidgetItem(texts)
    item.setSizeHint(0, QSize(0, _ROW))
    # A Path on its own would be turned into a string on the way.
    item.setData(0, Qt.ItemDataRole.UserRole, failure)
    item.setToolTip(0, tool_tip(display(failure.path)))
    for column in (1, 2):
        item.setToolTip(column, tool_tip(texts[column]))
    return item


def _reason(reason: str) -> str:
    """A reason as the heading of the files that failed for it."""
    return {
        FailureReason.EMPTY: tr("Empty"),
        FailureReason.UNREADABLE: tr("Could not be opened"),
        FailureReason.NOT_A_PICTURE: tr("Not a picture"),
        FailureReason.DAMAGED: tr("Damaged"),
        FailureReason.TOO_LARGE: tr("Too large"),
        FailureReason.TIMED_OUT: tr("Took too long"),
        FailureReason.CRASHED: tr("Ended the program that reads pictures"),
        FailureReason.OUT_OF_MEMORY: tr("Needed too much memory"),
        FailureReason.UNSUPPORTED: tr("Of a kind Fovea can't read"),
        FailureReason.STILL_CHANGING: tr("Still being written"),
        FailureReason.QUARANTINED: tr("Set aside, because Fovea ended while reading them"),
        FailureReason.SIDECAR: tr("Files beside photos; the photos themselves are there"),
        FailureReason.TEXT: tr("Text in photos; the photos themselves are there"),
    }.get(FailureReason(reason), reason)
