"""One of the photos that are compared: large, with what tells it from the other one below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.imaging import ThumbnailStore
from core.library import Photo
from core.paths import display
from desktop.parts.decoders import Decoders
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.photo_wording import alternative_text
from desktop.parts.room import spare
from desktop.parts.theme import DARK, palette
from desktop.viewer.canvas import Canvas
from desktop.viewer.closeup import Closeup
from desktop.viewer.detail import PIXELS
from desktop.viewer.fact_table import FactTable, Row
from desktop.viewer.renderings import Renderings
from desktop.viewer.star_row import StarRow
from desktop.viewer.viewer_bars import light_button

_BELOW_FACTS = 12


class ComparePane(QFrame):
    """A photo, its stars and its facts; a click makes it the one that keys are about.

    Args:
        renderings: Of whole photos, both panes'.
        decoders: Reads parts of them.
        store: Thumbnails.
        parent: Qt's owner.

    Signals:
        activated: It was clicked.
        looked: Another part of it is seen.
        stepped: Another photo is wanted here; carries how far on.
        rated: Carries the stars.
        favoured: It is to be a favourite, or none any more.
        discarded: It is to go to the trash.
    """

    activated = Signal()
    looked = Signal()
    stepped = Signal(int)
    rated = Signal(int)
    favoured = Signal()
    discarded = Signal()

    def __init__(
        self,
        renderings: Renderings,
        decoders: Decoders,
        store: ThumbnailStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("comparePane")
        self.canvas = Canvas(self)
        self.canvas.looked.connect(self.looked)
        self.canvas.installEventFilter(self)
        self._closeup = Closeup(self.canvas, renderings, decoders, store, PIXELS // 2)
        self._name = ElidedLabel("", self)
        self._number = QLabel(self)
        self._number.setObjectName("quiet")
        self.stars = StarRow(self)
        self.stars.setPalette(palette(DARK))
        self.stars.rated.connect(self.rated)
        self.stars.favoured.connect(self.favoured)
        self._trash = light_button("trash", self.tr("Move to the trash (Del)"), self)
        self._trash.clicked.connect(self.discarded)
        self.facts = FactTable(self.tr("Facts"), self)
        self.facts.setPalette(palette(DARK))
        room = QWidget(self)
        inner = QVBoxLayout(room)
        inner.setContentsMargins(16, 0, 16, _BELOW_FACTS)
        inner.addWidget(self.facts)
        inner.addStretch(1)
        self._room = room
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(self._bar())
        column.addWidget(room)

    @property
    def photo(self) -> Photo | None:
        """The photo in it."""
        return self._closeup.photo

    def show_photo(self, photo: Photo, number: str) -> None:
        """Show a photo.

        Args:
            photo: Which; of the same one only what is known of it changes.
            number: Which of the candidates it is, in words.
        """
        if self.photo is not None and self.photo.id == photo.id:
            self._closeup.know(photo)
        else:
            self._closeup.show(photo)
        self._name.set_text(display(photo.path.name))
        self._number.setText(number)
        self._fit()
        self.stars.show_photo(photo)
        self.canvas.setAccessibleName(alternative_text(photo))

    def show_facts(self, rows: Sequence[Row], differing: Sequence[int]) -> None:
        """Show what is known of it; what differs from the other photo is to be seen at once."""
        self.facts.show_rows(rows, differing)

    @property
    def facts_height(self) -> int:
        """What they need, logical pixels."""
        return self.facts.height() + _BELOW_FACTS

    def set_facts_height(self, height: int) -> None:
        """Give them so much: as the other pane, or the photos would not be equally large."""
        self._room.setFixedHeight(height)

    def set_facts_visible(self, visible: bool) -> None:
        """Show or hide the facts."""
        self._room.setVisible(visible)

    def set_active(self, active: bool) -> None:
        """The keys are about this one, or about the other."""
        self.setProperty("active", active)
        self.style().unpolish(self)
        self.style().polish(self)

    def clear(self) -> None:
        """Show nothing, and keep nothing."""
        self._closeup.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: whoever takes hold of the picture means it."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.activated.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the name is among the facts, too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spare(self._row, (self._number, self._name), self.width())

    def _bar(self) -> QHBoxLayout:
        previous = light_button("previous", self.tr("Previous candidate (Left)"), self)
        following = light_button("next", self.tr("Next candidate (Right)"), self)
        previous.clicked.connect(lambda: self._step(-1))
        following.clicked.connect(lambda: self._step(1))
        bar = self._row = QHBoxLayout()
        bar.setContentsMargins(12, 4, 12, 4)
        bar.setSpacing(8)
        bar.addWidget(previous)
        bar.addWidget(following)
        bar.addWidget(self._name)
        bar.addWidget(self._number)
        bar.addStretch(1)
        bar.addWidget(self.stars, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self._trash)
        return bar

    def _step(self, by: int) -> None:
        self.activated.emit()
        self.stepped.emit(by)
