"""What a tower leaves in memory once it is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOAD = """
import psutil
from models import starter_directory
from models.runtime import load_onnxruntime, open_session
load_onnxruntime()
before = psutil.Process().memory_info().rss
session = open_session(starter_directory() / "text.onnx", device="cpu", threads=1)
print(psutil.Process().memory_info().rss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what it keeps is the business of glibc")
def test_loading_keeps_no_copies_of_a_tower() -> None:
    # In a process of its own: here others' memory may be free to take.
    asked = [sys.executable, "-c", _LOAD]
    kept = int(subprocess.run(asked, check=True, capture_output=True, timeout=60).stdout)
    # As float32, the weights take 62 MB; what loading takes for a moment is as much again.
    assert 50e6 < kept < 110e6
