"""Looking at photos: joins the viewer, the information, comparing and the slide show with the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.imaging import ThumbnailStore
from core.library import Library, Photo
from core.paths import display
from desktop.grid.photo_model import PhotoModel
from desktop.grid.thumbnails import Thumbnails
from desktop.organise.organising import Organising
from desktop.organise.undo import Undo
from desktop.parts.decoders import Decoders
from desktop.parts.theme import Colours
from desktop.shell.actions import Actions, connect
from desktop.shell.answer_view import AnswerView
from desktop.shell.arranging import Arranging
from desktop.shell.pages import Pages
from desktop.shell.remembered import Remembered
from desktop.viewer.compare_view import MOST, CompareView
from desktop.viewer.film_strip import FilmStrip
from desktop.viewer.info_command import InfoCommand
from desktop.viewer.info_panel import WIDTH
from desktop.viewer.info_split import InfoSplit
from desktop.viewer.slide_show import SECONDS, SlideShow

_NEXT = 12
"""Photos that are candidates when the one that is looked at is compared."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where photos come from.

    Attributes:
        photos: The model of the grid.
        thumbnails: Of the grid.
        store: The same on disk.
        decoders: Read the photos themselves.
    """

    photos: PhotoModel
    thumbnails: Thumbnails
    store: ThumbnailStore
    decoders: Decoders


class Viewing(QObject):
    """Makes the parts and lets the actions do what they say.

    Args:
        actions: Of the window.
        pages: Know which photos are meant.
        sources: Where photos come from.
        answers: Why they are there.
        arranging: The rest of the window, and what people say of photos.
        undo: Takes it back.
        library: Opened by this thread.
        remembered: How it was left.

    Attributes:
        split: All of the window: the rest, and the panel.
        info: What is known of a photo.
        slides: The slide show.
        strip: The photos beside the one that is looked at.

    Signals:
        said: Something for the banner.
        shown_in_folder: Show this `Path` in a file manager.
    """

    said = Signal(str)
    shown_in_folder = Signal(object)

    def __init__(
        self,
        actions: Actions,
        pages: Pages,
        sources: Sources,
        answers: AnswerView,
        arranging: Arranging,
        undo: Undo,
        library: Library,
        remembered: Remembered,
    ) -> None:
        super().__init__(pages)
        viewer = self._viewer = pages.viewer
        self._actions = actions
        self._pages = pages
        self._sources = sources
        self._organising: Organising = arranging.organising
        self._undo = undo
        self._remembered = remembered
        self._compared: CompareView | None = None
        self.split = InfoSplit(arranging.split, remembered.info_width or WIDTH)
        self.info = InfoCommand(actions.info, self.split, library, pages, answers, self._organising, undo)
        self.info.shown_in_folder.connect(self.shown_in_folder)
        self.slides = SlideShow(
            viewer,
            remembered.slide_seconds or SECONDS,
            shuffled=remembered.slides_shuffled,
        )
        self.strip = FilmStrip(sources.photos, sources.thumbnails, viewer)
        viewer.column.insertWidget(viewer.column.indexOf(viewer.bottom), self.strip)
        self._join()
        self._recall()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self.info.set_colours(colours)

    def compare(self, photos: Sequence[Photo]) -> None:
        """Show two photos side by side, the others being candidates."""
        online = list(photos[:MOST])
        if len(online) < 2:
            self.said.emit(self.tr("Choose two photos or more, then compare them."))
            return
        view = self._compare_view()
        self._pages.show_page(view)
        view.compare(online)

    def close(self) -> None:
        """End what runs, and remember how it was left."""
        self.slides.stop()
        self._remembered.info = self._actions.info.isChecked()
        self._remembered.info_width = self.split.panel_width
        self._remembered.strip = self._actions.strip.isChecked()
        self._remembered.slide_seconds = self.slides.seconds
        self._remembered.slides_shuffled = self.slides.shuffled

    # ------------------------------------------------------------------------------------------

    def _join(self) -> None:
        actions, viewer = self._actions, self._viewer
        connect(
            {
                actions.compare: lambda: self.compare(self._to_compare()),
                actions.slides: self._start_slides,
            }
        )
        viewer.single_keys = {**actions.bare, "I": actions.info, "T": actions.strip, "C": actions.compare}
        viewer.top.info.connect(actions.info.toggle)
        viewer.top.strip.connect(actions.strip.toggle)
        viewer.top.slide_show.connect(actions.slides.trigger)
        actions.info.toggled.connect(viewer.top.set_info)
        actions.strip.toggled.connect(self._show_strip)
        viewer.shown.connect(lambda: self.strip.show_row(viewer.row))
        self.strip.chosen.connect(viewer.go)
        viewer.shown.connect(self.info.ask)
        viewer.changed.connect(self.info.ask)
        self._pages.grid.selectionModel().selectionChanged.connect(lambda *_: self.info.ask())
        viewer.film_wanted.connect(self._play)
        viewer.bars_shown.connect(lambda shown: self.strip.setVisible(shown and actions.strip.isChecked()))
        self.slides.began.connect(lambda: self.info.show(False))
        self.slides.ended.connect(lambda: self.info.show(actions.info.isChecked()))
        self.slides.ended.connect(viewer.setFocus)

    def _recall(self) -> None:
        self._actions.info.setChecked(self._remembered.info)
        self._actions.strip.setChecked(self._remembered.strip)

    def _to_compare(self) -> list[Photo]:
        """The chosen photos; of one that is looked at, that and those after it: shots of the same thing."""
        if not self._pages.shows_viewer:
            return self._pages.chosen()
        row = min(self._viewer.row, max(0, self._viewer.count - 2))
        photos = map(self._sources.photos.photo, range(row, min(row + _NEXT, self._viewer.count)))
        return [photo for photo in photos if photo is not None]

    def _show_strip(self, on: bool) -> None:
        self.strip.setVisible(on)
        self._viewer.top.set_strip(on)
        self.strip.show_row(self._viewer.row)

    def _start_slides(self) -> None:
        if not self._pages.shows_viewer:
            self._pages.open(max(0, self._pages.current_row))
        self.slides.start()

    def _compare_view(self) -> CompareView:
        """Made when it is first wanted."""
        sources = self._sources
        if self._compared is None:
            view = self._compared = CompareView(
                sources.photos.facts, sources.store, sources.decoders, self._pages
            )
            view.single_keys = dict(self._actions.bare)
            view.addAction(self._actions.trash)
            view.closed.connect(self._pages.show_behind)
            view.changed.connect(self.info.ask)
            view.rated.connect(lambda photo_id, stars: self._organising.rate(stars, [photo_id]))
            view.favoured.connect(lambda photo_id: self._organising.toggle_favourite([photo_id]))
            view.discarded.connect(lambda _: self._actions.trash.trigger())
            self._undo.changed.connect(view.refresh)
            # Photos that went to the trash are not in the next answer.
            sources.photos.modelReset.connect(view.refresh)
        return self._compared

    def _play(self, photo: Photo) -> None:
        """Let another program play the film of a live photo."""
        path = photo.clip or photo.path
        if not photo.online or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.said.emit(self.tr("No program could play {name}.").format(name=display(path.name)))
