"""A child that a picture has taken over: it may answer what it likes, or half of it, and gains nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.imaging import process
from core.imaging.process import ChildDied, ChildGone, ChildLate, ChildProcess
from core.imaging.protocol import DecodeJob, Terms

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the children here know only POSIX's pipes")

_TAKEN_OVER = """
import os, struct, sys, time
from multiprocessing import connection
pipe = connection.Connection(int(sys.argv[1]))
sys.path[:] = pipe.recv()
from core.imaging.confine import Confinement
from core.imaging.protocol import Answer
pipe.recv()
pipe.send(Answer("done", Confinement()))
job = pipe.recv()
{}
"""


@contextmanager
def child(monkeypatch: pytest.MonkeyPatch, code: str) -> Iterator[ChildProcess]:
    monkeypatch.setattr(process, "_PROGRAM", _TAKEN_OVER.format(code))
    started = ChildProcess(Terms(1 << 30, 0))
    try:
        started.greet()
        yield started
    finally:
        started.end()


JOB = DecodeJob(Path("a.jpg"), ())


@pytest.mark.parametrize(
    "code",
    [
        "time.sleep(600)",
        "while True: pass",
        'pipe.send(Answer("begun", None)); time.sleep(600)',
        # The beginning of an answer of a thousand bytes.
        'pipe.send(Answer("begun", None)); os.write(pipe.fileno(), b"\\0\\0\\3\\xe8x"); time.sleep(600)',
    ],
)
def test_silence_is_cut_in_time(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    with child(monkeypatch, code) as hanging:
        started = time.monotonic()
        with pytest.raises(ChildLate):
            hanging.ask(JOB, 0.2)
        assert 0.2 <= time.monotonic() - started < 5
        assert not hanging.alive()


@pytest.mark.parametrize(
    "code",
    [
        'pipe.send(os.system); pipe.send("no answer")',
        'pipe.send_bytes(b"rubbish")',
        'pipe.send(Answer("done", None))',
        'pipe.send(Answer("done", b"of another job"))',
        'os.write(pipe.fileno(), struct.pack("!iQ", -1, 1 << 60))',
        "raise SystemExit(3)",
    ],
)
def test_rubbish_is_a_death(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    with (
        child(monkeypatch, f'pipe.send(Answer("begun", None)); {code}') as mad,
        pytest.raises(ChildDied) as caught,
    ):
        mad.ask(JOB, 10)
    assert not isinstance(caught.value, ChildGone)
