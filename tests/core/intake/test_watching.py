"""The indexer that keeps running: it follows what happens to the folders."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.intake import Indexer, Progress, published
from core.library import Library

DEADLINE_S = 30.0


class Running:
    """An indexer in a thread of its own, and a way to wait for what it does."""

    def __init__(self, root: Path, encoder: Any) -> None:
        self.root = root
        self._encoder = encoder
        self._changed = threading.Condition()
        self.progress = Progress()
        self.indexer: Indexer | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.until(lambda: self.progress.state == "watching")

    def _run(self) -> None:
        with Indexer(self.root, self._report, encoder=self._encoder) as self.indexer:
            self.indexer.run()

    def _report(self, progress: Progress) -> None:
        with self._changed:
            self.progress = progress
            self._changed.notify_all()

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; looked at whenever the indexer reports, and now and then."""
        end = time.monotonic() + DEADLINE_S
        with self._changed:
            while not true():
                assert time.monotonic() < end, f"not in time; the indexer says {self.progress}"
                self._changed.wait(0.1)

    def names(self) -> set[str]:
        with Library.open(self.root) as library:
            return {photo.path.name for photo in library.photos.get(library.photos.ids().tolist())}

    def stop(self) -> None:
        assert self.indexer is not None
        self.indexer.stop()
        self._thread.join(DEADLINE_S)
        assert not self._thread.is_alive()


@pytest.fixture
def running(tmp_path: Path, paint: Callable[..., Path], encoder: Any) -> Iterator[Running]:
    paint(tmp_path / "photos" / "first.jpg")
    with Library.open(tmp_path / "library") as library:
        library.folders.add(tmp_path / "photos")
    running = Running(tmp_path / "library", encoder)
    yield running
    running.stop()
    assert published(tmp_path / "library" / "activity.json") == running.progress
    assert running.progress.state == "stopped"


def test_it_follows_create_rename_edit_move_and_delete(
    running: Running, paint: Callable[..., Path], tmp_path: Path, encoder: Any
) -> None:
    photos = tmp_path / "photos"
    assert running.names() == {"first.jpg"}
    paint(photos / "new" / "deep" / "a.jpg", "blue", seed=1)
    running.until(lambda: running.names() == {"first.jpg", "a.jpg"})
    encoded = encoder.encoded
    (photos / "new" / "deep" / "a.jpg").rename(photos / "b.jpg")
    running.until(lambda: running.names() == {"first.jpg", "b.jpg"})
    (photos / "new").rename(photos / "newer")
    (photos / "b.jpg").rename(photos / "newer" / "b.jpg")
    running.until(lambda: running.progress.moved >= 2)
    assert running.names() == {"first.jpg", "b.jpg"}
    assert encoder.encoded == encoded
    paint(photos / "first.jpg", "green", seed=2)
    running.until(lambda: encoder.encoded == encoded + 1)
    (photos / "first.jpg").unlink()
    running.until(lambda: running.names() == {"b.jpg"})


def test_a_moved_folder_costs_no_encoding(
    running: Running, paint: Callable[..., Path], tmp_path: Path, encoder: Any
) -> None:
    photos = tmp_path / "photos"
    for number in range(4):
        paint(photos / "trip" / "day 1" / f"{number}.jpg", seed=10 + number)
    running.until(lambda: len(running.names()) == 5)
    encoded = encoder.encoded
    (photos / "trip").rename(photos / "holiday")
    running.until(lambda: running.progress.moved == 4)
    assert encoder.encoded == encoded
    with Library.open(running.root) as library:
        paths = {photo.path.parent.parent.name for photo in library.photos.get(library.photos.ids().tolist())}
    assert paths == {"holiday", tmp_path.name}


def test_a_file_that_arrives_in_pieces_is_taken_when_it_is_whole(
    running: Running, paint: Callable[..., Path], tmp_path: Path
) -> None:
    content = paint(tmp_path / "outside.jpg", "cyan", seed=5).read_bytes()
    with (tmp_path / "photos" / "slow.jpg").open("wb") as file:
        for start in range(0, len(content), 512):
            file.write(content[start : start + 512])
            file.flush()
    running.until(lambda: "slow.jpg" in running.names())
    with Library.open(running.root) as library:
        assert library.photos.counts().failed == 0


def test_a_folder_added_meanwhile_is_taken_over(
    running: Running, paint: Callable[..., Path], tmp_path: Path
) -> None:
    paint(tmp_path / "more" / "second.jpg", "blue", seed=3)
    with Library.open(running.root) as library:
        library.folders.add(tmp_path / "more")
    running.until(lambda: "second.jpg" in running.names())


def test_a_folder_that_goes_and_comes_back(running: Running, tmp_path: Path, encoder: Any) -> None:
    encoded = encoder.encoded
    (tmp_path / "photos").rename(tmp_path / "away")
    running.until(lambda: "offline" in running.progress.message)
    assert running.names() == {"first.jpg"}
    (tmp_path / "away").rename(tmp_path / "photos")
    running.until(lambda: running.progress.message == "")
    assert encoder.encoded == encoded


def test_pause_resume_and_retry(running: Running, paint: Callable[..., Path], tmp_path: Path) -> None:
    assert running.indexer is not None
    running.indexer.pause()
    running.until(lambda: running.progress.state == "paused")
    paint(tmp_path / "photos" / "later.jpg", "blue", seed=4)
    running.indexer.rescan()
    assert running.names() == {"first.jpg"}
    running.indexer.resume()
    running.until(lambda: "later.jpg" in running.names())
    (tmp_path / "photos" / "bad.jpg").write_text("no")
    running.until(lambda: running.progress.failed == 1)
    running.indexer.retry()
    running.until(lambda: running.progress.failed == 2)
