"""Importing is cheap; running writes no file outside and opens no socket."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LINUX = sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"}

# A seccomp filter kills the process at its first socket(2), from whichever library it comes:
# hooks inside Python would not see ONNX Runtime's own.
GUARD = """
import ctypes, platform, struct

def forbid_sockets():
    class Program(ctypes.Structure):
        _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
    socket = {"x86_64": 41, "aarch64": 198}[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06
    kill, allow = 0x80000000, 0x7FFF0000
    steps = [(load, 0, 0, 0), (equal, 0, 1, socket), (give, 0, 0, kill), (give, 0, 0, allow)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = Program(len(steps), ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.byref(program), 0, 0):
        raise SystemExit(77)

forbid_sockets()
"""

WORK = """
import time
import numpy as np
import models
encoder = models.load_encoder(models.starter_directory())
size = encoder.preprocess
encoder.encode_texts(["a dog"])
encoder.encode_images(np.zeros((1, size.height, size.width, 3), np.uint8))
models.load_text_reader().read(np.eye(64, dtype=np.uint8)[:, :, None].repeat(3, axis=2) * 255)
time.sleep(1)
print("done")
"""


def _run(code: str, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    keep = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ
    }
    environment = keep | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TMPDIR": str(home / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        **extra,
    }
    (home / "tmp").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_import_loads_no_runtime(tmp_path: Path) -> None:
    heavy = "{'onnxruntime', 'tokenizers', 'torch', 'onnx', 'cv2', 'rapidocr'}"
    run = _run(f"import sys, models; print(sorted({heavy} & set(sys.modules)))", tmp_path)
    assert run.stdout.strip() == "[]", run.stderr


def test_loading_and_encoding_images_loads_no_tokenizer(tmp_path: Path) -> None:
    run = _run(
        "import sys, models; e = models.load_encoder(models.starter_directory()); e.device;"
        "print('tokenizers' in sys.modules)",
        tmp_path,
    )
    assert run.stdout.strip() == "False", run.stderr


@pytest.mark.skipif(not LINUX, reason="skipped: the guard is a Linux seccomp filter")
def test_no_file_and_no_socket(tmp_path: Path) -> None:
    # Set by the person to 0: telemetry stays off all the same.
    run = _run(GUARD + WORK, tmp_path, ORT_DISABLE_TELEMETRY="0")
    if run.returncode == 77:
        pytest.skip("skipped: this kernel allows no seccomp filter")
    assert run.returncode == 0, run.stderr
    assert run.stdout == "done\n"
    assert run.stderr == ""
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert written == []


@pytest.mark.skipif(not LINUX, reason="skipped: the guard is a Linux seccomp filter")
def test_the_guard_itself_works(tmp_path: Path) -> None:
    run = _run(GUARD + "import socket; socket.socket(); print('survived')", tmp_path)
    if run.returncode == 77:
        pytest.skip("skipped: this kernel allows no seccomp filter")
    assert run.returncode == -signal.SIGSYS
    assert run.stdout == ""
