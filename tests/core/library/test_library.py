"""The catalogue as a file: schema, backups, damage, folders, filters."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FailureReason, LibraryDamaged, LibraryError, LibraryTooNew
from core.intake import Indexer
from core.library import Library, PhotoFilter, copy_database, mounted_volumes, volume_of
from core.library.database import connect
from core.library.migrations import migrate, schema_version
from core.library.restore import restore
from core.paths import LibraryPaths, display, from_stored, to_stored
from tests.conftest import ColourEncoder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, paint: Callable[..., Path]) -> Path:
    """A library of four photos in two folders, taken in 2018, 2019 and 2020, and one without a date."""
    home = tmp_path_factory.mktemp("filled")
    photos = home / "photos"
    paint(photos / "beach" / "a.jpg", "red", 1, "2018:07:01 10:00:00")
    paint(photos / "beach" / "b.jpg", "green", 2, "2019:12:31 23:59:59")
    paint(photos / "beach hut" / "c.jpg", "blue", 3, "2020:01:01 00:00:00")
    paint(photos / "d.jpg", "white", 4)
    with Library.open(home / "library") as library:
        library.folders.add(photos)
        library.settings.save(decoders=1, transcribe=False)
    with Indexer(home / "library", encoder=ColourEncoder()) as indexer:
        indexer.run_once()
    return home


@pytest.fixture
def filled(home: Path, put_back: Callable[[Path], AbstractContextManager[None]]) -> Iterator[Path]:
    with put_back(home):
        yield home / "library"


def names(library: Library, chosen: PhotoFilter) -> list[str]:
    return sorted(photo.path.name for photo in library.photos.get(library.photos.ids(chosen).tolist()))


def test_only_the_owner_can_read_a_library(filled: Path) -> None:
    assert stat.S_IMODE(filled.stat().st_mode) == 0o700
    for path in (filled / "catalog.db", filled / "vectors.db"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_filters(filled: Path) -> None:
    photos = filled.parent / "photos"
    with Library.open(filled) as library:
        assert names(library, PhotoFilter(folders=(photos / "beach",))) == ["a.jpg", "b.jpg"]
        assert names(library, PhotoFilter(folders=(photos,))) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
        assert names(library, PhotoFilter(folders=(photos / "nowhere",))) == []
        assert names(library, PhotoFilter(taken_from=date(2020, 1, 1), taken_until=date(2020, 1, 1))) == [
            "c.jpg"
        ]
        assert names(library, PhotoFilter(taken_until=date(2019, 12, 31))) == ["a.jpg", "b.jpg"]
        both = PhotoFilter(folders=(photos / "beach",), taken_from=date(2019, 1, 1))
        assert names(library, both) == ["b.jpg"]


def test_a_photo_without_a_date_has_its_files_and_says_so(filled: Path) -> None:
    with Library.open(filled) as library:
        photos = library.photos.get(library.photos.by_date().tolist())
    assert [photo.taken_from for photo in photos] == ["file", "photo", "photo", "photo"]
    assert photos[-1].taken_at == "2018-07-01T10:00:00"


def test_newest_first(filled: Path) -> None:
    with Library.open(filled) as library:
        ids = library.photos.by_date()
        assert [photo.path.name for photo in library.photos.get(ids.tolist())][1:] == [
            "c.jpg",
            "b.jpg",
            "a.jpg",
        ]


def test_a_folder_inside_another_is_that_one_and_a_folder_around_takes_over(
    filled: Path, encoder: Any
) -> None:
    photos = filled.parent / "photos"
    with Library.open(filled) as library:
        assert library.folders.add(photos / "beach").path == photos
        assert library.folders.add(filled.parent).path == filled.parent
        assert [folder.path for folder in library.folders.all()] == [filled.parent]
        assert library.photos.counts().photos == 4
    with Indexer(filled, encoder=encoder) as indexer:
        assert indexer.run_once().encoded == 0


def test_a_folder_around_one_that_follows_links_follows_them_too(
    filled: Path, paint: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, encoder: Any
) -> None:
    linked = paint(tmp_path_factory.mktemp("elsewhere") / "linked.jpg", seed=9)
    photos = filled.parent / "photos"
    (photos / "link").symlink_to(linked.parent)
    with Library.open(filled) as library:
        library.folders.add(photos, follow_links=True)
    with Indexer(filled, encoder=encoder) as indexer:
        indexer.run_once()
        indexer.library.folders.add(filled.parent)
        indexer.run_once()
        assert indexer.library.photos.counts().photos == 5
        assert indexer.library.photos.at(photos / "link" / "linked.jpg") is not None


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_photo_whose_name_is_not_unicode_is_found_by_its_path(
    tmp_path: Path, paint: Callable[..., Path], encoder: Any
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    photo = paint(folder / "a.jpg").rename(folder / os.fsdecode(b"\xff.jpg"))
    with Library.open(tmp_path / "library") as library:
        library.folders.add(tmp_path)
    with Indexer(tmp_path / "library", encoder=encoder) as indexer:
        indexer.run_once()
        [known] = indexer.library.photos.ids(PhotoFilter(folders=(folder,)))
        assert indexer.library.photos.at(photo) == known


def test_a_removed_folder_takes_its_photos_out_of_the_library_only(filled: Path) -> None:
    with Library.open(filled) as library:
        library.folders.remove(library.folders.all()[0].id)
        assert library.photos.counts().photos == 0
    assert (filled.parent / "photos" / "d.jpg").exists()


def test_a_file_whose_permissions_changed_in_the_second_it_failed_is_tried_again(filled: Path) -> None:
    changed = (filled.parent / "photos" / "d.jpg").stat().st_ctime
    with Library.open(filled) as library:
        with library.writing() as database:
            [(place_id,)] = database.conn.execute("SELECT id FROM places WHERE name = 'd.jpg'").fetchall()
            library.places.fail(place_id, FailureReason.UNREADABLE, "it can't be opened", "")
            failed_at = datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds")
            database.conn.execute("UPDATE failures SET failed_at = ?", (failed_at,))
        assert library.places.retry_reopened() == 1


def test_the_grace_of_a_deleted_photo_ends(filled: Path, encoder: Any) -> None:
    (filled.parent / "photos" / "d.jpg").unlink()
    with Indexer(filled, encoder=encoder) as indexer:
        indexer.run_once()
    with Library.open(filled) as library:
        assert library.identity.purge(datetime.now(UTC) + timedelta(days=29)) == []
        assert len(library.identity.purge(datetime.now(UTC) + timedelta(days=31))) == 1
        assert library.vectors.reconcile() == 1


def test_settings_survive(filled: Path) -> None:
    with Library.open(filled) as library:
        library.settings.save(threads=3)
    with Library.open(filled) as library:
        assert library.settings.load().threads == 3
        with pytest.raises(TypeError):
            library.settings.save(no_such_setting=1)


# -- schema ------------------------------------------------------------------------------------


def test_a_newer_schema_is_refused_and_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "catalog.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (filled / "catalog.db").read_bytes()
    with pytest.raises(LibraryTooNew, match="newer"):
        Library.open(filled)
    assert (filled / "catalog.db").read_bytes() == before


def test_a_migration_is_backed_up_first_and_all_or_nothing(tmp_path: Path) -> None:
    path, backups = tmp_path / "catalog.db", tmp_path / "backups"
    steps = ["CREATE TABLE a (x); INSERT INTO a VALUES ('with ; inside')", "ALTER TABLE a ADD COLUMN y;"]
    with closing(connect(path).conn) as _:
        pass
    database = connect(path)
    migrate(database, path, steps[:1], backups)
    assert not list(backups.glob("*"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(database, path, [*steps, "CREATE TABLE b (x); NONSENSE;"], backups)
    assert schema_version(database) == 1
    assert database["a"].columns_dict == {"x": str} or list(database["a"].columns_dict) == ["x"]
    migrate(database, path, steps, backups)
    assert schema_version(database) == 2
    assert list(database.query("SELECT * FROM a")) == [{"x": "with ; inside", "y": None}]
    database.close()
    with closing(sqlite3.connect(backups / "catalog-before-schema-2.db")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (1,)


# -- damage and backups ------------------------------------------------------------------------


def test_a_damaged_catalogue_is_named_with_the_way_out(filled: Path) -> None:
    with (filled / "catalog.db").open("r+b") as file:
        file.write(b"not a database at all")
    with pytest.raises(LibraryDamaged, match=r"catalog\.db.*fovea restore"):
        Library.open(filled)


def test_damage_met_while_reading_is_named_too(filled: Path) -> None:
    with (filled / "catalog.db").open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(LibraryDamaged, match="damaged"), Library.open(filled) as library:
        library.photos.counts()


def test_backup_and_restore(filled: Path, tmp_path: Path, encoder: Any) -> None:
    backup = tmp_path / "kept.db"
    with Library.open(filled) as library:
        copy_database(library.paths.catalog, backup)
        library.folders.remove(library.folders.all()[0].id)
    (filled / "catalog.db").write_bytes(b"ruined")
    aside = restore(LibraryPaths(filled), backup).aside
    assert aside is not None
    assert aside.read_bytes() == b"ruined"
    with Library.open(filled) as library:
        assert library.photos.counts().photos == 4
    with Indexer(filled, encoder=encoder) as indexer:
        assert indexer.run_once().encoded == 0


@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    filled: Path, tmp_path: Path, content: bytes | None
) -> None:
    backup = tmp_path / "other.db"
    if content is not None:
        backup.write_bytes(content)
    before = (filled / "catalog.db").read_bytes()
    with pytest.raises(LibraryDamaged, match=r"other\.db"):
        restore(LibraryPaths(filled), backup)
    assert (filled / "catalog.db").read_bytes() == before


def test_a_library_where_none_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="--library"):
        Library.open(tmp_path / "file" / "library")


def test_a_full_disk_is_said_and_loses_nothing(filled: Path) -> None:
    with Library.open(filled) as library:
        library._catalog.conn.execute("PRAGMA max_page_count = 1")
        with pytest.raises(LibraryError, match=r"catalog\.db.*space"), library.writing() as database:
            database.conn.executemany(
                "INSERT INTO settings VALUES (?, ?)", [(f"k{number}", "x" * 1000) for number in range(500)]
            )
    with Library.open(filled) as library:
        assert library.check() == []
        assert library.photos.counts().photos == 4


# -- paths and volumes -------------------------------------------------------------------------


@given(st.binary(min_size=1, max_size=60).filter(lambda name: b"\0" not in name))
def test_any_name_comes_back_from_the_database(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (path)")
        connection.execute("INSERT INTO t VALUES (?)", (to_stored(path),))
        stored = connection.execute("SELECT path FROM t WHERE path = ?", (to_stored(path),)).fetchone()[0]
    assert from_stored(stored) == path
    assert display(path).isprintable()


def test_every_path_lies_on_a_volume(tmp_path: Path) -> None:
    volumes = mounted_volumes()
    volume = volume_of(tmp_path.resolve(), volumes)
    assert tmp_path.resolve().is_relative_to(volume.mount)
    deeper = [other for other in volumes if tmp_path.resolve().is_relative_to(other.mount)]
    assert max(len(other.mount.parts) for other in deeper) == len(volume.mount.parts)
