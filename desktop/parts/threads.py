"""The one place where work crosses threads.

Everything else in the window runs on the main thread: it hands a job to a `Crew`, and the result
or the error comes back on the main thread, in a call of its own. So no other file needs a lock.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
U = TypeVar("U")
Done = Callable[[T], None]
Failed = Callable[[BaseException], None]

log = logging.getLogger(__name__)


class Ticket:
    """A job that was handed over; the one who asked may lose interest in it."""

    def __init__(self, future: Future[Any] | None = None) -> None:
        self.cancelled = False
        self._future = future

    def cancel(self) -> None:
        """Drop the job if it waits, and its result if it runs."""
        self.cancelled = True
        if (future := self._future) is not None:
            future.cancel()

    def over(self) -> None:
        """The job has come to its end: let go of its result, which may be large."""
        self._future = None


class Crossing(QObject):
    """Brings results and errors of other threads back to the main thread."""

    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._landed.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def send(self, call: Callable[[], None]) -> None:
        """Have something called on the main thread. For any thread."""
        # At the end of the program the C++ half may be gone before the last result arrives.
        with contextlib.suppress(RuntimeError):
            self._landed.emit(call)

    def bring(self, future: Future[T], done: Done[T], failed: Failed) -> Ticket:
        """Have the result of a future delivered on the main thread.

        Args:
            future: Of a pool with threads of its own.
            done: Gets the result.
            failed: Gets the error; not called for a cancelled future.
        """
        return self.bring_made(future, lambda result: result, done, failed)

    def bring_made(self, future: Future[T], make: Callable[[T], U], done: Done[U], failed: Failed) -> Ticket:
        """Have what is made of the result of a future delivered on the main thread.

        Args:
            future: Of a pool with threads of its own.
            make: Makes it, on one of those threads.
            done: Gets what was made.
            failed: Gets the error; not called for a cancelled future.
        """
        ticket = Ticket(future)

        def landed(finished: Future[T]) -> None:
            ticket.over()
            if finished.cancelled() or ticket.cancelled:
                return
            error = finished.exception()
            if isinstance(error, CancelledError):
                return
            if error is not None:
                self.send(lambda: None if ticket.cancelled else failed(error))
            else:
                made = make(finished.result())
                self.send(lambda: None if ticket.cancelled else done(made))

        future.add_done_callback(landed)
        return ticket

    def close(self) -> None:
        """Deliver nothing any more."""
        self._open = False

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


class Crew(Crossing):
    """A few threads that do jobs in the order they were handed over.

    With one thread it is a home for objects that belong to one thread: make them in
    a job, use them in jobs, close them in the last one.

    Args:
        name: Of the threads, for a debugger.
        threads: How many.
        parent: Qt's owner.
    """

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], Done[Any], Failed, Ticket] | None] = (
            queue.SimpleQueue()
        )
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def run(
        self, job: Callable[[], T], done: Done[T], failed: Failed, ticket: Ticket | None = None
    ) -> Ticket:
        """Do a job on one of the threads.

        Args:
            job: Touches no widget and no pixmap.
            done: Gets its result, on the main thread.
            failed: Gets what it raised, on the main thread.
            ticket: The job's own, for a job that looks now and then whether anybody still wants it.
        """
        ticket = ticket or Ticket()
        self._jobs.put((job, done, failed, ticket))
        return ticket

    def close(self, last: Callable[[], object] | None = None, timeout: float = 10.0) -> None:
        """Finish the job that runs, drop the others, end the threads.

        Args:
            last: Runs on a thread of the crew at the end, to close what belongs to it.
            timeout: Seconds to wait for a thread that does not come to an end.
        """
        super().close()
        with contextlib.suppress(queue.Empty):
            while True:
                self._jobs.get_nowait()
        if last is not None:
            self._jobs.put((_logged(last), _ignore, _ignore, Ticket()))
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(timeout)
            if thread.is_alive():
                log.warning("the thread %s did not end in time", thread.name)
        self._threads = []

    def _work(self) -> None:
        while True:
            item = self._jobs.get()
            if item is None:
                return
            job, done, failed, ticket = item
            if not ticket.cancelled:
                self._do(job, done, failed, ticket)
            # Otherwise the last job's objects would live until there is another one.
            del item, job, done, failed, ticket

    def _do(self, job: Callable[[], T], done: Done[T], failed: Failed, ticket: Ticket) -> None:
        try:
            result = job()
        except BaseException as error:
            caught = error
            self.send(lambda: None if ticket.cancelled else failed(caught))
        else:
            self.send(lambda: None if ticket.cancelled else done(result))


def rehearse() -> None:
    """Let one thread send something while all others rest; call it once, before there are any.

    PySide6 (6.11.3) makes its classes and enumerations at their first use, under a lock of its own,
    and lets other threads run Python while it holds that lock. Two threads that meet something new
    at the same moment wait for each other for ever: one has the lock, the other the interpreter's.
    So whatever threads use of Qt is used once before.
    """
    crossing = Crossing()
    thread = threading.Thread(target=lambda: crossing.send(lambda: None), name="rehearsal")
    thread.start()
    thread.join()
    crossing.close()


def _ignore(result: object) -> None:
    del result


def _logged(last: Callable[[], object]) -> Callable[[], None]:
    def closing() -> None:
        try:
            last()
        except Exception:
            log.exception("closing failed")

    return closing
