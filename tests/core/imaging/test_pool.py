"""A crash, a hang, a bomb: each costs one photo, and nothing survives the parent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from core.errors import FailureReason, PhotoError
from core.imaging import Decoded, DecoderPool
from models import Preprocess

WAIT = 60


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.jpg"
    Image.new("RGB", (64, 48), (200, 30, 30)).save(path, quality=95)
    return path


def reason(future: Future[Decoded]) -> FailureReason:
    with pytest.raises(PhotoError) as caught:
        future.result(WAIT)
    assert caught.value.remedy
    return caught.value.reason


Children = Callable[[], list[psutil.Process]]


@pytest.fixture
def children() -> Children:
    """The child processes that this test started."""
    others = {child.pid for child in psutil.Process().children()}
    return lambda: [child for child in psutil.Process().children() if child.pid not in others]


def memory_limits(children: Children) -> list[int]:
    limits = []
    for child in children():
        with contextlib.suppress(psutil.Error):  # it has just ended
            limits.append(child.rlimit(psutil.RLIMIT_DATA)[0])
    return limits


def wait_until_running(future: Future[Decoded], children: Children) -> None:
    while not future.running() or not children():
        threading.Event().wait(0.005)


def test_decode_pixels_and_render(pool: DecoderPool, small: Path, preprocess: Preprocess) -> None:
    photo = pool.decode(small, [preprocess, preprocess]).result(WAIT)
    status = small.stat()
    assert (photo.path, photo.size, photo.mtime_ns, photo.file_id) == (
        small, status.st_size, status.st_mtime_ns, status.st_ino,
    )  # fmt: skip
    assert len(photo.pixels) == 2
    for source in (small, small.read_bytes()):
        assert np.array_equal(pool.pixels(source, preprocess).result(WAIT), photo.pixels[0])
        picture = pool.render(source, 32).result(WAIT)
        assert (picture.width, picture.height, picture.full_width, picture.full_height) == (32, 24, 64, 48)
        assert len(picture.rgb) == 32 * 24 * 3
        assert pool.render(source, 1000).result(WAIT).width == 64


def test_pasted_rubbish(pool: DecoderPool, preprocess: Preprocess) -> None:
    for data, expected in ((b"", FailureReason.EMPTY), (b"<html>", FailureReason.NOT_A_PICTURE)):
        with pytest.raises(PhotoError, match="the pasted picture") as caught:
            pool.pixels(data, preprocess).result(WAIT)
        assert caught.value.reason == expected


def test_names_that_are_not_utf8(pool: DecoderPool, small: Path) -> None:
    try:
        odd = small.rename(small.with_name(os.fsdecode(b"K\xf6ln.jpg")))
    except OSError:
        pytest.skip("this file system wants UTF-8")
    assert pool.decode(odd).result(WAIT).path == odd


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
def test_a_crash_costs_one_photo(
    large_png: Path, small: Path, children: Children, how: signal.Signals
) -> None:
    with DecoderPool(None, 1) as pool:
        before = pool.decode(small)
        victim = pool.decode(large_png)
        after = [pool.decode(small) for _ in range(3)]
        before.result(WAIT)
        wait_until_running(victim, children)
        (child,) = children()
        spent = child.cpu_times().user
        while child.cpu_times().user < spent + 0.03:  # it is decoding: the job has reached it
            threading.Event().wait(0.005)
        child.send_signal(how)
        assert reason(victim) == FailureReason.CRASHED
        assert all(future.result(WAIT).facts.width == 64 for future in after)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_child_killed_while_idle_costs_none(small: Path, children: Children) -> None:
    with DecoderPool(None, 1) as pool:
        for _ in range(3):
            pool.decode(small).result(WAIT)
            (child,) = children()
            child.kill()
            while child.status() != psutil.STATUS_ZOMBIE:
                threading.Event().wait(0.005)
        pool.decode(small).result(WAIT)


def test_a_hang_costs_one_photo(large_png: Path, small: Path) -> None:
    with DecoderPool(None, 2, time_limit=0.15) as pool:
        slow = pool.decode(large_png)
        others = [pool.decode(small) for _ in range(4)]
        assert reason(slow) == FailureReason.TIMED_OUT
        assert all(future.result(WAIT).facts.width == 64 for future in others)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces it")
def test_a_bomb_costs_one_photo(large_png: Path, small: Path) -> None:
    with DecoderPool(None, 1, memory_limit=200 << 20, large_limit=300 << 20) as pool:
        bomb = pool.decode(large_png)
        others = [pool.decode(small) for _ in range(2)]
        assert reason(bomb) == FailureReason.OUT_OF_MEMORY
        assert all(future.result(WAIT).facts.width == 64 for future in others)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces it")
def test_a_large_picture_gets_more_memory_than_others(
    tmp_path: Path, small: Path, children: Children
) -> None:
    path = tmp_path / "large.png"
    Image.new("RGB", (5000, 5000), (90, 120, 60)).save(path, compress_level=1)  # 100 MB, decoded
    with DecoderPool(None, 2, memory_limit=120 << 20, large_limit=1 << 30) as pool:
        large = [pool.decode(path) for _ in range(2)]
        most = 0
        while not all(future.done() for future in large):
            most = max(most, memory_limits(children).count(1 << 30))
        assert [future.result().facts.width for future in large] == [5000, 5000]
        assert most == 1  # one at a time
        assert pool.decode(small).result(WAIT).facts.width == 64
        assert set(memory_limits(children)) == {120 << 20}


def test_waiting_photos_can_be_cancelled(large_png: Path, small: Path, children: Children) -> None:
    with DecoderPool(None, 1) as pool:
        slow = pool.decode(large_png)
        wait_until_running(slow, children)
        far, near = pool.decode(small), pool.decode(small)
        assert far.cancel()
        before = children()
        near.result(WAIT)
        assert children() == before


def test_close_ends_everything(large_png: Path, small: Path, children: Children) -> None:
    threads = set(threading.enumerate())
    pool = DecoderPool(None, 1)
    running, waiting = pool.decode(large_png), pool.decode(small)
    wait_until_running(running, children)
    pool.close()
    pool.close()
    for future in (running, waiting):
        with pytest.raises(CancelledError):
            future.result(WAIT)
    assert not children()
    assert set(threading.enumerate()) == threads
    with pytest.raises(RuntimeError, match="closed"):
        pool.decode(small)


_PROGRAM = """
import sys, os, signal
from pathlib import Path
from core.imaging import DecoderPool
pool = DecoderPool(None, 2)
pool.decode(Path(sys.argv[1])).result()
# More than are done before the end comes.
futures = [pool.decode(Path(sys.argv[2])) for _ in range(30)]
print("ready", flush=True)
{}
"""


def program(end: str, small: Path, large: Path) -> subprocess.Popen[str]:
    code = _PROGRAM.format(end)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(small), str(large)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=small.parent,  # not the repository: the child must not depend on where it starts
    )


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT", "leave"])
def test_no_child_outlives_the_parent(large_png: Path, small: Path, how: str) -> None:
    with program("" if how == "leave" else "[f.result() for f in futures]", small, large_png) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        orphans = psutil.Process(parent.pid).children(recursive=True)
        assert orphans or how == "leave"
        if how != "leave":
            parent.send_signal(getattr(signal, how))
        _, errors = parent.communicate(timeout=WAIT)
    assert not psutil.wait_procs(orphans, timeout=5)[1]
    # Ctrl+C: one traceback, of this program; none of the children.
    assert errors.count("Traceback") == (1 if how == "SIGINT" else 0), errors


def test_a_folder_of_photos_cannot_smuggle_code_in(small: Path) -> None:
    for module in ("numpy", "PIL", "pickle", "core"):
        (small.parent / f"{module}.py").write_text("raise SystemExit('smuggled')")
    before = Path.cwd()
    os.chdir(small.parent)
    try:
        with DecoderPool(None, 1) as pool:
            assert pool.decode(small).result(WAIT).facts.width == 64
    finally:
        os.chdir(before)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_children_hold_no_encoder_and_no_window(
    small: Path, children: Children, preprocess: Preprocess
) -> None:
    with DecoderPool(None, 1) as pool:
        pool.decode(small, [preprocess]).result(WAIT)
        maps = Path(f"/proc/{children()[0].pid}/maps").read_text()
    assert "PIL" in maps
    assert "onnxruntime" not in maps
    assert "PySide6" not in maps


def test_the_parent_loads_no_decoder() -> None:
    code = "import sys, core.imaging; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"rawpy", "pi_heif", "PIL.JpegImagePlugin", "onnxruntime", "PySide6"} & set(loaded)
