"""An indexer that keeps running, in a thread of its own; and a table of mounted drives that tests write."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.intake import Indexer, Progress, indexer, published
from core.library import Library, volumes

DEADLINE_S = 30.0


class Running:
    """An indexer in a thread of its own, and a way to wait for what it does."""

    def __init__(self, root: Path, encoder: Any, **options: Any) -> None:
        self.root = root
        self._options = {"encoder": encoder, **options}
        self._changed = threading.Condition()
        self.progress = Progress()
        self.indexer: Indexer | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.until(lambda: self.progress.state == "watching")

    def _run(self) -> None:
        with Indexer(self.root, self._report, **self._options) as self.indexer:
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
def start(
    tmp_path: Path, paint: Callable[..., Path], encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Running]]:
    """Starts an indexer over a folder `photos` with one photo, first.jpg; it looks about more often."""
    monkeypatch.setattr(indexer, "LOOK_SECONDS", 0.2)
    started: list[Running] = []

    def start_one(**options: Any) -> Running:
        paint(tmp_path / "photos" / "first.jpg")
        with Library.open(tmp_path / "library") as library:
            library.folders.add(tmp_path / "photos")
            library.settings.save(decoders=1, transcribe=False)
        started.append(Running(tmp_path / "library", encoder, **options))
        return started[-1]

    yield start_one
    for running in started:
        running.stop()
        assert published(tmp_path / "library" / "activity.json") == running.progress
        assert running.progress.state == "stopped"


@pytest.fixture
def running(start: Callable[..., Running]) -> Running:
    return start()


class Mounts:
    """What the system says is mounted: the root, and the drives that a test plugs in."""

    def __init__(self, directory: Path) -> None:
        self._table = directory / "mountinfo"
        self._uuids = directory / "by-uuid"
        self._uuids.mkdir(parents=True)
        self._lines = {Path("/"): "1 0 8:1 / / rw - ext4 /dev/root rw"}
        self._write()

    def plug(self, at: Path, name: str, *, kind: str = "ext4", named: bool = True) -> None:
        """Mount a drive; `name` is its UUID where it is to have one."""
        source = f"/dev/fovea-{name}"
        if named:
            (self._uuids / name).unlink(missing_ok=True)
            (self._uuids / name).symlink_to(source)
        self._lines[at] = f"{len(self._lines) + 1} 1 8:2 / {at} rw - {kind} {source} rw"
        self._write()

    def unplug(self, at: Path) -> None:
        """Unmount it."""
        del self._lines[at]
        self._write()

    def _write(self) -> None:
        self._table.write_text("\n".join(self._lines.values()) + "\n")


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mounts:
    """Drives without the right to mount any: the table of the kernel is written by the test."""
    if sys.platform != "linux":
        pytest.skip("Linux's table of mounts")
    mounts = Mounts(tmp_path / "system")
    monkeypatch.setattr(volumes, "_MOUNTINFO", tmp_path / "system" / "mountinfo")
    monkeypatch.setattr(volumes, "_BY_UUID", tmp_path / "system" / "by-uuid")
    return mounts
