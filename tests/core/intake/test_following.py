"""Events that fail, get lost or never come; files that are still on their way; settings changed meanwhile."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.intake import pipeline, rescans, survey
from core.intake.observed import Observed
from core.intake.rescans import Rescans, interval
from core.intake.watch import Events, system_events
from core.library import Folder, Library

Start = Callable[..., Any]
Paint = Callable[..., Path]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polling, without the wait."""
    monkeypatch.setattr(rescans, "POLL_SECONDS", 0.2)


class Limited:
    """Events of the system, which grants no more than some watches."""

    def __init__(self, events: Events, watches: int) -> None:
        self._events = events
        self.left = watches

    def watch(self, directory: Path) -> None:
        if self.left < 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(directory))
        self.left -= 1
        self._events.watch(directory)

    def drop(self, root: Path) -> None:
        self._events.drop(root)

    def close(self) -> None:
        self._events.close()


def test_where_no_more_watches_are_granted_folders_are_polled(
    start: Start, paint: Paint, tmp_path: Path, impatient: None
) -> None:
    paint(tmp_path / "photos" / "deep" / "second.jpg", seed=1)
    granted: list[Limited] = []

    def events(*callbacks: Any) -> Events:
        granted.append(Limited(system_events(*callbacks), 1))
        return granted[0]

    running = start(open_events=events)
    assert "fs.inotify.max_user_watches=" in running.progress.message
    paint(tmp_path / "photos" / "deep" / "later.jpg", "blue", seed=2)
    running.until(lambda: "later.jpg" in running.names())
    # The limit was raised: the next walk is granted what the last one was refused.
    granted[0].left = 1000
    running.until(lambda: running.progress.message == "")


def test_a_limit_reached_by_a_new_directory_is_noticed(
    start: Start, paint: Paint, tmp_path: Path, impatient: None
) -> None:
    running = start(open_events=lambda *callbacks: Limited(system_events(*callbacks), 1))
    assert running.progress.message == ""
    paint(tmp_path / "photos" / "new" / "a.jpg", "blue", seed=2)
    running.until(lambda: "max_user_watches" in running.progress.message)
    paint(tmp_path / "photos" / "new" / "b.jpg", "green", seed=3)
    running.until(lambda: "b.jpg" in running.names())


def test_without_any_events_folders_are_polled(
    start: Start, paint: Paint, tmp_path: Path, impatient: None
) -> None:
    def none(*_: Any) -> Events:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    running = start(open_events=none)
    assert "fs.inotify.max_user_instances=" in running.progress.message
    paint(tmp_path / "photos" / "later.jpg", "blue", seed=2)
    running.until(lambda: "later.jpg" in running.names())


def test_after_lost_events_everything_is_looked_through_again(
    start: Start, paint: Paint, tmp_path: Path
) -> None:
    lose: list[Callable[[], None]] = []

    def deaf(_: Callable[[Path, bool], None], overflowed: Callable[[], None]) -> Events:
        lose.append(overflowed)
        return system_events(lambda *_: None, lambda: None)

    running = start(open_events=deaf)
    paint(tmp_path / "photos" / "unheard.jpg", "blue", seed=2)
    lose[0]()
    running.until(lambda: "unheard.jpg" in running.names())
    running.until(lambda: "fs.inotify.max_queued_events=" in running.progress.message)
    running.indexer.rescan()
    running.until(lambda: running.progress.message == "")


