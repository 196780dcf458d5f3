#!/usr/bin/env python3
"""Make the project's own environment, `.venv`, from nothing but a Python.

Only the standard library is used, and only syntax that Python 3.9 reads, so that an older Python gets a
sentence instead of a traceback. Nothing outside the checkout is changed, except that Qt's system libraries
are installed when the person is root on a Debian-like system; anybody else is shown the line to type.

    python3 packaging/bootstrap.py            set everything up; done already: a tenth of a second
    python3 packaging/bootstrap.py --fresh    throw the environment away first
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from setup_basics import SetupError, run, run_quietly, say
from system_packages import ensure_system_packages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from package_sources import Sources

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 14)
NEEDED_MB = 1500  # the environment takes about 1 GB; the rest is for unpacking
LOADS = "import PySide6.QtWidgets, onnxruntime, usearch.index"


def venv_python(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_for(root: Path, python_version: str) -> str:
    """What a finished environment depends on: the checkout's place, what it asks for, this script, Python."""
    digest = hashlib.sha256(f"{root}\n{python_version}\n".encode())
    for file in (root / "pyproject.toml", root / "packaging" / "bootstrap.py"):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_done(venv: Path, stamp: str) -> bool:
    """Whether the environment is whole and what this checkout asks for."""
    try:
        written = (venv / ".fovea-stamp").read_text(encoding="utf-8")
    except OSError:
        return False
    return written == stamp and venv_python(venv).exists() and not (venv / ".fovea-unfinished").exists()


def usable_version(major: int, minor: int) -> bool:
    """Whether Fovea runs on this version of Python."""
    return OLDEST <= (major, minor) <= NEWEST


def other_python() -> str | None:
    """A usable Python beside the one that runs this."""
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return next((found for found in map(shutil.which, names) if found), None)


def works(python: Path) -> bool:
    """Whether an environment's interpreter starts and is of the version that runs this."""
    code = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return run([python, "-c", code], silent=True) == 0


def loads(python: Path, env: Mapping[str, str]) -> bool:
    """Whether Qt, onnxruntime and usearch load: the parts that need something of the system."""
    # onnxruntime reports home on import unless told not to.
    return run_quietly([python, "-c", LOADS], {**env, "ORT_DISABLE_TELEMETRY": "1"}) == 0


def make_venv(venv: Path) -> None:
    """Make an empty environment if there is none, or none that is whole.

    Raises:
        SetupError: this Python comes without the module venv, or something else is in the way.
    """
    try:
        import venv as maker  # noqa: PLC0415 (some systems package it apart)
    except ImportError as error:
        hint = "On Debian or Ubuntu type:\n\n    sudo apt-get install -y python3-venv\n"
        raise SetupError(f"This Python has no module 'venv'. {hint}") from error
    if venv.is_symlink() or venv.is_file():
        raise SetupError(f"{venv} is in the way: it is not a folder. Remove it, then try again.")
    if venv.exists():
        unfinished = (venv / ".fovea-unfinished").exists()
        if not unfinished and works(venv_python(venv)):
            return
        why = "an earlier set-up did not finish" if unfinished else "the .venv is broken or another Python's"
        say(f"{why}; starting over")
        shutil.rmtree(venv)
    venv.mkdir()
    (venv / ".fovea-unfinished").touch()
    # Never with pip: ensurepip is missing on a plain Debian, and its pip is too old to know --group.
    maker.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(venv)


def has_uv(python: Path) -> bool:
    """Whether uv runs in the environment."""
    return run([python, "-m", "uv", "--version"], silent=True) == 0


def install_uv(python: Path, sources: Sources, env: Mapping[str, str]) -> None:
    """Put pip into the environment, from its own wheel, and uv by it.

    Raises:
        SetupError: no pip can be had.
    """
    import tempfile  # noqa: PLC0415 (not needed when all is done)

    from wheel_of_pip import fetch_pip  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="fovea-pip-") as folder:
        wheel = fetch_pip(sources, Path(folder), env)
        say(f"installing {wheel.name.split('-py')[0]} and uv")
        if run_quietly([python, wheel / "pip", "install", "--quiet", wheel], env):
            raise SetupError("pip could not install itself (its own words are above).")
    if run_quietly([python, "-m", "pip", "install", "--quiet", "uv"], env):
        say("uv cannot be had here; pip will do, only slower")


