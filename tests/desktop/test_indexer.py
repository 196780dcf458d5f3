"""The indexer's process, played by small scripts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.intake import Order, Progress
from core.intake.progress import publish
from core.paths import LibraryPaths
from desktop.indexing.indexer import IndexerClient, Indexing

Until = Callable[..., None]
Make = Callable[[str], IndexerClient]

ECHO = """
import sys
from core.intake import Progress
print("not a progress", flush=True)
print(Progress("indexing", found=7, done=3, waiting=4).to_line(), flush=True)
for line in sys.stdin:
    word = line.strip()
    print(Progress("paused" if word == "pause" else "watching", message=word).to_line(), flush=True)
    if word == "stop":
        break
"""


@pytest.fixture
def paths(tmp_path: Path) -> LibraryPaths:
    made = LibraryPaths(tmp_path)
    made.create()
    return made


@pytest.fixture
def make(paths: LibraryPaths) -> Iterator[Make]:
    made: list[IndexerClient] = []

    def client(script: str) -> IndexerClient:
        made.append(IndexerClient(paths, [sys.executable, "-c", script]))
        made[-1]._polling.setInterval(50)
        made[-1]._restart.setInterval(20)
        return made[-1]

    yield client
    for one in made:
        one.stop()


def test_progress_comes_and_orders_go(make: Make, until: Until) -> None:
    client = make(ECHO)
    seen: list[Progress] = []
    client.progressed.connect(seen.append)
    client.start()
    until(lambda: seen)
    assert seen == [Progress("indexing", found=7, done=3, waiting=4)]
    assert client.state is Indexing.HERE
    client.order(Order.PAUSE)
    client.order(Order.RETRY)
    until(lambda: len(seen) == 3)
    assert [(one.state, one.message) for one in seen[1:]] == [("paused", "pause"), ("watching", "retry")]


def test_an_order_starts_the_indexer(make: Make, until: Until) -> None:
    client = make(ECHO)
    seen: list[str] = []
    client.progressed.connect(lambda progress: seen.append(progress.message))
    client.order(Order.RESCAN)
    until(lambda: "rescan" in seen)


def test_stop_ends_it_in_order(make: Make, until: Until) -> None:
    client = make(ECHO)
    client.start()
    until(lambda: client.progress)
    process = client._process
    assert process is not None
    ended: list[int] = []
    process.finished.connect(lambda code, _: ended.append(code))
    client.stop()
    assert ended == [0]


def test_one_that_hangs_is_killed(make: Make, until: Until) -> None:
    client = make("import sys, time\nprint('x', flush=True)\ntime.sleep(600)")
    client.start()
    until(lambda: client._process is not None and client._process.processId())
    client.stop(timeout_ms=200)
    assert client._process is None


def test_it_is_started_again_once(make: Make, paths: LibraryPaths, until: Until) -> None:
    count = paths.root / "count"
    client = make(
        f"import sys\nopen({str(count)!r}, 'a').write('x')\n"
        "print('the disk is on fire', file=sys.stderr)\nsys.exit(1)"
    )
    problems: list[str] = []
    client.state_changed.connect(lambda: problems.append(client.problem))
    client.start()
    until(lambda: client.state is Indexing.FAILED)
    assert count.read_text() == "xx"
    assert any("unexpectedly" in problem for problem in problems)
    assert "the disk is on fire" in client.problem
    client.start()
    until(lambda: client.state is Indexing.FAILED and count.read_text() == "xxxx")


def test_another_indexer_is_watched_and_then_relieved(make: Make, paths: LibraryPaths, until: Until) -> None:
    other = Progress("indexing", done=1, waiting=2, pid=os.getpid())
    publish(other, paths.activity)
    script = (
        "import sys\nfrom pathlib import Path\nfrom core.intake import published, Progress\n"
        f"if published(Path({str(paths.activity)!r})).state != 'stopped': sys.exit(3)\n"
        "print(Progress('watching').to_line(), flush=True)\nsys.stdin.read()"
    )
    client = make(script)
    seen: list[Progress] = []
    client.progressed.connect(seen.append)
    client.start()
    until(lambda: client.state is Indexing.ELSEWHERE and seen)
    assert seen[0] == other
    client.order(Order.PAUSE)  # not ours to order
    publish(Progress("stopped", pid=os.getpid()), paths.activity)
    until(lambda: client.state is Indexing.HERE and seen[-1].state == "watching")


def test_an_unusable_library_is_told_in_its_words(make: Make, until: Until) -> None:
    client = make("import sys\nprint('fovea: catalog.db is damaged.', file=sys.stderr)\nsys.exit(3)")
    client.start()
    until(lambda: client.state is Indexing.FAILED)
    assert "catalog.db is damaged" in client.problem


def test_a_program_that_is_not_there(paths: LibraryPaths, until: Until) -> None:
    client = IndexerClient(paths, [str(paths.root / "nothing")])
    client.start()
    until(lambda: client.state is Indexing.FAILED)
    assert client.problem
    client.stop()
