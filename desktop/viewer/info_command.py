"""Shows what is known of the photos that are looked at or chosen, and does what is changed there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from core.library import Library, Photo
from core.paths import display
from desktop.organise.organising import Organising
from desktop.organise.undo import Undo
from desktop.parts import wording
from desktop.parts.photo_wording import place
from desktop.parts.prose import one_line, prose
from desktop.parts.theme import Colours
from desktop.shell.answer_view import AnswerView
from desktop.shell.pages import Pages
from desktop.viewer.fact_table import Row
from desktop.viewer.file_list import whereabouts
from desktop.viewer.info_panel import InfoPanel, Known
from desktop.viewer.info_split import InfoSplit

_SOON_MS = 60
"""Who runs through photos is not held up by what is known of each."""

_MOST = 500
"""Of more photos only the number is said."""


class InfoCommand(QObject):
    """Switches the panel, and keeps it at the photo that is looked at.

    Args:
        action: Switches it, checkable.
        split: Gets the panel.
        library: Opened by this thread.
        pages: Where photos are looked at.
        answers: Why they are there.
        organising: Says what people say of them.
        undo: Takes it back.

    Signals:
        shown_in_folder: Show this `Path` in a file manager.
    """

    shown_in_folder = Signal(object)

    def __init__(
        self,
        action: QAction,
        split: InfoSplit,
        library: Library,
        pages: Pages,
        answers: AnswerView,
        organising: Organising,
        undo: Undo,
    ) -> None:
        super().__init__(split)
        self._action = action
        self._split = split
        self._panel: InfoPanel | None = None
        self._colours: Colours | None = None
        self._library = library
        self._pages = pages
        self._answers = answers
        self._organising = organising
        self._undo = undo
        self._photo: Photo | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        action.toggled.connect(self.show)
        undo.changed.connect(self.ask)
        pages.currentChanged.connect(self._follow)
        answers.shown.connect(self.ask)

    @property
    def panel(self) -> InfoPanel:
        """Shows it. Made when it is first wanted: many never want it."""
        if self._panel is None:
            panel = self._panel = InfoPanel(self._library)
            if self._colours is not None:
                panel.set_colours(self._colours)
            self._join(panel)
            self._split.set_panel(panel)
        return self._panel

    def show(self, on: bool) -> None:
        """Show the panel, or put it away."""
        if on or self._panel is not None:
            self.panel.setVisible(on and self._pages.is_of_photos)
            self.refresh()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        if self._panel is not None:
            self._panel.set_colours(colours)

    def refresh(self) -> None:
        """Show what is known now."""
        if not self._action.isChecked():
            return
        count = len(self._pages.chosen_ids())
        photos = self._pages.chosen() if count <= _MOST else []
        self._photo = self._again(photos[0]) if len(photos) == 1 else None
        if self._photo is not None:
            self.panel.show_photo(self._photo, self._known(self._photo))
        elif count > 1:
            text = self.tr("{photos} are chosen.").format(photos=wording.photos(count))
            self.panel.show_several(text, self._in_common(photos))
        else:
            self.panel.show_none()

    def ask(self) -> None:
        """Other photos are chosen or looked at, perhaps: show what is known of them in a moment."""
        if self._action.isChecked():
            self._soon.start()

    # ------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Another page: of settings nothing is known."""
        if self._action.isChecked():
            self.panel.setVisible(self._pages.is_of_photos)
            self.ask()

    def _join(self, panel: InfoPanel) -> None:
        panel.closed.connect(lambda: self._action.setChecked(False))
        panel.shown_in_folder.connect(self.shown_in_folder)
        panel.captions.titled.connect(self._entitle)
        panel.captions.captioned.connect(self._describe)
        panel.stars.rated.connect(lambda stars: self._organising.rate(stars, self._ids()))
        panel.stars.favoured.connect(lambda: self._organising.toggle_favourite(self._ids()))
        panel.tags.tagged.connect(lambda name: self._organising.tag(name, self._ids()))
        panel.tags.untagged.connect(lambda name: self._organising.untag(name, self._ids()))
        self._undo.changed.connect(panel.tags.learn_names)

    def _ids(self) -> list[int]:
        return [self._photo.id] if self._photo else []

    def _again(self, photo: Photo) -> Photo | None:
        """As the library knows it now: what a person just said of it is not in the answer yet."""
        found = self._library.photos.get([photo.id])
        return found[0] if found else None

    def _known(self, photo: Photo) -> Known:
        answer = self._answers.answer
        text = self._library.transcripts.of(photo.pixels_digest)
        files = whereabouts(self._library.files.of([photo.id]))
        return Known(answer.reasons.get(photo.id) if answer else None, prose(text), files)

    def _entitle(self, photo_id: int, title: str) -> None:
        self._undo.say(
            lambda library: library.annotations.entitle([photo_id], title),
            lambda _: self.tr("Title changed") if title else self.tr("Title removed"),
        )

    def _describe(self, photo_id: int, caption: str) -> None:
        self._undo.say(
            lambda library: library.annotations.describe([photo_id], caption),
            lambda _: self.tr("Caption changed") if caption else self.tr("Caption removed"),
        )

    def _in_common(self, photos: Sequence[Photo]) -> list[Row]:
        """When, where and with what they were taken, as far as that can be said in a line each."""
        if not photos:
            return []
        dates = sorted(photo.taken_at for photo in photos if photo.taken_at)
        first, last = (wording.day(dates[0]), wording.day(dates[-1])) if dates else ("", "")
        return [
            (self.tr("Taken"), first if first == last else f"{first} – {last}"),
            (self.tr("Places"), _most_frequent([place(photo) for photo in photos])),
            (self.tr("Cameras"), _most_frequent([one_line(photo.camera or "") for photo in photos])),
            (self.tr("Size"), wording.size(sum(photo.size for photo in photos))),
            (self.tr("Folders"), _most_frequent([_folder(photo.path) for photo in photos])),
        ]


def _most_frequent(names: Sequence[str]) -> str:
    """The names that occur most, a line each."""
    counts = {name: names.count(name) for name in dict.fromkeys(names) if name}
    most = sorted(counts, key=lambda name: -counts[name])[:4]
    return "\n".join(f"{name} ({wording.number(counts[name])})" for name in most)


def _folder(path: Path) -> str:
    return display(path.parent)
