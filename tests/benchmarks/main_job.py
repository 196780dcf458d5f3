"""All that people do with Fovea, done by the real program, for tests that watch it from outside."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from core.intake import Order, published, worker_command
from core.library import Library

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 120.0

FORBID_NETWORK = (
    sys.executable,
    "-c",
    """
import ctypes, os, platform, struct, sys
# A seccomp filter, which every process and every library below inherits: whatever asks for a
# socket of any family but AF_UNIX is killed on the spot (SIGSYS). Hooks inside Python would see
# neither ONNX Runtime nor Qt, and in a network namespace of its own an attempt would go unseen.
class Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_char_p)]
socket = {"x86_64": 41, "aarch64": 198}[platform.machine()]
load, equal, give, kill, allow, unix = 0x20, 0x15, 0x06, 0x80000000, 0x7FFF0000, 1
steps = [
    (load, 0, 0, 0), (equal, 0, 3, socket), (load, 0, 0, 16), (equal, 1, 0, unix), (give, 0, 0, kill),
    (give, 0, 0, allow),
]
program = Program(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
prctl = ctypes.CDLL(None).prctl
if prctl(38, *map(ctypes.c_ulong, (1, 0, 0, 0))) or prctl(22, ctypes.c_ulong(2), ctypes.byref(program)):
    raise SystemExit(77)
os.execv(sys.argv[1], sys.argv[1:])
""",
)
"""Put before a command, it and all that it starts can't open a network socket and live."""

SOCKET_KILLED = -getattr(signal, "SIGSYS", 0)


@functools.cache
def can_forbid_network() -> bool:
    """Whether `FORBID_NETWORK` works on this system."""
    done = subprocess.run([*FORBID_NETWORK, sys.executable, "-c", ""], capture_output=True, check=False)
    return done.returncode == 0


@dataclass(frozen=True)
class Program:
    """The program, used on one library.

    Attributes:
        library: The library directory.
        home: What it takes for the person's home.
        prefix: A command that runs it.
    """

    library: Path
    home: Path
    prefix: tuple[str, ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the desktop it runs on."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
        return {**kept, "HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: object, module: str = "core.cli", good: tuple[int, ...] = (0,)) -> str:
        """Run one command to its end.

        Returns:
            What it printed.

        Raises:
            AssertionError: It ended otherwise than expected.
        """
        command = [sys.executable, "-m", module, "--library", str(self.library), *map(str, words)]
        done = subprocess.run(
            [*self.prefix, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        said = f"fovea {' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        assert done.returncode in good, said
        assert "Traceback" not in done.stderr, said
        return done.stdout

    @contextmanager
    def worker(self) -> Iterator[Callable[[Order], None]]:
        """Have the window's indexer run; yields how to give it orders."""
        with subprocess.Popen(
            [*self.prefix, *worker_command(self.library)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:

            def order(word: Order) -> None:
                assert process.stdin is not None
                print(word, file=process.stdin, flush=True)

            try:
                yield order
            finally:
                _, errors = process.communicate(timeout=_PATIENCE_SECONDS)
            assert (process.returncode, errors) == (0, "")

    def until(self, condition: Callable[[Library], bool]) -> None:
        """Wait for something to be true of the library, with nothing left to do."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        with Library.open(self.library) as library:
            while time.monotonic() < deadline:
                progress = published(library.paths.activity)
                idle = progress is not None and progress.state == "watching"
                if idle and not library.places.count_waiting() and condition(library):
                    return
                time.sleep(0.05)
        raise AssertionError("the indexer did not come so far")


def make_photos(folder: Path, count: int) -> list[Path]:
    """Small photos in folders, one in twenty of them damaged, with modes and times of their own."""
    made = []
    for number in range(count):
        path = folder / f"{number % 7:02}" / f"photo {number:04}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        paint(path, number)
        if number % 20 == 19:
            path.write_bytes(path.read_bytes()[: 200 + number])
        path.chmod((0o644, 0o444, 0o600)[number % 3])
        os.utime(path, ns=(10**18, 10**18 + number * 1_000_000_007))
        made.append(path)
    return made


def paint(path: Path, seed: int) -> None:
    """A small photo, unlike those of other seeds."""
    pixels = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(pixels).resize((160, 120), Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)


def use_everything(program: Program, photos: list[Path], workshop: Path) -> None:
    """Index, search, look after the library, and open the window; nobody else touches the photos.

    Args:
        program: The program, whose library already has the photos' folder or gets it now.
        photos: All photos.
        workshop: A folder outside for what is written.
    """
    folder = photos[0].parents[1]
    elsewhere = workshop / "elsewhere.jpg"
    paint(elsewhere, 10**6)
    program.run("add", folder, good=(0, 1))  # 1: some photos are damaged
    program.run("find", "two dogs in the snow", "--image", photos[0], "-n", 3, "--json")
    program.run("similar", elsewhere, "-n", 3)
    program.run("status", "--json")
    program.run("backup", workshop / "kept.db")
    program.run("check")
    program.run("restore", workshop / "kept.db")
    program.run("index", good=(0, 1))
    picture = workshop / "window.png"
    program.run("window", "--screenshot", picture, "--question", "snow", module="desktop")
    assert picture.stat().st_size > 0


def disturb(photos: list[Path]) -> Path:
    """What a person does to photos: rename, move, edit, add, delete; returns the one that was added."""
    renamed, moved, edited, deleted = photos[2:6]
    folder = renamed.parents[1]
    renamed.rename(renamed.with_name("renamed.jpg"))
    moved.rename(folder / "06" / "moved.jpg")
    temporary = edited.with_name(".edited.tmp")
    paint(temporary, 10**6 + 1)
    temporary.replace(edited)
    deleted.unlink()
    added = folder / "added.jpg"
    paint(added, 10**6 + 2)
    return added
