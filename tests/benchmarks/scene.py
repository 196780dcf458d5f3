"""Folders with photos, a library that follows them, and what it says beside what is true."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from core.intake import Progress, published, worker_command
from core.library import Library
from core.paths import LibraryPaths

PATIENCE_S = 40.0
SUFFIXES = {".jpg", ".jpeg"}


@dataclass(frozen=True, slots=True)
class Truth:
    """What there is, or what a library says there is.

    Attributes:
        present: Files in reach: path -> size and time.
        offline: Files on drives or in folders that are away.
        missing: Files that were deleted and are kept for the grace.
        failed: Files that could not be read.
    """

    present: dict[Path, tuple[int, int]]
    offline: int
    missing: int
    failed: int

    def __str__(self) -> str:
        parts = {"offline": self.offline, "missing": self.missing, "failed": self.failed}
        said = "".join(f", {number} {name}" for name, number in parts.items() if number)
        return f"{len(self.present)} files{said}"


class Scene:
    """A folder with photos, a second one, a place outside of both, and a library.

    An event changes the files, and what follows from that here.

    Args:
        root: An empty directory.

    Attributes:
        photos: A chosen folder: a.jpg, b.jpg, sub/c.jpg.
        second: Another one: s.jpg.
        outside: No chosen folder.
        roots: Where the library should see photos.
        hidden: Directories in them that it should not see.
        offline: Photos that are away.
        missing: Photos that were deleted.
        failed: Photos that nobody may read.
        around: What the command lines of the library's processes begin with.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.photos, self.second, self.outside = root / "photos", root / "second", root / "outside"
        self.library = root / "library"
        self.roots = [self.photos, self.second]
        self.hidden: list[Path] = []
        self.offline = self.missing = self.failed = 0
        self.around: tuple[str, ...] = ()
        self._mounted: list[Path] = []
        self._seed = 0
        for path in (self.photos / "a.jpg", self.photos / "b.jpg", self.photos / "sub/c.jpg"):
            self.paint(path)
        self.paint(self.second / "s.jpg")
        self.outside.mkdir()

    # -- what events are made of ---------------------------------------------------------------

    def paint(self, path: Path, count: int = 1) -> None:
        """Write a new picture, or `count` of them into a directory."""
        path.parent.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            target = path if count == 1 else path / f"{number:03}.jpg"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.picture())

    def picture(self) -> bytes:
        """A JPEG that there was not before."""
        self._seed += 1
        pixels = np.random.default_rng(self._seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
        path = self.root / "picture.jpg"
        Image.fromarray(pixels).resize((640, 480), Image.Resampling.BICUBIC).save(path, quality=90)
        content = path.read_bytes()
        path.unlink()
        return content

    def add(self, folder: Path, *, follow_links: bool | None = None) -> None:
        """Choose a folder."""
        with Library.open(self.library) as library:
            library.folders.add(folder, follow_links=follow_links)

    def exclude(self, *patterns: str) -> None:
        """Leave some files alone."""
        with Library.open(self.library) as library:
            library.settings.save(exclude=patterns)

    def format(self, image: Path) -> None:
        """Make a drive: a file that can be mounted."""
        image.write_bytes(bytes(8 << 20))
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)

    def mount(self, image: Path, at: Path) -> None:
        """Plug a drive in."""
        at.mkdir(exist_ok=True)
        subprocess.run(["mount", "-o", "loop", str(image), str(at)], check=True)
        self._mounted.append(at)

    def unmount(self, at: Path) -> None:
        """Unplug it; its mount point stays, empty."""
        subprocess.run(["umount", str(at)], check=True)
        self._mounted.remove(at)

    def close(self) -> None:
        """Unplug everything."""
        for at in self._mounted[::-1]:
            self.unmount(at)

    # -- what is true, and what the library says -----------------------------------------------

    def truth(self) -> Truth:
        """What the library should say."""
        present = {
            path: (path.stat().st_size, path.stat().st_mtime_ns)
            for root in self.roots
            for path in _files(root)
            if not any(path.is_relative_to(hidden) for hidden in self.hidden)
        }
        return Truth(present, self.offline, self.missing, self.failed)

    def said(self) -> Truth:
        """What it says; a file that waits is not said to be there."""
        where = f"file:{LibraryPaths(self.library).catalog}?mode=ro"
        with closing(sqlite3.connect(where, uri=True)) as database:
            rows = database.execute(
                "SELECT mount_path, directory, name, size, mtime_ns, state, folders.online FROM places "
                "JOIN folders ON folders.id = folder_id JOIN volumes ON volumes.id = places.volume_id"
            ).fetchall()
        shown = [row for row in rows if row[5] == "ready"]
        return Truth(
            {Path(*row[:3]): (row[3], row[4]) for row in shown if row[6]},
            sum(not row[6] for row in shown),
            sum(row[5] == "missing" for row in rows),
            sum(row[5] == "failed" for row in rows),
        )


class Worker:
    """A process that follows the folders of a scene, as the window starts it."""

    def __init__(self, scene: Scene) -> None:
        self._process = subprocess.Popen(
            [*scene.around, *worker_command(scene.library)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.progress = Progress()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.progress = Progress.from_line(line) or self.progress

    def until_idle(self) -> None:
        """Wait until it has nothing to do."""
        end = time.monotonic() + PATIENCE_S
        while self.progress.state != "watching" and time.monotonic() < end:
            time.sleep(0.02)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._thread.join()
        self._process.stdout.close()


def index(scene: Scene) -> Progress:
    """Run `fovea index`; what it did."""
    command = [*scene.around, sys.executable, "-m", "core.cli", "--library", str(scene.library), "index"]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    progress = published(LibraryPaths(scene.library).activity)
    assert progress is not None
    return progress


def can_mount() -> bool:
    """Whether drives can be mounted here: root, in a namespace of mounts of its own."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("mount", "umount", "mkfs.ext4"))):
        return False
    return Path("/proc/self/ns/mnt").readlink() != Path(f"/proc/{os.getppid()}/ns/mnt").readlink()


def as_ordinary_user() -> tuple[str, ...]:
    """What a command line begins with that may not read everything; root may."""
    return () if os.geteuid() else ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def with_watches(limit: int) -> tuple[str, ...]:
    """What a command line begins with that may watch only so many directories: a user namespace."""
    script = f'echo {limit} > /proc/sys/user/max_inotify_watches && exec "$@"'
    return ("unshare", "--user", "--map-root-user", "sh", "-c", script, "sh")


def can_run(around: tuple[str, ...]) -> bool:
    """Whether command lines may begin so here."""
    if not all(shutil.which(program) for program in around[:1]):
        return False
    return subprocess.run([*around, "true"], check=False, capture_output=True).returncode == 0


def _files(root: Path) -> Iterator[Path]:
    for directory, _, names in os.walk(root):
        yield from (Path(directory, name) for name in names if Path(name).suffix.lower() in SUFFIXES)
