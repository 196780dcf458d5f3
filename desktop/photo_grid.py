"""The grid of photos. Computes where cells are instead of keeping it, and paints only what is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.library import Photo
from desktop.cell_painter import RADIUS, CellPainter, CellState, drag_picture
from desktop.grid_geometry import MARGIN, GridGeometry
from desktop.photo_model import PhotoModel
from desktop.theme import LIGHT, Colours
from desktop.thumbnails import Look, Thumbnails

SMALLEST, LARGEST, USUAL = 72, 480, 176
_ZOOM_STEP = 1.15

Index = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction


class PhotoGrid(QAbstractItemView):
    """Shows a `PhotoModel` in square cells.

    Args:
        photos: The model.
        thumbnails: Where the pictures come from.
        carry: Makes what is dragged out of some photos.
        parent: Qt's owner.

    Signals:
        opened: A row was opened with Enter or a double click.
        typed: Letters were typed here, which belong into the search box.
        cell_size_changed: The person zoomed; carries the wanted edge in logical pixels.
        drag_began: Something is being dragged out.
        drag_ended: It was dropped somewhere, or not.
        settled: All that is seen is painted as well as it can be.
    """

    opened = Signal(int)
    typed = Signal(str)
    cell_size_changed = Signal(int)
    drag_began = Signal()
    drag_ended = Signal()
    settled = Signal()

    def __init__(
        self,
        photos: PhotoModel,
        thumbnails: Thumbnails,
        carry: Callable[[list[Photo]], QMimeData],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self._photos = photos
        self._thumbnails = thumbnails
        self._carry = carry
        self._colours = LIGHT
        self._painter: CellPainter | None = None
        self._wanted_edge = USUAL
        self._square = True
        self._geometry = GridGeometry(0, 1, USUAL)
        self._painted: dict[bytes, list[int]] = {}
        self._asked_for: tuple[GridGeometry, range] | None = None
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask_for_thumbnails)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setModel(photos)
        thumbnails.loaded.connect(self._repaint_photo)
        thumbnails.settled.connect(self._perhaps_settled)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    # -- what others set and ask ---------------------------------------------------------------

    @property
    def cell_size(self) -> int:
        """The wanted edge of a cell in logical pixels."""
        return self._wanted_edge

    def set_cell_size(self, edge: int, anchor: QPoint | None = None) -> None:
        """Zoom.

        Args:
            edge: Wanted, logical pixels.
            anchor: The photo at this point of the viewport stays where it is.
        """
        edge = max(SMALLEST, min(LARGEST, edge))
        if edge == self._wanted_edge:
            return
        point = anchor or QPoint(self.viewport().width() // 2, 0)
        number = self._geometry.nearest(point + QPoint(0, self.verticalOffset()))
        before = 0 if number is None else self._geometry.cell(number).top() - self.verticalOffset()
        self._wanted_edge = edge
        self.updateGeometries()
        if number is not None:
            self.verticalScrollBar().setValue(self._geometry.cell(number).top() - before)
        self.viewport().update()
        self.cell_size_changed.emit(edge)

    def zoom(self, steps: float) -> None:
        """Make the cells larger, or smaller when negative."""
        self.set_cell_size(round(self._wanted_edge * _ZOOM_STEP**steps))

    def set_square(self, square: bool) -> None:
        """Fill the squares, or show whole photos in them."""
        self._square = square
        self.viewport().update()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._painter = None
        self.viewport().update()

    def selected_rows(self) -> list[int]:
        """The chosen rows in their order; the current one when none is chosen."""
        rows = self._chosen_rows()
        current = self.currentIndex()
        return rows or ([current.row()] if current.isValid() else [])

    def selected_photos(self) -> list[Photo]:
        """Facts of the chosen photos."""
        found = (self._photos.photo(row) for row in self.selected_rows())
        return [photo for photo in found if photo is not None]

    def visible_rows(self) -> range:
        """The rows that are seen, in part or whole."""
        top = self.verticalOffset()
        return self._geometry.between(top, top + self.viewport().height() - 1)

    @property
    def is_settled(self) -> bool:
        """All that is seen is painted as well as it can be."""
        return self._asked_for == (self._geometry, self.visible_rows()) and self._thumbnails.is_settled

    def choose(self, row: int) -> None:
        """Make one row current and chosen, and scroll to it."""
        self.setCurrentIndex(self._photos.index(row))

    def replace(self, change: Callable[[], bool], *, keep_place: bool) -> None:
        """Change the model's rows.

        Args:
            change: Does it; returns whether the rows are others now.
            keep_place: The photos that were seen and chosen stay seen and chosen;
                else it starts from the top with nothing chosen.
        """
        ids = self._photos.photo_ids
        chosen = ids[self._chosen_rows()].tolist() if keep_place else []
        current = self.currentIndex()
        current_id = int(ids[current.row()]) if keep_place and current.isValid() else None
        offset = self.verticalOffset()
        visible = self.visible_rows()
        # Who looks at the top wants to see what is new there.
        anchor = int(ids[visible.start]) if keep_place and offset > MARGIN and visible else None
        within = self._geometry.cell(visible.start).top() - offset if visible else 0
        if not change():
            return
        if not keep_place:
            self.verticalScrollBar().setValue(0)
            return
        if chosen:
            self._select_rows(self._photos.rows_of(chosen))
        row = self._photos.row_of(current_id) if current_id is not None else None
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self._photos.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        row = self._photos.row_of(anchor) if anchor is not None else None
        self.verticalScrollBar().setValue(offset if row is None else self._geometry.cell(row).top() - within)

    # -- what Qt asks of a view ----------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """Qt: where a photo is in the viewport."""
        if not index.isValid():
            return QRect()
        return self._geometry.cell(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Qt: which photo is at a point of the viewport."""
        number = self._geometry.at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if number is None else self._photos.index(number)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Qt: bring a photo into sight."""
        if not index.isValid():
            return
        cell = self._geometry.cell(index.row())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        hints = QAbstractItemView.ScrollHint
        if hint == hints.PositionAtCenter:
            bar.setValue(cell.center().y() - height // 2)
        elif hint == hints.PositionAtTop or cell.top() - MARGIN < bar.value():
            bar.setValue(cell.top() - MARGIN)
        elif hint == hints.PositionAtBottom or cell.bottom() + MARGIN > bar.value() + height:
            bar.setValue(cell.bottom() + MARGIN - height)

    def horizontalOffset(self) -> int:
        """Qt: never scrolled sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Qt: pixels above the viewport."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: ARG002
        """Qt: no row is hidden."""
        return False

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: ARG002
        """Qt: where a key leads."""
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._photos.index(self.visible_rows().start)
        columns, row = self._geometry.columns, current.row()
        page = max(1, self.viewport().height() // self._geometry.row_height) * columns
        steps = {
            Cursor.MoveLeft: -1,
            Cursor.MovePrevious: -1,
            Cursor.MoveRight: 1,
            Cursor.MoveNext: 1,
            Cursor.MoveUp: -columns,
            Cursor.MoveDown: columns,
            Cursor.MovePageUp: -page,
            Cursor.MovePageDown: page,
            Cursor.MoveHome: -row,
            Cursor.MoveEnd: count - 1 - row,
        }
        goal = row + steps[action]
        if action in (Cursor.MoveUp, Cursor.MovePageUp) and goal < 0:
            goal = row % columns
        elif action in (Cursor.MoveDown, Cursor.MovePageDown) and goal >= count:
            # Into the last row, even where there is nothing right below.
            goal = count - 1 if row // columns < self._geometry.rows - 1 else row
        return self._photos.index(max(0, min(count - 1, goal)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Qt: choose from one corner to the other, along the reading direction."""
        shift = QPoint(0, self.verticalOffset())
        first, last = (
            self._geometry.nearest(point + shift) for point in (rect.topLeft(), rect.bottomRight())
        )
        if first is None or last is None:
            return
        low, high = sorted((first, last))
        chosen = QItemSelection(self._photos.index(low), self._photos.index(high))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: ARG002
        """Qt: what to paint again; all that is seen is cheaper than working it out."""
        return QRegion(self.viewport().rect())

    def updateGeometries(self) -> None:
        """Qt: the size or the number of photos changed."""
        size = self.viewport().size()
        self._geometry = GridGeometry(self._photos.rowCount(), size.width(), self._wanted_edge)
        bar = self.verticalScrollBar()
        bar.setSingleStep(max(20, self._geometry.row_height // 3))
        bar.setPageStep(max(1, size.height() - self._geometry.row_height // 2))
        bar.setRange(0, max(0, self._geometry.height - size.height()))
        super().updateGeometries()

    def reset(self) -> None:
        """Qt: the model has other rows."""
        super().reset()
        self._asked_for = None
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Any = ()) -> None:  # noqa: ARG002
        """Qt: facts changed; paints what is seen, without asking for each row."""
        self.viewport().update()

    # -- events --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint what is seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.ground))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._painter is None:
            self._painter = CellPainter(self._colours, self.devicePixelRatioF())
        top = self.verticalOffset()
        selection, current = self.selectionModel(), self.currentIndex().row()
        nothing_chosen = not selection.hasSelection()
        self._painted = {}
        for row in self.visible_rows():
            photo = self._photos.photo(row)
            digest = photo.pixels_digest if photo else b""
            self._painted.setdefault(digest, []).append(row)
            cell = self._geometry.cell(row).translated(0, -top)
            if not event.rect().intersects(cell):
                continue
            state = CellState(
                self._thumbnails.get(digest),
                missing=photo is None or self._thumbnails.is_missing(digest),
                selected=not nothing_chosen and selection.isSelected(self._photos.index(row)),
                current=row == current and self.hasFocus(),
                offline=photo is not None and not photo.online,
            )
            self._painter.paint(painter, cell, state)
        painter.end()
        self._asking.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep the first photo in sight where it is."""
        visible, top = self.visible_rows(), self.verticalOffset()
        super().resizeEvent(event)
        if visible and top > MARGIN:
            self.verticalScrollBar().setValue(self._geometry.cell(visible.start).top() - MARGIN)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel zoom, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            edge = round(self._wanted_edge * _ZOOM_STEP**steps)
            self.set_cell_size(edge, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens; letters go to the search box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        text = event.text()
        plain = not event.modifiers() & ~(_KEYPAD | Qt.KeyboardModifier.ShiftModifier)
        if plain and text.strip() and text.isprintable():
            self.typed.emit(text)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click between the photos chooses nothing."""
        if (
            event.button() == Qt.MouseButton.LeftButton
            and not self.indexAt(event.position().toPoint()).isValid()
        ):
            self.clearSelection()
        super().mousePressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: ARG002
        """Qt: drag the chosen photos out, as copies: their files stay where they are."""
        photos = self.selected_photos()
        if not photos:
            return
        drag = QDrag(self)
        drag.setMimeData(self._carry(photos))
        drag.setPixmap(self._drag_pixmap(photos))
        drag.setHotSpot(QPoint(24, 24))
        self.drag_began.emit()
        try:
            drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
        finally:
            self.drag_ended.emit()

    # ------------------------------------------------------------------------------------------

    def _chosen_rows(self) -> list[int]:
        # By ranges: asking for an index of each of a hundred thousand chosen photos takes long.
        ranges = self.selectionModel().selection()
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def _select_rows(self, rows: list[int]) -> None:
        selection = QItemSelection()
        start = 0
        for end in range(1, len(rows) + 1):
            # Rows in a run make one range: a hundred thousand chosen photos are still few ranges.
            if end == len(rows) or rows[end] != rows[end - 1] + 1:
                selection.select(self._photos.index(rows[start]), self._photos.index(rows[end - 1]))
                start = end
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _drag_pixmap(self, photos: list[Photo]) -> QPixmap:
        known = [self._thumbnails.get(photo.pixels_digest) for photo in photos[:3]]
        there = [pixmap for pixmap in known if pixmap is not None]
        return drag_picture(there, len(photos), self._colours, self.devicePixelRatioF())

    def _ask_for_thumbnails(self) -> None:
        visible = self.visible_rows()
        page = len(visible)
        ahead = range(visible.stop, min(self._photos.rowCount(), visible.stop + page))
        behind = range(max(0, visible.start - page // 2), visible.start)
        ratio = self.devicePixelRatioF()
        self._asked_for = (self._geometry, visible)
        look = Look(round(self._geometry.edge * ratio), self._square, RADIUS, ratio)
        self._thumbnails.want(self._facts(visible), self._facts(ahead) + self._facts(behind), look)

    def _facts(self, rows: range) -> list[Photo]:
        found = (self._photos.photo(row) for row in rows)
        return [photo for photo in found if photo is not None]

    def _perhaps_settled(self) -> None:
        if self.is_settled:
            self.settled.emit()

    def _repaint_photo(self, digest: bytes) -> None:
        top = self.verticalOffset()
        for row in self._painted.get(digest, ()):
            self.viewport().update(self._geometry.cell(row).translated(0, -top))


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
