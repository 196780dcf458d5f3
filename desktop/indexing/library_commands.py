"""Folders and indexing, as the window sees them: asks, dialogs, the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.intake import Order, Progress
from core.library import Counts, Folder, Library
from core.paths import LibraryPaths
from desktop.indexing.activity_bar import ActivityBar
from desktop.indexing.indexer import IndexerClient, Indexing
from desktop.parts.threads import Crew
from desktop.parts.told import told
from desktop.settings.encoder_commands import EncoderCommands
from desktop.settings.folder_commands import FolderCommands
from desktop.shell.remembered import Remembered

T = TypeVar("T")

_CALM_MS = 2500
"""While photos come in, what is shown follows in this rhythm: often enough, and without flicker."""

_CALMER_MS = 30_000
"""While the text in photos is read, which takes hours and seldom changes what is shown."""


class LibraryCommands(QObject):
    """Knows what is in the library, and the indexer.

    Args:
        library: Of the main thread.
        indexer: Its process; None in a window that only shows.
        bar: The line at the bottom.
        remembered: Whether indexing was paused the last time.
        window: Owns the dialogs.

    Signals:
        photos_changed: Photos came, went or changed; at a calm rhythm.
        state_changed: `folders`, `counts` or `working` may be others.
        said: Something for the banner.
        failed: An error for the banner.
        noted: What the indexer wants a person to know; "" when there is nothing any more.
        section_wanted: Show a section of the settings, by its key.
        progressed: The indexer said how far it is.

    Attributes:
        folders: The folders as they were last read.
        counts: The library in numbers, as last counted.
        transcribes: The text in photos is read, as last looked.
        folder_commands: What a person does with folders.
        encoders_seen: Whether the encoders are looked at now, where what becomes of them is said.
    """

    photos_changed = Signal()
    state_changed = Signal()
    said = Signal(str)
    failed = Signal(object)
    noted = Signal(str)
    section_wanted = Signal(str)
    progressed = Signal()

    def __init__(
        self,
        library: Library,
        indexer: IndexerClient | None,
        bar: ActivityBar,
        remembered: Remembered,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._indexer = indexer
        self._bar = bar
        self._remembered = remembered
        self._crew = Crew("catalogue", 1, self)
        self._own: Library | None = None  # of the crew's thread
        self.folders: list[Folder] = library.folders.all()
        self.counts = Counts(0, 0, 0, 0)
        self.transcribes = library.settings.load().transcribe
        self._marks: tuple[object, ...] = ()
        self._encoders: EncoderCommands | None = None
        self.encoders_seen: Callable[[], bool] = lambda: False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self.refresh)
        self.folder_commands = FolderCommands(library.folders.all, self.run, indexer, window)
        self.folder_commands.changed.connect(self._folders_changed)
        self.folder_commands.removed.connect(self.photos_changed)
        self.folder_commands.said.connect(bar.say_quietly)
        self.folder_commands.refused.connect(self.said)
        self.folder_commands.seen_wanted.connect(lambda: self.section_wanted.emit("folders"))
        bar.failures_wanted.connect(self.show_failures)
        bar.pause_wanted.connect(self.pause)
        if indexer is not None:
            bar.restart_wanted.connect(indexer.start)
            indexer.progressed.connect(self._progressed)
            indexer.state_changed.connect(self._state_changed)

    @property
    def working(self) -> bool:
        """Photos may be coming in."""
        if self._indexer is None or self._indexer.state not in (Indexing.HERE, Indexing.ELSEWHERE):
            return False
        progress = self._indexer.progress
        return progress is None or progress.state in ("starting", "scanning", "indexing")

    @property
    def failures(self) -> int:
        """Files that could not be read, those beside photos and the text in photos too."""
        return self.counts.failed + self.counts.sidecars_failed + self.counts.texts_failed

    @property
    def paths(self) -> LibraryPaths:
        """Where the library's files are."""
        return self._library.paths

    @property
    def progress(self) -> Progress | None:
        """The indexer's latest word."""
        return self._indexer.progress if self._indexer else None

    @property
    def indexing(self) -> Indexing:
        """Who indexes."""
        return self._indexer.state if self._indexer else Indexing.NOBODY

    @property
    def paused(self) -> bool:
        """Indexing was paused by hand."""
        progress = self._indexer.progress if self._indexer else None
        return progress is not None and progress.state == "paused" and not progress.resting

    def start(self) -> None:
        """Begin: numbers first, then the indexer if there is anything to index."""
        self.read_counts()
        if self._indexer is not None and self.folders:
            if self._remembered.paused:
                self._indexer.order(Order.PAUSE)
            self._indexer.start()

    def close(self) -> None:
        """End the indexer and the thread."""
        self._calm.stop()
        if self._indexer is not None:
            self._indexer.stop()
        if self._encoders is not None:
            self._encoders.close()
        self._crew.close(self._close_own)

    # -- encoders ------------------------------------------------------------------------------

    def show_encoders(self) -> None:
        """Show the encoders."""
        self.section_wanted.emit("encoders")

    @property
    def encoders(self) -> EncoderCommands:
        """What can be done with encoders; only who looks at them needs their threads."""
        if self._encoders is None:
            commands = self._encoders = EncoderCommands(self._library.paths.root, self._indexer, self)
            commands.switched.connect(self.photos_changed)
            # A download may end when nobody looks at it any more.
            commands.said.connect(lambda text: None if self.encoders_seen() else self.said.emit(text))
            commands.failed.connect(lambda error: None if self.encoders_seen() else self.failed.emit(error))
        return self._encoders

    # -- indexing ------------------------------------------------------------------------------

    def pause(self, pause: bool) -> None:
        """Pause indexing, or go on; remembered for the next time."""
        if self._indexer is not None:
            self._indexer.order(Order.PAUSE if pause else Order.RESUME)
            self._remembered.paused = pause

    def transcribe(self, wanted: bool) -> None:
        """Read the text in photos, or leave that; the indexer notices at once."""
        self.transcribes = wanted
        self.run(lambda library: library.settings.save(transcribe=wanted), lambda _: None)

    def rescan(self) -> None:
        """Look for changes now."""
        if self._indexer is not None:
            self._indexer.order(Order.RESCAN)

    def show_failures(self) -> None:
        """Show the files that could not be read."""
        self.section_wanted.emit("problems")

    def retry(self) -> None:
        """Read the files that failed once more."""
        if self._indexer is not None:
            self._indexer.order(Order.RETRY)

    def read_counts(self) -> None:
        """Count again."""
        self.run(
            lambda library: (library.photos.counts(), library.settings.load().transcribe),
            lambda read: self._counted(*read),
        )

    # ------------------------------------------------------------------------------------------

    def _folders_changed(self) -> None:
        self.folders = self._library.folders.all()
        self.read_counts()
        self.state_changed.emit()

    def _counted(self, counts: Counts, transcribes: bool) -> None:
        self.counts = counts
        self.transcribes = transcribes
        self._bar.show_failures(self.failures)
        self._show_progress()
        self.state_changed.emit()

    def _progressed(self, progress: Progress) -> None:
        # A title that another program wrote beside a photo is no photo that was read.
        written = self._library.vectors.data_version()
        marks = (progress.done, progress.encoded, progress.moved, progress.failed, written, progress.state)
        self._show_progress()
        self.noted.emit(told(progress.message))
        self.progressed.emit()
        if marks != self._marks:
            resting = progress.state in ("transcribing", "watching", "paused")
            rests = resting and (progress.state,) != self._marks[-1:]
            self._marks = marks
            # At rest nothing more comes: what is shown need not wait for its rhythm.
            rhythm = 0 if rests else _CALMER_MS if progress.state == "transcribing" else _CALM_MS
            if not self._calm.isActive() or self._calm.remainingTime() > rhythm:
                self._calm.start(rhythm)
            self.state_changed.emit()

    def refresh(self) -> None:
        """Photos may have come or gone: count and show them anew."""
        self.folders = self._library.folders.all()
        self.read_counts()
        self.photos_changed.emit()

    def _state_changed(self) -> None:
        if self._indexer is not None:
            self._bar.show_state(self._indexer.state, self._indexer.problem)
        self.state_changed.emit()

    def _show_progress(self) -> None:
        indexer = self._indexer
        if indexer is not None and indexer.state is Indexing.FAILED:
            return
        if indexer is not None and indexer.progress is not None and indexer.state is not Indexing.NOBODY:
            self._bar.show_progress(indexer.progress, indexer.state, self.counts.photos)
        elif indexer is None or not indexer.problem:
            # "0 photos, up to date" would be said of a folder that was just added.
            first = self.working and not self.counts.photos
            quiet = Progress(state="starting" if first else "watching") if self.folders else None
            if quiet is None:
                self._bar.say_quietly(self.tr("Everything stays on this computer"))
            else:
                self._bar.show_progress(quiet, Indexing.NOBODY, self.counts.photos)

    def run(self, job: Callable[[Library], T], done: Callable[[T], None]) -> None:
        """Do something with a library of the crew's own, so that a slow disk never stops the window."""

        def work() -> T:
            if self._own is None:
                self._own = Library.open(self._library.paths.root, create=False)
            return job(self._own)

        self._crew.run(work, done, self.failed.emit)

    def _close_own(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None
