"""One child process and the pipe to it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from core.imaging.answers import check_result, read_answer
from core.imaging.confine import Confinement
from core.imaging.protocol import Answer, Job, Terms

_START_SECONDS = 60.0
_END_SECONDS = 2.0
_MOST_EXTENDED = 5
"""So many times its limit a child may take in all, on a computer too busy to let it work."""

_LEAST_SHARE = 0.01
"""Of one processor. What gets less does not want it."""

_LEAST_EXTENSION = 2.0
"""Seconds. Who has used all but these of its limit has had its time."""

_MAX_ANSWER = 1 << 30
"""Bytes; the largest are pictures for a viewer."""

# Not multiprocessing.Process: its children import the parent's __main__ again (a whole window,
# or pytest), and the fork server is one for the whole program. -I: neither the current folder
# (of photos, perhaps with a numpy.py among them) nor the environment says what is imported.
_PROGRAM = """
import sys
from multiprocessing import connection
pipe = getattr(connection, "PipeConnection" if sys.platform == "win32" else "Connection")(int(sys.argv[1]))
sys.path[:] = pipe.recv()
from core.imaging.child import serve
serve(pipe)
"""

# One thread each: there is a child for every core already.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _arguments() -> list[str]:
    """What makes a decoder of the interpreter; in a packaged Fovea, of Fovea: see packaging/launch.py."""
    return ["decoder"] if getattr(sys, "frozen", False) else ["-I", "-c", _PROGRAM]


class ChildDied(Exception):
    """The child ended without an answer; the text says how."""


class ChildGone(ChildDied):
    """The child ended before the job reached it, so the job is not to blame."""


class ChildLate(Exception):
    """The child did not answer in time, and was killed."""


class ChildProcess:
    """A decoding process. Used by the one thread that started it; `kill` by any.

    That thread must outlive the process: on Linux the kernel kills the process with it.

    Args:
        terms: How it has to work.
    """

    def __init__(self, terms: Terms) -> None:
        self.jobs = 0
        self._pipe, theirs = multiprocessing.Pipe()
        options: dict[str, Any] = {}
        executable = sys.executable
        if sys.platform == "win32":
            # The launcher of a virtual environment would not hand the pipe on.
            executable = getattr(sys, "_base_executable", executable)
            os.set_handle_inheritable(theirs.fileno(), True)
            startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [theirs.fileno()]})
            options = {"startupinfo": startup, "creationflags": subprocess.CREATE_NO_WINDOW}
        else:
            # A session of its own: Ctrl+C in the terminal does not even reach it.
            options = {"pass_fds": (theirs.fileno(),), "start_new_session": True}
        try:
            self._process = subprocess.Popen(
                [executable, *_arguments(), str(theirs.fileno())],
                stdin=subprocess.PIPE,  # nothing is ever written: it closes when this process ends
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # image libraries write there what nobody can use
                env=os.environ | _ENVIRONMENT,
                **options,
            )
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()
        self._seen = psutil.Process(self._process.pid)
        self._terms = terms
        self._late = False

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def greet(self) -> Confinement:
        """Send the terms and wait until it has imported everything and is confined.

        Returns:
            What confines it.

        Raises:
            RuntimeError: It can't start. (A bug, or a broken installation.)
        """
        # "" stands for the current folder, which the child must not guess.
        search = [os.getcwd() if entry == "" else entry for entry in sys.path]  # noqa: PTH109
        try:
            with self._killed_after(_START_SECONDS):
                self._pipe.send(search)
                self._pipe.send(self._terms)
                confinement = self._receive().value
        except (ChildDied, ChildLate, OSError) as error:
            raise RuntimeError(f"the decoding process can't start: {error or 'it takes too long'}") from error
        assert isinstance(confinement, Confinement)
        return confinement

    def ask(self, job: Job, time_limit: float) -> Answer:
        """Have a job done.

        Args:
            job: The job.
            time_limit: Seconds, from now to the answer; more, if other programs keep the processor busy.

        Returns:
            How it ended.

        Raises:
            ChildGone: It was dead before the job reached it; another child may do the job.
            ChildDied: It crashed or was killed while at it.
            ChildLate: It did not answer in time.
        """
        self.jobs += 1
        with self._killed_after(time_limit):
            try:
                self._pipe.send(job)
                self._receive()
            except (ChildDied, OSError):
                raise ChildGone(self._how()) from None
            answer = self._receive()
        try:
            if answer.kind == "done":
                check_result(answer.value, job)
        except ValueError as error:
            raise ChildDied(str(error)) from error
        return answer

    @contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        """Kill the child if what is done here takes longer; then it raises ChildLate.

        Waiting for an answer to begin would not do: a child may stop in the midst of it.
        """
        done = threading.Event()
        spent = self._spent()
        guard = threading.Thread(target=self._guard, args=(done, seconds, spent), name="guard", daemon=True)
        guard.start()
        try:
            yield
        except ChildDied:
            if self._late:
                raise ChildLate from None
            raise
        finally:
            done.set()
            guard.join()

    def _guard(self, done: threading.Event, seconds: float, spent: float) -> None:
        """Kill the child, unless it is done in time; it has more of it while it waits for the processor."""
        waited, allowed = 0.0, seconds
        before = spent
        while not done.wait(allowed):
            waited += allowed
            now = self._spent()
            works = now - before > _LEAST_SHARE * allowed and not self._sleeps()
            allowed = min(seconds - (now - spent), _MOST_EXTENDED * seconds - waited)
            before = now
            if not works or allowed < _LEAST_EXTENSION:
                self._late = True
                self.kill()
                return

    def _spent(self) -> float:
        """Seconds of processor time it has used."""
        try:
            times = self._seen.cpu_times()
        except psutil.Error:
            return 0.0
        return times.user + times.system

    def _sleeps(self) -> bool:
        """Whether it would not work even if it got a processor: it waits, is stopped, or ended."""
        try:
            return self._seen.status() != psutil.STATUS_RUNNING
        except psutil.Error:
            return True

    def _receive(self) -> Answer:
        try:
            return read_answer(self._pipe.recv_bytes(_MAX_ANSWER))
        except (EOFError, OSError):
            raise ChildDied(self._how()) from None
        except ValueError as error:
            raise ChildDied(str(error)) from error

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Kill it at once."""
        self._process.kill()

    def end(self) -> None:
        """End it, idle or not, and forget it."""
        self._process.kill()
        self._pipe.close()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()

    def _how(self) -> str:
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return "closed its pipe"
        if code < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"