def install_project(python: Path, sources: Sources, env: Mapping[str, str]) -> None:
    """Install Fovea itself, editable, with everything it and its tests need.

    Raises:
        SetupError: the installer failed.
    """
    from package_sources import uv_arguments  # noqa: PLC0415

    wanted: list[str | Path] = ["-e", ROOT, "--group", f"{ROOT / 'pyproject.toml'}:dev"]
    if not sys.stderr.isatty():
        wanted.append("--quiet")
    say("installing Fovea and what it needs (about 400 MB to fetch the first time)")
    if has_uv(python):
        own = any(env.get(name) for name in ("UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL"))
        given = [] if own else uv_arguments(sources)
        failed = run([python, "-m", "uv", "pip", "install", "--python", python, *given, *wanted], env)
    else:
        failed = run([python, "-m", "pip", "install", *wanted], env)
    if failed:
        if shutil.disk_usage(ROOT).free < 100e6:
            raise SetupError(f"The disk is full: about {NEEDED_MB} MB are needed in {ROOT}.")
        raise SetupError("The packages could not be installed (the installer's own words are above).")


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let two set-ups at once (`make run` beside `make test`) take turns, by a lock on the folder itself."""
    if os.name == "nt":
        yield
        return
    import fcntl  # noqa: PLC0415 (not on Windows)

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another set-up is running here; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fill(python: Path, stamp: str) -> None:
    """Make the environment and put everything into it; the stamp comes last."""
    from package_sources import config_files, read_sources, tool_environment  # noqa: PLC0415

    free = shutil.disk_usage(ROOT).free
    if not VENV.exists() and free < NEEDED_MB * 1e6:
        full = f"{free // 10**6} MB are free in {ROOT}, about {NEEDED_MB} are needed"
        raise SetupError(f"The disk is too full: {full}.")
    sources = read_sources(os.environ, config_files(os.environ, Path.home(), Path(sys.prefix)))
    env = tool_environment(os.environ, sources, ROOT / "build" / "uv-cache")
    make_venv(VENV)
    unfinished = VENV / ".fovea-unfinished"
    updating = not unfinished.exists()
    unfinished.touch()  # whoever is killed from here on leaves something that only looks whole
    try:
        if not has_uv(python):
            install_uv(python, sources, env)
        install_project(python, sources, env)
    except SetupError:
        if updating and loads(python, env):
            unfinished.unlink()  # no network, for example: what was there still is
        raise
    if not loads(python, env):
        raise SetupError("Everything is installed, but Qt, onnxruntime or usearch does not load (see above).")
    (VENV / ".fovea-stamp").write_text(stamp, encoding="utf-8")
    unfinished.unlink()


def set_up(*, fresh: bool) -> None:
    """Everything, in order. Does nothing when the stamp says that it is done."""
    stamp = stamp_for(ROOT, sys.version)
    done = is_done(VENV, stamp) and not fresh
    ensure_system_packages(first_time=not done)
    if done:
        return
    with only_one():
        if fresh and VENV.exists():
            shutil.rmtree(VENV)
        if is_done(VENV, stamp):  # by the one that was waited for
            return
        started = time.monotonic()
        say(f"setting up .venv with Python {sys.version.split()[0]}")
        fill(venv_python(VENV), stamp)
        say(f"set up in {time.monotonic() - started:.0f} s")


def explain(error: OSError) -> str:
    """An operating system's error in words for a person."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk is full: about {NEEDED_MB} MB are needed in {ROOT}."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"No permission to write {error.filename or ROOT}. Is this checkout yours?"
    return str(error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up, or say in one message why not. Returns the exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(description="Make Fovea's own environment, .venv.")
    parser.add_argument("--fresh", action="store_true", help="throw the environment away first")
    options = parser.parse_args(given)
    if not usable_version(*sys.version_info[:2]):
        found = other_python()
        if found:
            return run([found, __file__, *given])
        here = f"this one ({sys.executable}) is {sys.version.split()[0]}"
        print(f"fovea: Python 3.{OLDEST[1]}-3.{NEWEST[1]} needed; {here}.", file=sys.stderr)
        print("Install one of them, then: make PYTHON=/path/to/it", file=sys.stderr)
        return 1
    try:
        set_up(fresh=options.fresh)
    except SetupError as error:
        print(f"fovea: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"fovea: {explain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nfovea: interrupted; run it again to go on", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
