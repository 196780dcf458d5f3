"""The photos before and after the one that is looked at, small, in a row below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from desktop.grid.looks import Look
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails
from desktop.parts.speech import Rows, tells_rows

_CELL, _GAP, _MARGIN = 56, 4, 6
_RADIUS = 4.0
_PLACEHOLDER = "#26262b"
_RING = "#f2f2f5"


@tells_rows
class FilmStrip(QWidget):
    """The photo that is looked at stays in the middle; a click goes to another one.

    Args:
        photos: The model of the grid.
        thumbnails: Of the grid, which is not seen meanwhile.
        parent: Qt's owner.

    Signals:
        chosen: Go to this row.
    """

    chosen = Signal(int)

    def __init__(self, photos: PhotoModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._thumbnails = thumbnails
        self._row = -1
        self.setFixedHeight(_CELL + 2 * _MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Film strip"))
        thumbnails.loaded.connect(lambda _: self.update())
        self.hide()

    def sizeHint(self) -> QSize:
        """Qt: as wide as there is room."""
        return QSize(_CELL, _CELL + 2 * _MARGIN)

    def show_row(self, row: int) -> None:
        """Bring the photo of a row into the middle."""
        self._row = row
        self._ask()
        self.update()

    def row_at(self, x: float) -> int | None:
        """The row of the photo at a place of the strip; None between two, and where there is none."""
        from_start = self.width() - x if self.isRightToLeft() else x
        number, inside = divmod(from_start - (self.width() - _CELL) / 2, _CELL + _GAP)
        row = self._row + int(number)
        return row if inside <= _CELL and 0 <= row < self._photos.rowCount() else None

    def spoken_rows(self) -> Rows:
        """Its photos, for those who hear them."""
        model = self._photos
        text = Qt.ItemDataRole.AccessibleTextRole
        return Rows(
            count=model.rowCount,
            text=lambda row: str(model.index(row).data(text)),
            place=self._cell,
            at=lambda point: -1 if (row := self.row_at(point.x())) is None else row,
            current=lambda: self._row,
            is_selected=lambda row: row == self._row,
            area=self,
        )

    # -- events --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or fewer photos have room."""
        super().resizeEvent(event)
        self._ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: go there."""
        row = self.row_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.chosen.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: one photo on or back."""
        row = self._row + (-1 if event.angleDelta().y() + event.angleDelta().x() > 0 else 1)
        if 0 <= row < self._photos.rowCount():
            self.chosen.emit(row)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: paint."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for row in self._rows():
            cell = self._cell(row)
            photo = self._photos.photo(row)
            pixmap = self._thumbnails.get(photo.pixels_digest) if photo else None
            if pixmap is None or pixmap.isNull():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(_PLACEHOLDER))
                painter.drawRoundedRect(cell, _RADIUS, _RADIUS)
            else:
                # The middle of it: the grid may keep the whole photo.
                edge = min(pixmap.width(), pixmap.height())
                middle = QRectF((pixmap.width() - edge) / 2, (pixmap.height() - edge) / 2, edge, edge)
                painter.drawPixmap(QRectF(cell), pixmap, middle)
            if row == self._row:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(_RING), 2))
                painter.drawRoundedRect(QRectF(cell).adjusted(-1, -1, 1, 1), _RADIUS, _RADIUS)
        painter.end()

    # ------------------------------------------------------------------------------------------

    def _cell(self, row: int) -> QRect:
        """Where the photo of a row is: the next one where one reads on."""
        left = (self.width() - _CELL) / 2 + (row - self._row) * (_CELL + _GAP)
        cell = QRect(round(left), _MARGIN, _CELL, _CELL)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), cell)

    def _rows(self) -> range:
        beside = self.width() // 2 // (_CELL + _GAP) + 1
        return range(max(0, self._row - beside), min(self._photos.rowCount(), self._row + beside + 1))

    def _ask(self) -> None:
        if self.isHidden() or self._row < 0:
            return
        ratio = self.devicePixelRatioF()
        look = Look(round(_CELL * ratio), square=True, radius=_RADIUS, ratio=ratio)
        rows = sorted(self._rows(), key=lambda row: abs(row - self._row))
        self._thumbnails.want([(photo, look) for photo in map(self._photos.photo, rows) if photo], [])
