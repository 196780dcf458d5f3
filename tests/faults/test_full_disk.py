"""A disk that fills up while photos are taken in: said, nothing broken, and it goes on when there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import LibraryFull
from core.intake import Indexer
from core.library import Library
from core.library.mending import damages
from core.paths import LibraryPaths
from core.search import Question, SearchEngine
from tests.benchmarks.failing_writes import Unavailable
from tests.benchmarks.full_disk import filled, index_without_room, small_disk

PHOTOS = 40


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    try:
        with small_disk(tmp_path / "disk") as disk:
            yield disk
    except Unavailable as reason:
        pytest.skip(f"skipped: {reason}")


def test_a_full_disk_is_said_and_indexing_goes_on_when_there_is_room(
    disk: Path, tmp_path: Path, paint: Callable[..., Path], encoder: Any
) -> None:
    for number in range(PHOTOS):
        paint(tmp_path / "photos" / f"{number}.jpg", seed=number)
    root = disk / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
    with (
        filled(disk, 64 * 1024),
        pytest.raises(LibraryFull, match=str(disk)),
        Indexer(root, encoder=encoder) as indexer,
    ):
        indexer.run_once()
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
        assert indexer.library.check() == []
        assert indexer.library.photos.counts().photos == PHOTOS
        assert indexer.library.photos.counts().failed == 0


def test_whatever_room_is_left_nothing_is_lost_and_one_can_search(disk: Path, tmp_path: Path) -> None:
    outcome = index_without_room(disk, tmp_path / "photos", [0, 98304, 102400, 122880])
    assert outcome.said >= 1
    assert outcome.good, outcome


def test_one_can_search_on_a_full_disk_again_and_again(
    disk: Path, tmp_path: Path, paint: Callable[..., Path], encoder: Any
) -> None:
    paint(tmp_path / "photos" / "a.jpg")
    root = disk / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
    with filled(disk, 0):
        with pytest.raises(LibraryFull):
            damages(LibraryPaths(root))
        for _ in range(3):
            with SearchEngine(root, encoder=encoder) as engine:
                assert len(engine.ask(Question("red")).photo_ids) == 1
    assert not (root / "ballast").exists()
    with Library.open(root):
        assert (root / "ballast").exists()
