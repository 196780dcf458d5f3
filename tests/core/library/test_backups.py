"""Backups: one a day, whole or not at all, the right ones kept; and damaged libraries mended with them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli import main
from core.errors import LibraryDamaged, LibraryError
from core.intake import Indexer
from core.library import Library, copy_database, integrity_problems
from core.library.backup import Interrupted
from core.library.kept import DAILY, WEEKLY, is_due, kept_backups, surplus
from core.library.mending import damages, mend
from core.library.network import INSIST
from core.library.restore import restore
from core.library.rotation import Rotation
from core.paths import LibraryPaths
from tests.conftest import ColourEncoder

NOON = datetime(2021, 6, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PHOTOS = 5


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, paint: Callable[..., Path]) -> Path:
    """Photos, and a library of them without a backup."""
    home = tmp_path_factory.mktemp("backups")
    for number in range(PHOTOS):
        paint(home / "photos" / f"{number}.jpg", seed=number)
    with Library.open(home / "library") as library:
        library.folders.add(home / "photos")
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(home / "library", encoder=ColourEncoder()) as indexer:
        indexer.run_once()
    for path in (home / "library" / "backups").iterdir():
        path.unlink()
    return home


@pytest.fixture
def filled(home: Path, put_back: Callable[[Path], AbstractContextManager[None]]) -> Iterator[LibraryPaths]:
    with put_back(home):
        yield LibraryPaths(home / "library")


@pytest.fixture
def backed_up(filled: LibraryPaths) -> LibraryPaths:
    for number in range(2):
        assert Rotation(filled).turn(now=NOON + number * DAY) == ""
    return filled


def turn(paths: LibraryPaths, now: datetime) -> str:
    return Rotation(paths).turn(now=now)


# -- which are kept ----------------------------------------------------------------------------


def live(moments: list[datetime]) -> tuple[set[datetime], list[int]]:
    """A computer that is switched on at these moments, in this order; what is kept, and how many at each."""
    kept: set[datetime] = set()
    counts = []
    for now in moments:
        if is_due(kept, now):
            kept.add(now)
            kept -= surplus(kept, now)
            assert now in kept, "a backup that was just made"
        counts.append(len(kept))
    return kept, counts


any_clock = st.lists(
    st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)), max_size=60
)
steady_clock = st.lists(st.integers(1, 60), min_size=1, max_size=400).map(
    lambda hours: [NOON + timedelta(hours=sum(hours[: number + 1])) for number in range(len(hours))]
)


@given(any_clock)
def test_whatever_the_clock_does_few_are_kept_and_the_rule_is_settled(moments: list[datetime]) -> None:
    kept, counts = live(moments)
    assert max(counts, default=0) <= 2 * (DAILY + WEEKLY)
    if moments:
        left = kept - surplus(kept, moments[-1])
        assert surplus(left, moments[-1]) == set()


@given(steady_clock)
def test_the_last_days_and_the_weeks_before_are_kept(moments: list[datetime]) -> None:
    kept, counts = live(moments)
    assert max(counts) <= DAILY + WEEKLY
    days = sorted({moment.date() for moment in kept}, reverse=True)
    made: set[datetime] = set()
    for now in moments:
        if is_due(made, now):
            made.add(now)
    assert days[:DAILY] == sorted({moment.date() for moment in made}, reverse=True)[:DAILY]
    older = {moment for moment in made if moment.date() < days[min(len(days), DAILY) - 1]}
    weeks = sorted({moment.isocalendar()[:2] for moment in older}, reverse=True)[:WEEKLY]
    assert sorted({m.isocalendar()[:2] for m in kept if m.date() not in days[:DAILY]}, reverse=True) == weeks


GOOD = {NOON - number * DAY for number in range(DAILY)}


def live_wrongly(wrong: datetime, days: int) -> set[datetime]:
    kept = set(GOOD)
    for number in range(days):
        now = wrong + number * DAY
        assert is_due(kept, now)
        kept.add(now)
        kept -= surplus(kept, now)
    assert is_due(kept, NOON + DAY), "the clock is right again, and the wrong dates don't count"
    return kept


@given(st.integers(1, 100))
def test_a_clock_that_fell_back_for_days_costs_no_good_backup(days: int) -> None:
    assert live_wrongly(datetime(1970, 1, 1, tzinfo=UTC), days) >= GOOD


@given(st.integers(1, DAILY))
def test_a_clock_that_ran_ahead_costs_no_more_than_as_many_days_do(days: int) -> None:
    kept = live_wrongly(datetime(2099, 1, 1, tzinfo=UTC), days)
    assert len(kept & GOOD) >= DAILY - days
    assert max(GOOD) in kept


# -- making them -------------------------------------------------------------------------------


def test_one_a_day_and_the_vectors_only_when_there_are_new_ones(filled: LibraryPaths) -> None:
    for number in range(20):
        for hours in (0, 1):
            assert turn(filled, NOON + number * DAY + timedelta(hours=hours)) == ""
    catalogs = kept_backups(filled.backups, "catalog")
    assert DAILY < len(catalogs) <= DAILY + WEEKLY
    assert catalogs[0].made == NOON + 19 * DAY
    assert len(kept_backups(filled.backups, "vectors")) == 1
    for path in filled.backups.iterdir():
        assert integrity_problems(path) == []
        with closing(sqlite3.connect(path)) as copy:
            table = "photos" if path.name.startswith("catalog") else "vectors"
            assert copy.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (PHOTOS,)


def test_the_indexer_makes_the_first_one_by_itself(filled: LibraryPaths, encoder: Any) -> None:
    with Indexer(filled.root, encoder=encoder) as indexer:
        indexer.run_once()
    (catalog,) = kept_backups(filled.backups, "catalog")
    (vectors,) = kept_backups(filled.backups, "vectors")
    assert datetime.now(UTC) - catalog.made < timedelta(minutes=5)
    assert catalog.path.stat().st_mode & 0o777 == vectors.path.stat().st_mode & 0o777 == 0o600


def test_no_room_is_said_and_the_old_ones_stay(
    backed_up: LibraryPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in backed_up.backups.iterdir()}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1 << 30, 1 << 30, 4096))  # type: ignore[attr-defined]
    problem = turn(backed_up, NOON + 9 * DAY)
    assert "no room" in problem
    assert str(backed_up.backups) in problem
    assert {path: path.read_bytes() for path in backed_up.backups.iterdir()} == before


def test_a_backup_that_is_interrupted_leaves_nothing_and_is_made_later(filled: LibraryPaths) -> None:
    rotation = Rotation(filled)
    assert rotation.turn(lambda: False, NOON) == ""
    with pytest.raises(Interrupted):
        copy_database(filled.catalog, filled.backups / "x.db", lambda: False)
    assert list(filled.backups.iterdir()) == []
    assert rotation.turn(now=NOON) == ""
    assert len(list(filled.backups.iterdir())) == 2


def test_damage_found_by_a_backup_is_said_and_costs_no_backup(backed_up: LibraryPaths) -> None:
    before = sorted(backed_up.backups.iterdir())
    ruin_pages(backed_up.catalog)
    problem = turn(backed_up, NOON + 9 * DAY)
    assert "catalog.db is damaged" in problem
    assert "restore --newest" in problem
    assert sorted(backed_up.backups.iterdir()) == before


def test_a_copy_is_of_one_moment_while_others_write(filled: LibraryPaths, tmp_path: Path) -> None:
    """A writer beside it commits between two steps of the copying."""
    with Library.open(filled.root) as library:
        library.settings.save(threads=1)

        def disturb() -> bool:
            library.settings.save(threads=7)
            return True

        copy_database(filled.catalog, tmp_path / "copy.db", disturb)
        assert library.settings.load().threads == 7
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT value FROM settings WHERE key = 'threads'").fetchone() == ("1",)


# -- making a library whole ---------------------------------------------------------------------


def ruin_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"not a database at all")


def ruin_pages(path: Path) -> None:
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(8192)
        file.write(os.urandom(size - 8192))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("name", "ruin"),
    [
        *(("catalog", ruin) for ruin in (ruin_header, ruin_pages, cut, empty, delete)),
        *(("vectors", ruin) for ruin in (ruin_header, ruin_pages, cut)),
    ],
)
def test_what_is_damaged_is_said_mended_and_kept(
    backed_up: LibraryPaths,
    name: str,
    ruin: Callable[[Path], None],
    encoder: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, database = backed_up.root, backed_up.root / f"{name}.db"
    ruin(database)
    ruined = database.read_bytes() if database.exists() else None
    assert main(["--library", str(root), "check"]) == 3
    said = capsys.readouterr().err
    assert f"{name}.db is damaged" in said
    assert "fovea restore --newest" in said
    assert main(["--library", str(root), "restore", "--newest"]) == 0
    kept = [path for path in backed_up.backups.iterdir() if path.name.startswith(f"{name}-damaged-")]
    assert [path.read_bytes() for path in kept] == ([ruined] if ruined is not None else [])
    encoder.encoded = 0
    with Indexer(root, encoder=encoder) as indexer:
        indexer.run_once()
        assert indexer.library.check() == []
        assert indexer.library.photos.counts().photos == PHOTOS
    assert encoder.encoded == 0
    assert damages(backed_up) == []


def test_damage_that_was_met_once_stays_said_until_it_is_mended(backed_up: LibraryPaths) -> None:
    """The first pages are whole, so opening alone would not see it."""
    ruin_pages(backed_up.catalog)
    with pytest.raises(LibraryDamaged), Library.open(backed_up.root) as library:
        library.photos.counts()
    with pytest.raises(LibraryDamaged, match=r"catalog\.db is damaged: .*restore --newest"):
        Library.open(backed_up.root)
    (damage,) = damages(backed_up)
    mend(backed_up, damage)
    with Library.open(backed_up.root) as library:
        assert library.photos.counts().photos == PHOTOS
    assert not backed_up.suspicion.exists()


def test_the_newest_is_only_for_what_is_damaged(
    backed_up: LibraryPaths, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types it twice must not lose what came after the backup."""
    assert main(["--library", str(backed_up.root), "restore", "--newest"]) == 2
    assert str(kept_backups(backed_up.backups, "catalog")[0].path) in capsys.readouterr().err
    assert main(["--library", str(backed_up.root), "restore"]) == 2


