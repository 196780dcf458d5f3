"""One child process and the pipe to it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
from typing import Any

from core.imaging.protocol import Answer, Job, Terms

_START_SECONDS = 60.0
_END_SECONDS = 2.0

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


class ChildDied(Exception):
    """The child ended without an answer; the text says how."""


class ChildGone(ChildDied):
    """The child ended before the job reached it, so the job is not to blame."""


class ChildLate(Exception):
    """The child did not answer in time. It still runs."""


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
                [executable, "-I", "-c", _PROGRAM, str(theirs.fileno())],
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
        self._terms = terms

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def greet(self) -> None:
        """Send the terms and wait until it has imported everything.

        Raises:
            RuntimeError: It can't start. (A bug, or a broken installation.)
        """
        # "" stands for the current folder, which the child must not guess.
        search = [os.getcwd() if entry == "" else entry for entry in sys.path]  # noqa: PTH109
        try:
            self._pipe.send(search)
            self._pipe.send(self._terms)
            self._receive(_START_SECONDS)
        except (ChildDied, ChildLate, OSError) as error:
            raise RuntimeError(f"the decoding process can't start: {error}") from error

    def ask(self, job: Job, time_limit: float) -> Answer:
        """Have a job done.

        Args:
            job: The job.
            time_limit: Seconds.

        Returns:
            How it ended.

        Raises:
            ChildGone: It was dead before the job reached it; another child may do the job.
            ChildDied: It crashed or was killed while at it.
            ChildLate: It did not answer in time; end it.
        """
        self.jobs += 1
        try:
            self._pipe.send(job)
            self._receive(time_limit)
        except (ChildDied, OSError):
            raise ChildGone(self._how()) from None
        return self._receive(time_limit)

    def _receive(self, time_limit: float) -> Answer:
        try:
            if not self._pipe.poll(time_limit):
                raise ChildLate
            answer = self._pipe.recv()
        except (EOFError, OSError):
            raise ChildDied(self._how()) from None
        assert isinstance(answer, Answer)
        return answer

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
