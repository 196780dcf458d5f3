"""A file that kills the indexer costs that file, and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from core.errors import FailureReason
from core.intake import Indexer
from core.intake.journal import Journal, accuse, left_in_hand
from core.library import Library

_CHILD = """
import importlib.util, os, signal, sys
from core.intake import Indexer

spec = importlib.util.spec_from_file_location("shared", sys.argv[1])
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)

class Deadly(shared.ColourEncoder):
    def encode_images(self, pixels):
        if (pixels.mean(axis=(1, 2, 3)) > 200).any():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode_images(pixels)

if __name__ == "__main__":
    with Indexer(shared.Path(sys.argv[2]), encoder=Deadly()) as indexer:
        indexer.run_once()
"""


def run_deadly(bench: Any, tmp_path: Path) -> int:
    script = tmp_path / "deadly.py"
    script.write_text(_CHILD)
    shared = Path(__file__).parents[2] / "conftest.py"
    result = subprocess.run(
        [sys.executable, str(script), str(shared), str(bench.root)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.stderr == ""
    return result.returncode


def test_a_file_that_kills_the_indexer_twice_is_left_out_and_its_neighbours_are_not(
    bench: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    for number in range(6):
        paint(bench.photos / f"{number}.jpg", "red", seed=number)
    paint(bench.photos / "3b.jpg", "white", seed=9)
    # In company it takes all of them along; alone, only itself.
    assert [run_deadly(bench, tmp_path) for _ in range(3)] == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert sorted(bench.paths()) == [f"{number}.jpg" for number in range(6)]
    with Library.open(bench.root) as library:
        [failure] = library.photos.failures()
        assert (failure.path.name, failure.reason) == ("3b.jpg", FailureReason.QUARANTINED)
        assert "3b.jpg" in failure.message
        assert library.photos.counts().waiting == 0
    assert bench.query("SELECT SUM(strikes) FROM places WHERE state = 'ready'") == [(0,)]
    assert left_in_hand(bench.root / "in-hand") == []
    # "Try again" forgives: with an indexer that can, it is read.
    with Library.open(bench.root) as library:
        assert library.places.retry_failed() == 1
    assert bench.index().failed == 0
    assert "3b.jpg" in bench.paths()


def test_an_indexer_that_ends_well_accuses_nobody(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    (bench.photos / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    bench.index()
    assert left_in_hand(bench.root / "in-hand") == []
    with Library.open(bench.root) as library:
        accuse(library)
    assert bench.query("SELECT SUM(strikes) FROM places") == [(0,)]


def test_when_the_computer_went_down_no_file_is_blamed(bench: Any, paint: Callable[..., Path]) -> None:
    paint(bench.photos / "a.jpg")
    bench.index()
    path = bench.root / "in-hand"
    for written, strikes in ((psutil.boot_time() - 60, 0), (time.time(), 1)):
        path.write_bytes((1).to_bytes(8, "little"))
        os.utime(path, (written, written))
        with Library.open(bench.root) as library:
            accuse(library)
        assert bench.query("SELECT strikes FROM places") == [(strikes,)]
        assert not path.exists()


def test_the_journal_says_what_was_in_hand_however_it_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "in-hand"
    journal = Journal(path)
    journal.take([1, 2, 3])
    journal.put_down([2])
    assert left_in_hand(path) == [1, 3]
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert set(left_in_hand(path)) <= {1, 2, 3}
    path.write_bytes(whole)
    journal.put_down([1, 3])
    assert path.stat().st_size == 0
    with journal:
        journal.take([1])
        for place_id in range(2, 20_000):
            journal.take([place_id])
            journal.put_down([place_id])
        assert left_in_hand(path) == [1]
        assert path.stat().st_size < 40_000
    assert left_in_hand(path) == []


def test_a_bug_that_ends_the_indexer_is_held_against_what_was_in_hand(
    bench: Any, paint: Callable[..., Path]
) -> None:
    paint(bench.photos / "a.jpg")

    class Faulty(type(bench.encoder)):  # type: ignore[misc]
        def encode_images(self, *_: Any) -> Any:
            raise ZeroDivisionError

    for _ in range(2):
        try:
            with Indexer(bench.root, encoder=Faulty()) as indexer:
                indexer.run_once()
        except ZeroDivisionError:
            continue
        raise AssertionError("it has to end")
    with Indexer(bench.root, encoder=Faulty()) as indexer:
        indexer.run_once()
    assert bench.states() == {"a.jpg": "failed"}
