"""Where people put things in order: joins the side bar, what is said of photos, and undo with the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from core.library.kept_question import KeptQuestion
from core.search import Question, kept, needs_pictures
from desktop.indexing.library_commands import LibraryCommands
from desktop.organise.label_commands import LabelCommands
from desktop.organise.organising import Organising
from desktop.organise.side_bar import SideBar
from desktop.organise.side_entries import Contents, Entry, Kind, read_contents
from desktop.organise.side_model import SideModel
from desktop.organise.side_split import SideSplit
from desktop.organise.toast import Toast
from desktop.organise.undo import Undo
from desktop.parts.theme import Colours
from desktop.shell.actions import Actions, connect
from desktop.shell.library_page import LibraryPage
from desktop.shell.pages import Pages
from desktop.shell.remembered import Remembered


class Arranging(QObject):
    """Makes the parts and lets the actions do what they say to the photos that are chosen.

    Args:
        actions: Of the window.
        library: Reads beside the window, and tells when photos came or went.
        pages: Know which photos are meant.
        page: With the grid and the box.
        undo: Does and takes back.
        remembered: How the side bar was left.
        window: Owns pages and what lies over them.

    Attributes:
        split: The side bar and the pages.
        side: The side bar.
        entries: What is in it.
        organising: What is said of photos.
        labels: The field for tags and albums.
        toast: Says what was done.

    Signals:
        export_wanted: Copies of the photos that answer a `KeptQuestion` are wanted.
    """

    export_wanted = Signal(object)

    def __init__(
        self,
        actions: Actions,
        library: LibraryCommands,
        pages: Pages,
        page: LibraryPage,
        undo: Undo,
        remembered: Remembered,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._library = library
        self._pages = pages
        self._page = page
        self._duplicates: QWidget | None = None
        self._remembered = remembered
        self._asked: KeptQuestion | None = None
        self._renamed: list[tuple[Kind, set[str]]] = []
        self.toast = Toast(window)
        self.organising = Organising(undo, pages.chosen_ids, self)
        self.labels = LabelCommands(self.organising, undo, library.run, window)
        self.entries = SideModel(self)
        self.side = SideBar(self.entries)
        self.split = SideSplit(self.side, pages, window)
        self._join(undo)
        self._join_actions()
        self._recall()

    def follow(self, question: Question) -> None:
        """Mark the line of the side bar that asks this, if one does."""
        # A picture that lies somewhere on a disk is in no question that is kept.
        unkept = needs_pictures(question)
        self._asked = None if unkept else kept(question, lambda _: b"")
        self._mark()

    def know_duplicates(self, page: QWidget) -> None:
        """Learn which page is that of the duplicates: it is made when it is first wanted."""
        self._duplicates = page
        self._mark()

    def refresh(self) -> None:
        """Read anew what there is to list."""
        self._library.run(read_contents, self._show)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self.side.set_colours(colours)

    def close(self) -> None:
        """Remember how it was left."""
        self._remembered.side_bar = self.split.wanted
        self._remembered.side_width = self.split.side_width
        self._remembered.closed_headings = self.side.closed_headings

    # ------------------------------------------------------------------------------------------

    def _mark(self) -> None:
        # A page that shows something else than photos is the answer to no question.
        among_photos = self._pages.looks_closely or self._pages.currentWidget() is self._page
        duplicates = Kind.DUPLICATES if self._pages.currentWidget() is self._duplicates else None
        self.entries.mark(self._asked if among_photos else duplicates)
        shown = self.entries.shown_entry()
        in_album = shown is not None and shown.kind is Kind.ALBUM
        self._actions.remove_from_album.setEnabled(in_album)
        self._actions.remove_from_album.setVisible(in_album)

    def _join(self, undo: Undo) -> None:
        undo.said.connect(self.toast.say)
        self._page.box.asked.connect(self.follow)
        self._library.photos_changed.connect(self.refresh)
        self._library.state_changed.connect(self.refresh)
        self.side.chosen.connect(self._go)
        self.side.left.connect(self._pages.go_to_photos)
        self.side.album_wanted.connect(self.labels.new_album)
        self.side.filled.connect(self.organising.fill)
        self.side.delete_wanted.connect(self.organising.delete)
        self.side.export_wanted.connect(lambda entry: self.export_wanted.emit(entry.question))
        self.entries.renamed.connect(self._rename)
        self.split.opened.connect(self._actions.side_bar.setChecked)
        self._pages.currentChanged.connect(lambda _: self.split.set_fitting(not self._pages.looks_closely))
        self._pages.currentChanged.connect(lambda _: self._mark())
        grid = self._page.grid
        grid.heart_clicked.connect(lambda photo_id: self.organising.toggle_favourite([photo_id]))
        grid.selection_changed.connect(self._page.selection.show_count)
        self._page.selection.cleared.connect(grid.clearSelection)
        self._page.selection.cleared.connect(grid.setFocus)

    def _join_actions(self) -> None:
        actions, organising = self._actions, self.organising
        connect(
            {
                actions.favourite: lambda: self._with_chosen(organising.toggle_favourite),
                actions.reject: lambda: self._with_chosen(lambda ids: organising.rate(-1, ids)),
                actions.tag: lambda: self._with_chosen(self.labels.tag),
                actions.add_to_album: lambda: self._with_chosen(self.labels.put_in_album),
                actions.remove_from_album: lambda: self._with_chosen(self._take_out),
                actions.new_album: lambda: self.labels.new_album(self._several()),
                actions.side_bar: lambda: self.split.want(actions.side_bar.isChecked()),
            }
        )
        for stars, action in actions.stars.items():
            action.triggered.connect(
                lambda _=False, stars=stars: self._with_chosen(lambda ids: organising.rate(stars, ids))
            )
        toggle = self._page.side_toggle
        toggle.setAccessibleName(self.tr("Side bar"))
        toggle.setToolTip(self.tr("Show or hide the side bar (F9)"))
        toggle.clicked.connect(actions.side_bar.trigger)
        self._page.selection.offer(
            [
                (actions.favourite, "heart", self.tr("Favourite")),
                (actions.tag, "tag", self.tr("Tag")),
                (actions.add_to_album, "album", self.tr("Album")),
                (actions.export, "export", self.tr("Export")),
                (actions.compare, "compare", self.tr("Compare")),
            ]
        )

    def _recall(self) -> None:
        self.side.close_headings(self._remembered.closed_headings)
        if self._remembered.side_width:
            self.split.set_side_width(self._remembered.side_width)
        if not self._remembered.side_bar:
            self.split.want(False)
        self._actions.side_bar.setChecked(self._remembered.side_bar)

    def _show(self, contents: Contents) -> None:
        before = self.entries.shown_entry()
        self.entries.show(contents)
        if before is not None and self.entries.shown_entry() is None and not self._pages.looks_closely:
            self._follow_lost(before)

    def _rename(self, entry: Entry, name: str) -> None:
        self._renamed.append((entry.kind, {entry.name, name}))
        self.organising.rename(entry, name)

    def _follow_lost(self, lost: Entry) -> None:
        """What is seen has no line any more: it is called otherwise, or it is gone."""
        for kind, names in reversed(self._renamed):
            if kind is lost.kind and lost.name in names:
                now = [self.entries.index_of(kind, name) for name in names]
                for index in filter(QModelIndex.isValid, now):
                    self._go(self.entries.entry(index))
                    return
        if lost.kind is Kind.ALBUM:
            # All albums are listed: nobody is left looking at one that is not there.
            self._page.box.put(KeptQuestion())

    def _go(self, entry: Entry) -> None:
        if entry.kind is Kind.DUPLICATES:
            self._actions.duplicates.trigger()
        elif entry.question is not None:
            self._pages.show_library()
            self._page.box.put(entry.question)

    def _with_chosen(self, do: Callable[[list[int]], object]) -> None:
        ids = self._pages.chosen_ids()
        if ids:
            do(ids)
        else:
            self.toast.say(self.tr("Choose photos first"), None)

    def _several(self) -> list[int]:
        """The chosen photos, when somebody chose them: not the one that is only the current one."""
        ids = self._pages.chosen_ids()
        return ids if self._page.grid.selectionModel().hasSelection() else []

    def _take_out(self, photo_ids: list[int]) -> None:
        shown = self.entries.shown_entry()
        if shown is not None and shown.kind is Kind.ALBUM:
            self.organising.take_out(shown.name, photo_ids)
