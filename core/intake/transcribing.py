"""Reads the text in photos, one after the other, when there is nothing else to do."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import numpy as np

from core.errors import FailureReason, PhotoError
from core.imaging import DecoderPool, Rendered
from core.intake.journal import Journal
from core.intake.reporter import Reporter
from core.library import Library, Preferences, TranscriptWork
from core.paths import display
from models import (
    TEXT_EDGE,
    TEXT_READER,
    EncoderError,
    EncoderOutOfMemory,
    TextLine,
    TextReader,
    load_text_reader,
)

log = logging.getLogger(__name__)

_AHEAD = 2
"""Pictures that are decoded while another one is read."""

_CHUNK = 64
_COMMIT_SECONDS = 1.0
_POLL_SECONDS = 0.1

_PASSING = frozenset({FailureReason.UNREADABLE, FailureReason.STILL_CHANGING})
"""What says nothing of the picture: the file is not there any more, or another one. A scan knows."""


class Transcriber:
    """Reads what waits, the likeliest to hold text and the newest first.

    Args:
        library: Opened by this thread.
        pool: Decodes.
        reporter: Told how far it is.
    """

    def __init__(self, library: Library, pool: DecoderPool, reporter: Reporter) -> None:
        self._library = library
        self._pool = pool
        self._reporter = reporter
        self._reader: TextReader | None = None
        self._expected = False
        self._read: list[tuple[int, tuple[TextLine, ...]]] = []
        self._failed: list[tuple[int, PhotoError]] = []
        self._committed = 0.0

    def run(self, proceed: Callable[[], bool]) -> bool:
        """Read on until nothing waits, somebody else does, or the person switched it off. A `Chore`."""
        wanted = self._library.settings.load().transcribe
        if wanted and not self._expected:
            self._library.transcripts.expect(TEXT_READER)
            self._expected = True
        waiting = self._library.transcripts.waiting() if wanted else np.array([], np.int64)
        self._reporter.update(texts_waiting=len(waiting))
        if not len(waiting):
            self._reader = None
            return False
        try:
            self._reader = reader = self._reader or _load(self._library.settings.load())
        except EncoderError as error:
            log.warning("text can't be read: %s", error)
            self._reporter.note("text", error.problem)
            return False
        self._reporter.note("text", "")
        self._reporter.restart_rate()
        with Journal(self._library.paths.text_journal) as journal:
            try:
                self._read_all(reader, self._work(waiting.tolist()), journal, self._wanted(proceed))
            finally:
                self._commit()
        # Interrupted, it goes on soon; else it takes hundreds of megabytes for nothing.
        if proceed():
            self._reader = None
        return False

    def _read_all(
        self,
        reader: TextReader,
        work: Iterator[TranscriptWork],
        journal: Journal,
        proceed: Callable[[], bool],
    ) -> None:
        decoding: deque[tuple[TranscriptWork, Future[Rendered]]] = deque()
        try:
            while proceed():
                while len(decoding) <= _AHEAD and (item := next(work, None)) is not None:
                    decoding.append((item, self._pool.render(item.path, TEXT_EDGE)))
                if not decoding:
                    return
                item, future = decoding[0]
                if not future.done():
                    wait([future], timeout=_POLL_SECONDS)
                    continue
                decoding.popleft()
                if not self._take(reader, item, future, journal, proceed):
                    return
                if time.monotonic() - self._committed > _COMMIT_SECONDS:
                    self._commit()
        finally:
            for _, future in decoding:
                future.cancel()

    def _take(
        self,
        reader: TextReader,
        work: TranscriptWork,
        future: Future[Rendered],
        journal: Journal,
        proceed: Callable[[], bool],
    ) -> bool:
        """Read one decoded picture; False if it was to end early."""
        lines: tuple[TextLine, ...] | None = ()
        journal.take([work.transcript_id])
        try:
            lines = _read_one(reader, work, future.result(), proceed)
            if lines is not None:
                self._read.append((work.transcript_id, lines))
        except PhotoError as error:
            log.info("no text of %s: %s", display(work.path), error.problem)
            if error.reason not in _PASSING:
                self._failed.append((work.transcript_id, error))
        # Not where it ends otherwise: then this picture may be why.
        journal.put_down([work.transcript_id])
        if lines is None:
            return False
        self._reporter.count(texts=1, texts_waiting=-1)
        self._reporter.measure(self._reporter.progress.texts, self._reporter.progress.texts_waiting)
        self._reporter.tell("transcribing")
        return True

    def _work(self, transcript_ids: list[int]) -> Iterator[TranscriptWork]:
        for start in range(0, len(transcript_ids), _CHUNK):
            yield from self._library.transcripts.work(transcript_ids[start : start + _CHUNK])

    def _wanted(self, proceed: Callable[[], bool]) -> Callable[[], bool]:
        """Also asks whether the person still wants it, as often as something is committed."""

        def go_on() -> bool:
            return proceed() and self._library.settings.load().transcribe

        return go_on

    def _commit(self) -> None:
        if self._read or self._failed:
            self._library.transcripts.keep(TEXT_READER, self._read, self._failed)
            self._read, self._failed = [], []
        self._committed = time.monotonic()


def _read_one(
    reader: TextReader, work: TranscriptWork, picture: Rendered, proceed: Callable[[], bool]
) -> tuple[TextLine, ...] | None:
    """The lines of a picture; raises PhotoError."""
    if not _is_same(work):
        raise PhotoError(FailureReason.STILL_CHANGING, f'"{display(work.path)}" is another file now.')
    pixels = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
    name = display(work.path)
    try:
        return reader.read(pixels, proceed)
    except EncoderOutOfMemory as error:
        problem = f'"{name}" needs more memory than there is to read its text.'
        raise PhotoError(FailureReason.OUT_OF_MEMORY, problem, error.remedy) from error
    except Exception as error:  # a bad picture must not stop the rest
        log.exception("reading the text in %s met a bug", name)
        problem = f'"{name}" met a fault in Fovea when its text was read; it is skipped.'
        raise PhotoError(FailureReason.CRASHED, problem, "Please report it, with the log.") from error


def _is_same(work: TranscriptWork) -> bool:
    """Whether the file is the one that was scanned; what was decoded may be of another picture else."""
    try:
        stat = Path(work.path).stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (work.size, work.mtime_ns)


def _load(preferences: Preferences) -> TextReader:
    # Lines are of ever other widths, for each of which a card prepares anew: it has to be asked for.
    device = "cpu" if preferences.device == "auto" else preferences.device
    return load_text_reader(device=device, threads=preferences.threads or None)
