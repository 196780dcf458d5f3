"""What an event, a commit or an idle look costs does not grow with the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.imaging import DecoderPool
from core.intake.feeding import Feeder
from core.intake.reporter import Reporter
from core.library import Content, FoundFile, Library
from models import EncoderIdentity
from tests.benchmarks.synthetic import fill

IDENTITY = EncoderIdentity("colours", "1", 8)
FACTS = {
    **dict.fromkeys(("taken_at", "utc_offset", "camera_make", "camera_model", "lens", "iso", "f_number")),
    **dict.fromkeys(("exposure_s", "focal_length_mm", "latitude", "longitude", "title", "caption")),
    **dict.fromkeys(("rating", "projection")),
    "format": "JPEG",
    "width": 4,
    "height": 3,
    "orientation": 1,
    "keywords": (),
    "has_clip": False,
}

Action = Callable[[Library], object]


def steps(connection: sqlite3.Connection, action: Callable[[], object]) -> int:
    """How many instructions SQLite takes."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection.set_progress_handler(count, 1)
    try:
        action()
    finally:
        connection.set_progress_handler(None, 1)
    return taken


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A library, and one of ten times its size."""
    made = []
    for photos in (200, 2000):
        root = tmp_path_factory.mktemp(f"photos-{photos}")
        (root / "photos").mkdir()
        fill(root / "library", photos, IDENTITY, folder=root / "photos")
        made.append(root / "library")
    return made


def _commit(library: Library) -> None:
    with library.writing():
        library.identity.record(7, Content(1, 1, 1, b"sha", b"edges", b"pixels", FACTS))
        library.places.fail(8, "damaged", "it is damaged", "")


def _scan(library: Library) -> None:
    [folder] = library.folders.all()
    directory = f"{folder.directory}/00000"
    library.places.directories(folder, directory)
    library.places.known(folder, directory)
    file = FoundFile(directory, "IMG_0000009.jpg", 1, 1, 1)
    library.places.apply(folder, changed={9: file}, gone=[10, 11])
    library.places.apply(folder, back=[10])


def _moves(library: Library) -> None:
    library.identity.settle_moves()
    library.identity.move_candidates()
    library.identity.adopt({12: b"edges of another"})


def _look_for_work(library: Library) -> None:
    library.places.retry_reopened()
    library.places.waiting()
    library.places.count_waiting()
    list(library.places.places_of([13, 14]))
    library.identity.with_older_facts()
    library.doubts.unconfirmed()
    library.localities.unnamed()
    library.sidecars.waiting()


@pytest.mark.parametrize("action", [_commit, _scan, _moves, _look_for_work])
def test_work_does_not_grow_with_the_library(libraries: list[Path], action: Action) -> None:
    taken = []
    for root in libraries:
        with Library.open(root) as library:
            taken.append(steps(library._catalog.conn, lambda opened=library: action(opened)))
    assert taken[1] < 1.2 * taken[0]


def test_a_file_with_thousands_of_hard_links_is_compared_once_for_each(tmp_path: Path) -> None:
    taken = []
    for links in (100, 1000):
        with Library.open(tmp_path / str(links)) as library:
            folder = library.folders.add(tmp_path)
            found = [FoundFile("a", f"{number}.jpg", 1, 1, 1) for number in range(links)]
            library.places.apply(folder, new=found)
            taken.append(steps(library._catalog.conn, library.identity.settle_moves))
            with library.writing():
                library.identity.record(1, Content(1, 1, 1, b"sha", b"edges", b"pixels", FACTS))
            assert library.identity.settle_moves() == links - 1
    assert taken[1] < 12 * taken[0]


def test_nothing_is_looked_for_again_while_nothing_changed(tmp_path: Path, encoder: Any) -> None:
    root = tmp_path / "library"
    fill(root, 300, encoder.identity, folder=tmp_path)
    with Library.open(root) as library, DecoderPool(None, 1) as pool:
        reporter = Reporter(lambda _: None, library.paths.activity)
        feeder = Feeder(library, pool, 1, reporter, lambda: False, encoder)
        assert steps(library._vectors.conn, feeder.run) > 1000
        # What the chores wrote then is a change, too.
        assert feeder.run()
        assert steps(library._vectors.conn, feeder.run) < 100
        library.places.apply(library.folders.all()[0], gone=[1])
        assert steps(library._vectors.conn, feeder.run) > 1000
