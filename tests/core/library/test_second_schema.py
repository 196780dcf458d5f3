"""Libraries made before sidecars, pairs and places had names: migrated whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.library import Library
from core.library.database import connect
from core.library.migrations import migrate
from core.library.schema import CATALOG_STEPS
from core.paths import LibraryPaths


@pytest.fixture
def old(tmp_path: Path, paint: Callable[..., Path]) -> LibraryPaths:
    """A library as the first schema kept it, with files in every state."""
    paths = LibraryPaths(tmp_path / "library")
    paths.create()
    photos = tmp_path / "photos"
    paint(photos / "1.jpg")
    database = connect(paths.catalog)
    migrate(database, paths.catalog, CATALOG_STEPS[:1], paths.backups)
    execute = database.conn.executescript
    execute(
        f"""
        INSERT INTO volumes (id, identity, mount_path) VALUES (1, 'uuid:x', '{tmp_path}');
        INSERT INTO folders (id, volume_id, path, added_at) VALUES (1, 1, 'photos', '2026-01-01');
        INSERT INTO photos (id, added_at) VALUES (7, '2026-01-01T00:00:00+00:00');
        INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height,
            orientation, taken_at, utc_offset, latitude, longitude)
        VALUES (3, 7, x'01', 10, x'02', x'03', 'JPEG', 40, 30, 1, '2018-01-01T00:00:00', 60, 1.5, 2.5);
        INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id,
            state, missing_since, taken_at, taken_from) VALUES
            (11, 1, 1, 'photos', '1.jpg', 10, 5, 6, 3, 'ready', NULL, '2018-01-01T00:00:00', 'photo'),
            (12, 1, 1, 'photos', x'ff2e6a7067', 10, 5, 8, 3, 'missing', '2026-01-01', '2019-01-01', 'file'),
            (13, 1, 1, 'photos', 'changed.jpg', 10, 5, 9, 3, 'waiting', NULL, NULL, NULL),
            (14, 1, 1, 'photos', 'new.jpg', 10, 5, 10, NULL, 'waiting', NULL, NULL, NULL),
            (15, 1, 1, 'photos', 'bad.jpg', 10, 5, 11, NULL, 'failed', NULL, NULL, NULL);
        INSERT INTO failures VALUES (15, 'damaged', 'It is damaged.', 'Copy it.', '2026-01-02');
        INSERT INTO settings VALUES ('encoder', '"x@1"');
        """
    )
    database.close()
    return paths


def rows(paths: LibraryPaths, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(paths.catalog)) as connection:
        return connection.execute(query).fetchall()


def test_nothing_is_lost(old: LibraryPaths) -> None:
    columns = (
        "id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id, state, missing_since"
    )
    before = {
        table: rows(old, f"SELECT {what} FROM {table} ORDER BY 1")
        for table, what in {
            "places": columns,
            "failures": "*",
            "settings": "*",
            "photos": "id, added_at",
            "volumes": "*",
            "folders": "id, volume_id, path, online, added_at",
        }.items()
    }
    with Library.open(old.root) as library:
        assert library.check() == []
        [failure] = library.photos.failures()
        assert failure.message == "It is damaged."
        assert library.photos.counts().waiting == 2
    assert rows(old, f"SELECT {columns} FROM places ORDER BY 1") == before["places"]
    for table in ("failures", "settings", "volumes"):
        assert rows(old, f"SELECT * FROM {table} ORDER BY 1") == before[table]
    assert rows(old, "SELECT id, added_at FROM photos ORDER BY 1") == before["photos"]
    assert rows(old, "SELECT id, volume_id, path, online, added_at FROM folders") == before["folders"]
    assert (old.backups / f"catalog-before-schema-{len(CATALOG_STEPS)}.db").exists()
    # What the content said is the description; a file's own date has no zone.
    assert rows(old, "SELECT id, utc_offset, latitude, outdated FROM places ORDER BY id") == [
        (11, 60, 1.5, 0),
        (12, None, 1.5, 0),
        (13, None, 1.5, 1),
        (14, None, None, 0),
        (15, None, None, 0),
    ]


def test_references_end_where_they_should(old: LibraryPaths) -> None:
    Library.open(old.root).close()
    ends = {
        (table, row[2], row[3], row[6])
        for (table,) in rows(old, "SELECT name FROM sqlite_master WHERE type = 'table'")
        for row in rows(old, f"PRAGMA foreign_key_list({table})")
    }
    assert ends == {
        ("own_sidecars", "volumes", "volume_id", "NO ACTION"),
        ("own_sidecars", "places", "place_id", "CASCADE"),
        ("unwritten", "places", "place_id", "CASCADE"),
        ("folders", "volumes", "volume_id", "NO ACTION"),
        ("folders", "folders", "parent_id", "CASCADE"),
        ("contents", "photos", "photo_id", "CASCADE"),
        ("places", "folders", "folder_id", "CASCADE"),
        ("places", "volumes", "volume_id", "NO ACTION"),
        ("places", "contents", "content_id", "NO ACTION"),
        ("places", "localities", "locality_id", "NO ACTION"),
        ("places", "places", "leader_id", "SET NULL"),
        ("failures", "places", "place_id", "CASCADE"),
        ("keywords", "places", "place_id", "CASCADE"),
        ("sidecars", "places", "place_id", "CASCADE"),
        ("photo_tags", "photos", "photo_id", "CASCADE"),
        ("photo_tags", "tags", "tag_id", "NO ACTION"),
        ("opinions", "photos", "photo_id", "CASCADE"),
        ("album_photos", "photos", "photo_id", "CASCADE"),
        ("album_photos", "albums", "album_id", "CASCADE"),
        ("guess_names", "guess_words", "word_id", "NO ACTION"),
        ("guesses", "guess_words", "word_id", "NO ACTION"),
        ("guesses", "judged", "judged_id", "NO ACTION"),
        ("judged", "guess_judges", "judge_id", "NO ACTION"),
    }
    assert rows(old, "PRAGMA foreign_key_check") == []
    with Library.open(old.root) as library:
        library.folders.remove(1)
        assert library.photos.failures() == []
    assert rows(old, "SELECT COUNT(*) FROM places") == [(0,)]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT id FROM places WHERE leader_id = 1", "places_by_leader"),
        (
            "SELECT id FROM places WHERE latitude IS NOT NULL AND located = 0 ORDER BY id LIMIT 9",
            "places_unlocated",
        ),
        ("SELECT id FROM places WHERE confirmed = 0 AND id > 5 ORDER BY id", "places_unconfirmed"),
        ("SELECT 1 FROM sidecars WHERE state = 'waiting' ORDER BY place_id LIMIT 9", "sidecars_by_state"),
        ("SELECT 1 FROM places WHERE volume_id = 1 AND directory = 'a'", "sqlite_autoindex_places_1"),
        ("SELECT 1 FROM contents WHERE pixels_digest IN (x'01', x'02')", "contents_by_pixels"),
    ],
)
def test_indices_serve(tmp_path: Path, query: str, index: str) -> None:
    with Library.open(tmp_path / "library") as library:
        plan = library._catalog.conn.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert index in str(plan)
    assert "TEMP B-TREE" not in str(plan)
