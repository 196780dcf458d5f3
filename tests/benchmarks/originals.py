"""The photos of a person, watched from outside while Fovea does everything it can: none is touched."""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import re
import shutil
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.intake import Order
from tests.benchmarks.main_job import Program, disturb, make_photos, use_everything
from tests.benchmarks.report import table

Snapshot = dict[str, tuple[object, ...]]

# inotify(7): whatever changes a file or a directory; a file opened for writing shows when it is closed.
_CHANGES = {
    0x002: "modified",
    0x004: "attributes changed",
    0x008: "opened for writing",
    0x040: "moved away",
    0x080: "moved here",
    0x100: "created",
    0x200: "deleted",
    0x400: "deleted itself",
    0x800: "moved itself",
}
_EVENT = struct.Struct("iIII")
CAN_WATCH = sys.platform == "linux"

_WRITING_CALLS = (
    "open,openat,openat2,creat,truncate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    + (
        "unlink,unlinkat,mkdir,mkdirat,rmdir,mknod,mknodat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,"
        "utime,utimes,futimesat,utimensat,setxattr,lsetxattr,fsetxattr,removexattr,lremovexattr,fremovexattr"
    )
)
_OPENED = re.compile(r"\b(open|openat|openat2)\(")
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")


def snapshot(folder: Path) -> Snapshot:
    """Everything about a folder that must not change: contents, sizes, times, modes, inodes, names."""
    seen: Snapshot = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        facts = (status.st_mtime_ns, status.st_mode, status.st_uid, status.st_gid, status.st_ino)
        seen[str(path)] = (content, status.st_size, status.st_nlink, *facts)
    return seen


class TreeWatch:
    """Sees every change in a folder, by whichever process (Linux).

    Args:
        folder: With all folders that are in it now.
    """

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK)
        if self._descriptor < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        self._folders = {}
        for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            watch = libc.inotify_add_watch(self._descriptor, os.fsencode(path), sum(_CHANGES))
            if watch < 0:
                raise OSError(ctypes.get_errno(), f"inotify_add_watch of {path}")
            self._folders[watch] = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def seen(self) -> list[str]:
        """What changed since the last call, in words; nothing, if all is well."""
        said = []
        while True:
            try:
                data = os.read(self._descriptor, 1 << 16)
            except BlockingIOError:
                return said
            at = 0
            while at < len(data):
                watch, mask, _, length = _EVENT.unpack_from(data, at)
                at += _EVENT.size
                name = os.fsdecode(data[at : at + length].rstrip(b"\0"))
                at += length
                what = ", ".join(word for bit, word in _CHANGES.items() if mask & bit) or f"event {mask:#x}"
                said.append(f"{self._folders.get(watch, 'some folder')}/{name}: {what}")


@dataclass(slots=True)
class Watched:
    """What was seen of the originals.

    Attributes:
        files: Files and folders that were compared.
        changed: Those that are not as they were.
        events: Changes that the system told of.
        writing_calls: System calls under the folder that could change something; None: strace is not here.
        read_calls: Those that open something there for reading: what shows that strace saw the decoders.
    """

    files: int = 0
    changed: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    writing_calls: list[str] | None = None
    read_calls: int = 0

    @property
    def untouched(self) -> bool:
        """Whether nothing at all was seen."""
        return not (self.changed or self.events or self.writing_calls)

    def compare(self, before: Snapshot, after: Snapshot) -> None:
        """Note what differs."""
        self.files = max(self.files, len(after))
        self.changed += sorted(
            path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
        )


def run(directory: Path, count: int, prefix: tuple[str, ...] = (), *, doctor: bool = False) -> Watched:
    """Do everything with some photos, once as they are, and once more after a person worked on them.

    Args:
        directory: Empty; for the photos, the library, and what is written.
        count: Photos.
        prefix: A command that runs the program.
        doctor: Have it tell how the system is, too, which takes its seconds.
    """
    folder, workshop = directory / "photos", directory / "workshop"
    workshop.mkdir()
    photos = make_photos(folder, count)
    program = Program(directory / "library", workshop, prefix)
    watched = Watched()
    before = snapshot(folder)
    with TreeWatch(folder) as watch:
        use_everything(program, photos, workshop)
        if doctor:
            program.run("doctor")
        watched.events += watch.seen()
    watched.compare(before, snapshot(folder))
    with program.worker() as order:
        program.until(lambda _: True)
        added = disturb(photos)
        after_person = snapshot(folder)
        with TreeWatch(folder) as watch:
            program.until(lambda library: library.photos.at(added) is not None)
            for word in (Order.RETRY, Order.RESCAN, Order.PAUSE, Order.RESUME):
                order(word)
            program.until(lambda library: library.photos.at(photos[5]) is None)
            order(Order.STOP)
            watched.events += watch.seen()
    watched.compare(after_person, snapshot(folder))
    return watched


def traced(directory: Path, count: int) -> Watched:
    """`run` under strace, if it is installed: no system call under the folder is one that writes."""
    if shutil.which("strace") is None:
        return run(directory, count, doctor=True)
    log = directory / "strace"
    log.mkdir()
    prefix = ("strace", "-ff", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-e", f"trace={_WRITING_CALLS}")
    watched = run(directory, count, (*prefix, "-o", str(log / "calls")), doctor=True)
    watched.writing_calls = []
    folder = str(directory / "photos")
    for path in log.iterdir():
        with path.open(errors="replace") as lines:
            for line in lines:
                if folder not in line:
                    continue
                if _OPENED.search(line) and not _FOR_WRITING.search(line):
                    watched.read_calls += 1
                else:
                    watched.writing_calls.append(line.strip())
    return watched


def run_part(_: argparse.Namespace) -> int:
    """The part `originals` of `make soak`."""
    return main([])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=1000)
    options = parser.parse_args(arguments)
    started = time.monotonic()
    with TemporaryDirectory() as directory:
        watched = traced(Path(directory), options.photos)
    calls = watched.writing_calls
    table(
        f"Originals after everything ({options.photos} photos, {time.monotonic() - started:.0f} s)",
        ["", ""],
        [
            ["files and folders compared (sha256, size, mtime, mode, owner, inode)", watched.files],
            ["  changed", len(watched.changed)],
            ["changes seen by inotify", len(watched.events)],
            ["opened for reading, by strace", "skipped: no strace" if calls is None else watched.read_calls],
            ["  opened for writing, or changed, by strace", "" if calls is None else len(calls)],
        ],
    )
    for line in (*watched.changed[:20], *watched.events[:20], *(calls or [])[:20]):
        print(line)
    return 0 if watched.untouched else 1


if __name__ == "__main__":
    raise SystemExit(main())
