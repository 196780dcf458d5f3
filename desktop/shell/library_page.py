"""The main page: search box, photos, and the line about what goes on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.search import Answer, Reading
from desktop.ask.search_box import SearchBox
from desktop.ask.travel_buttons import TravelButtons
from desktop.grid.empty_state import EmptyState
from desktop.grid.laid_out_view import LARGEST, SMALLEST
from desktop.grid.photo_grid import PhotoGrid
from desktop.indexing.activity_bar import ActivityBar
from desktop.indexing.library_commands import LibraryCommands
from desktop.organise.selection_bar import SelectionBar
from desktop.parts import icons
from desktop.parts.banner import Banner
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.theme import Colours
from desktop.settings.welcome import Welcome

_ROOM_FOR_ZOOM = 420
"""Wider than this, the slider has room beside what is said of the photos; logical pixels."""


class LibraryPage(QWidget):
    """Puts the parts in their places.

    Args:
        box: The search box.
        grid: The photos.
        menu: Of the window.
        parent: Qt's owner.
    """

    def __init__(self, box: SearchBox, grid: PhotoGrid, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = box
        self.grid = grid
        self.banner = Banner(self)
        self.empty = EmptyState(self)
        self.welcome = Welcome(self)
        self.activity = ActivityBar(self)
        self.summary = ElidedLabel("summary", self)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.selection = SelectionBar(self)
        self.selection.shown.connect(self.summary.setHidden)
        self.side_toggle = QToolButton(self)
        self.side_toggle.setIconSize(QSize(20, 20))
        self._travel: TravelButtons | None = None
        self._size = QSlider(Qt.Orientation.Horizontal, self)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setPageStep(32)
        self._size.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._size.setFixedSize(110, 22)
        self._size.setValue(grid.cell_size)
        self._size.setToolTip(self.tr("Size of the thumbnails (Ctrl and the wheel)"))
        self._size.setAccessibleName(self.tr("Size of the thumbnails"))
        self._size.valueChanged.connect(grid.set_cell_size)
        grid.cell_size_changed.connect(self._size.setValue)
        self._smaller, self._larger = QLabel(self), QLabel(self)
        self._menu = QToolButton(self)
        self._menu.setIconSize(QSize(22, 22))
        self._menu.setAccessibleName(self.tr("Menu"))
        self._menu.setToolTip(self.tr("Menu"))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(menu)
        self._content = QStackedWidget(self)
        self._content.addWidget(grid)
        self._content.addWidget(self.empty)
        self._content.addWidget(self.welcome)
        self._content.currentChanged.connect(lambda _: self._zoom.setVisible(self.shows_photos))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        column.addWidget(self.banner)
        column.addWidget(self._content, 1)
        column.addWidget(self.activity)

    def show_answer(self, answer: Answer, library: LibraryCommands) -> None:
        """Show the photos of an answer, or why there are none.

        Args:
            answer: Of the search engine.
            library: Whether there are folders, and photos coming in.
        """
        if len(answer.photo_ids):
            self._content.setCurrentWidget(self.grid)
            return
        if not library.folders:
            self.welcome.offer(library.folder_commands.suggestions())
            self._content.setCurrentWidget(self.welcome)
            return
        if library.working and not library.counts.photos:
            self.empty.looking()
        elif answer.reading and (put_in := _put_in(answer.reading)):
            self.empty.nothing_put_in(put_in)
        elif answer.reading and answer.reading.filters:
            self.empty.nothing_passes()
        elif library.working:
            self.empty.looking()
        elif answer.question:
            self.empty.nothing_found()
        else:
            self.empty.nothing_in_folders()
        self._content.setCurrentWidget(self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in little room it matters more what the photos are; keys and the wheel zoom as well."""
        super().resizeEvent(event)
        for part in (self._smaller, self._size, self._larger):
            part.setVisible(event.size().width() >= _ROOM_FOR_ZOOM)

    @property
    def shows_photos(self) -> bool:
        """The grid is shown."""
        return self._content.currentWidget() is self.grid

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        for part in (
            self.box,
            self.grid,
            self.selection,
            self.banner,
            self.empty,
            self.welcome,
            self.activity,
        ):
            part.set_colours(colours)
        if self._travel is not None:
            self._travel.set_colours(colours)
        self.side_toggle.setIcon(icons.icon("side_bar", colours.quiet, 20))
        self._menu.setIcon(icons.icon("menu", colours.text, 22))
        ratio = self.devicePixelRatioF()
        self._smaller.setPixmap(icons.pixmap("smaller", colours.quiet, 18, ratio))
        self._larger.setPixmap(icons.pixmap("larger", colours.quiet, 18, ratio))

    def lead_with(self, buttons: TravelButtons) -> None:
        """Put the buttons that go back and forward in front of the box."""
        self._travel = buttons
        self._line.insertWidget(self._line.indexOf(self.box), buttons)

    def _top_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("topBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = self._line = QHBoxLayout()
        box.setSpacing(12)
        box.addWidget(self.side_toggle)
        box.addWidget(self.box, 1)
        box.addWidget(self._menu)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.setContentsMargins(4, 0, 4, 0)
        below.addWidget(self.summary, 1)
        below.addWidget(self.selection, 1)
        self._zoom = QWidget(bar)
        self._zoom.setMinimumHeight(self._size.height())
        zoom = QHBoxLayout(self._zoom)
        zoom.setSpacing(6)
        zoom.setContentsMargins(0, 0, 0, 0)
        for part in (self._smaller, self._size, self._larger):
            zoom.addWidget(part)
        # Without photos there is nothing to make larger; the line keeps its height.
        policy = self._zoom.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._zoom.setSizePolicy(policy)
        below.addWidget(self._zoom)
        column = QVBoxLayout(bar)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(7)
        column.addLayout(box)
        column.addLayout(below)
        return bar


def _put_in(reading: Reading) -> str:
    """What people put photos into, when that is all that is asked for."""
    alone = len(reading.filters) == 1 and not reading.meaning and not reading.filters[0].negated
    field = reading.filters[0].field if alone else ""
    return field if field == "album" or reading.sentence == "favourite:yes" else ""
