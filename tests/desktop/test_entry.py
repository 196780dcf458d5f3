from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["desktop", "desktop.entry"])
def test_importing_loads_no_qt(module: str) -> None:
    code = f"import sys, {module}; print([name for name in sys.modules if name.startswith('PySide6')])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_command_line_works_without_a_window(tmp_path: object) -> None:
    command = [sys.executable, "-m", "desktop", "--library", f"{tmp_path}/none", "status"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always one")
def test_without_a_screen_it_says_so(tmp_path: object) -> None:
    without = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "desktop", "--library", f"{tmp_path}/none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without)
    assert done.returncode == 2
    assert "no screen" in done.stderr and "Traceback" not in done.stderr
