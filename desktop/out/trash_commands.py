"""Files to the system's trash, when a person asks for it and says yes; and back, as any other change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.intake.discarding import Discarded, Doomed, discard, discard_photos, doomed, restore
from core.library import Library
from core.library.photo_files import PhotoFile
from core.paths import display
from core.trash import TrashError
from desktop.organise.undo import Step, Undo
from desktop.parts import wording
from desktop.parts.dialog_parts import confirm
from desktop.parts.own_library import OwnLibrary
from desktop.parts.told import told
from desktop.parts.translate import tr

_FOLDERS_NAMED = 3
_FILES_NAMED = 4

Discarding = Callable[[Library], Discarded]


class TrashCommands(QObject):
    """Moves files to the trash, and tells `Undo` how they come back.

    Args:
        root: The library directory.
        undo: Brings them back.
        window: Owns the questions.

    Signals:
        went: A `Discarded`: files are in the trash.
        said: Why something stayed where it was, for the banner.
        failed: An error for the banner.
    """

    went = Signal(object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, root: Path, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._undo = undo
        self._window = window
        self._own = OwnLibrary(root, "trash", self)

    def discard_photos(self, photo_ids: Sequence[int]) -> None:
        """Ask whether photos are to go, naming all files that would, and move them."""
        if photo_ids:
            self._own.run(lambda library: doomed(library, photo_ids), self._ask, self.failed.emit)

    def discard_files(self, pairs: Sequence[tuple[PhotoFile, PhotoFile]]) -> None:
        """Move the second file of each pair, because the first stays; the person was asked already."""
        self._move(lambda library: discard(library, pairs))

    def close(self) -> None:
        """End the thread."""
        self._own.close()

    # ------------------------------------------------------------------------------------------

    def _ask(self, found: Doomed) -> None:
        if not found.files:
            text = self.tr(
                "Nothing can go: the files are on drives that are not here, or being read just now."
            )
            self.said.emit(text)
            return
        count = len({file.photo_id for file in found.files})
        question = self.tr("Move {photos} to the trash?").format(photos=wording.photos(count))
        if confirm(self._window, self.tr("Move to the trash"), question, _what_goes(found), self.tr("Move")):
            self._move(lambda library: discard_photos(library, found.files))

    def _move(self, discarding: Discarding) -> None:
        self._own.run(discarding, lambda result: self._moved(result, discarding), self.failed.emit)

    def _moved(self, result: Discarded, discarding: Discarding) -> None:
        if result.left:
            self.said.emit(wording.sentences(map(told, result.left[:_FILES_NAMED])))
        if not result.trashed:
            return
        text = self.tr("{files} moved to the trash, {size}").format(
            files=wording.files(len(result.trashed)), size=wording.size(result.bytes)
        )
        if result.can_be_undone:
            self._undo.did_by(text, _back(result, discarding))
        else:
            self.said.emit(self.tr("{what}. To undo it, open the trash.").format(what=text))
        self.went.emit(result)


def _what_goes(found: Doomed) -> str:
    """All files that would go, in a few lines: how many of what, where, and what stays."""
    paths = found.paths
    lines = []
    if len(paths) <= _FILES_NAMED:
        lines += [display(path) for path in paths]
    else:
        folders = list(dict.fromkeys(path.parent for path in paths))
        named = [display(folder) for folder in folders[:_FOLDERS_NAMED]]
        if len(folders) > _FOLDERS_NAMED:
            more = tr("and {count} more folders")
            named.append(more.format(count=wording.number(len(folders) - _FOLDERS_NAMED)))
        lines += [tr("{files} in:").format(files=wording.files(len(paths))), *named]
    if found.beside:
        text = tr("Among them, as they belong to the photos: {names}.")
        names = [display(path.name) for path in found.beside[:_FILES_NAMED]]
        if len(found.beside) > _FILES_NAMED:
            names.append("…")
        lines.append(text.format(names=wording.listed(names)))
    if found.out_of_reach:
        text = tr("{files} on drives that are not here stay.")
        lines.append(text.format(files=wording.files(len(found.out_of_reach))))
    return "\n".join(lines)


def _back(result: Discarded, discarding: Discarding) -> Step:
    """Brings files back from the trash; what can't come now can be tried again."""

    def back(library: Library) -> Step:
        if problems := restore(library, result):
            raise TrashError(" ".join(problems[:_FILES_NAMED]))
        return _again(discarding)

    return back


def _again(discarding: Discarding) -> Step:
    def again(library: Library) -> Step | None:
        result = discarding(library)
        if not result.trashed:
            raise TrashError(" ".join(result.left[:_FILES_NAMED]))
        return _back(result, discarding) if result.can_be_undone else None

    return again
