"""A disk that fills up while photos are taken in: said, nothing broken, and it goes on when there is room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import LibraryFull
from core.intake import Indexer
from core.library import Library

PHOTOS = 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("skipped: needs the right to mount a small file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_said_and_indexing_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path, paint: Callable[..., Path], encoder: Any
) -> None:
    for number in range(PHOTOS):
        paint(tmp_path / "photos" / f"{number}.jpg", seed=number)
    root = small_disk / "library"
    with Library.open(root) as library:
        library.folders.add(tmp_path / "photos")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        with pytest.raises(OSError, match="space"):
            while file.write(b"x" * 4096):
                pass
        file.truncate(file.tell() - 64 * 1024)
    with pytest.raises(LibraryFull, match=str(small_disk)), Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
    filler.unlink()
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
        assert indexer.library.check() == []
        assert indexer.library.photos.counts().photos == PHOTOS
        assert indexer.library.photos.counts().failed == 0
