"""A migration that is killed: as before or as after, never between, and backed up first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import LibraryError
from core.library import Library
from core.library.database import connect
from core.library.schema import CATALOG_STEPS
from tests.benchmarks.migrations import fill_first, kills_in_migration, start_migration


@pytest.mark.parametrize("version", range(1, len(CATALOG_STEPS)))
def test_a_migration_killed_at_any_moment(tmp_path: Path, version: int) -> None:
    outcome = kills_in_migration(tmp_path, rows=3000, kills=3, seed=2, version=version)
    assert outcome.tried == 3
    assert outcome.good, outcome


@pytest.mark.parametrize("version", range(1, len(CATALOG_STEPS)))
def test_of_two_that_migrate_at_once_one_does(tmp_path: Path, version: int) -> None:
    root = tmp_path / "library"
    root.mkdir()
    fill_first(root / "catalog.db", 3000, version)
    processes = [start_migration(root) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    with Library.open(root) as library:
        assert library.check() == []
        assert library.photos.counts().photos == 3000
    (backup,) = (root / "backups").glob("catalog-before-schema-*.db")
    with closing(sqlite3.connect(backup)) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (version,)


@pytest.mark.parametrize("version", range(1, len(CATALOG_STEPS)))
def test_a_migration_keeps_what_was_known(tmp_path: Path, version: int) -> None:
    root = tmp_path / "library"
    root.mkdir()
    fill_first(root / "catalog.db", 50, version)
    with Library.open(root) as library:
        assert library.check() == []
        assert library.photos.counts().photos == 50
        assert library.photos.counts().failed == len(library.photos.failures()) == 5
        assert library.settings.load().threads == 3
        (photo, *_) = library.photos.get([7])
        assert (photo.path, photo.taken_at) == (Path("/photos/7.jpg"), "2020-01-01T10:00:00")


@pytest.mark.parametrize("version", range(1, len(CATALOG_STEPS)))
def test_no_room_for_the_backup_means_no_migration(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "library"
    root.mkdir()
    fill_first(root / "catalog.db", 50, version)
    usage = type("Usage", (), {"total": 1, "used": 1, "free": 0})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(LibraryError, match="no room"):
        Library.open(root)
    database = connect(root / "catalog.db")
    assert database.conn.execute("PRAGMA user_version").fetchone()[0] == version
    database.close()
