"""Brings a library up to date, once or for as long as it runs."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np

from core.encoders import finish_removals, finish_switch, open_fed
from core.imaging import DecoderPool, ThumbnailStore
from core.intake.offline import encode_thumbnails
from core.intake.pipeline import Pipeline
from core.intake.progress import Progress, State, publish
from core.intake.scan import Scanner
from core.intake.watch import Watcher
from core.library import Folder, Library, Work, exclusive
from core.library.folders import below
from models import Encoder

log = logging.getLogger(__name__)

RESCAN_SECONDS = 15 * 60.0
"""Events get lost (full queues, network folders); a rescan finds what they missed."""

_REPORT_SECONDS = 0.25
_LOOK_SECONDS = 2.0
_SETTINGS_SECONDS = 1.0
_RATE_SECONDS = 15.0
_NICENESS = 5  # the person who works at this computer goes first


class Indexer:
    """The one indexer of a library; holds its lock while it lives.

    Calls of `pause`, `resume`, `rescan`, `retry` and `stop` may come from other threads.

    Args:
        root: The library directory.
        report: Called with the state, a few times a second at most, from the indexing thread.
        encoder: Another encoder than the library's own choice (for tests).

    Raises:
        LibraryBusy: Another process indexes this library.
        LibraryError: The library can't be used.
        EncoderError: Its encoder can't.
    """

    def __init__(
        self,
        root: Path,
        report: Callable[[Progress], None] = lambda _: None,
        *,
        encoder: Encoder | None = None,
    ) -> None:
        self._report = report
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._paused = threading.Event()
        self._rescan = threading.Event()
        self._retry = threading.Event()
        self._progress = Progress(pid=os.getpid())
        self._found_before = 0
        self._looked = 0.0
        self._outdated = False
        self._reported = 0.0
        self._history: deque[tuple[float, int]] = deque()
        with contextlib.ExitStack() as stack:
            self._library = stack.enter_context(Library.open(root))
            stack.enter_context(exclusive(self._library.paths.indexer_lock, "indexing"))
            # What a crash left between two commits; only now may ids be given out again.
            self._library.vectors.reconcile()
            preferences = self._library.settings.load()
            self._workers = preferences.decoders or os.cpu_count() or 1
            self._thumbnails = ThumbnailStore(self._library.paths.thumbnails)
            self._pool = DecoderPool(self._library.paths.thumbnails, self._workers, niceness=_NICENESS)
            stack.callback(self._pool.close)
            self._given = encoder
            self._open_encoders()
            self._scanner = Scanner(self._library, self._interrupted, self._scanned)
            self._stack = stack.pop_all()

    @property
    def library(self) -> Library:
        """The library, for the thread that made the indexer."""
        return self._library

    # -- from any thread -----------------------------------------------------------------------

    def pause(self) -> None:
        """Finish what is in hand and wait."""
        self._paused.set()
        self._wake.set()

    def resume(self) -> None:
        """Go on after a pause."""
        self._paused.clear()
        self._wake.set()

    def rescan(self) -> None:
        """Look through all folders again, soon."""
        self._rescan.set()
        self._wake.set()

    def retry(self) -> None:
        """Read the files that failed once more, soon."""
        self._retry.set()
        self._wake.set()

    def stop(self) -> None:
        """End after what is in hand; nothing is lost."""
        self._stopped.set()
        self._wake.set()

    # -- from its own thread -------------------------------------------------------------------

    def run_once(self) -> Progress:
        """Scan all folders and read what waits; returns the final state."""
        self._scan_all()
        self._work_off()
        self._tell("stopped", force=True)
        return self._progress

    def run(self) -> None:
        """Keep the library up to date until `stop`."""
        watcher = Watcher(self._wake)
        try:
            folders = self._library.folders.look()
            watcher.follow(folders)
            if watcher.problem:
                self._progress = replace(self._progress, message=watcher.problem)
            self._scan_all()
            next_scan = time.monotonic() + RESCAN_SECONDS
            while not self._stopped.is_set():
                self._work_off()
                self._tell("paused" if self._paused.is_set() else "watching", force=True)
                self._sleep(watcher)
                folders, before = self._library.folders.look(), folders
                watcher.follow(folders)
                if self._retry.is_set():
                    self._retry.clear()
                    self._library.places.retry_failed()
                if self._rescan.is_set() or _differ(folders, before) or time.monotonic() > next_scan:
                    self._rescan.clear()
                    self._scan_all()
                    next_scan = time.monotonic() + RESCAN_SECONDS
                else:
                    self._scan_changed(watcher.due(), folders)
        finally:
            watcher.close()
            self._tell("stopped", force=True)

    def close(self) -> None:
        """End the decoders and let go of the library."""
        self._stack.close()

    def __enter__(self) -> Indexer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    # ------------------------------------------------------------------------------------------

    def _scan_all(self) -> None:
        offline = []
        found = 0
        for folder in self._library.folders.look():
            if not folder.online:
                offline.append(f"{folder.path} is offline: {folder.problem}")
                continue
            self._found_before = found
            report = self._scanner.scan(folder)
            found += report.found
            offline += [f"{name} can't be read" for name in report.unreadable]
        self._progress = replace(self._progress, found=found, message="; ".join(offline))
        self._settle()
        for digest in self._library.identity.purge():
            self._thumbnails.delete(digest)

    def _scan_changed(self, directories: list[Path], folders: list[Folder]) -> None:
        for directory in directories:
            for folder in folders:
                if folder.online and directory.is_relative_to(folder.path):
                    inside = below(directory, folder.path)
                    relative = "/".join(part for part in (folder.directory, inside) if part)
                    self._scanner.scan(folder, relative, shallow=True)
        if directories:
            self._settle()

    def _settle(self) -> None:
        moved = self._scanner.recognise_moves()
        self._progress = replace(self._progress, moved=self._progress.moved + moved)

    def _open_encoders(self) -> None:
        """Take the encoders that the settings name now."""
        finish_removals(self._library)
        self._encoders = [self._given] if self._given else open_fed(self._library)
        self._encoder_ids = [self._library.vectors.encoder_id(encoder.identity) for encoder in self._encoders]
        self._pipeline = Pipeline(self._library, self._encoders, self._pool, width=3 * self._workers)
        self._opened_for = self._library.settings.load()
        self._progress = replace(self._progress, upcoming=self._opened_for.upcoming)

    def _work_off(self) -> None:
        """Read what waits, give photos without a vector one, and let an upcoming encoder answer."""
        while True:
            self._encode_all()
            if self._interrupted() or not (self._outdated or self._settings_changed()):
                return

    def _encode_all(self) -> None:
        if self._settings_changed():
            self._open_encoders()
        self._outdated = False
        self._history.clear()
        self._run_pipeline(self._waiting(), self._library.places.count_waiting())
        lacking = [self._library.vectors.lacking(encoder_id) for encoder_id in self._encoder_ids]
        readable = np.unique(np.concatenate([photos.readable for photos in lacking]))
        if len(readable) and self._proceed():
            self._run_pipeline(self._library.places.places_of(readable.tolist()), len(readable))
        for encoder, photos in zip(self._encoders, lacking, strict=True):
            for count in encode_thumbnails(self._library, encoder, self._pool, photos.offline, self._proceed):
                self._progress = replace(self._progress, encoded=self._progress.encoded + count)
        if self._proceed() and finish_switch(self._library):
            self._progress = replace(self._progress, upcoming="")
            self._opened_for = self._library.settings.load()

    def _settings_changed(self) -> bool:
        return self._library.settings.load() != self._opened_for

    def _proceed(self) -> bool:
        """Whether to go on with what is being done: nobody paused it, and nobody changed the encoders."""
        if self._interrupted():
            return False
        now = time.monotonic()
        if now - self._looked > _SETTINGS_SECONDS:
            self._looked = now
            self._outdated = self._settings_changed()
        return not self._outdated

    def _waiting(self) -> Iterator[Work]:
        last = 0
        while batch := self._library.places.waiting(after=last):
            yield from batch
            last = batch[-1].place_id

    def _run_pipeline(self, work: Iterator[Work], waiting: int) -> None:
        if waiting == 0:
            return
        # Loads the towers: one that is removed meanwhile can still finish what was begun.
        devices = [encoder.device.name for encoder in self._encoders]
        self._progress = replace(self._progress, device=devices[0])
        self._progress = replace(self._progress, waiting=waiting)
        for settled in self._pipeline.run(work, self._proceed):
            progress = self._progress
            self._progress = replace(
                progress,
                waiting=max(0, progress.waiting - settled.done),
                done=progress.done + settled.done,
                encoded=progress.encoded + settled.encoded,
                failed=progress.failed + settled.failed,
            )
            self._measure()
            self._tell("indexing")

    def _measure(self) -> None:
        now, done = time.monotonic(), self._progress.done
        self._history.append((now, done))
        while now - self._history[0][0] > _RATE_SECONDS:
            self._history.popleft()
        elapsed, count = now - self._history[0][0], done - self._history[0][1]
        rate = count / elapsed if elapsed > 0 else 0.0
        left = self._progress.waiting / rate if rate > 0 else None
        self._progress = replace(self._progress, rate=rate, seconds_left=left)

    def _scanned(self, found: int) -> None:
        self._progress = replace(self._progress, found=self._found_before + found)
        self._tell("scanning")

    def _interrupted(self) -> bool:
        return self._stopped.is_set() or self._paused.is_set()

    def _sleep(self, watcher: Watcher) -> None:
        """Until something happens, or it is time to look which folders are there."""
        due = watcher.next_due()
        self._wake.wait(_LOOK_SECONDS if due is None else min(due, _LOOK_SECONDS))
        self._wake.clear()
        while self._paused.is_set() and not self._stopped.is_set():
            self._tell("paused", force=True)
            self._wake.wait(_LOOK_SECONDS)
            self._wake.clear()

    def _tell(self, state: State, *, force: bool = False) -> None:
        now = time.monotonic()
        changed = state != self._progress.state
        if not force and not changed and now - self._reported < _REPORT_SECONDS:
            return
        if state in ("watching", "stopped"):
            self._progress = replace(self._progress, rate=0.0, seconds_left=None)
        self._progress = replace(self._progress, state=state)
        self._reported = now
        with contextlib.suppress(OSError):
            publish(self._progress, self._library.paths.activity)
        self._report(self._progress)


def _differ(now: list[Folder], before: list[Folder]) -> bool:
    """Whether a folder came, went, or is somewhere else than before."""
    return {(f.id, f.online, f.path) for f in now} != {(f.id, f.online, f.path) for f in before}
