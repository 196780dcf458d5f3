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
from dataclasses import dataclass

from core.imaging import landlock, seccomp

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the system enforces on a child, from whatever code a picture may smuggle into it.

    Attributes:
        memory: It gets no more private memory than it is allowed.
        writing: It can change no file.
        programs: It can start no program, and touch no other process.
        network: It can open no socket.
        means: What enforces the last three, in words.
    """

    memory: bool = False
    writing: bool = False
    programs: bool = False
    network: bool = False
    means: tuple[str, ...] = ()


def confine(memory_limit: int, niceness: int) -> Confinement:
    """Limit what this process can do, and tie its life to its parent's. There is no way back.

    Called when everything is imported and no second thread runs: Landlock binds only the calling one.

    Args:
        memory_limit: Bytes of private memory. Enforced by Linux only.
        niceness: Added to the scheduling priority's nice value.

    Returns:
        What is in force now.
    """
    warnings.simplefilter("ignore")
    # Ctrl+C in a terminal is for the parent, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if niceness and hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(niceness)
    _limit_resources(memory_limit)
    if sys.platform != "linux":
        return Confinement()
    _die_with_parent()
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    version, filtered = landlock.restrict_self(), seccomp.restrict_self()
    means = [f"Landlock {version}"] * bool(version) + ["seccomp"] * filtered
    kept = bool(version) or filtered
    return Confinement(memory=True, writing=kept, programs=kept, network=filtered, means=tuple(means))


def _limit_resources(memory_limit: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    # It writes to its pipe, and to no file.
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)]
    if sys.platform == "linux":
        # Not RLIMIT_AS: that counts mapped libraries and reserved, never touched address space.
        limits.append((resource.RLIMIT_DATA, memory_limit))
    for what, value in limits:
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(OSError, ValueError):
            wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (wanted, wanted))


def _die_with_parent() -> None:
    """The kernel kills this process when the thread that started it ends, however it ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _prctl(what: int, value: int) -> None:
    unused = [ctypes.c_ulong(0)] * 3
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(ctypes.c_int(what), ctypes.c_ulong(value), *unused)


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
