"""Gives waiting files to the pipeline, and each photo a vector of each encoder that is kept up to date."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.encoders import finish_removals, finish_switch, open_fed
from core.imaging import DecoderPool
from core.intake.offline import encode_thumbnails
from core.intake.pipeline import Pipeline
from core.intake.reporter import Reporter
from core.intake.upkeep import Upkeep
from core.library import Library, Preferences, Work
from models import Encoder

_SETTINGS_SECONDS = 1.0
_FIRST_RETRY_S = 0.5
_LAST_RETRY_S = 4.0


@dataclass(frozen=True, slots=True)
class _Retry:
    """When a file that may still be written is read again, and how long that was put off."""

    at: float
    delay: float


class Feeder:
    """Works off what waits.

    Args:
        library: Opened by this thread.
        pool: Decodes.
        width: Files in the decoders at once.
        reporter: Told what was done.
        pressing: Asked between files, whether there is something else to do; what was begun is finished.
        encoder: Another encoder than the library's own choice (for tests).
        transcribe: Read the text in photos, if the person wants it.

    Raises:
        EncoderError: The library's encoder can't be used.
    """

    def __init__(
        self,
        library: Library,
        pool: DecoderPool,
        width: int,
        reporter: Reporter,
        pressing: Callable[[], bool],
        encoder: Encoder | None = None,
        *,
        transcribe: bool = True,
    ) -> None:
        self._library = library
        self._pool = pool
        self._width = width
        self._reporter = reporter
        self._pressing = pressing
        self._given = encoder
        self._looked = 0.0
        self._outdated = False
        self._retries: dict[int, _Retry] = {}
        self._finished: tuple[int, int] | None = None
        self._upkeep = Upkeep(library, pool, reporter, lambda: self._encoders, transcribe=transcribe)
        self._open_encoders()

    def run(self, *, patient: bool = True) -> bool:
        """Read what waits, give photos without a vector one, and let an upcoming encoder answer.

        Args:
            patient: Give files that may still be written the time to settle; they are read again later.

        Returns:
            Whether that is done; else something pressing came between.
        """
        while True:
            # To look for work costs more the larger the library is, and this is asked again and again.
            seen = self._library.vectors.data_version()
            if seen == self._finished and self.seconds_left() > 0:
                return True
            self._encode_all(patient)
            if self._pressing():
                return False
            if not (self._outdated or self._settings_changed()):
                self._finished = seen
                return True

    def back_up(self) -> None:
        """Make the backup of the day if it is due, also where nothing else is."""
        self._upkeep.back_up(lambda: not self._pressing())

    def hurry(self) -> None:
        """Something changed: files that were put off may be whole now."""
        self._retries = {id_: replace(retry, at=0.0) for id_, retry in self._retries.items()}

    def seconds_left(self) -> float:
        """Until a file that may still be written is to be read again; infinite when there is none."""
        times = [retry.at for retry in self._retries.values()]
        return max(0.0, min(times, default=float("inf")) - time.monotonic())

    def _open_encoders(self) -> None:
        """Take the encoders that the settings name now."""
        finish_removals(self._library)
        self._encoders = [self._given] if self._given else open_fed(self._library)
        self._encoder_ids = [self._library.vectors.encoder_id(encoder.identity) for encoder in self._encoders]
        self._pipeline = Pipeline(self._library, self._encoders, self._pool, width=self._width)
        self._remember_settings()
        self._reporter.update(upcoming=self._opened_for.upcoming)

    def _encode_all(self, patient: bool) -> None:
        if self._settings_changed():
            self._open_encoders()
        self._outdated = False
        self._reporter.restart_rate()
        started, failed = time.monotonic(), self._reporter.progress.failed
        self._run_pipeline(self._waiting(started), self._library.places.count_waiting(), patient)
        # Those that were not put off again are whole, or given up.
        self._retries = {id_: retry for id_, retry in self._retries.items() if retry.at > started}
        lacking = [self._library.vectors.lacking(encoder_id) for encoder_id in self._encoder_ids]
        readable = np.unique(np.concatenate([photos.readable for photos in lacking]))
        if len(readable) and self._proceed():
            self._run_pipeline(self._library.places.places_of(readable.tolist()), len(readable), patient)
        for encoder, photos in zip(self._encoders, lacking, strict=True):
            for count in encode_thumbnails(self._library, encoder, self._pool, photos.offline, self._proceed):
                self._reporter.count(encoded=count)
        if self._proceed() and finish_switch(self._library):
            self._reporter.update(upcoming="")
            self._remember_settings()
        if self._proceed() and (older := self._library.identity.with_older_facts()):
            self._run_pipeline(older, len(older), patient)
        # A RAW waits when its JPEG can't be read, and a file that was taken for another.
        new = self._upkeep.run(self._proceed) or self._reporter.progress.failed > failed
        self._outdated |= new

    def _run_pipeline(self, work: Iterable[Work], waiting: int, patient: bool) -> None:
        if waiting == 0:
            return
        # Loads the towers: one that is removed meanwhile can still finish what was begun.
        devices = [encoder.device.name for encoder in self._encoders]
        self._reporter.update(device=devices[0], waiting=waiting)
        for settled in self._pipeline.run(work, self._proceed, patient=patient):
            self._reporter.count(done=settled.done, encoded=settled.encoded, failed=settled.failed)
            self._reporter.update(waiting=max(0, self._reporter.progress.waiting - settled.done))
            self._put_off(settled.unsettled)
            self._reporter.measure(self._reporter.progress.done, self._reporter.progress.waiting)
            self._reporter.tell("indexing")

    def _waiting(self, now: float) -> Iterator[Work]:
        last = 0
        while batch := self._library.places.waiting(after=last):
            for work in batch:
                retry = self._retries.get(work.place_id)
                if retry is None or retry.at <= now:
                    yield work
            last = batch[-1].place_id

    def _put_off(self, files: Iterable[Work]) -> None:
        """Read files again soon, and less soon each time."""
        now = time.monotonic()
        for work in files:
            before = self._retries.get(work.place_id)
            delay = min(2 * before.delay, _LAST_RETRY_S) if before else _FIRST_RETRY_S
            self._retries[work.place_id] = _Retry(now + delay, delay)

    def _settings_changed(self) -> bool:
        return _of_encoders(self._library.settings.load()) != _of_encoders(self._opened_for)

    def _remember_settings(self) -> None:
        self._opened_for = self._library.settings.load()

    def _proceed(self) -> bool:
        """Whether to go on with what is being done: nothing else presses, and nobody changed the encoders."""
        if self._pressing():
            return False
        now = time.monotonic()
        if now - self._looked > _SETTINGS_SECONDS:
            self._looked = now
            self._outdated = self._settings_changed()
        return not self._outdated


def _of_encoders(preferences: Preferences) -> tuple[object, ...]:
    """The settings that say which encoders are open, and how."""
    chosen = preferences.encoder, preferences.upcoming, preferences.removing
    return *chosen, preferences.device, preferences.threads
