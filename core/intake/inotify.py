"""Events of Linux's inotify(7), one watch a directory; what is to be watched is said by who lists it.

watchdog watches whole trees, which suits the other systems. Here it would walk them once more, watch
what nobody wants to follow, not say which directory was refused a watch, and hold each event back to
pair moves; an event only says where to look again, so that none of this is of use.
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import struct
import threading
from collections.abc import Callable
from pathlib import Path

from core.imaging import PHOTO_SUFFIXES
from core.intake.listing import COMPANION_SUFFIXES
from core.paths import display

log = logging.getLogger(__name__)

_ATTRIB = 0x4
_CLOSE_WRITE = 0x8
_MOVED_FROM = 0x40
_MOVED_TO = 0x80
_CREATE = 0x100
_DELETE = 0x200
_DELETE_SELF = 0x400
_MOVE_SELF = 0x800
_QUEUE_OVERFLOW = 0x4000
_IGNORED = 0x8000
_ONLY_DIRECTORY = 0x0100_0000
_IS_DIRECTORY = 0x4000_0000
# Not IN_MODIFY: a file being written is of no use before it is closed. Not IN_OPEN
# and IN_CLOSE_NOWRITE: our own reading would wake us.
_MASK = (
    _ATTRIB
    | _CLOSE_WRITE
    | _MOVED_FROM
    | _MOVED_TO
    | _CREATE
    | _DELETE
    | _DELETE_SELF
    | _MOVE_SELF
    | _ONLY_DIRECTORY
)
_EVENT = struct.Struct("iIII")  # watch descriptor, mask, cookie, length of the name
_BUFFER = 1 << 16
_SUFFIXES = PHOTO_SUFFIXES | COMPANION_SUFFIXES


class Inotify:
    """Watches directories, each by itself.

    Args:
        changed: Called from the reading thread with a directory in which something changed, and
            whether that may be true of everything below it as well.
        overflowed: Called from there when the system dropped events.

    Raises:
        OSError: EMFILE, there are as many instances as the user may have.
    """

    def __init__(self, changed: Callable[[Path, bool], None], overflowed: Callable[[], None]) -> None:
        self._changed = changed
        self._overflowed = overflowed
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = self._libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self._descriptor < 0:
            raise _error("inotify")
        self._lock = threading.Lock()
        # The kernel knows directories by inode: one that links lead to has several paths and one watch.
        self._paths: dict[int, set[str]] = {}
        self._watches: dict[str, int] = {}
        self._end_read, self._end_write = os.pipe()
        self._thread = threading.Thread(target=self._read, name="inotify", daemon=True)
        self._thread.start()

    def watch(self, directory: Path) -> None:
        """Watch a directory, also when that was done before.

        Raises:
            OSError: ENOSPC, the user's watches are used up; or the directory can't be watched.
        """
        path = str(directory)
        with self._lock:
            if path in self._watches:
                return
            watch = self._libc.inotify_add_watch(self._descriptor, os.fsencode(path), _MASK)
            if watch < 0:
                raise _error(path)
            self._paths.setdefault(watch, set()).add(path)
            self._watches[path] = watch

    def drop(self, root: Path) -> None:
        """Stop watching a directory and all below it."""
        with self._lock:
            self._drop(str(root))

    def close(self) -> None:
        """Stop watching and end the thread."""
        os.write(self._end_write, b".")
        self._thread.join()
        for descriptor in (self._descriptor, self._end_read, self._end_write):
            os.close(descriptor)

    def _read(self) -> None:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        poll.register(self._end_read, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._end_read in ready:
                return
            buffer = os.read(self._descriptor, _BUFFER)
            start = 0
            while start < len(buffer):
                watch, mask, _, length = _EVENT.unpack_from(buffer, start)
                start += _EVENT.size + length
                name = buffer[start - length : start].rstrip(b"\0")
                self._take(watch, mask, os.fsdecode(name))

    def _take(self, watch: int, mask: int, name: str) -> None:
        if mask & _QUEUE_OVERFLOW:
            self._overflowed()
            return
        is_directory = bool(mask & _IS_DIRECTORY)
        with self._lock:
            paths = sorted(self._paths.get(watch, ()))
            for path in paths:
                if mask & _IGNORED:
                    self._forget(path)
                # The watches went along with the directory, to where nobody may have asked for them.
                elif mask & _MOVE_SELF or (mask & _MOVED_FROM and is_directory):
                    self._drop(f"{path}/{name}" if name else path)
        if mask & _IGNORED or (
            mask & (_CLOSE_WRITE | _ATTRIB) and not is_directory and not _may_matter(name)
        ):
            return
        for path in paths:
            if is_directory and mask & (_MOVED_TO | _ATTRIB) and name:
                # Another directory in the place of one that was known, or one that may be read again.
                self._changed(Path(path, name), True)
            self._changed(Path(path), False)

    def _drop(self, root: str) -> None:
        below = f"{root}/"
        for path in [path for path in self._watches if path == root or path.startswith(below)]:
            watch = self._forget(path)
            # Where it is watched by another path, it stays watched.
            if watch not in self._paths and self._libc.inotify_rm_watch(self._descriptor, watch) < 0:
                log.debug("the watch of %s was gone", display(path))

    def _forget(self, path: str) -> int:
        watch = self._watches.pop(path)
        self._paths[watch].discard(path)
        if not self._paths[watch]:
            del self._paths[watch]
        return watch


def _may_matter(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _SUFFIXES  # noqa: PTH122  once an event


def _error(path: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code), path)