def test_where_very_much_changed_the_folder_is_walked(
    start: Start, paint: Paint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_TOUCHED", 2)
    running = start()
    for number in range(5):
        paint(tmp_path / "photos" / f"{number}" / f"{number}.jpg", "blue", seed=number + 1)
    running.until(lambda: len(running.names()) == 6)


def test_a_folder_on_another_computer_is_polled(
    start: Start, paint: Paint, tmp_path: Path, mounts: Any, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts.plug(tmp_path / "photos", "server", kind="nfs4", named=False)
    watched: list[Path] = []

    class Recording(Limited):
        def watch(self, directory: Path) -> None:
            watched.append(directory)

    running = start(open_events=lambda *callbacks: Recording(system_events(*callbacks), 0))
    paint(tmp_path / "photos" / "later.jpg", "blue", seed=2)
    running.until(lambda: "later.jpg" in running.names())
    assert watched == []
    assert running.progress.message == ""


def test_the_events_of_other_systems(start: Start, paint: Paint, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    running = start(open_events=lambda changed, _: Observed(changed))
    paint(photos / "deep" / "a.jpg", "blue", seed=2)
    running.until(lambda: running.names() == {"first.jpg", "a.jpg"})
    (photos / "deep").rename(photos / "deeper")
    (photos / "first.jpg").unlink()
    running.until(lambda: running.names() == {"a.jpg"})


def test_a_file_that_stops_halfway_waits_and_then_fails(
    start: Start, paint: Paint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "SETTLE_SECONDS", 1.5)
    running = start()
    content = paint(tmp_path / "whole.jpg", "blue", seed=2).read_bytes()
    copy = tmp_path / "photos" / "copy.jpg"
    copy.write_bytes(content[: len(content) // 2])
    with Library.open(running.root) as library:
        running.until(lambda: library.photos.counts().waiting == 1)
        assert library.photos.counts().failed == 0
        running.until(lambda: library.photos.counts().failed == 1)
        with copy.open("ab") as file:
            file.write(content[len(content) // 2 :])
        running.until(lambda: "copy.jpg" in running.names())
        assert library.photos.counts().failed == 0


def test_a_pattern_set_meanwhile_holds_at_once(
    start: Start, paint: Paint, tmp_path: Path, encoder: Any
) -> None:
    paint(tmp_path / "photos" / "scans" / "a.jpg", "blue", seed=2)
    running = start()
    encoded = encoder.encoded
    with Library.open(running.root) as library:
        library.settings.save(exclude=("scans/",))
        running.until(lambda: running.names() == {"first.jpg"})
        library.settings.save(exclude=())
        running.until(lambda: running.names() == {"first.jpg", "a.jpg"})
    assert encoder.encoded == encoded


@pytest.mark.skipif(sys.platform == "win32", reason="a watched directory can't be renamed there")
def test_a_renamed_chosen_folder_is_followed_on(
    start: Start, paint: Paint, tmp_path: Path, encoder: Any
) -> None:
    running = start()
    encoded = encoder.encoded
    (tmp_path / "photos").rename(tmp_path / "pictures")
    paint(tmp_path / "pictures" / "more" / "later.jpg", "blue", seed=2)
    running.until(lambda: running.names() == {"first.jpg", "later.jpg"})
    assert encoder.encoded == encoded + 1
    (tmp_path / "pictures" / "more").rename(tmp_path / "pictures" / "less")
    (tmp_path / "pictures" / "first.jpg").unlink()
    running.until(lambda: running.names() == {"later.jpg"})


def test_when_folders_are_walked_again() -> None:
    now = 100.0
    plan = Rescans(clock=lambda: now)
    near, far, away = (Folder(id_, Path(f"/{id_}"), 1, str(id_), online=id_ < 3) for id_ in (1, 2, 3))
    assert plan.due([near, far, away]) == [near, far]
    plan.walked(near, 3.0, followed=True)
    plan.walked(far, 3.0, followed=False)
    assert plan.due([near, far]) == []
    assert plan.seconds_left([near, far, away]) == 60.0
    now += 60.0
    assert plan.due([near, far]) == [far]
    plan.poll([near])
    assert plan.seconds_left([near]) == 60.0
    plan.soon([near])
    assert plan.due([near]) == [near]


@pytest.mark.parametrize(("cost", "wait"), [(0.0, 10.0), (0.1, 10.0), (3.0, 60.0), (600.0, 900.0)])
def test_polling_backs_off_with_its_cost(cost: float, wait: float) -> None:
    assert interval(cost, followed=False) == wait
    assert interval(cost, followed=True) == 900.0


@pytest.mark.skipif(sys.platform != "linux", reason="inotify's watches are by inode")
def test_a_directory_that_two_folders_lead_to_is_followed_in_both(
    start: Start, paint: Paint, tmp_path: Path
) -> None:
    paint(tmp_path / "shared" / "second.jpg", seed=1)
    running = start()
    (tmp_path / "photos" / "link").symlink_to(tmp_path / "shared")
    with Library.open(tmp_path / "library") as library:
        library.folders.add(tmp_path / "photos", follow_links=True)
        library.folders.add(tmp_path / "shared")

    def places(name: str) -> int:
        with Library.open(tmp_path / "library") as library:
            query = "SELECT COUNT(*) FROM places WHERE name = ? AND state = 'ready'"
            return int(library._catalog.conn.execute(query, (name,)).fetchone()[0])

    running.until(lambda: places("second.jpg") == 2)
    paint(tmp_path / "shared" / "third.jpg", seed=2)
    running.until(lambda: places("third.jpg") == 2)
