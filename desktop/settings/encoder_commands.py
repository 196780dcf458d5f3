"""Encoders, as the window sees them: looks, changes, installs, all beside the main thread."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.encoders import Switch, install, install_directory, remove, use
from core.errors import USER_ERRORS
from core.intake import Progress
from core.library import Library
from core.library.database import translate
from desktop.indexing.indexer import IndexerClient, Indexing
from desktop.parts.threads import Crew
from desktop.settings.encoder_rows import Coming, Encoders, read_encoders
from desktop.settings.encoder_wording import title_of
from models import DownloadCancelled, EncoderIdentity, Obtained, Offer

T = TypeVar("T")

_TELL_SECONDS = 0.1

log = logging.getLogger(__name__)


class EncoderCommands(QObject):
    """Knows the encoders of a library. Outlives the page, so that a download goes on when it is closed.

    Args:
        root: The library directory.
        indexer: Its process, which prepares an encoder; None in a window that only shows.
        parent: Qt's owner.

    Signals:
        listed: `encoders` is read anew.
        changed: `working` or `coming` is another.
        installed: An encoder came into the library; carries its key.
        switched: Another encoder answers from now on.
        said: What came of something, in words.
        failed: An error.
    """

    listed = Signal()
    changed = Signal()
    installed = Signal(str)
    switched = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, root: Path, indexer: IndexerClient | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._indexer = indexer
        self._crew = Crew("encoders", 1, self)
        # A download is long; who looks at the list meanwhile must not wait for it.
        self._installers = Crew("installing", 1, self)
        self._own: Library | None = None  # of the crew's thread
        self._stop = threading.Event()
        self._reading = False
        self.encoders = Encoders()
        self.working = ""
        self.coming: Coming | None = None

    @property
    def progress(self) -> Progress | None:
        """The latest word of whoever indexes."""
        if self._indexer is None or self._indexer.state not in (Indexing.HERE, Indexing.ELSEWHERE):
            return None
        return self._indexer.progress

    @property
    def indexing(self) -> bool:
        """Photos are being read or encoded now."""
        progress = self.progress
        return progress is not None and progress.state in ("starting", "scanning", "indexing")

    def refresh(self) -> None:
        """Read the list again, unless that is being done."""
        if not self._reading:
            self._reading = True
            self._crew.run(lambda: self._with_library(read_encoders), self._listed, self._not_listed)

    def use(self, key: str) -> None:
        """Let an encoder of the library answer as soon as it can."""
        title = title_of(key, self.encoders)
        self._do(
            self.tr("Trying out “{title}”…").format(title=title),
            lambda library: use(library, key),
            lambda result: self._used(*result, title),
        )

    def cancel_change(self) -> None:
        """Let the one that answers go on answering."""
        if self.encoders.answering:
            self.use(self.encoders.answering)

    def remove(self, key: str) -> None:
        """Delete an encoder's files and vectors."""
        title = title_of(key, self.encoders)

        def done(_: str) -> None:
            self.said.emit(self.tr("“{title}” was removed.").format(title=title))

        words = self.tr("Removing “{title}”…").format(title=title)
        self._do(words, lambda library: remove(library, key), done)

    def install_directory(self, directory: Path) -> None:
        """Copy an encoder directory into the library."""

        def done(own: Path) -> None:
            self.said.emit(self.tr("“{name}” is in the library now.").format(name=own.name.partition("@")[0]))
            self.installed.emit(own.name)

        words = self.tr("Checking the encoder…")
        self._do(words, lambda library: install_directory(library, directory), done)

    def install(self, offer: Offer, source: Path | None = None) -> None:
        """Install an encoder of the catalogue, if none is being installed.

        Args:
            offer: Which.
            source: A folder with its files; None downloads them.
        """
        if self.coming is not None:
            return
        self._stop.clear()
        self._set_coming(Coming(offer, source))
        self._installers.run(lambda: self._install(offer, source), self._came, self._did_not_come)

    def stop_install(self) -> None:
        """Stop a download; what has arrived is kept."""
        if self.coming is not None and self.coming.source is None:
            self._stop.set()
            offer, done, total = self.coming.offer, self.coming.done, self.coming.total
            self._set_coming(Coming(offer, None, done, total, stopping=True))

    def close(self) -> None:
        """End what runs; a download goes on where it stopped when it is asked for again."""
        self._stop.set()
        self._installers.close()
        self._crew.close(self._close_own)

    # ------------------------------------------------------------------------------------------

    def _do(self, words: str, job: Callable[[Library], T], done: Callable[[T], None]) -> None:
        def finished(result: T) -> None:
            self._set_working("")
            done(result)
            self.refresh()

        def failed(error: BaseException) -> None:
            self._set_working("")
            self._tell_error(error)
            self.refresh()

        self._set_working(words)
        self._crew.run(lambda: self._with_library(job), finished, failed)

    def _used(self, switch: Switch, identity: EncoderIdentity, title: str) -> None:
        del identity
        if switch is Switch.PREPARING:
            words = self.tr(
                "The photos are being encoded for “{title}”. "
                "“{present}” answers until all photos are encoded."
            )
            present = title_of(self.encoders.answering, self.encoders)
            self.said.emit(words.format(title=title, present=present))
            # It sees the change by itself, within seconds; but it has to run.
            if self._indexer is not None and self._indexer.state in (Indexing.NOBODY, Indexing.FAILED):
                self._indexer.start()
        elif switch is Switch.CANCELLED:
            self.said.emit(
                self.tr("The change was cancelled. “{title}” goes on answering.").format(title=title)
            )
        else:
            self.said.emit(self.tr("“{title}” answers from now on.").format(title=title))
            self.switched.emit()

    def _listed(self, encoders: Encoders) -> None:
        self._reading = False
        before, self.encoders = self.encoders, encoders
        # What was being prepared is ready: the photos are to be ranked anew.
        if before.answering not in ("", encoders.answering):
            self.switched.emit()
        self.listed.emit()

    def _not_listed(self, error: BaseException) -> None:
        self._reading = False
        self._tell_error(error)

    def _came(self, obtained: Obtained) -> None:
        coming, self.coming = self.coming, None
        self.changed.emit()
        title = coming.offer.title if coming else obtained.directory.name
        words = self.tr("“{title}” is in the library now.").format(title=title)
        if obtained.newly_pinned:
            words += " " + self.tr("Its checksums were not known beforehand; they were noted.")
        self.said.emit(words)
        self.installed.emit(obtained.directory.name)
        self.refresh()

    def _did_not_come(self, error: BaseException) -> None:
        self._set_coming(None)
        if isinstance(error, DownloadCancelled):
            self.said.emit(self.tr("The download was stopped. What has arrived is kept for the next time."))
        else:
            self._tell_error(error)
        self.refresh()

    def _tell_error(self, error: BaseException) -> None:
        if not isinstance(error, USER_ERRORS):
            log.error("a bug", exc_info=error)
        self.failed.emit(error)

    def _set_working(self, words: str) -> None:
        self.working = words
        self.changed.emit()

    def _set_coming(self, coming: Coming | None) -> None:
        self.coming = coming
        self.changed.emit()

    def _arrived(self, done: int, total: int) -> None:
        coming = self.coming
        if coming is not None:
            self._set_coming(Coming(coming.offer, coming.source, done, total, coming.stopping))

    # -- on the crews' threads -----------------------------------------------------------------

    def _with_library(self, job: Callable[[Library], T]) -> T:
        if self._own is None:
            self._own = Library.open(self._root, create=False)
        try:
            return job(self._own)
        except sqlite3.Error as error:
            raise translate(error, self._root) or error from error

    def _close_own(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None

    def _install(self, offer: Offer, source: Path | None) -> Obtained:
        told = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            if done >= total or now - told >= _TELL_SECONDS:
                told = now
                self._installers.send(lambda: self._arrived(done, total))

        with Library.open(self._root, create=False) as library:
            return install(library, offer, source, progress=tell, cancelled=self._stop.is_set)