def test_vectors_without_a_backup_are_made_again_and_nothing_else_is_lost(
    filled: LibraryPaths, encoder: Any
) -> None:
    with Library.open(filled.root) as library:
        library.settings.save(threads=3)
    ruin_header(filled.vectors)
    (damage,) = damages(filled)
    assert damage.backup is None
    assert mend(filled, damage).backup is None
    with Indexer(filled.root, encoder=encoder) as indexer:
        assert indexer.run_once().encoded == PHOTOS
        assert indexer.library.settings.load().threads == 3


@pytest.mark.parametrize("ruin", [empty, delete])
def test_lost_vectors_are_made_again_by_themselves(
    backed_up: LibraryPaths, encoder: Any, ruin: Callable[[Path], None]
) -> None:
    ruin(backed_up.vectors)
    with Indexer(backed_up.root, encoder=encoder) as indexer:
        assert indexer.run_once().encoded == PHOTOS


def test_the_newest_good_backup_is_taken_not_the_newest(backed_up: LibraryPaths) -> None:
    newest, older, *_ = kept_backups(backed_up.backups, "catalog")
    ruin_pages(newest.path)
    ruin_header(backed_up.catalog)
    (damage,) = damages(backed_up)
    assert damage.backup == older


def test_without_any_good_backup_the_catalogue_is_left_as_it_is(backed_up: LibraryPaths) -> None:
    for path in backed_up.backups.glob("catalog-*"):
        ruin_header(path)
    ruin_header(backed_up.catalog)
    before = backed_up.catalog.read_bytes()
    (damage,) = damages(backed_up)
    with pytest.raises(LibraryDamaged, match="no good automatic backup"):
        mend(backed_up, damage)
    assert backed_up.catalog.read_bytes() == before


