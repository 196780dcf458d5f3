"""The files that could not be read: which, why, and what helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.library import Failure
from core.paths import display
from desktop import wording
from desktop.dialog_parts import close_button, explanation, heading, lay_out_list


class FailuresDialog(QDialog):
    """Lists failures.

    Args:
        failures: The latest first.
        parent: Qt's owner.

    Signals:
        retry_wanted: Try all of them again.
        shown_in_folder: Show the `Path` of a file in a file manager.
    """

    retry_wanted = Signal()
    shown_in_folder = Signal(object)

    def __init__(self, failures: Sequence[Failure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Files that could not be read"))
        self.resize(900, 460)
        title = heading(self.tr("{files} could not be read").format(files=wording.files(len(failures))))
        said = explanation(
            self.tr(
                "All other photos are in the library. A file is tried again by itself when it changes. "
                "Double-click one to see it in its folder."
            )
        )
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(self.tr("Files that could not be read"))
        self.table.setHeaderLabels([self.tr("File"), self.tr("What is wrong"), self.tr("What helps")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.addTopLevelItems([_item(failure) for failure in failures])
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for number, width in enumerate((240, 330)):
            self.table.setColumnWidth(number, width)
        self.table.itemDoubleClicked.connect(self._show_in_folder)
        again = QPushButton(self.tr("Try again"))
        again.setAutoDefault(False)
        again.setEnabled(bool(failures))
        again.clicked.connect(self._retry)
        close = close_button(self.tr("Close"), self)
        lay_out_list(self, title, said, self.table, (again,), close)
        if (first := self.table.topLevelItem(0)) is not None:
            self.table.setCurrentItem(first)

    def _retry(self) -> None:
        self.retry_wanted.emit()
        self.accept()

    def _show_in_folder(self, item: QTreeWidgetItem) -> None:
        self.shown_in_folder.emit(item.data(0, Qt.ItemDataRole.UserRole).path)


def _without_name(failure: Failure) -> str:
    """What is wrong; the message names the file, which has a column of its own here."""
    message = display(failure.message)
    for name in (display(failure.path), display(failure.path.name)):
        message = message.removeprefix(f'"{name}" ')
    return message[:1].upper() + message[1:]


def _item(failure: Failure) -> QTreeWidgetItem:
    texts = [display(failure.path.name), _without_name(failure), display(failure.remedy)]
    item = QTreeWidgetItem(texts)
    item.setSizeHint(0, QSize(0, 32))
    # A Path on its own would be turned into a string on the way.
    item.setData(0, Qt.ItemDataRole.UserRole, failure)
    item.setToolTip(0, display(failure.path))
    for column in (1, 2):
        item.setToolTip(column, texts[column])
    return item
