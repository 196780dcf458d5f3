"""What works on this computer and what does not, and why: `fovea doctor`."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from core import __version__
from core.encoders import open_chosen
from core.errors import USER_ERRORS
from core.imaging import format_support
from core.library import Library, mounted_volumes, volume_of
from core.paths import display
from models import Encoder

_INOTIFY = Path("/proc/sys/fs/inotify/max_user_watches")
_FEW_WATCHES = 65536
_LITTLE_SPACE = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: The thing.
        good: It works.
        detail: What was seen.
        remedy: What would mend it.
        needed: Fovea can't do its main job without.
    """

    what: str
    good: bool
    detail: str
    remedy: str = ""
    needed: bool = True


def diagnose(root: Path) -> list[Finding]:
    """Look at everything Fovea depends on.

    Args:
        root: The library directory; made when there is none.
    """
    system = f"Fovea {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
    findings = [Finding("Program", True, system + f"{platform.system()} {platform.machine()}")]
    findings += _library(root)
    findings += _formats()
    findings += _watching()
    window = find_spec("PySide6") is not None
    findings.append(
        Finding("Window", window, "PySide6 is installed" if window else "PySide6 is missing", needed=False)
    )
    return findings


def _library(root: Path) -> Iterator[Finding]:
    try:
        with Library.open(root) as library:
            problems = library.check()
            yield Finding(
                "Library", not problems, display(root) + (f": {problems[0]}" if problems else ", whole")
            )
            yield from _disk(root)
            yield from _encoder(library)
    except USER_ERRORS as error:
        yield Finding("Library", False, str(error))


def _disk(root: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(root).free
    yield Finding("Disk", free > _LITTLE_SPACE, f"{free / 1e9:.1f} GB free for the library")
    if volume_of(root.resolve(), mounted_volumes()).network:
        yield Finding(
            "Library's drive",
            False,
            "it is on another computer, where SQLite's log does not work reliably",
            "Keep the library on a local drive: --library DIR",
        )


def _encoder(library: Library) -> Iterator[Finding]:
    try:
        encoder = open_chosen(library)
        device = encoder.device
        encoder.encode_texts(["warm up"])
    except USER_ERRORS as error:
        yield Finding("Encoder", False, str(error))
        return
    languages = ", ".join(encoder.languages)
    yield Finding("Encoder", True, f"{encoder.identity.key}, understands {languages}")
    reason = f"; {device.reason}" if device.reason else ""
    yield Finding("Device", True, f"runs on {device.name.upper()}{reason}")
    yield _speed(encoder)


def _speed(encoder: Encoder) -> Finding:
    pixels = np.zeros((8, encoder.preprocess.height, encoder.preprocess.width, 3), dtype=np.uint8)
    encoder.encode_images(pixels)
    started, pictures = time.perf_counter(), 0
    while time.perf_counter() - started < 1.0:
        pictures += len(encoder.encode_images(pixels))
    rate = pictures / (time.perf_counter() - started)
    started = time.perf_counter()
    encoder.encode_texts(["two dogs running on the beach"])
    words_ms = 1e3 * (time.perf_counter() - started)
    return Finding("Speed", True, f"{rate:.0f} photos encoded a second, {words_ms:.0f} ms for a question")


def _formats() -> Iterator[Finding]:
    for name, works in format_support().items():
        yield Finding(f"Format {name}", works, "can be read" if works else "can't be read here", needed=False)


def _watching() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    try:
        watches = int(_INOTIFY.read_text())
    except (OSError, ValueError):
        return
    few = watches < _FEW_WATCHES
    remedy = "sudo sysctl fs.inotify.max_user_watches=1048576" if few else ""
    yield Finding(
        "Watching folders", not few, f"{watches:,} directories can be watched", remedy, needed=False
    )
