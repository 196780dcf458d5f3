"""What a person says of the chosen photos: favourites, stars, tags, albums; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject

from core.library import Change, Library, PhotoFilter
from core.library.names import fold_name
from core.library.people_conditions import Favourite
from desktop.organise import organising_wording as said
from desktop.organise.side_entries import Entry, Kind
from desktop.organise.undo import Undo

PhotoIds = Sequence[int]


class Organising(QObject):
    """Says it through `Undo`: in order, beside the window, in one step for all photos.

    Args:
        undo: Does it and takes it back.
        chosen: The ids of the photos that a command is for now.
        parent: Qt's owner.
    """

    def __init__(self, undo: Undo, chosen: Callable[[], list[int]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo = undo
        self._chosen = chosen

    # -- the chosen photos, or others ----------------------------------------------------------

    def toggle_favourite(self, photo_ids: PhotoIds | None = None) -> None:
        """Call photos favourites; when all of them are, they are none any more.

        Args:
            photo_ids: Which; None: those that are chosen.
        """
        ids = self._ids(photo_ids)
        direction: list[bool] = []

        def change(library: Library) -> Change:
            favourites = library.photos.ids(PhotoFilter(conditions=(Favourite(),)))
            direction.append(not np.isin(ids, favourites).all())
            return library.annotations.favour(ids, direction[0])

        if ids:
            self._undo.say(change, lambda count: said.favoured(count, direction[0]))

    def favour(self, photo_ids: PhotoIds) -> None:
        """Call photos favourites."""
        self._undo.say(
            lambda library: library.annotations.favour(photo_ids), lambda n: said.favoured(n, True)
        )

    def rate(self, stars: int, photo_ids: PhotoIds | None = None) -> None:
        """Give photos so many stars.

        Args:
            stars: 0 to 5; -1: rejected.
            photo_ids: Which; None: those that are chosen.
        """
        if ids := self._ids(photo_ids):
            self._undo.say(
                lambda library: library.annotations.rate(ids, stars), lambda n: said.rated(n, stars)
            )

    def tag(self, name: str, photo_ids: PhotoIds | None = None) -> None:
        """Tag photos; None: those that are chosen."""
        if ids := self._ids(photo_ids):
            self._undo.say(lambda library: library.annotations.tag(ids, name), lambda n: said.tagged(n, name))

    def untag(self, name: str, photo_ids: PhotoIds | None = None) -> None:
        """Take a tag from photos; None: from those that are chosen."""
        if ids := self._ids(photo_ids):
            self._undo.say(
                lambda library: library.annotations.untag(ids, name), lambda n: said.untagged(n, name)
            )

    def put_in(self, album: str, photo_ids: PhotoIds | None = None) -> None:
        """Put photos into an album, which is made where there is none of that name."""
        if not (ids := self._ids(photo_ids)):
            return

        def change(library: Library) -> Change:
            if any(fold_name(known.name) == fold_name(album) for known in library.annotations.albums()):
                return library.annotations.add_to_album(ids, album)
            return library.annotations.create_album(album, ids)

        self._undo.say(change, lambda count: said.put_in(count, album))

    def take_out(self, album: str, photo_ids: PhotoIds | None = None) -> None:
        """Take photos out of an album."""
        if ids := self._ids(photo_ids):
            self._undo.say(
                lambda library: library.annotations.remove_from_album(ids, album),
                lambda count: said.taken_out(count, album),
            )

    # -- what people made ----------------------------------------------------------------------

    def make_album(self, name: str, photo_ids: PhotoIds) -> None:
        """Make an album of photos, or an empty one."""
        self._undo.say(
            lambda library: library.annotations.create_album(name, photo_ids), lambda n: said.made(n, name)
        )

    def fill(self, entry: Entry, photo_ids: PhotoIds) -> None:
        """Photos were dropped on an entry of the side bar."""
        if entry.kind is Kind.FAVOURITES:
            self.favour(photo_ids)
        elif entry.kind is Kind.TAG:
            self.tag(entry.name, photo_ids)
        elif entry.kind is Kind.ALBUM:
            self.put_in(entry.name, photo_ids)

    def rename(self, entry: Entry, name: str) -> None:
        """Call an album, a tag or a saved search otherwise."""
        old = entry.name
        change: dict[Kind, Callable[[Library], Change]] = {
            Kind.ALBUM: lambda library: library.annotations.rename_album(old, name),
            Kind.TAG: lambda library: library.annotations.rename_tag(old, name),
            Kind.SEARCH: lambda library: library.searches.rename(old, name),
        }
        self._undo.say(change[entry.kind], lambda _: said.renamed(old, name))

    def delete(self, entry: Entry) -> None:
        """Delete an album, a tag or a saved search; photos stay."""
        name = entry.name
        change: dict[Kind, Callable[[Library], Change]] = {
            Kind.ALBUM: lambda library: library.annotations.delete_album(name),
            Kind.TAG: lambda library: library.annotations.delete_tag(name),
            Kind.SEARCH: lambda library: library.searches.remove(name),
        }
        word = said.forgotten if entry.kind is Kind.SEARCH else said.deleted
        self._undo.say(change[entry.kind], lambda _: word(name))

    def _ids(self, photo_ids: PhotoIds | None) -> list[int]:
        return self._chosen() if photo_ids is None else list(photo_ids)
