"""Brings a library up to date, once or for as long as it runs."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from core.imaging import DecoderPool
from core.intake.feeding import Feeder
from core.intake.journal import accuse
from core.intake.progress import Progress
from core.intake.reporter import Reporter
from core.intake.restraint import Resting, Restraint
from core.intake.survey import Survey
from core.intake.watch import QUIET_S, OpenEvents, Watcher, system_events
from core.library import Library, exclusive
from models import Encoder

LOOK_SECONDS = 2.0
"""How long a drive may be gone or back before that is noticed."""

_SLICE_SECONDS = 5.0
"""While much waits, changes in the folders are looked at this often, ..."""

_BLIND_SECONDS = 30.0
"""... and drives and settings at least this often: each time the decoders run dry for a moment."""

_NICENESS = 5  # the person who works at this computer goes first


class Indexer:
    """The one indexer of a library; holds its lock while it lives.

    Calls of `pause`, `resume`, `rescan`, `retry` and `stop` may come from other threads.

    Args:
        root: The library directory.
        report: Called with the state, a few times a second at most, from the indexing thread.
        encoder: Another encoder than the library's own choice (for tests).
        open_events: Other events than the system's (for tests).
        transcribe: Read the text in photos, if the person wants it.

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
        open_events: OpenEvents = system_events,
        transcribe: bool = True,
    ) -> None:
        self._open_events = open_events
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._paused = threading.Event()
        self._rescan = threading.Event()
        self._retry = threading.Event()
        self._restraint: Restraint | None = None
        self._survey: Survey | None = None
        self._surveyed = 0.0
        with contextlib.ExitStack() as stack:
            self._library = stack.enter_context(Library.open(root))
            stack.enter_context(exclusive(self._library.paths.indexer_lock, "indexing"))
            # What a crash left between two commits; only now may ids be given out again.
            self._library.vectors.reconcile()
            accuse(self._library)
            self._reporter = Reporter(report, self._library.paths.activity)
            workers = self._library.settings.load().decoders or os.cpu_count() or 1
            pool = DecoderPool(self._library.paths.thumbnails, workers, niceness=_NICENESS)
            stack.callback(pool.close)
            self._feeder = Feeder(
                self._library,
                pool,
                3 * workers,
                self._reporter,
                self._pressing,
                encoder,
                transcribe=transcribe,
            )
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
        """Go on after a pause, and where it rests by itself."""
        self._paused.clear()
        if self._restraint is not None:
            self._restraint.overrule()
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
        """Look through all folders and read what waits; returns the final state."""
        Survey(self._library, self._reporter, self._interrupted).run()
        self._feeder.run(patient=False)
        self._feeder.back_up()
        self._reporter.tell("stopped", force=True)
        return self._reporter.progress

    def run(self) -> None:
        """Keep the library up to date until `stop`."""
        watcher = Watcher(self._wake, self._open_events)
        # Whoever gives a command waits for it; what runs by itself can wait for a better moment.
        self._restraint = Restraint(self._rules)
        self._survey = survey = Survey(self._library, self._reporter, self._interrupted, watcher)
        try:
            while not self._stopped.is_set():
                if self._retry.is_set():
                    self._retry.clear()
                    self._library.places.retry_failed()
                    self._library.transcripts.retry_failed()
                if self._rescan.is_set():
                    self._rescan.clear()
                    survey.rescan()
                if survey.run():
                    self._feeder.hurry()
                self._surveyed = time.monotonic()
                if self._feeder.run():
                    self._reporter.tell("paused" if self._held() else "watching", force=True)
                    self._feeder.back_up()
                    self._sleep(min(survey.seconds_left(), self._feeder.seconds_left(), LOOK_SECONDS))
                self._wait_while_paused()
        finally:
            watcher.close()
            self._reporter.tell("stopped", force=True)

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

    def _interrupted(self) -> bool:
        return self._stopped.is_set() or self._held()

    def _held(self) -> bool:
        """Somebody paused it, or it rests by itself."""
        resting: Resting = ""
        if self._restraint is not None and not self._paused.is_set():
            resting = self._restraint.reason()
        if resting != self._reporter.progress.resting:
            self._reporter.update(resting=resting)
        return self._paused.is_set() or bool(resting)

    def _rules(self) -> tuple[bool, bool]:
        preferences = self._library.settings.load()
        return preferences.rest_on_battery, preferences.rest_while_busy

    def _pressing(self) -> bool:
        """Whether reading must wait: somebody says so, or it is time to see to the folders again."""
        if self._interrupted() or self._retry.is_set() or self._rescan.is_set():
            return True
        since = time.monotonic() - self._surveyed
        if self._survey is None or since < _SLICE_SECONDS:
            return False
        return since > _BLIND_SECONDS or self._survey.seconds_left() <= 0

    def _sleep(self, seconds: float) -> None:
        """Until something happens, or it is time to look which folders are there."""
        if self._wake.wait(seconds) and self._survey and not self._pressing():
            # An event: where it happened is looked at when it has come to rest.
            self._stopped.wait(min(self._survey.seconds_left(), QUIET_S))
        self._wake.clear()

    def _wait_while_paused(self) -> None:
        while self._held() and not self._stopped.is_set():
            self._reporter.tell("paused", force=True)
            self._wake.wait(LOOK_SECONDS)
            self._wake.clear()
