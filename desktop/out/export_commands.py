"""Copies of photos, made beside the window: with progress, an end at any time, and every failure named."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressDialog, QWidget

from core.export import Copied, CopyOptions, export
from core.imaging import DecoderPool
from core.library import Photo
from core.paths import display
from desktop.out.export_dialog import ExportDialog
from desktop.out.export_memory import ExportMemory
from desktop.parts import wording
from desktop.parts.threads import Crew

_SECONDS_A_PHOTO = 120.0
_NAMED = 3


@dataclass(slots=True)
class _Outcome:
    """What became of all photos; the last copy leads to their folder."""

    copied: int = 0
    left_out: int = 0
    problems: tuple[str, ...] = ()
    last: Path | None = None


class ExportCommands(QObject):
    """Asks what copies are to be like, and makes them.

    Args:
        root: The library directory, which remembers what was chosen.
        watched: Gives the folders of the library.
        window: Owns the dialogs.

    Signals:
        told: All went well: in a line, and the `QAction` that shows the copies.
        said: What did not go as it was meant, for the banner.
        failed: An error for the banner.
        file_shown: Show the `Path` of a copy in a file manager.
    """

    told = Signal(str, object)
    said = Signal(str)
    failed = Signal(object)
    file_shown = Signal(object)

    def __init__(self, root: Path, watched: Callable[[], Sequence[Path]], window: QWidget) -> None:
        super().__init__(window)
        self._memory = ExportMemory(root)
        self._watched = watched
        self._window = window
        self._crew: Crew | None = None
        self._stop = threading.Event()
        self._progress: QProgressDialog | None = None
        self._last: Path | None = None
        self._show_copies = QAction(self.tr("Show in folder"), self)
        self._show_copies.triggered.connect(lambda: self.file_shown.emit(self._last))

    def show(self, photos: Sequence[Photo]) -> None:
        """Ask, and begin."""
        if not photos:
            return
        if self._progress is not None:
            self.said.emit(self.tr("Other copies are being made: they come first."))
            return
        memory = self._memory
        dialog = ExportDialog(photos, memory.folder, memory.options, self._watched(), self._window)
        if dialog.exec():
            memory.keep(dialog.target, dialog.options)
            self.start(photos, dialog.target, dialog.options)
        dialog.deleteLater()

    def start(self, photos: Sequence[Photo], folder: Path, options: CopyOptions) -> None:
        """Make copies.

        Args:
            photos: Of these.
            folder: Made when it is not there.
            options: What they are to be like.
        """
        if self._crew is None:
            self._crew = Crew("export", 1, self)
        crew, stop = self._crew, threading.Event()
        self._stop = stop
        self._show_progress(len(photos), folder)

        def work() -> _Outcome:
            outcome = _Outcome()
            with DecoderPool(None, 2, time_limit=_SECONDS_A_PHOTO) as pool:
                for number, copied in enumerate(export(photos, folder, options, pool), 1):
                    _count(outcome, copied)
                    crew.send(lambda number=number: self._progressed(number))  # type: ignore[misc]
                    if stop.is_set():
                        break
            return outcome

        crew.run(work, lambda outcome: self._finished(outcome, folder), self._fail)

    def close(self) -> None:
        """Stop after the copy that is being made."""
        self._stop.set()
        self._hide_progress()
        if self._crew is not None:
            self._crew.close()

    # ------------------------------------------------------------------------------------------

    def _show_progress(self, count: int, folder: Path) -> None:
        text = self.tr("Copying {photos} to “{folder}”…")
        progress = self._progress = QProgressDialog(
            text.format(photos=wording.photos(count), folder=display(folder.name)),
            self.tr("Stop"),
            0,
            count,
            self._window,
        )
        progress.setWindowTitle(self.tr("Export copies"))
        progress.setWindowModality(Qt.WindowModality.NonModal)
        progress.setMinimumDuration(600)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self._stop.set)
        progress.setValue(0)

    def _hide_progress(self) -> None:
        if self._progress is not None:
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None

    def _progressed(self, number: int) -> None:
        if self._progress is not None and not self._stop.is_set():
            self._progress.setValue(number)

    def _finished(self, outcome: _Outcome, folder: Path) -> None:
        stopped = self._stop.is_set()
        self._hide_progress()
        lines = [
            self.tr("{photos} copied to {folder}.").format(
                photos=wording.photos(outcome.copied), folder=display(folder)
            )
        ]
        if stopped:
            lines.insert(0, self.tr("Stopped."))
        if outcome.left_out:
            text = self.tr("{photos} left out: files of these names are there.")
            lines.append(text.format(photos=wording.photos(outcome.left_out)))
        lines += outcome.problems[:_NAMED]
        if len(outcome.problems) > _NAMED:
            text = self.tr("And {count} more could not be copied.")
            lines.append(text.format(count=wording.number(len(outcome.problems) - _NAMED)))
        self._last = outcome.last
        if len(lines) == 1 and outcome.last is not None:
            self.told.emit(lines[0], self._show_copies)
        else:
            self.said.emit(wording.sentences(lines))

    def _fail(self, error: BaseException) -> None:
        self._hide_progress()
        self.failed.emit(error)


def _count(outcome: _Outcome, copied: Copied) -> None:
    if copied.path is not None:
        outcome.copied += 1
        outcome.last = copied.path
    elif copied.problem is not None:
        outcome.problems = (*outcome.problems, wording.problem(copied.problem)[0])
    else:
        outcome.left_out += 1
