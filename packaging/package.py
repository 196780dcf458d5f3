#!/usr/bin/env python3
"""Makes what people install: `make package`.

    package.py                   the bundle; on Linux also the .deb and the AppImage's folder
    package.py --only bundle     just the bundle

The bundle is made in an environment of its own (build/package/env) with what Fovea needs to run and no more:
neither tests nor benchmarks can leak into it. See README.md beside this file for what was decided, and why.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import ROOT, VENV, venv_python
from package_sources import config_files, read_sources, tool_environment, uv_arguments
from setup_basics import SetupError, run, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUILD = ROOT / "build" / "package"
ENVIRONMENT = BUILD / "env"
ICONS = ROOT / "build" / "icons"
DIST = ROOT / "dist"
SPEC = ROOT / "packaging" / "bundle" / "fovea.spec"
STEPS = ("bundle", "deb", "appimage")

# A GPU needs CUDA and cuDNN besides, 1.5 GB that a package does not bring: so it brings the build for
# processors, which is 260 MB smaller. See README.md.
OVERRIDES = "onnxruntime-gpu; sys_platform == 'never'\nonnxruntime>=1.31\n"


def make_environment() -> Path:
    """Make the environment, unless it is there; returns its Python.

    Raises:
        SetupError: it can't be made.
    """
    python = venv_python(ENVIRONMENT)
    project = (ROOT / "pyproject.toml").read_bytes()
    stamp = hashlib.sha256(project + OVERRIDES.encode() + sys.version.encode()).hexdigest()
    mark = ENVIRONMENT / ".fovea-stamp"
    if mark.is_file() and mark.read_text(encoding="utf-8") == stamp:
        return python
    say("making an environment for the bundle")
    sources = read_sources(os.environ, config_files(os.environ, Path.home(), Path(sys.prefix)))
    env = tool_environment(os.environ, sources, ROOT / "build" / "uv-cache")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    BUILD.mkdir(parents=True, exist_ok=True)
    overrides = BUILD / "overrides.txt"
    overrides.write_text(OVERRIDES, encoding="utf-8")
    uv = [venv_python(VENV), "-m", "uv"]
    own = any(env.get(name) for name in ("UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL"))
    given = [] if own else uv_arguments(sources)
    # Dependencies alone: Fovea itself is taken from the checkout. The override puts one ONNX Runtime in
    # the other's place, and names it too, because nothing else asks for it.
    wanted = ["-r", ROOT / "pyproject.toml", "--group", f"{ROOT / 'pyproject.toml'}:package", "onnxruntime"]
    install = ["pip", "install", "--quiet", "--python", python, *given, "--override", overrides, *wanted]
    for command in (["venv", "--quiet", "--python", sys.executable, ENVIRONMENT], install):
        if run([*uv, *command], env):
            raise SetupError("The environment of the bundle can't be made (the tool's own words are above).")
    mark.write_text(stamp, encoding="utf-8")
    return python


def make_bundle(python: Path) -> Path:
    """Make the one-folder bundle; returns the folder."""
    _run(python, ROOT / "packaging" / "bundle" / "icons.py", ICONS)
    work = BUILD / "pyinstaller"
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", DIST, "--workpath", work]
    _run(python, "-m", "PyInstaller", *options, SPEC)
    return DIST / "fovea"


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _run(*command: str | Path, env: Mapping[str, str] | None = None) -> None:
    words: Sequence[str] = [str(part) for part in command]
    if subprocess.run(words, env=env, check=False).returncode:
        raise SetupError(f"{Path(words[1]).name} failed (its own words are above).")


def main() -> int:
    """Make the packages; returns the exit status."""
    parser = argparse.ArgumentParser(description="Make the packages of Fovea.")
    parser.add_argument("--only", choices=STEPS, action="append", help="just this; the bundle must be there")
    parser.add_argument("--fast", action="store_true", help="compress less, to try something out")
    options = parser.parse_args()
    steps = options.only or (STEPS if sys.platform.startswith("linux") else STEPS[:1])
    started = time.monotonic()
    bundle = DIST / "fovea"
    try:
        python = make_environment()
        if "bundle" in steps:
            bundle = make_bundle(python)
            say(f"{bundle.relative_to(ROOT)}: {size_of(bundle) / 1e6:.0f} MB")
        for step, script in (("deb", "debian.py"), ("appimage", "appimage.py")):
            if step in steps:
                fast = ["--fast"] if options.fast and step == "deb" else []
                _run(python, ROOT / "packaging" / script, bundle, ICONS, DIST, *fast)
    except SetupError as error:
        print(f"fovea: {error}", file=sys.stderr)
        return 1
    say(f"done in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
