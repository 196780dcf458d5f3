"""Child processes that decode, one photo each at a time. What one dies of costs that photo only.

Why not pebble's ProcessPool (5.2.3), tried first: it shares one pipe and one lock among
all children, so that a kill at the wrong moment jams the others; a child that is killed
while idle breaks the whole pool for good ("All workers expired"); cancelling a waiting task
costs a child; and two of its threads wake ten times a second for ever. Here each child has
a pipe of its own, and a thread of its own in the parent that waits for it and does nothing else.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from core.errors import FailureReason, PhotoError
from core.imaging.facts import Decoded, Rendered
from core.imaging.process import ChildDied, ChildGone, ChildLate, ChildProcess
from core.imaging.protocol import Answer, DecodeJob, Job, PixelsJob, RenderJob, Terms, source_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models import Preprocess

MEMORY_LIMIT = 2 << 30
"""Bytes a child may use: enough for 250 megapixels, and for the 200 of today's phones."""

_JOBS_PER_CHILD = 2000  # decoders leak a little
_IDLE_SECONDS = 60.0  # then a child gives its memory back

_log = logging.getLogger(__name__)
_Task = tuple[Job, "Future[Any]"]


class DecoderPool:
    """Decodes pictures in child processes. Thread safe.

    Children are started at the first job, replaced after a fault or many jobs, and let go
    when there is nothing to do. No future of it ever waits for ever.

    Args:
        thumbnails: Root of the thumbnails that `decode` writes; None: it writes none.
        workers: Children at most.
        memory_limit: Bytes a child may use (enforced by Linux).
        time_limit: Seconds a picture may take.
        niceness: Added to the children's nice value: 0 when a person waits for the pictures.
    """

    def __init__(
        self,
        thumbnails: Path | None,
        workers: int,
        *,
        memory_limit: int = MEMORY_LIMIT,
        time_limit: float = 20.0,
        niceness: int = 0,
    ) -> None:
        self._terms = Terms(thumbnails, memory_limit, niceness)
        self._time_limit = time_limit
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._children: dict[int, ChildProcess] = {}
        self._threads = [
            threading.Thread(target=self._work, args=(slot,), name=f"decoder-{slot}", daemon=True)
            for slot in range(max(1, workers))
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def decode(self, path: Path, preprocesses: Sequence[Preprocess] = ()) -> Future[Decoded]:
        """Decode one photo for the library, and write its thumbnail.

        Args:
            path: The file.
            preprocesses: One array of pixels is made for each.

        Returns:
            A future that may be cancelled while it waits. It raises PhotoError when the photo
            can't be read, LibraryFull when the thumbnail can't be written, RuntimeError when no
            child can be started (a broken installation).
        """
        return self._submit(DecodeJob(path, tuple(preprocesses)))

    def pixels(self, source: Path | bytes, preprocess: Preprocess) -> Future[NDArray[np.uint8]]:
        """Decode a picture to search with.

        Args:
            source: A file, or a file's bytes as dropped or pasted.
            preprocess: Of the encoder.

        Returns:
            A future of uint8 (height, width, 3); it raises PhotoError.
        """
        return self._submit(PixelsJob(source, preprocess))

    def render(self, source: Path | bytes, max_edge: int) -> Future[Rendered]:
        """Decode a picture to look at.

        Args:
            source: A file, or a file's bytes.
            max_edge: Long edge in pixels, at most.

        Returns:
            A future; it raises PhotoError.
        """
        return self._submit(RenderJob(source, max_edge))

    def close(self) -> None:
        """End now: what waits is cancelled, what runs is killed and raises CancelledError."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for child in self._children.values():
                child.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _submit(self, job: Job) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the decoder pool is closed")
            self._tasks.put((job, future))
        return future

    def _work(self, slot: int) -> None:
        """One thread: takes tasks and hands each to its own child."""
        try:
            while True:
                try:
                    task = self._tasks.get(timeout=_IDLE_SECONDS if slot in self._children else None)
                except queue.Empty:
                    self._drop(slot)
                    continue
                if task is None:
                    return
                self._do(slot, *task)
                # Or the last picture's future would live until there is another picture.
                del task
        finally:
            self._drop(slot)

    def _do(self, slot: int, job: Job, future: Future[Any]) -> None:
        """One task, to its end; a child that failed in it is gone afterwards."""
        if self._closed:
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
        try:
            answer = self._ask(slot, job)
        except BaseException as error:
            self._drop(slot)
            future.set_exception(self._explain(error, job))
            return
        if answer.exhausted:
            self._drop(slot)
        if answer.kind == "done":
            future.set_result(answer.value)
        elif isinstance(answer.value, BaseException):
            future.set_exception(answer.value)
        else:
            _log.error("decoding %s met a bug:\n%s", source_name(job.source), answer.value)
            problem = f'"{source_name(job.source)}" met a fault in Fovea; it is skipped.'
            future.set_exception(
                PhotoError(FailureReason.CRASHED, problem, "Please report it, with the log.")
            )

    def _ask(self, slot: int, job: Job) -> Answer:
        """Have a job done; by a new child if this one was killed between two jobs."""
        try:
            return self._child(slot).ask(job, self._time_limit)
        except ChildGone:
            self._drop(slot)
            return self._child(slot).ask(job, self._time_limit)

    def _child(self, slot: int) -> ChildProcess:
        """This slot's child, started or replaced when it has to be."""
        child = self._children.get(slot)
        if child is not None and child.alive() and child.jobs < _JOBS_PER_CHILD:
            return child
        self._drop(slot)
        with self._lock:
            if self._closed:
                raise CancelledError
            child = self._children[slot] = ChildProcess(self._terms)
        child.greet()
        return child

    def _drop(self, slot: int) -> None:
        with self._lock:
            child = self._children.pop(slot, None)
        if child is not None:
            child.end()

    def _explain(self, error: BaseException, job: Job) -> BaseException:
        if self._closed:
            return CancelledError()
        name = source_name(job.source)
        if isinstance(error, ChildLate):
            problem = f'"{name}" took longer than {self._time_limit:g} seconds to decode, and was given up.'
            return PhotoError(FailureReason.TIMED_OUT, problem, "Save a copy of it in another program.")
        if isinstance(error, ChildDied):
            problem = f'"{name}" made the decoder crash ({error}); it is skipped.'
            return PhotoError(FailureReason.CRASHED, problem, "Save a copy of it in another program.")
        return error
