"""What a child process denies itself before it opens the first untrusted file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable

_MAX_WRITTEN_FILE = 64 << 20
_PR_SET_PDEATHSIG = 1


def confine(memory_limit: int, niceness: int) -> None:
    """Limit memory, files and noise of this process, and tie its life to its parent's.

    Args:
        memory_limit: Bytes of private memory. Enforced by Linux only.
        niceness: Added to the scheduling priority's nice value.
    """
    warnings.simplefilter("ignore")
    # Ctrl+C in a terminal is for the parent, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if niceness and hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(niceness)
    _limit_resources(memory_limit)
    _die_with_parent()


def _limit_resources(memory_limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _MAX_WRITTEN_FILE)]
    if sys.platform == "linux":
        # Not RLIMIT_AS: that counts mapped libraries and reserved, never touched address space.
        limits.append((resource.RLIMIT_DATA, memory_limit))
    for what, value in limits:
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(OSError, ValueError):
            wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (wanted, wanted))


def _die_with_parent() -> None:
    """Linux: the kernel kills this process when the thread that started it ends, however it ends."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def watch_parent(lifeline: int, end: Callable[[int], object] = os._exit) -> None:
    """Everywhere else: end when the pipe from the parent closes, even in the midst of a picture.

    Args:
        lifeline: Descriptor of a pipe whose other end only the parent holds; nothing is ever sent.
        end: What to call then.
    """

    def wait() -> None:
        with contextlib.suppress(OSError):
            # Not through a file object: a thread that waits in one keeps the interpreter from ending.
            os.read(lifeline, 1)
        end(0)

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()
