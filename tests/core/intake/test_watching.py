"""The indexer that keeps running: it follows what happens to the folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.library import Library


def test_it_follows_create_rename_edit_move_and_delete(
    running: Any, paint: Callable[..., Path], tmp_path: Path, encoder: Any
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
    running: Any, paint: Callable[..., Path], tmp_path: Path, encoder: Any
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
    running: Any, paint: Callable[..., Path], tmp_path: Path
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
    running: Any, paint: Callable[..., Path], tmp_path: Path
) -> None:
    paint(tmp_path / "more" / "second.jpg", "blue", seed=3)
    with Library.open(running.root) as library:
        library.folders.add(tmp_path / "more")
    running.until(lambda: "second.jpg" in running.names())


def test_a_folder_that_goes_and_comes_back(running: Any, tmp_path: Path, encoder: Any) -> None:
    encoded = encoder.encoded
    (tmp_path / "drawer").mkdir()
    (tmp_path / "photos").rename(tmp_path / "drawer" / "photos")
    running.until(lambda: "offline" in running.progress.message)
    assert running.names() == {"first.jpg"}
    (tmp_path / "drawer" / "photos").rename(tmp_path / "photos")
    running.until(lambda: running.progress.message == "")
    assert encoder.encoded == encoded


def test_pause_resume_and_retry(running: Any, paint: Callable[..., Path], tmp_path: Path) -> None:
    assert running.indexer is not None
    running.indexer.pause()
    running.until(lambda: running.progress.state == "paused")
    paint(tmp_path / "photos" / "later.jpg", "blue", seed=4)
    running.indexer.rescan()
    assert running.names() == {"first.jpg"}
    running.indexer.resume()
    running.until(lambda: "later.jpg" in running.names())
    (tmp_path / "photos" / "bad.jpg").write_text("no")
    # Nobody is writing it any more.
    os.utime(tmp_path / "photos" / "bad.jpg", (1, 1))
    running.until(lambda: running.progress.failed == 1)
    running.indexer.retry()
    running.until(lambda: running.progress.failed == 2)
