"""Changing the encoder: search goes on, nothing is encoded twice, and going back is a matter of a moment."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from core.encoders import Switch, open_chosen, remove, use
from core.errors import UsageError
from core.intake import Indexer, Progress, worker_command
from core.library import Library
from core.search import Question, SearchEngine
from models import EncoderNotFound, starter_directory

PHOTOS = 4


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """An encoder directory like the starter, with a name of its own."""
    directory = tmp_path / "other"
    shutil.copytree(starter_directory(), directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    manifest = directory / "manifest.json"
    facts = json.loads(manifest.read_text())
    facts["name"] = "other"
    manifest.write_text(json.dumps(facts))
    return directory


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, paint: Callable[..., Path]) -> Path:
    """Photos, and an indexed library that uses the starter; both to be put back after each test."""
    home = tmp_path_factory.mktemp("switching")
    for number in range(PHOTOS):
        paint(home / "photos" / f"{number}.jpg", seed=number)
    with Library.open(home / "library") as library:
        library.folders.add(home / "photos")
        # Reading text, and starting children, would be most of what these tests take.
        library.settings.save(decoders=1, transcribe=False)
    assert index(home / "library").encoded == PHOTOS
    return home


@pytest.fixture
def root(indexed: Path, put_back: Callable[[Path], AbstractContextManager[None]]) -> Iterator[Path]:
    """The library, which a test may change as it likes, its photos too."""
    with put_back(indexed):
        yield indexed / "library"


def index(root: Path) -> Progress:
    with Indexer(root) as indexer:
        return indexer.run_once()


def choose(root: Path, source: Path | str) -> Switch:
    with Library.open(root) as library:
        return use(library, source)[0]


def answering(root: Path) -> str:
    with Library.open(root) as library:
        return open_chosen(library).identity.name


def test_the_old_one_answers_until_the_new_one_can(root: Path, other: Path) -> None:
    with SearchEngine(root) as engine:
        assert choose(root, other) is Switch.PREPARING
        answer = engine.ask(Question("red"))
        assert (answer.encoder.split("@")[0], len(answer.photo_ids)) == ("starter", PHOTOS)
        assert index(root).encoded == PHOTOS
        engine._next_refresh = 0.0
        answer = engine.ask(Question("red"))
        assert (answer.encoder.split("@")[0], len(answer.photo_ids)) == ("other", PHOTOS)
    assert index(root).encoded == 0


def test_going_back_is_at_once_and_photos_added_meanwhile_have_both(
    root: Path, other: Path, paint: Callable[..., Path]
) -> None:
    choose(root, other)
    index(root)
    paint(root.parent / "photos" / "later.jpg", "blue", seed=99)
    assert index(root).encoded == 2
    assert choose(root, "starter") is Switch.AT_ONCE
    assert answering(root) == "starter"
    assert index(root).encoded == 0


def test_a_change_can_be_cancelled(root: Path, other: Path) -> None:
    choose(root, other)
    assert choose(root, "starter") is Switch.CANCELLED
    assert choose(root, "starter") is Switch.ALREADY
    index(root)
    assert answering(root) == "starter"


def test_a_change_that_was_killed_goes_on(root: Path, other: Path, paint: Callable[..., Path]) -> None:
    for number in range(100, 160):
        paint(root.parent / "photos" / f"{number}.jpg", seed=number)
    index(root)
    choose(root, other)
    process = subprocess.Popen(
        worker_command(root), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    for line in process.stdout:
        progress = Progress.from_line(line)
        if progress and progress.encoded:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    with SearchEngine(root) as engine:
        assert len(engine.ask(Question("red", limit=1000)).photo_ids) == PHOTOS + 60
    assert index(root).encoded < PHOTOS + 60
    assert answering(root) == "other"
    with SearchEngine(root) as engine:
        assert len(engine.ask(Question("red", limit=1000)).photo_ids) == PHOTOS + 60


def test_photos_that_are_away_get_theirs_from_the_thumbnail_and_again_from_the_file(
    root: Path, other: Path
) -> None:
    photos = root.parent / "photos"
    # Renamed beside itself it would be followed, as a renamed folder.
    drawer = root.parent / "drawer"
    drawer.mkdir()
    photos.rename(drawer / "photos")
    index(root)
    assert choose(root, other) is Switch.PREPARING
    assert index(root).encoded == PHOTOS
    assert answering(root) == "other"
    assert index(root).encoded == 0
    (drawer / "photos").rename(photos)
    assert index(root).encoded == PHOTOS
    assert index(root).encoded == 0


def test_an_encoder_can_be_removed_unless_it_answers(root: Path, other: Path) -> None:
    choose(root, other)
    index(root)
    with Library.open(root) as library:
        with pytest.raises(UsageError, match="in use"):
            remove(library, "other")
        assert remove(library, "starter").startswith("starter@")
        assert [key.split("@")[0] for key in library.vectors.counts()] == ["other"]
        with pytest.raises(EncoderNotFound):
            remove(library, "starter")
    assert choose(root, "starter") is Switch.PREPARING


def test_one_that_is_removed_beside_a_running_indexer_is_gone_and_the_indexer_goes_on(
    root: Path, other: Path, paint: Callable[..., Path]
) -> None:
    choose(root, other)
    index(root)
    process = subprocess.Popen(
        worker_command(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    done = 0
    for line in process.stdout:
        progress = Progress.from_line(line)
        assert progress is not None
        if progress.state == "watching" and done == 0:
            with Library.open(root) as library:
                remove(library, "starter")
            paint(root.parent / "photos" / "later.jpg", "blue", seed=99)
            done = 1
        elif progress.encoded:
            assert progress.encoded == 1
            break
    _, errors = process.communicate("stop\n", timeout=60)
    assert (process.returncode, errors) == (0, "")
    with Library.open(root) as library:
        assert library.vectors.counts() == {"other@" + open_chosen(library).identity.revision: PHOTOS + 1}


def test_a_damaged_one_can_be_removed(root: Path, other: Path) -> None:
    choose(root, other)
    index(root)
    choose(root, "starter")
    with Library.open(root) as library:
        (directory,) = library.paths.encoders.glob("other@*")
        (directory / "manifest.json").write_text("{")
        assert remove(library, directory.name) == directory.name
        assert not directory.exists()
        assert not any(key.startswith("other@") for key in library.vectors.counts())