def test_a_library_that_is_being_indexed_is_not_exchanged(backed_up: LibraryPaths, encoder: Any) -> None:
    backup = kept_backups(backed_up.backups, "catalog")[0].path
    with Indexer(backed_up.root, encoder=encoder), pytest.raises(LibraryError, match="indexing"):
        restore(backed_up, backup)


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_restore_that_was_killed_can_be_done_again(
    backed_up: LibraryPaths, killed_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It renames three times: the new one to a name beside, the old one aside, the new one in its place."""
    rename, count = Path.replace, 0

    def dying(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == killed_at:
            raise KeyboardInterrupt
        return rename(path, target)

    backup = kept_backups(backed_up.backups, "catalog")[0].path
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            restore(backed_up, backup)
    if killed_at == 3:
        with pytest.raises(LibraryDamaged, match="missing"):
            Library.open(backed_up.root)
        for damage in damages(backed_up):
            mend(backed_up, damage)
    else:
        restore(backed_up, backup)
    with Library.open(backed_up.root) as library:
        assert library.check() == []
        assert library.photos.counts().photos == PHOTOS


def test_what_was_committed_last_is_kept_aside_too(backed_up: LibraryPaths) -> None:
    """A window that only reads keeps the log from being taken into the database."""
    with Library.open(backed_up.root) as reader:
        reader.photos.counts()
        with Library.open(backed_up.root) as library:
            library.settings.save(threads=7)
        aside = restore(backed_up, kept_backups(backed_up.backups, "catalog")[0].path).aside
    assert aside is not None
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT value FROM settings WHERE key = 'threads'").fetchone() == ("7",)
    with Library.open(backed_up.root) as library:
        assert library.settings.load().threads == 0
        assert library.check() == []


def test_photos_found_after_the_backup_come_back_with_the_right_vectors(
    backed_up: LibraryPaths, encoder: Any, paint: Callable[..., Path]
) -> None:
    """The restored catalogue gives the same numbers to other photos; no vector may belong to another one."""
    photos = backed_up.root.parent / "photos"
    paint(photos / "blue.jpg", "blue", 50)
    paint(photos / "green.jpg", "green", 51)
    with Indexer(backed_up.root, encoder=encoder) as indexer:
        indexer.run_once()
    restore(backed_up, kept_backups(backed_up.backups, "catalog")[0].path)
    (photos / "blue.jpg").unlink()
    paint(photos / "yellow.jpg", "yellow", 52)
    with Indexer(backed_up.root, encoder=encoder) as indexer:
        indexer.run_once()
        library = indexer.library
        shown = {photo.id: photo.path.stem for photo in library.photos.get(library.photos.ids().tolist())}
        vectors = library.vectors.of_photos(library.vectors.encoder_id(encoder.identity), list(shown))
    colours = ["black", "red", "green", "blue", "yellow"]
    for photo_id, stem in shown.items():
        expected = stem if stem in colours else "red"
        assert colours[int(vectors[photo_id][:5].argmax())] == expected
    assert {"green", "yellow"} <= set(shown.values())


def test_check_names_a_backup_that_went_bad(
    backed_up: LibraryPaths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--library", str(backed_up.root), "check"]) == 0
    assert "2 backup(s) of catalog.db" in capsys.readouterr().out
    ruin_pages(kept_backups(backed_up.backups, "catalog")[0].path)
    assert main(["--library", str(backed_up.root), "check"]) == 0
    assert "A backup is damaged" in capsys.readouterr().err


# -- on another computer -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_library_on_another_computer_is_refused_unless_the_person_insists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system says is mounted is made up; everything else is as it is."""
    share = tmp_path.resolve() / "share"
    share.mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 0:9 / / rw - 9p host rw\n90 22 0:52 / {share} rw - {kind} nas:/export/me rw\n")
    monkeypatch.setattr("core.library.volumes._MOUNTINFO", mounts)
    assert main(["--library", str(share / "library"), "status"]) == 3
    said = capsys.readouterr().err
    assert "another computer" in said
    assert INSIST in said
    assert not (share / "library").exists()
    with Library.open(tmp_path / "local"):
        pass
    monkeypatch.setenv(INSIST, "1")
    with Library.open(share / "library") as library:
        assert library.check() == []
