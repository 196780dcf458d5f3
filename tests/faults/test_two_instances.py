"""Two Foveas and one library: one indexes, both write what people say, and the dead are in nobody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import LibraryBusy
from core.intake import Indexer, Progress, worker_command
from core.library import Library, exclusive, is_held

PHOTOS = 30
SAVES = 60


@pytest.fixture
def root(tmp_path: Path, paint: Callable[..., Path]) -> Path:
    for number in range(PHOTOS):
        paint(tmp_path / "photos" / f"{number}.jpg", seed=number)
    with Library.open(tmp_path / "library") as library:
        library.folders.add(tmp_path / "photos")
        library.settings.save(decoders=1)
    return tmp_path / "library"


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_indexer_that_was_killed_leaves_a_lock_that_stops_nobody(root: Path, encoder: Any) -> None:
    process = subprocess.Popen(worker_command(root), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert Progress.from_line(process.stdout.readline())
    assert is_held(root / "indexer.lock")
    with pytest.raises(LibraryBusy, match="indexing"), Indexer(root, encoder=encoder):
        pass
    process.kill()
    process.communicate()
    assert (root / "indexer.lock").exists()
    # Its number may belong to somebody else by now, or to us.
    (root / "indexer.lock").write_text(f"{os.getpid()}\n")
    assert not is_held(root / "indexer.lock")
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
        assert indexer.library.photos.counts().photos == PHOTOS


def test_who_only_looks_whether_somebody_indexes_stops_nobody(root: Path) -> None:
    """`fovea status`, and a second window, look again and again."""
    script = (
        "import sys; from pathlib import Path; from core.library import is_held\n"
        "print('looking', flush=True)\n"
        "while True: is_held(Path(sys.argv[1]))"
    )
    lookers = [python(script, root / "indexer.lock") for _ in range(2)]
    try:
        for looker in lookers:
            assert looker.stdout is not None
            assert looker.stdout.readline()
        for _ in range(400):
            with exclusive(root / "indexer.lock", "indexing"):
                pass
    finally:
        for looker in lookers:
            looker.kill()
            looker.communicate()


def test_both_write_what_people_say_while_one_indexes(root: Path, encoder: Any) -> None:
    script = (
        "import sys; from pathlib import Path; from core.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    print('open', flush=True)\n"
        f"    for number in range(1, {SAVES} + 1):\n"
        "        library.settings.save(**{sys.argv[2]: number})"
    )
    writers = [python(script, root, field) for field in ("threads", "smallest_bytes")]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline()
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
        for writer in writers:
            _, errors = writer.communicate(timeout=120)
            assert (writer.returncode, errors) == (0, "")
        indexer.run_once()
        preferences = indexer.library.settings.load()
        assert (preferences.threads, preferences.smallest_bytes) == (SAVES, SAVES)
        assert indexer.library.photos.counts().photos == PHOTOS
        assert indexer.library.check() == []
