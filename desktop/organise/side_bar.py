"""The bar at the left: places to go to, by pointer and by keys, and to drop photos on."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTreeView, QWidget

from desktop.ask.drops import PHOTO_IDS, read_photo_ids
from desktop.organise.side_delegate import SideDelegate
from desktop.organise.side_entries import FILLED_BY_PEOPLE, NAMED_BY_PEOPLE, SECTIONS, Entry, Kind
from desktop.organise.side_model import Index, SideModel
from desktop.parts.theme import Colours

_USUAL_WIDTH = 232

_KEYS_CAME = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class SideBar(QTreeView):
    """Shows a `SideModel`; says what is wanted and does nothing itself.

    Args:
        entries: The model.
        parent: Qt's owner.

    Signals:
        chosen: An `Entry` to go to.
        album_wanted: A new album; carries the ids of photos that were dropped for it.
        filled: Photos were dropped on an `Entry`; carries it and their ids.
        delete_wanted: An `Entry` that people named is to go.
        export_wanted: Copies of the photos of an `Entry` are wanted.
        left: The person is done here and wants to go to the photos.
    """

    chosen = Signal(object)
    album_wanted = Signal(list)
    filled = Signal(object, list)
    delete_wanted = Signal(object)
    export_wanted = Signal(object)
    left = Signal()

    def __init__(self, entries: SideModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAccessibleName(self.tr("Places"))
        self._entries = entries
        self._painter = SideDelegate(self)
        self.setItemDelegate(self._painter)
        self.setModel(entries)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setMinimumWidth(160)
        self.expandAll()
        entries.rowsInserted.connect(self._show_headings)
        entries.rowsRemoved.connect(self._show_headings)
        self._show_headings()

    @property
    def closed_headings(self) -> list[str]:
        """The names of the headings that are folded."""
        rows = range(self._entries.rowCount())
        indexes = [self._entries.index(row, 0) for row in rows]
        return [
            self._entries.entry(index).kind.name
            for index in indexes
            if self._entries.entry(index).kind in SECTIONS and not self.isExpanded(index)
        ]

    def close_headings(self, names: list[str]) -> None:
        """Fold these headings, as `closed_headings` named them."""
        for row in range(self._entries.rowCount()):
            index = self._entries.index(row, 0)
            self.setExpanded(index, self._entries.entry(index).kind.name not in names)

    def rename(self, entry: Entry) -> None:
        """Let a new name be typed for an entry."""
        index = self._entries.index_of(entry.kind, entry.name)
        if index.isValid():
            self.setExpanded(index.parent(), True)
            self.setCurrentIndex(index)
            self.edit(index)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._painter.set_colours(colours)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Qt: room for names of a usual length."""
        return QSize(_USUAL_WIDTH, super().sizeHint().height())

    # -- keys and pointer ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes there, Delete deletes, Esc goes back to the photos."""
        if self.state() == QAbstractItemView.State.EditingState:
            # Enter and Esc end the field for a new name, and then come here.
            super().keyPressEvent(event)
            return
        self._came_by_keys(True)
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if (
            plain
            and index.isValid()
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            self._choose(index)
        elif plain and event.key() == Qt.Key.Key_Delete and index.isValid():
            entry = self._entries.entry(index)
            if entry.kind in NAMED_BY_PEOPLE:
                self.delete_wanted.emit(entry)
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: who uses the pointer sees where it is."""
        self._came_by_keys(False)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click goes there; one on the plus of the albums makes one."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        on_plus = self._painter.is_on_button(self.visualRect(index), point)
        if self._entries.entry(index).kind is Kind.ALBUMS and on_plus:
            self.album_wanted.emit([])
        else:
            self._choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keys come here: to the line that is shown."""
        super().focusInEvent(event)
        self._came_by_keys(event.reason() in _KEYS_CAME)
        shown = self._entries.shown_entry()
        if event.reason() in _KEYS_CAME and shown is not None:
            self.setCurrentIndex(self._entries.index_of(shown.kind, shown.name))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with a line."""
        by_pointer = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_pointer else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        menu = self.menu_of(self._entries.entry(index) if index.isValid() else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(24, 0))
        menu.popup(event.globalPos() if by_pointer or not index.isValid() else below)

    def menu_of(self, entry: Entry | None) -> QMenu:
        """What can be done with an entry; None: with none of them."""
        menu = QMenu(self)
        if entry is not None and entry.kind not in SECTIONS:
            menu.addAction(self.tr("Show"), lambda: self.chosen.emit(entry))
            if entry.question is not None:
                menu.addAction(self.tr("Export copies…"), lambda: self.export_wanted.emit(entry))
            if entry.kind in NAMED_BY_PEOPLE:
                menu.addSeparator()
                menu.addAction(self.tr("Rename…"), lambda: self.rename(entry))
                menu.addAction(self.tr("Delete"), lambda: self.delete_wanted.emit(entry))
            menu.addSeparator()
        menu.addAction(self.tr("New album…"), lambda: self.album_wanted.emit([]))
        return menu

    # -- drops ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: photos of this window can be put into what people made; all else is for the window."""
        if event.source() is not None and event.mimeData().hasFormat(PHOTO_IDS):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: they are over a line."""
        index = self.indexAt(event.position().toPoint())
        takes = index.isValid() and self._takes(index)
        self._show_drop(QPersistentModelIndex(index) if takes else None)
        if takes:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: they are gone."""
        self._show_drop(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: they are dropped."""
        self._show_drop(None)
        index = self.indexAt(event.position().toPoint())
        photo_ids = read_photo_ids(event.mimeData())
        if not photo_ids or not index.isValid() or not self._takes(index):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        entry = self._entries.entry(index)
        if entry.kind is Kind.ALBUMS:
            self.album_wanted.emit(photo_ids)
        else:
            self.filled.emit(entry, photo_ids)

    # ------------------------------------------------------------------------------------------

    def _takes(self, index: Index) -> bool:
        return self._entries.entry(index).kind in (*FILLED_BY_PEOPLE, Kind.ALBUMS)

    def _show_drop(self, index: QPersistentModelIndex | None) -> None:
        if self._painter.drop_at != index:
            self._painter.drop_at = index
            self.viewport().update()

    def _choose(self, index: Index) -> None:
        entry = self._entries.entry(index)
        if entry.kind in SECTIONS:
            heading = self._entries.index(index.row(), 0)
            self.setExpanded(heading, not self.isExpanded(heading))
        elif entry.kind is Kind.MORE_TAGS:
            self._entries.show_all_tags()
        else:
            self.chosen.emit(entry)

    def _came_by_keys(self, keys: bool) -> None:
        if bool(self.property("byKeys")) != keys:
            self.setProperty("byKeys", keys)
            self.viewport().update()

    def _show_headings(self) -> None:
        """A heading with nothing below it is not there; albums can be made, so theirs is."""
        for row in range(self._entries.rowCount()):
            index = self._entries.index(row, 0)
            kind = self._entries.entry(index).kind
            empty = kind in SECTIONS and kind is not Kind.ALBUMS and not self._entries.rowCount(index)
            self.setRowHidden(row, index.parent(), empty)
