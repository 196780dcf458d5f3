"""Opens the field for tags or for albums, fills it with what there is, and does what is chosen in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.library import Library
from core.library.labels import Label
from core.tagging import read_vocabulary
from desktop.organise.label_popover import LabelPopover
from desktop.organise.name_choices import NameChoices
from desktop.organise.organising import Organising
from desktop.organise.undo import Undo
from desktop.parts import wording
from desktop.parts.language import Language, spoken
from desktop.parts.threads import Done

_USUAL = 7
"""Names that are offered before anything is typed."""


class Aim(Enum):
    """What the field is open for."""

    TAGS = auto()
    ALBUMS = auto()
    NEW_ALBUM = auto()


_Read = tuple[list[Label], NameChoices, list[str]]


class Run(Protocol):
    """Does something with a library, on a thread, and hands over what it gave."""

    def __call__(self, job: Callable[[Library], _Read], done: Done[_Read]) -> object:
        """Do it."""
        ...


class LabelCommands(QObject):
    """One field for both: tags and albums are names that photos have.

    Args:
        organising: Says what is chosen.
        undo: Tells when something is different.
        run: Reads beside the window.
        window: Over which the field lies.
    """

    def __init__(self, organising: Organising, undo: Undo, run: Run, window: QWidget) -> None:
        super().__init__(window)
        self._organising = organising
        self._run = run
        self._photo_ids: list[int] = []
        self._aim = Aim.TAGS
        self.popover = LabelPopover(window)
        self.popover.given.connect(self._give)
        self.popover.taken.connect(self._take)
        undo.changed.connect(self._follow)

    def tag(self, photo_ids: Sequence[int]) -> None:
        """Tag photos."""
        if photo_ids:
            self._open(photo_ids, Aim.TAGS, self.tr("Tag {photos}"), self.tr("Add a tag"), self._next)

    def put_in_album(self, photo_ids: Sequence[int]) -> None:
        """Put photos into albums."""
        if photo_ids:
            title, asked = self.tr("Add {photos} to an album"), self.tr("Album, or a new one")
            self._open(photo_ids, Aim.ALBUMS, title, asked, self._next)

    def new_album(self, photo_ids: Sequence[int]) -> None:
        """Make an album of photos, or an empty one."""
        title = self.tr("New album of {photos}") if photo_ids else self.tr("New album")
        self._open(photo_ids, Aim.NEW_ALBUM, title, self.tr("Name of the album"), self.tr("Enter makes it"))

    @property
    def _next(self) -> str:
        return self.tr("Enter adds it, Enter again is done")

    def _open(self, photo_ids: Sequence[int], aim: Aim, title: str, asked: str, hint: str) -> None:
        self._photo_ids, self._aim = list(photo_ids), aim
        self.popover.open(title.format(photos=wording.photos(len(photo_ids))), asked, hint)
        self._read()

    def _read(self) -> None:
        photo_ids, aim = self._photo_ids, self._aim

        def done(read: _Read) -> None:
            # Meanwhile it may have been opened for other photos.
            if (photo_ids, aim) == (self._photo_ids, self._aim) and self.popover.isVisible():
                labels, choices, usual = read
                self.popover.show_labels(labels, len(photo_ids))
                self.popover.show_names(choices, usual)

        if aim is not Aim.NEW_ALBUM:
            read = _albums if aim is Aim.ALBUMS else _tags
            self._run(lambda library: read(library, photo_ids), done)

    def _give(self, name: str) -> None:
        if self._aim is Aim.TAGS:
            self._organising.tag(name, self._photo_ids)
        elif self._aim is Aim.ALBUMS:
            self._organising.put_in(name, self._photo_ids)
        else:
            self.popover.close_()
            self._organising.make_album(name, self._photo_ids)

    def _take(self, name: str) -> None:
        take = self._organising.untag if self._aim is Aim.TAGS else self._organising.take_out
        take(name, self._photo_ids)

    def _follow(self) -> None:
        if self.popover.isVisible():
            self._read()


def _albums(library: Library, photo_ids: Sequence[int]) -> _Read:
    labels = library.annotations.albums_among(photo_ids)
    names = [album.name for album in library.annotations.albums()]
    return labels, NameChoices(names), _others(names, labels, len(photo_ids))


def _tags(library: Library, photo_ids: Sequence[int]) -> _Read:
    labels = library.annotations.tags_among(photo_ids)
    tags = library.annotations.tags()
    vocabulary = read_vocabulary(library.paths.own_words)
    known = vocabulary.names
    chinese = spoken() is Language.CHINESE
    choices = NameChoices((tag.name for tag in tags), map(vocabulary.chinese, known) if chinese else known)
    used = sorted((tag for tag in tags if tag.photos), key=lambda tag: -tag.photos)
    return labels, choices, _others([tag.name for tag in used], labels, len(photo_ids))


def _others(names: Sequence[str], labels: Sequence[Label], total: int) -> list[str]:
    """The first names that not all of the photos have."""
    had = {label.name for label in labels if label.photos == total}
    return [name for name in names if name not in had][:_USUAL]
