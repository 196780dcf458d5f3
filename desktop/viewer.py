"""One photo in the whole window: look closely, go on to the next, go back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.imaging import ThumbnailStore
from core.library import Photo
from core.paths import display
from desktop import icons, wording
from desktop.canvas import Canvas
from desktop.decoders import Decoders
from desktop.elided_label import ElidedLabel
from desktop.photo_model import PhotoModel
from desktop.photo_wording import alternative_text, headline, place, stars, taken
from desktop.prose import one_line
from desktop.renderings import Renderings
from desktop.why_bar import WhyBar

_LIGHT_ICON = "#f2f2f5"
_FULL_EDGE = 16384


class Viewer(QWidget):
    """Shows the photos of the grid one at a time, in the same order.

    Args:
        photos: The model of the grid.
        store: Thumbnails, shown until the photo itself is read.
        decoders: Reads the photos.
        parent: Qt's owner.

    Signals:
        closed: Back to the grid; carries the row that was shown last.
        moved: Another row is shown.
        shown: What is shown is another photo, or none any more.
        why_wanted: Show why this photo is an answer, or don't any more.
        similar: Find photos like this one; carries its id.
        shown_in_folder: Show this `Photo` in a file manager.
        full_screen: The person wants the whole screen, or the window back.
        settled: The photo is shown as well as it can be.
    """

    closed = Signal(int)
    moved = Signal(int)
    shown = Signal()
    why_wanted = Signal()
    similar = Signal(int)
    shown_in_folder = Signal(object)
    full_screen = Signal()
    settled = Signal()

    def __init__(
        self, photos: PhotoModel, store: ThumbnailStore, decoders: Decoders, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self._photos = photos
        self._store = store
        self._row = -1
        self._photo: Photo | None = None
        self._renderings = Renderings(decoders, self)
        self._renderings.ready.connect(self._ready)
        self._renderings.failed.connect(self._failed)
        self.canvas = Canvas(self)
        self.canvas.scale_changed.connect(self._scale_changed)
        self._sharper = QTimer(self)
        self._sharper.setSingleShot(True)
        self._sharper.setInterval(150)
        self._sharper.timeout.connect(self._want)
        self._name = ElidedLabel("heading", self)
        self._number = QLabel(self)
        self._number.setObjectName("quiet")
        self._headline = ElidedLabel("headline", self)
        self._facts = ElidedLabel("quiet", self)
        self._scale = QLabel(self)
        self._scale.setObjectName("quiet")
        self.why_bar = WhyBar(self)
        self._why = self._button("why", self.tr("Why this one (W)"), self.why_wanted.emit)
        self._why.setCheckable(True)
        self._top = self._make_top()
        self._bottom = self._make_bottom()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.why_bar)
        column.addWidget(self._bottom)

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown."""
        return self._photo

    @property
    def row(self) -> int:
        """Its row."""
        return self._row

    def open(self, row: int) -> None:
        """Show the photo of a row."""
        self._row = row
        self._show()

    def step(self, by: int) -> None:
        """Go to a photo before or after this one, as far as there are any."""
        row = max(0, min(self._photos.rowCount() - 1, self._row + by))
        if row != self._row and row >= 0:
            self._row = row
            self._show()
            self.moved.emit(row)

    def follow(self) -> None:
        """The rows changed: stay at the photo that is shown."""
        if self._photo is None or not self.isVisible():
            return
        row = self._photos.row_of(self._photo.id)
        if row is None:
            self.close_photo()
        else:
            self._row = row
            self._photo = self._photos.photo(row) or self._photo
            self._write_facts()

    def set_why(self, on: bool) -> None:
        """Show on the button whether it is explained why a photo is an answer."""
        self._why.setChecked(on)

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
        self._top.setVisible(visible)
        self._bottom.setVisible(visible)

    def close_photo(self) -> None:
        """Go back to the grid."""
        self._sharper.stop()
        self._renderings.clear()
        self.closed.emit(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a long headline leaves the facts their room."""
        super().resizeEvent(event)
        self._headline.setMaximumWidth(max(self._headline.minimumWidth(), self.width() * 2 // 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of a viewer."""
        key = Qt.Key
        match event.key():
            case key.Key_Right | key.Key_Space | key.Key_PageDown | key.Key_Down:
                self.step(1)
            case key.Key_Left | key.Key_Backspace | key.Key_PageUp | key.Key_Up:
                self.step(-1)
            case key.Key_Home:
                self.step(-self._row)
            case key.Key_End:
                self.step(self._photos.rowCount())
            case key.Key_Plus | key.Key_Equal:
                self.canvas.zoom(1)
            case key.Key_Minus:
                self.canvas.zoom(-1)
            case key.Key_0:
                self.canvas.fit()
            case key.Key_1:
                self.canvas.set_scale(1.0)
            case key.Key_W:
                self.why_wanted.emit()
            case key.Key_F | key.Key_F11:
                self.full_screen.emit()
            case key.Key_Escape | key.Key_Return | key.Key_Enter:
                self.close_photo()
            case _:
                super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        photo = self._photo = self._photos.photo(self._row)
        if photo is None:
            self.canvas.show_picture(QSize(), None)
            self.canvas.say(self.tr("This photo is gone."))
            for label in (self._name, self._headline, self._facts):
                label.set_text("")
            self.shown.emit()
            self.settled.emit()
            return
        kept = self._renderings.get(photo.id)
        # A thumbnail is our own small file: reading it here takes a few milliseconds.
        first = kept.pixmap if kept else QPixmap(str(self._store.path(photo.pixels_digest)))
        self.canvas.show_picture(QSize(photo.width, photo.height), None if first.isNull() else first)
        self._write_facts()
        if not photo.online:
            self.canvas.say(
                self.tr(
                    "This photo is offline: its drive or folder is not there now.\nThis is its thumbnail."
                )
            )
            self.settled.emit()
        self._want()
        self.shown.emit()
        if kept:
            self.settled.emit()

    def _want(self) -> None:
        if self._photo is None or not self.isVisible():
            return
        neighbours = [self._photos.photo(row) for row in (self._row + 1, self._row - 1)]
        screen = self.screen().size() * self.devicePixelRatioF()
        edge = max(screen.width(), screen.height())
        kept = self._renderings.get(self._photo.id)
        if kept and not kept.full and not self.canvas.fitted:
            longest = max(self._photo.width, self._photo.height)
            if self.canvas.scale * longest > kept.max_edge:
                edge = _FULL_EDGE
        photos = [self._photo, *(photo for photo in neighbours if photo is not None)]
        if edge == _FULL_EDGE:
            photos = photos[:1]
        self._renderings.want(photos, edge)

    def _ready(self, photo_id: int) -> None:
        rendering = self._renderings.get(photo_id)
        if self._photo is not None and photo_id == self._photo.id and rendering is not None:
            self.canvas.improve(rendering.pixmap)
            self.settled.emit()

    def _failed(self, photo_id: int, error: BaseException) -> None:
        if self._photo is not None and photo_id == self._photo.id:
            self.canvas.say("\n".join(part for part in wording.problem(error) if part))
            self.settled.emit()

    def _scale_changed(self) -> None:
        self._scale.setText(self.tr("{percent} %").format(percent=round(100 * self.canvas.scale)))
        self._sharper.start()

    def _write_facts(self) -> None:
        photo = self._photo
        if photo is None:
            return
        self._name.set_text(display(photo.path.name))
        number = self.tr("{number} of {count}")
        count = self._photos.rowCount()
        self._number.setText(number.format(number=wording.number(self._row + 1), count=wording.number(count)))
        self._headline.set_text(headline(photo))
        self.setAccessibleDescription(alternative_text(photo))
        self._headline.setVisible(bool(self._headline.whole))
        facts = [
            stars(photo),
            taken(photo),
            place(photo),
            one_line(photo.camera or ""),
            f"{photo.width} × {photo.height}",
            wording.size(photo.size),
            display(photo.path.parent),
        ]
        self._facts.set_text("   ·   ".join(fact for fact in facts if fact))

    def _make_top(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self._button("back", self.tr("Back to all photos (Esc)"), self.close_photo))
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._number)
        row.addSpacing(8)
        row.addWidget(self._button("previous", self.tr("Previous photo (Left)"), lambda: self.step(-1)))
        row.addWidget(self._button("next", self.tr("Next photo (Right)"), lambda: self.step(1)))
        row.addSpacing(8)
        row.addWidget(self._why)
        row.addWidget(self._button("similar", self.tr("Find similar photos"), self._ask_similar))
        row.addWidget(self._button("folder", self.tr("Show in folder"), self._ask_folder))
        row.addWidget(self._button("fullscreen", self.tr("Full screen (F)"), self.full_screen.emit))
        return bar

    def _make_bottom(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(18)
        row.addWidget(self._headline)
        row.addWidget(self._facts)
        row.addStretch(1)
        row.addWidget(self._scale)
        return bar

    def _button(self, icon: str, text: str, action: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon, _LIGHT_ICON, 22))
        button.setIconSize(QSize(22, 22))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(action)
        return button

    def _ask_similar(self) -> None:
        if self._photo is not None:
            self.similar.emit(self._photo.id)

    def _ask_folder(self) -> None:
        if self._photo is not None:
            self.shown_in_folder.emit(self._photo)
