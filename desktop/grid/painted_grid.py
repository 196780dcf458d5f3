"""The looks of the grid: paints what is seen, and asks for what is to be painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from core.library import Photo
from desktop.grid.cell_painter import (
    CellPainter,
    CellState,
    radius_in,
)
from desktop.grid.grid_geometry import HEADING
from desktop.grid.grid_view import GridView
from desktop.grid.heading_painter import HeadingPainter
from desktop.grid.looking import Looking
from desktop.grid.looks import Look
from desktop.grid.marks import marks_of
from desktop.grid.photo_model import PhotoModel
from desktop.grid.scrubber import Scrubber, Stop
from desktop.grid.thumbnails import Thumbnails
from desktop.parts.theme import LIGHT, Colours

_PAGES_KEPT = 8
_LEAST_KEPT = 32 << 20
_LONG, _SHORT = 1.5, 1.2
"""So many windows of photos are worth a bar with dates; when there are fewer again, it goes."""


class PaintedGrid(GridView):
    """Shows a `PhotoModel`.

    Args:
        photos: The model.
        thumbnails: Where the pictures come from.
        parent: Qt's owner.

    Attributes:
        scrubber: The bar at the right edge.

    Signals:
        settled: All that is seen is painted as well as it can be.
    """

    settled = Signal()

    def __init__(self, photos: PhotoModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(photos, parent)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self._thumbnails = thumbnails
        self._colours = LIGHT
        self._painter: CellPainter | None = None
        self._heading_painter: HeadingPainter | None = None
        self._shows_scores = False
        self._hovered = -1
        self._painted: dict[bytes, list[int]] = {}
        self._looks: dict[tuple[int, int], Look] = {}
        self._looking = Looking(photos, thumbnails, self.visible_rows, self._looks_of, self)
        self._looking.read.connect(self._repaint_rows)
        self._looking.settled.connect(self._perhaps_settled)
        self.scrubber = Scrubber(self)
        self.setVerticalScrollBar(self.scrubber)
        # Every pixel is painted here; without saying so, scrolling would paint them all each time.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        thumbnails.loaded.connect(self._repaint_photo)
        self.laid_out.connect(self._lay_out_around)
        photos.modelReset.connect(self._forget_rows)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._painter = self._heading_painter = None
        self.scrubber.set_colours(colours)
        self.viewport().update()

    def set_shows_scores(self, shows: bool) -> None:
        """Say on each photo how well it matches, or not."""
        self._shows_scores = shows
        self.viewport().update()

    @property
    def is_settled(self) -> bool:
        """All that is seen is painted as well as it can be."""
        return self._looking.is_settled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint what is seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.ground))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        if self._painter is None or self._heading_painter is None or self._painter.ratio != ratio:
            self._painter = CellPainter(self._colours, ratio)
            self._heading_painter = HeadingPainter(self.font(), self._colours)
        top, height = self.verticalOffset(), self.viewport().height()
        region = event.region()
        self._painted = {}
        state_of = self._states()
        for row, cell in self._geometry.cells_between(top, top + height - 1):
            photo = self._photos.photo(row) if self._photos.is_read(row) else None
            if photo is not None:
                self._painted.setdefault(photo.pixels_digest, []).append(row)
            cell.translate(0, -top)
            if region.intersects(cell):
                self._painter.paint(painter, cell, state_of(row, photo))
        self._heading_painter.paint(painter, self._geometry, self._headings, top, height)
        if self.by_date:
            width = self.viewport().width()
            self._heading_painter.paint_sticky(painter, self._geometry, self._headings, top, width)
        painter.end()
        self._looking.look()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: move what is painted, so that only what comes into sight is painted anew."""
        view = self.viewport()
        self._hover(-1)
        if self.by_date:
            # What stays at the top does not move; where the first date stands at first, it is painted too.
            stays = QRect(0, 0, view.width(), HEADING)
            view.scroll(dx, dy, view.rect().adjusted(0, HEADING, 0, 0))
            view.update(stays)
        else:
            view.scroll(dx, dy)
        # Where nothing new comes into sight there is no paint event.
        self._looking.look()

    def _states(self) -> Callable[[int, Photo | None], CellState]:
        """What is to be painted in a cell; asks first what is the same for all."""
        selection, current = self.selectionModel(), self.currentIndex().row()
        some_chosen, focused = selection.hasSelection(), self.hasFocus()
        several = self._chosen > 1
        model, thumbnails = self._photos, self._thumbnails

        def state_of(row: int, photo: Photo | None) -> CellState:
            digest = photo.pixels_digest if photo else b""
            selected = some_chosen and selection.isSelected(model.index(row))
            ticked = several and selected
            gone = photo is None and model.is_read(row)
            return CellState(
                thumbnails.get(digest) if photo else None,
                missing=gone or thumbnails.is_missing(digest),
                selected=selected,
                current=row == current and focused,
                offline=photo is not None and not photo.online,
                marks=marks_of(photo, hovered=row == self._hovered) if photo else (),
                behind=model.behind(row),
                score=model.score_text(row) if self._shows_scores else "",
                tick=selected if ticked or row == self._hovered else None,
            )

        return state_of

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        for changed in (self._hovered, row):
            if changed >= 0:
                self.viewport().update(self.visualRect(self._photos.index(changed)))
        self._hovered = row

    def _forget_rows(self) -> None:
        self._hovered = -1
        self._looking.forget()

    def _lay_out_around(self) -> None:
        """Cells have other places, and so have dates."""
        self._looking.forget()
        self._looks.clear()
        view = self.viewport()
        ratio = self.devicePixelRatioF()
        seen = 4 * view.width() * view.height() * ratio * ratio
        self._thumbnails.set_room(max(_LEAST_KEPT, round(_PAGES_KEPT * seen)))
        enough = _SHORT if self.scrubber.has_stops else _LONG
        if not self.by_date or self._geometry.height < enough * view.height():
            self.scrubber.set_stops(())
            return
        offsets = self._geometry.heading_tops.tolist()
        self.scrubber.set_stops(
            [
                Stop(offset, heading.text, heading.year)
                for offset, heading in zip(offsets, self._headings, strict=True)
            ]
        )

    def _looks_of(self, rows: range) -> Iterator[tuple[int, Look]]:
        """How the photos of rows are painted, in the pixels of the screen."""
        ratio = self.devicePixelRatioF()
        for row, cell in self._geometry.cells_of(rows):
            size = (cell.width(), cell.height())
            look = self._looks.get(size)
            if look is None or look.ratio != ratio:
                width, height = (round(side * ratio) for side in size)
                look = Look(height, True, radius_in(cell), ratio, width if width != height else 0)
                self._looks[size] = look
            yield row, look

    def _perhaps_settled(self) -> None:
        if self.is_settled:
            self.settled.emit()

    def _repaint_rows(self, first: int, last: int) -> None:
        top, bottom = self._geometry.cell(first).top(), self._geometry.cell(last).bottom()
        self.viewport().update(0, top - self.verticalOffset(), self.viewport().width(), bottom - top + 1)

    def _repaint_photo(self, digest: bytes) -> None:
        top = self.verticalOffset()
        for row in self._painted.get(digest, ()):
            if row >= self._photos.rowCount():  # painted of the answer before
                continue
            self.viewport().update(self._geometry.cell(row).translated(0, -top))
