"""The grid of photos: paints what is seen, asks for its thumbnails, hands photos out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.library import Photo
from desktop.cell_painter import RADIUS, CellPainter, CellState, drag_picture, is_on_stack_badge, picture_in
from desktop.grid_geometry import GridGeometry
from desktop.grid_view import GridView
from desktop.marks import marks_of
from desktop.photo_model import PhotoModel
from desktop.theme import LIGHT, Colours
from desktop.thumbnails import Look, Thumbnails

_CALM_MS = 100


class PhotoGrid(GridView):
    """Shows a `PhotoModel` in square cells.

    Args:
        photos: The model.
        thumbnails: Where the pictures come from.
        carry: Makes what is dragged out of some photos.
        parent: Qt's owner.

    Signals:
        opened: A row was opened with Enter or a double click.
        typed: Letters were typed here, which belong into the search box.
        escaped: Esc was pressed.
        drag_began: Something is being dragged out.
        drag_ended: It was dropped somewhere, or not.
        settled: All that is seen is painted as well as it can be.
        unfolded: The photos that are folded in the cell of a row are wanted.
    """

    opened = Signal(int)
    typed = Signal(str)
    escaped = Signal()
    drag_began = Signal()
    drag_ended = Signal()
    settled = Signal()
    unfolded = Signal(int)

    def __init__(
        self,
        photos: PhotoModel,
        thumbnails: Thumbnails,
        carry: Callable[[list[Photo]], QMimeData],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(photos, parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self._thumbnails = thumbnails
        self._carry = carry
        self._colours = LIGHT
        self._painter: CellPainter | None = None
        self._square = True
        self._counting = False
        self._painted: dict[bytes, list[int]] = {}
        self._asked_for: tuple[GridGeometry, range] | None = None
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask_for_visible)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._ask_for_near)
        # Every pixel is painted here; without saying so, scrolling would paint them all each time.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        thumbnails.loaded.connect(self._repaint_photo)
        thumbnails.settled.connect(self._perhaps_settled)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    # -- what others set and ask ---------------------------------------------------------------

    def set_square(self, square: bool) -> None:
        """Fill the squares, or show whole photos in them."""
        self._square = square
        self._asked_for = None
        self.viewport().update()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._painter = None
        self.viewport().update()

    @property
    def is_settled(self) -> bool:
        """All that is seen is painted as well as it can be."""
        return self._asked_for == (self._geometry, self.visible_rows()) and self._thumbnails.is_settled

    def reset(self) -> None:
        """Qt: the model has other rows."""
        super().reset()
        self._asked_for = None

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
        region = event.region()
        self._painted = {}
        for row in self.visible_rows():
            photo = self._photos.photo(row)
            digest = photo.pixels_digest if photo else b""
            self._painted.setdefault(digest, []).append(row)
            cell = self._geometry.cell(row).translated(0, -top)
            if not region.intersects(cell):
                continue
            state = CellState(
                self._thumbnails.get(digest),
                missing=photo is None or self._thumbnails.is_missing(digest),
                selected=not nothing_chosen and selection.isSelected(self._photos.index(row)),
                current=row == current and self.hasFocus(),
                offline=photo is not None and not photo.online,
                marks=marks_of(photo) if photo else (),
                behind=self._photos.behind(row),
            )
            self._painter.paint(painter, cell, state)
        self._paint_headings(painter, top)
        painter.end()
        self._asking.start()
        self._calm.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: move what is painted, so that only what comes into sight is painted anew."""
        self.viewport().scroll(dx, dy)
        # Where nothing new comes into sight there is no paint event.
        self._asking.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens; letters go to the search box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        text = event.text()
        plain = not event.modifiers() & ~(_KEYPAD | Qt.KeyboardModifier.ShiftModifier)
        if plain and text.strip() and text.isprintable():
            self.typed.emit(text)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click between the photos chooses nothing; one on the count of a stack unfolds it."""
        row = self._stack_at(event.position().toPoint())
        self._counting = event.button() == Qt.MouseButton.LeftButton and row is not None
        if self._counting:
            self.unfolded.emit(row)
            return
        if (
            event.button() == Qt.MouseButton.LeftButton
            and not self.indexAt(event.position().toPoint()).isValid()
        ):
            self.clearSelection()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a shaky hand on the count of a stack chooses nothing."""
        if not self._counting:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the end of a click."""
        if not self._counting:
            super().mouseReleaseEvent(event)
        self._counting = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: opens a photo, but not where a click unfolds its stack."""
        if self._stack_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

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

    def _stack_at(self, point: QPoint) -> int | None:
        """The row whose count of a stack is at a point of the viewport."""
        row = self.indexAt(point).row()
        if row < 0 or self._photos.behind(row) is None:
            return None
        photo = self._photos.photo(row)
        cell = self._geometry.cell(row).translated(0, -self.verticalOffset())
        shown = picture_in(cell, self._thumbnails.get(photo.pixels_digest) if photo else None)
        return row if is_on_stack_badge(shown, point) else None

    def _paint_headings(self, painter: QPainter, top: int) -> None:
        seen = self._geometry.headings_between(top, top + self.viewport().height() - 1)
        if not seen:
            return
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.quiet))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        for which in seen:
            room = self._geometry.heading(which).translated(0, -top).adjusted(4, 4, -4, 0)
            text = painter.fontMetrics().elidedText(
                self._headings[which].text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, int(side), text)

    def _drag_pixmap(self, photos: list[Photo]) -> QPixmap:
        known = [self._thumbnails.get(photo.pixels_digest) for photo in photos[:3]]
        there = [pixmap for pixmap in known if pixmap is not None]
        return drag_picture(there, len(photos), self._colours, self.devicePixelRatioF())

    def _ask_for_visible(self) -> None:
        visible = self.visible_rows()
        self._asked_for = (self._geometry, visible)
        self._thumbnails.want(self._facts(visible), [], self._look())

    def _ask_for_near(self) -> None:
        """Nobody scrolls: read a page ahead and half a page behind."""
        visible = self.visible_rows()
        page = len(visible)
        ahead = range(visible.stop, min(self._photos.rowCount(), visible.stop + page))
        behind = range(max(0, visible.start - page // 2), visible.start)
        near = self._facts(ahead) + self._facts(behind)
        self._asked_for = (self._geometry, visible)
        self._thumbnails.want(self._facts(visible), near, self._look())

    def _look(self) -> Look:
        ratio = self.devicePixelRatioF()
        return Look(round(self._geometry.edge * ratio), self._square, RADIUS, ratio)

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
