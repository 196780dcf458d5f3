"""The pages of the window: the library, the viewer and whatever else fills it; one is seen at a time."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.library import Photo
from desktop.grid.photo_grid import PhotoGrid
from desktop.grid.photo_model import PhotoModel
from desktop.shell.library_page import LibraryPage
from desktop.viewer.viewer import Viewer


@runtime_checkable
class PhotoPage(Protocol):
    """Any other page that shows photos."""

    def chosen_photos(self) -> list[Photo]:
        """The photos a command is for."""
        ...


class Pages(QStackedWidget):
    """Goes from page to page, and knows which photos are meant on the one that is seen.

    Args:
        library: The first page, where every way back ends.
        viewer: Shows one photo.
        photos: What both show.
        parent: Qt's owner.
    """

    def __init__(
        self, library: LibraryPage, viewer: Viewer, photos: PhotoModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._viewer = viewer
        self._photos = photos
        self._behind: QWidget = library
        self.addWidget(library)
        self.addWidget(viewer)
        viewer.closed.connect(self._viewer_closed)

    # -- what is meant -------------------------------------------------------------------------

    @property
    def viewer(self) -> Viewer:
        """Shows one photo."""
        return self._viewer

    @property
    def grid(self) -> PhotoGrid:
        """Shows all of them."""
        return self._library.grid

    @property
    def shows_viewer(self) -> bool:
        """One photo is looked at."""
        return self.currentWidget() is self._viewer

    @property
    def looks_closely(self) -> bool:
        """One photo is looked at, or two are: nothing else is to be seen."""
        return self.shows_viewer or isinstance(self.currentWidget(), PhotoPage)

    @property
    def is_of_photos(self) -> bool:
        """Photos are chosen or looked at here, not settings or a guide."""
        return self.currentWidget() in (self._library, self._viewer) or self.looks_closely

    @property
    def current_row(self) -> int:
        """The row that is looked at, or the current one of the grid; -1 for none."""
        return self._viewer.row if self.shows_viewer else self._library.grid.currentIndex().row()

    def chosen(self) -> list[Photo]:
        """The photos a command is for: the one that is looked at, or those chosen in the grid."""
        if self.shows_viewer:
            return [self._viewer.photo] if self._viewer.photo else []
        page = self.currentWidget()
        if page is not self._library:
            return page.chosen_photos() if isinstance(page, PhotoPage) else []
        return self._library.grid.selected_photos()

    def chosen_ids(self) -> list[int]:
        """The ids of the photos a command is for; of ten thousand they are there at once, facts are not."""
        if self.currentWidget() is not self._library:
            return [photo.id for photo in self.chosen()]
        ids: list[int] = self._photos.photo_ids[self._library.grid.selected_rows()].tolist()
        return ids

    def photo_places(self) -> list[QWidget]:
        """Where photos are chosen: for keys that mean something else anywhere else."""
        return [self._library.grid, self._viewer]

    # -- going ---------------------------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Go to a page of any kind; it is taken in at its first time."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.leave_viewer()
        if page is not self.currentWidget():
            self._behind = self.currentWidget() or self._library
        self.setCurrentWidget(page)
        _entrance(page).setFocus()

    def show_behind(self) -> None:
        """Go back to the page that this one was opened from."""
        behind, self._behind = self._behind, self._library
        if behind is self._library:
            self.show_library()
        else:
            self.setCurrentWidget(behind)
            _entrance(behind).setFocus()

    def show_library(self) -> None:
        """Go back to the photos, from wherever one is."""
        self.leave_viewer()
        if self.currentWidget() is not self._library:
            self.setCurrentWidget(self._library)
            self._library.grid.setFocus()

    def open(self, row: int) -> None:
        """Look at the photo of a row."""
        if 0 <= row < self._photos.rowCount():
            self.setCurrentWidget(self._viewer)
            self._viewer.setFocus()
            self._viewer.open(row)

    def open_current(self) -> None:
        """Look at the current photo of the grid."""
        self.open(self._library.grid.currentIndex().row())

    def leave_viewer(self) -> None:
        """Close the photo that is looked at, if one is."""
        if self.shows_viewer:
            self._viewer.close_photo()

    def go_to_box(self) -> None:
        """Let new words be typed."""
        self.show_library()
        self._library.box.select_all()

    def go_to_photos(self) -> None:
        """Let the keys go through the photos."""
        self.show_library()
        grid = self._library.grid
        grid.setFocus()
        if self._photos.rowCount() and not grid.currentIndex().isValid():
            grid.choose(0)

    def toggle_full_screen(self) -> None:
        """Fill the screen with the window, or no longer."""
        window = self.window()
        self._viewer.set_bars_visible(window.isFullScreen())
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _viewer_closed(self, row: int) -> None:
        if self.window().isFullScreen():
            self.toggle_full_screen()
        self.setCurrentWidget(self._library)
        if 0 <= row < self._photos.rowCount():
            self._library.grid.choose(row)
        self._library.grid.setFocus()


def _entrance(page: QWidget) -> QWidget:
    """What has the keys when one comes to a page: its attribute `entrance`, or the page itself.

    Not its focus proxy: from one of those, Qt's Tab key does not reach what stands before it.
    """
    entrance = getattr(page, "entrance", page)
    return entrance if isinstance(entrance, QWidget) else page
