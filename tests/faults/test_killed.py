"""kill -9 and other rudeness: nothing lost, nothing doubled, ready again at once."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.intake import Order, Progress, worker_command
from core.library import Library, is_held
from core.search import Question, SearchEngine

PHOTOS = 40
IN_ONE_FOLDER = PHOTOS // 5


def fovea(library: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "core.cli", "--library", str(library), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def photos(tmp_path: Path, paint: Callable[..., Path]) -> Path:
    for number in range(PHOTOS):
        paint(tmp_path / "photos" / f"{number % 5}" / f"{number}.jpg", seed=number)
    with Library.open(tmp_path / "library") as library:
        library.settings.save(transcribe=False)  # as long as the rest, and no photo shows any text
    return tmp_path / "photos"


def start(library: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        worker_command(library),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_whole(library: Path, count: int) -> None:
    """Every photo once, with its vector, and the index agrees with the catalogue."""
    with Library.open(library) as opened:
        assert opened.check() == []
        shown = opened.photos.ids().tolist()
        paths = [photo.path for photo in opened.photos.get(shown)]
        assert len(paths) == len(set(paths)) == count
        assert opened.photos.counts().waiting == 0
    with SearchEngine(library) as engine:
        answer = engine.ask(Question("anything", limit=10 * PHOTOS))
    assert sorted(answer.photo_ids.tolist()) == shown


def test_an_indexer_killed_at_any_moment_goes_on_where_it_was(tmp_path: Path, photos: Path) -> None:
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.folders.add(photos)
    chance = random.Random(7)
    done = 0
    for _ in range(3):
        process = start(library)
        assert process.stdout is not None
        # Killed after some number of its lines: at the start, while it scans, decodes, or commits.
        for _, line in zip(range(chance.randrange(1, 5)), process.stdout, strict=False):
            progress = Progress.from_line(line)
            assert progress is not None
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        with Library.open(library) as opened:
            assert opened.check() == []
            count = opened.photos.counts().photos
        assert count >= done
        done = count
    fovea(library, "index")
    # A file that was in hand at two deaths is set aside, and named, until a person has it tried again.
    assert fovea(library, "index", "--retry").returncode == 0
    assert_whole(library, PHOTOS)
    assert "0 encoded now" in fovea(library, "index").stderr


def test_the_worker_ends_when_its_parent_is_gone(tmp_path: Path, photos: Path) -> None:
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.folders.add(photos / "0")
    process = start(library)
    assert process.stdin is not None
    process.stdin.close()
    process.stdin = None
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert not is_held(library / "indexer.lock")


def test_the_worker_obeys_and_reports(tmp_path: Path, photos: Path) -> None:
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.folders.add(photos / "0")
    process = start(library)
    assert process.stdin is not None
    assert process.stdout is not None
    states: list[str] = []
    for line in process.stdout:
        progress = Progress.from_line(line)
        assert progress is not None
        states.append(progress.state)
        if progress.state == "watching":
            assert progress.encoded == IN_ONE_FOLDER
            assert progress.device in ("cpu", "cuda")
            print("nonsense", file=process.stdin)
            print(Order.STOP, file=process.stdin, flush=True)
            break
    output, errors = process.communicate(timeout=60)
    assert json.loads(output.splitlines()[-1])["state"] == "stopped"
    assert (process.returncode, errors) == (0, "")
    assert "indexing" in states
    assert_whole(library, IN_ONE_FOLDER)


def test_add_beside_a_running_indexer_hands_the_folder_over(tmp_path: Path, photos: Path, paint: Any) -> None:
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.folders.add(photos / "0")
    process = start(library)
    assert process.stdout is not None
    for line in process.stdout:
        progress = Progress.from_line(line)
        if progress and progress.state == "watching":
            break
    result = fovea(library, "add", str(photos / "1"))
    assert result.returncode == 0
    assert "Another Fovea" in result.stderr
    assert_whole(library, 2 * IN_ONE_FOLDER)
    process.communicate("stop\n", timeout=60)


def test_a_second_worker_says_why_it_does_not_start(tmp_path: Path, photos: Path) -> None:
    library = tmp_path / "library"
    with Library.open(library) as opened:
        opened.folders.add(photos / "0")
    process = start(library)
    assert process.stdout is not None
    assert process.stdout.readline()
    second = subprocess.run(worker_command(library), capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 3
    assert "indexing" in second.stderr
    process.communicate("stop\n", timeout=60)
