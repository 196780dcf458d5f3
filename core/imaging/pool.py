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
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from core.errors import FailureReason, LibraryFull, PhotoError
from core.imaging.facts import Decoded, Encoded, Rendered, SidecarFacts
from core.imaging.limits import large_memory, ordinary_memory
from core.imaging.process import ChildDied, ChildGone, ChildLate, ChildProcess
from core.imaging.protocol import (
    AmendJob,
    Answer,
    CopyJob,
    DecodeJob,
    DigestJob,
    Job,
    PixelsJob,
    RenderJob,
    SidecarJob,
    Terms,
    source_name,
)
from core.imaging.saying import Amended, Saying
from core.imaging.thumbnails import ThumbnailStore
from core.paths import display

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models import Preprocess

_LARGE = -1  # its place among the children
_JOBS_PER_CHILD = 2000  # decoders leak a little
_IDLE_SECONDS = 60.0  # then a child gives its memory back

_log = logging.getLogger(__name__)
_Task = tuple[Job, "Future[Any]"]


class DecoderPool:
    """Decodes pictures in child processes. Thread safe.

    Children are started at the first job, replaced after a fault or many jobs, and let go
    when there is nothing to do. No future of it ever waits for ever. What runs out of memory
    is tried once more, by a child that may use more of it, one picture at a time: so the memory
    of all of them together does not grow with the number of large pictures.

    Args:
        thumbnails: Root of the thumbnails that `decode` writes; None: it writes none.
        workers: Children at most, besides the one for large pictures.
        memory_limit: Bytes a child may use (enforced by Linux); None: by this machine's memory.
        large_limit: The same for the one that tries large pictures again.
        time_limit: Seconds an attempt may take, not counting those in which other programs kept
            the processor from it: a hang is cut within 20.
        niceness: Added to the children's nice value: 0 when a person waits for the pictures.
    """

    def __init__(
        self,
        thumbnails: Path | None,
        workers: int,
        *,
        memory_limit: int | None = None,
        large_limit: int | None = None,
        time_limit: float = 18.0,
        niceness: int = 0,
    ) -> None:
        workers = max(1, workers)
        self._terms = Terms(memory_limit or ordinary_memory(workers), niceness)
        self._large_terms = Terms(large_limit or large_memory(), niceness)
        self._large = threading.Lock()
        self._thumbnails = thumbnails
        self._store = None if thumbnails is None else ThumbnailStore(thumbnails)
        self._time_limit = time_limit
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._children: dict[int, ChildProcess] = {}
        self._threads = [
            threading.Thread(target=self._work, args=(slot,), name=f"decoder-{slot}", daemon=True)
            for slot in range(workers)
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
        return self._submit(DecodeJob(path, tuple(preprocesses), self._thumbnails))

    def pixels(self, source: Path | bytes, preprocess: Preprocess) -> Future[NDArray[np.uint8]]:
        """Decode a picture to search with.

        Args:
            source: A file, or a file's bytes as dropped or pasted.
            preprocess: Of the encoder.

        Returns:
            A future of uint8 (height, width, 3); it raises PhotoError.
        """
        return self._submit(PixelsJob(source, preprocess))

    def render(
        self,
        source: Path | bytes,
        max_edge: int,
        part: tuple[float, float, float, float] | None = None,
    ) -> Future[Rendered]:
        """Decode a picture to look at.

        Args:
            source: A file, or a file's bytes.
            max_edge: Long edge of the result in pixels, at most.
            part: Left, top, right and bottom of what is looked at, in parts of the upright picture's
                width and height; None: all of it.

        Returns:
            A future; it raises PhotoError.
        """
        return self._submit(RenderJob(source, max_edge, part))

    def copy(self, job: CopyJob) -> Future[Encoded]:
        """Make a copy for other people.

        Args:
            job: Of which photo, and what is to be in it.

        Returns:
            A future; it raises PhotoError.
        """
        return self._submit(job)

    def sidecar(self, path: Path, ours: Sequence[str] = ()) -> Future[SidecarFacts]:
        """Read what another program wrote beside a photo: an .xmp, or Google Takeout's .json.

        Args:
            path: The sidecar.
            ours: Records of what Fovea wrote into it, the newest first; that is passed over.

        Returns:
            A future; it raises PhotoError when the file can't be read or is of another kind.
        """
        return self._submit(SidecarJob(path, tuple(ours)))

    def amend(self, path: Path, saying: Saying, ours: Sequence[str] = (), *, exists: bool) -> Future[Amended]:
        """Make an .xmp sidecar say what people say now. Nothing is written.

        Args:
            path: The sidecar.
            saying: What people say.
            ours: Records of what Fovea wrote into it before, the newest first.
            exists: It is there.

        Returns:
            A future; it raises PhotoError when the file can't be read or is of another kind.
        """
        return self._submit(AmendJob(path, exists, saying, tuple(ours)))

    def digest(self, path: Path) -> Future[bytes]:
        """Read a whole file of any size and kind, a block at a time.

        Args:
            path: The file.

        Returns:
            A future of its SHA-256, 32 bytes; it raises PhotoError, also when the time runs out.
        """
        return self._submit(DigestJob(path))

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
            if answer.kind == "done":
                future.set_result(self._finish(answer.value))
                return
        except BaseException as error:
            self._drop(slot)
            future.set_exception(self._explain(error, job))
            return
        if isinstance(answer.value, BaseException):
            future.set_exception(answer.value)
        else:
            _log.error("decoding %s met a bug:\n%s", source_name(job.source), answer.value)
            problem = f'"{source_name(job.source)}" met a fault in Fovea; it is skipped.'
            future.set_exception(
                PhotoError(FailureReason.CRASHED, problem, "Please report it, with the log.")
            )

    def _ask(self, slot: int, job: Job) -> Answer:
        """Have a job done, by the large child if this one's memory does not suffice."""
        answer = self._ask_one(slot, job)
        if not answer.exhausted:
            return answer
        self._drop(slot)
        with self._large:
            try:
                return self._ask_one(_LARGE, job)
            finally:
                self._drop(_LARGE)

    def _ask_one(self, slot: int, job: Job) -> Answer:
        """Have a job done by one child; by a new one if it was killed between two jobs."""
        try:
            return self._child(slot).ask(job, self._time_limit)
        except ChildGone:
            self._drop(slot)
            return self._child(slot).ask(job, self._time_limit)

    def _finish(self, value: object) -> object:
        """Write the thumbnail, which the child may not, and take it out of what is handed on."""
        if not isinstance(value, Decoded) or value.thumbnail is None or self._store is None:
            return value
        try:
            self._store.write(value.pixels_digest, value.thumbnail)
        except OSError as error:
            raise LibraryFull(
                f'The thumbnails in "{display(self._store.root)}" can\'t be written: {error.strerror}.',
                "Make room or give yourself the right to write there, then index again.",
            ) from None
        return replace(value, thumbnail=None)

    def _child(self, slot: int) -> ChildProcess:
        """This slot's child, started or replaced when it has to be."""
        child = self._children.get(slot)
        if child is not None and child.alive() and child.jobs < _JOBS_PER_CHILD:
            return child
        self._drop(slot)
        with self._lock:
            if self._closed:
                raise CancelledError
            terms = self._large_terms if slot == _LARGE else self._terms
            child = self._children[slot] = ChildProcess(terms)
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
