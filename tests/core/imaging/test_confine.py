"""Whatever code a picture smuggles into a decoding process: it changes no file, and reaches nobody."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image

from core.imaging import DecoderPool, decoding_confinement
from core.imaging.answers import read_answer
from core.imaging.confine import Confinement
from core.imaging.protocol import Answer

linux = pytest.mark.skipif(sys.platform != "linux", reason="what only Linux enforces")

# Each tries what smuggled code might, and says what the system answered.
_ATTEMPTS = """
import ctypes, json, os, resource, signal, socket, subprocess, sys, threading
from pathlib import Path
photo = Path(sys.argv[1])
beside = photo.with_name("beside.jpg")
CORE = os.getppid(), resource.RLIMIT_CORE
CHANGES = {
    "write beside": lambda: beside.write_bytes(b"x"),
    "write nothing beside": lambda: beside.touch(),
    "write into it": lambda: photo.open("r+b"),
    "append to it": lambda: photo.open("ab"),
    "empty it": lambda: os.truncate(photo, 0),
    "delete it": lambda: photo.unlink(),
    "rename it": lambda: photo.rename(beside),
    "link it": lambda: beside.hardlink_to(photo),
    "symlink": lambda: beside.symlink_to(photo),
    "new folder": lambda: beside.mkdir(),
    "remove the folder": lambda: photo.with_name("empty").rmdir(),
    "named pipe": lambda: os.mkfifo(beside),
}
STATUS = {
    "its rights": lambda: photo.chmod(0o777),
    "its times": lambda: os.utime(photo, (1, 1)),
    "its attributes": lambda: os.setxattr(photo, "user.fovea", b"x"),
    "its owner": lambda: os.chown(photo, os.getuid(), os.getgid()),
}
PROGRAMS = {
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "program": lambda: subprocess.run(["/bin/true"]),
}
OTHERS = {
    "fork": lambda: os.fork() or os._exit(0),
    "kill the parent": lambda: os.kill(os.getppid(), 0),
    "more memory": lambda: resource.setrlimit(resource.RLIMIT_DATA, (1 << 40, 1 << 40)),
    "another's limits": lambda: resource.prlimit(*CORE, resource.prlimit(*CORE)),
    "TCP": lambda: socket.socket(),
    "UDP": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "Unix": lambda: socket.socket(socket.AF_UNIX),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
}
def answers(attempts):
    said = {}
    for name, attempt in attempts.items():
        try:
            attempt()
            said[name] = "done"
        except (OSError, ValueError) as error:
            said[name] = type(error).__name__
    return said
def works():
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    return len(photo.read_bytes()) and len(os.listdir(photo.parent)) and os.getpid()
"""

_CONFINED = "from core.imaging.confine import confine; confine(1 << 30, 0)\n"
_NO_NEW_PRIVILEGES = "ctypes.CDLL(None).prctl(38, *map(ctypes.c_ulong, (1, 0, 0, 0)))\n"


def run(tmp_path: Path, code: str) -> dict[str, str]:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _ATTEMPTS + code, str(photo)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "photo.jpg"]
    assert photo.read_bytes() == b"a photo"
    said: dict[str, str] = json.loads(done.stdout)
    return said


def need(**what: bool) -> None:
    """Skip where the system itself has no such thing."""
    confinement = decoding_confinement()
    if replace(confinement, **what) != confinement:
        pytest.skip(f"skipped: the system offers {confinement}")


@linux
def test_a_decoder_can_change_nothing_and_reach_nobody(tmp_path: Path) -> None:
    need(writing=True, programs=True, network=True)
    everything = "print(json.dumps(answers({**CHANGES, **STATUS, **PROGRAMS, **OTHERS}))); assert works()"
    said = run(tmp_path, _CONFINED + everything)
    assert len(said) == 26
    assert said.pop("more memory") == "ValueError"  # what Python makes of this refusal
    assert set(said.values()) == {"PermissionError"}, said


@linux
def test_the_attempts_succeed_without(tmp_path: Path) -> None:
    """Or the tests above and below would prove nothing."""
    code = """
tried = {"write": CHANGES["append to it"], **PROGRAMS, **OTHERS}
del tried["exec"], tried["fork"], tried["netlink"]
print(json.dumps(answers(tried)))
"""
    said = run(tmp_path, code)
    assert said.pop("more memory") in ("done", "ValueError")
    assert set(said.values()) == {"done"}, said


@linux
@pytest.mark.parametrize("means", ["landlock", "seccomp"])
def test_each_means_protects_the_files_alone(tmp_path: Path, means: str) -> None:
    name = {"landlock": "Landlock", "seccomp": "seccomp"}[means]
    if not any(name in found for found in decoding_confinement().means):
        pytest.skip(f"skipped: this kernel offers no {name}")
    restrict = f"{_NO_NEW_PRIVILEGES}from core.imaging import {means}; assert {means}.restrict_self()\n"
    said = run(tmp_path, restrict + "print(json.dumps(answers({**CHANGES, **PROGRAMS}))); assert works()")
    assert set(said.values()) == {"PermissionError"}, said


@linux
def test_the_pools_children_are_confined(tmp_path: Path) -> None:
    confinement = decoding_confinement()
    assert confinement.memory
    Image.new("RGB", (64, 48)).save(tmp_path / "a.jpg")
    with DecoderPool(tmp_path / "thumbnails", 1, memory_limit=300 << 20) as pool:
        pool.decode(tmp_path / "a.jpg").result(60)
        (child,) = (
            child
            for child in psutil.Process().children()
            if "core.imaging.child" in " ".join(child.cmdline())
        )
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{child.pid}/status").read_text().splitlines()
        )
        assert child.rlimit(psutil.RLIMIT_DATA) == (300 << 20, 300 << 20)
        assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert status["NoNewPrivs"] == "1"
    assert (status["Seccomp"] == "2") == confinement.network


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_crash_still_says_what_it_was() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CONFINED + "import os; os.abort()"], capture_output=True, check=False
    )
    assert done.returncode == -6


class _Smuggler:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def test_a_childs_answer_cannot_smuggle_code_into_the_parent() -> None:
    good = Answer("done", Confinement(means=("x",)))
    assert read_answer(pickle.dumps(good)) == good
    for bad in (Answer("done", _Smuggler()), Answer("failed", print), "no answer"):
        with pytest.raises(ValueError, match="answer"):
            read_answer(pickle.dumps(bad))
    with pytest.raises(ValueError, match="answer"):
        read_answer(b"rubbish")
