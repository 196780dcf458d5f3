"""One photo in the whole window: look closely, go on to the next, go back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.imaging import ThumbnailStore
from core.library import Photo
from desktop.grid.photo_model import PhotoModel
from desktop.parts.decoders import Decoders
from desktop.parts.photo_wording import alternative_text
from desktop.parts.speech import announce
from desktop.shell.memory import Thrift
from desktop.viewer import viewer_keys
from desktop.viewer.canvas import Canvas
from desktop.viewer.closeup import Closeup
from desktop.viewer.renderings import Renderings
from desktop.viewer.travel import Travel
from desktop.viewer.viewer_bars import BottomBar, TopBar
from desktop.viewer.why_bar import WhyBar

_FLOWING_MS = 150
"""Who takes another step within this time only flies over the photos."""

_REST_MS = 60


class Viewer(QWidget):
    """Shows the photos of the grid one at a time, in the same order.

    Args:
        photos: The model of the grid.
        store: Thumbnails, shown until the photo itself is read.
        decoders: Reads the photos.
        parent: Qt's owner.

    Attributes:
        single_keys: Actions that a key alone triggers here, by its name as in "Shift+R".

    Signals:
        closed: Back to the grid; carries the row that was shown last.
        moved: Another row is shown.
        shown: What is shown is another photo, or none any more.
        changed: More or other things are known of the photo that is shown.
        why_wanted: Show why this photo is an answer, or don't any more.
        similar: Find photos like this one; carries its id.
        film_wanted: Play the film of this `Photo`.
        full_screen: The person wants the whole screen, or the window back.
        settled: The photo is shown as well as it can be.
        bars_shown: There is more than the photo to be seen now, or nothing else.
    """

    closed = Signal(int)
    moved = Signal(int)
    shown = Signal()
    changed = Signal()
    why_wanted = Signal()
    similar = Signal(int)
    film_wanted = Signal(object)
    full_screen = Signal()
    settled = Signal()
    bars_shown = Signal(bool)

    def __init__(
        self, photos: PhotoModel, store: ThumbnailStore, decoders: Decoders, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.single_keys: dict[str, QAction] = {}
        self._photos = photos
        self._row = -1
        self._turns: dict[int, int] = {}
        self._travel = Travel()
        self._beside: list[int] = []
        self._expected: list[int] | None = None
        self._renderings = Renderings(decoders, self)
        self.canvas = Canvas(self)
        self._closeup = Closeup(self.canvas, self._renderings, decoders, store)
        self._closeup.settled.connect(self.settled)
        self._thrift = Thrift(self)
        self._since_step = QElapsedTimer()
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_REST_MS)
        self._rested.timeout.connect(self._stay)
        self.top, self.bottom, self.why_bar = TopBar(self), BottomBar(self), WhyBar(self)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.canvas, self.why_bar, self.bottom):
            column.addWidget(part, 1 if part is self.canvas else 0)
        self.top.back.connect(self.close_photo)
        self.top.stepped.connect(self.step)
        self.top.turned.connect(self.turn)
        self.top.why.connect(self.why_wanted)
        self.top.similar.connect(self._ask_similar)
        self.top.full_screen.connect(self.full_screen)
        self.bottom.film.connect(lambda: self.film_wanted.emit(self.photo))
        self.canvas.scale_changed.connect(lambda: self.bottom.show_scale(self.canvas.scale))

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._closeup.photo

    @property
    def row(self) -> int:
        """Its row."""
        return self._row

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._photos.rowCount()

    @property
    def is_sharp(self) -> bool:
        """The photo itself is shown, not its thumbnail."""
        return self._closeup.is_sharp

    def has_read(self, row: int) -> bool:
        """Whether the photo of a row can be shown at once as well as it can be, like one that is offline."""
        photo = self._photos.photo(row)
        return photo is None or not photo.online or self._renderings.get(photo.id) is not None

    def open(self, row: int, fade_ms: int = 0) -> None:
        """Show the photo of a row.

        Args:
            row: Which.
            fade_ms: How long the one before takes to go.
        """
        self._row = row
        self._thrift.begin()
        self._show(fade_ms)

    def step(self, by: int) -> None:
        """Go to a photo before or after this one, as far as there are any."""
        row = max(0, min(self._photos.rowCount() - 1, self._row + by))
        if row != self._row and row >= 0:
            self._travel.went(row - self._row)
            self.go(row)

    def go(self, row: int, fade_ms: int = 0) -> None:
        """Go on to a row; see `open`."""
        self.open(row, fade_ms)
        self.moved.emit(row)

    def expect(self, rows: Sequence[int] | None) -> None:
        """Read these rows ahead instead of the neighbours; None: the neighbours again."""
        self._expected = None if rows is None else list(rows)
        self._want()

    def turn(self, turns: int) -> None:
        """Turn the photo by quarters clockwise: here, and until the program ends."""
        if self.photo is not None:
            self.canvas.turn(turns)
            self._turns[self.photo.id] = self.canvas.lens.turns

    def follow(self) -> None:
        """The rows changed: stay at the photo that is shown, or at the next one if it is gone."""
        if self.photo is None or not self.isVisible():
            return
        row = self._photos.row_of(self.photo.id)
        if row is None:
            self._leave_gone()
        else:
            self._row = row
            self._beside = self._ids_beside()
            self._closeup.know(self._photos.photo(row) or self.photo)
            self._write_facts()
            self.changed.emit()

    def set_why(self, on: bool) -> None:
        """Show on the button whether it is explained why a photo is an answer."""
        self.top.set_why(on)

    def explain(
        self, text: str, detail: str = "", veil: QImage | None = None, outline: QRectF | None = None
    ) -> None:
        """Show why this photo is an answer.

        Args:
            text: In words; "": don't.
            detail: How it was found out.
            veil: Is stretched over the photo.
            outline: The strongest region, in parts of the photo's width and height.
        """
        self.why_bar.say(text, detail, legend=veil is not None)
        self.canvas.lay_over(veil, outline)

    def set_bars_visible(self, visible: bool) -> None:
        """Show or hide everything but the photo."""
        self.top.setVisible(visible)
        self.bottom.setVisible(visible)
        self.bars_shown.emit(visible)

    def close_photo(self) -> None:
        """Go back to the grid, and give back what the photo took."""
        self._expected = None
        self._rested.stop()
        self._renderings.clear()
        self._closeup.clear()
        self._thrift.end()
        self.closed.emit(self._row)

    # -- events --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Qt: here some keys are the photo's, whatever they are elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (viewer_keys.is_own(event) or viewer_keys.name(event) in self.single_keys)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of a viewer."""
        action = self.single_keys.get(viewer_keys.name(event))
        if action is not None:
            action.trigger()
        elif not viewer_keys.obey(self, event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------

    def _show(self, fade_ms: int) -> None:
        photo = self._photos.photo(self._row)
        self._beside = self._ids_beside()
        turns = self._turns.get(photo.id, 0) if photo else 0
        self._closeup.show(photo, turns, fade_ms)
        self._write_facts()
        flowing = self._since_step.isValid() and self._since_step.elapsed() < _FLOWING_MS
        self._since_step.start()
        if flowing and not self.is_sharp:
            # Photos that are gone by before they are read would only be in the way of the last one.
            self._rested.start()
        else:
            self._stay()
        self.shown.emit()

    def _stay(self) -> None:
        """This is a photo to be looked at, not one on the way to another."""
        self._want()
        announce(self, self.accessibleDescription())

    def _leave_gone(self) -> None:
        """The photo is no answer any more, or in the trash: look at the next one, if that is still there."""
        rows = filter(lambda row: row is not None, map(self._photos.row_of, self._beside))
        row = next(rows, None)
        if row is None:
            self.close_photo()
        else:
            self.go(row)

    def _ids_beside(self) -> list[int]:
        """The ids of the next photo and of the one before."""
        ids = self._photos.photo_ids
        return [int(ids[row]) for row in (self._row + 1, self._row - 1) if 0 <= row < len(ids)]

    def _want(self) -> None:
        """Read what is looked at, and then what may be next."""
        if self.photo is None or not self.isVisible():
            return
        rows = self._expected
        if rows is None:
            rows = self._travel.next_rows(self._row, self._photos.rowCount())
        photos = [self.photo, *filter(None, map(self._photos.photo, rows))]
        largest = self.screen().size().expandedTo(self.size()) * self.devicePixelRatioF()
        self._renderings.want(photos, max(largest.width(), largest.height()))

    def _write_facts(self) -> None:
        photo = self.photo
        self.top.show_photo(photo, self._row, self._photos.rowCount())
        self.bottom.show_photo(photo)
        said = alternative_text(photo) if photo else ""
        self.setAccessibleDescription(said)
        self.canvas.setAccessibleName(said)

    def _ask_similar(self) -> None:
        if self.photo is not None:
            self.similar.emit(self.photo.id)
