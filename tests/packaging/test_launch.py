"""The packaged program starts its own decoders, and keeps its libraries to itself."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from core.imaging import process
from core.imaging.process import ChildProcess
from core.imaging.protocol import RenderJob, Terms
from core.intake import worker_command

ROOT = Path(__file__).parents[2]
LAUNCH = ROOT / "packaging" / "launch.py"
PHOTO = ROOT / "tests" / "photos" / "wall_clock.jpg"


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process believes that it is packaged; its executable is a stand-in that runs launch.py."""
    executable = tmp_path / "fovea"
    line = shlex.join([sys.executable, str(LAUNCH)])
    executable.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {line} "$@"\n')
    executable.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    return executable


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_decoder_is_the_program_itself(packaged: Path) -> None:
    child = ChildProcess(Terms(2 << 30, 0))
    try:
        confinement = child.greet()
        answer = child.ask(RenderJob(PHOTO, 64), 30.0)
    finally:
        child.end()
    assert confinement.memory or sys.platform != "linux"
    assert answer.kind == "done"
    assert max(answer.value.width, answer.value.height) == 64


def test_the_indexer_is_the_program_itself(packaged: Path, tmp_path: Path) -> None:
    assert worker_command(tmp_path) == [str(packaged), "--library", str(tmp_path), "worker"]
    assert process._arguments() == ["decoder"]


@pytest.mark.parametrize("before", ["/opt/own", None])
def test_other_programs_do_not_get_our_libraries(before: str | None) -> None:
    # What PyInstaller's boot loader leaves behind, and what the next program would see.
    code = (
        f"import sys, os, json; sys.path.insert(0, {str(LAUNCH.parent)!r}); sys.frozen = True\n"
        "import launch\n"
        "launch._forget_own_libraries(); print(json.dumps(dict(os.environ)))"
    )
    env = {**os.environ, "LD_LIBRARY_PATH": "/usr/lib/fovea/_internal"}
    if before is not None:
        env["LD_LIBRARY_PATH_ORIG"] = before
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    left = json.loads(said.stdout)
    assert left.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in left
