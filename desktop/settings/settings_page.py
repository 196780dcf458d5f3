"""The page of settings: what there is to see to, at the left; one section of it, at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.parts import icons
from desktop.parts.page_bar import PageBar
from desktop.parts.theme import LIGHT, Colours


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as it is offered.

    Attributes:
        key: What the section is called in the code.
        title: What a person reads.
        icon: Name of its shape.
        make: Makes it, when it is first wanted.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], QWidget]


class SettingsPage(QWidget):
    """Shows sections one at a time; each is made when it is first looked at.

    Args:
        entries: The sections in their order.
        parent: Qt's owner.

    Signals:
        closed: The person goes back to the photos.
    """

    closed = Signal()

    def __init__(self, entries: list[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries = entries
        self._areas: dict[str, QScrollArea] = {}
        self._colours = LIGHT
        self._bar = PageBar(self.tr("Settings"), self)
        self._bar.left.connect(self.closed)
        self.names = QListWidget(self)
        self.names.setObjectName("sections")
        self.names.setAccessibleName(self.tr("Sections of the settings"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setIconSize(QSize(18, 18))
        self.names.setSpacing(1)
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            self.names.addItem(item)
        self.names.currentRowChanged.connect(self._show_row)
        self._sections = QStackedWidget(self)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.names)
        below.addWidget(self._sections, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(below, 1)
        self.entrance = self.names

    @property
    def keys(self) -> list[str]:
        """The sections there are."""
        return [entry.key for entry in self._entries]

    def open(self, key: str) -> None:
        """Show a section."""
        self.names.setCurrentRow(self.keys.index(key))

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._bar.set_colours(colours)
        for row, entry in enumerate(self._entries):
            self.names.item(row).setIcon(icons.icon(entry.icon, colours.text, 18))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: something is always shown; the list is as wide as its longest name."""
        super().showEvent(event)
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)
        # Before it is shown the list does not know the style sheet.
        self.names.doItemsLayout()
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_row(self, row: int) -> None:
        if row >= 0:
            self._sections.setCurrentWidget(self._area(row))

    def _area(self, row: int) -> QScrollArea:
        entry = self._entries[row]
        if entry.key not in self._areas:
            # Whatever does not fit, in a small window or with large letters, is scrolled to.
            area = self._areas[entry.key] = QScrollArea(self._sections)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(entry.make())
            self._sections.addWidget(area)
        return self._areas[entry.key]
