"""Libraries made before people could say anything in them: migrated whole, and quick to filter."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.library import Annotation, Library, PhotoFilter
from core.library.conditions import Condition
from core.library.database import connect
from core.library.migrations import migrate
from core.library.people_conditions import Favourite, InAlbum, Tagged, rated
from core.library.schema import CATALOG_STEPS
from core.library.taken_conditions import TakenOnWeekdays, WithCamera
from core.paths import LibraryPaths

_BEFORE = 3


@pytest.fixture
def old(tmp_path: Path) -> LibraryPaths:
    """A library as the third schema kept it, with a row or more in every table."""
    paths = LibraryPaths(tmp_path / "library")
    paths.create()
    database = connect(paths.catalog)
    migrate(database, paths.catalog, CATALOG_STEPS[:_BEFORE], paths.backups)
    database.conn.executescript(
        """
        INSERT INTO volumes (id, identity, mount_path) VALUES (1, 'uuid:x', '/');
        INSERT INTO folders (id, volume_id, path, added_at) VALUES (1, 1, 'photos', '2026-01-01');
        INSERT INTO photos (id, added_at) VALUES (7, '2026-01-01T00:00:00+00:00'), (9, '2026-01-02');
        INSERT INTO localities VALUES (5, 'Paris', '', 'France', 'FR', 48.8, 2.3);
        INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height,
            orientation, camera_make, camera_model, keywords) VALUES
            (3, 7, x'01', 10, x'02', x'03', 'JPEG', 40, 30, 1, 'NIKON', 'NIKON D750', '["Rex"]'),
            (4, 9, x'11', 10, x'12', x'13', 'RAW', 40, 30, 1, NULL, NULL, '[]');
        INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id,
            state, taken_at, taken_from, locality_id, title, rating) VALUES
            (11, 1, 1, 'photos', '1.jpg', 10, 5, 6, 3, 'ready', '2018-01-01T00:00:00', 'photo', 5, 'T', 5),
            (12, 1, 1, 'photos', x'ff2e6a7067', 10, 5, 8, 4, 'missing', NULL, NULL, NULL, NULL, NULL),
            (15, 1, 1, 'photos', 'bad.jpg', 10, 5, 11, NULL, 'failed', NULL, NULL, NULL, NULL, NULL);
        INSERT INTO keywords VALUES (11, 'Rex');
        INSERT INTO sidecars VALUES (11, '1.xmp', 3, 4, 'read', '{}', '');
        INSERT INTO failures VALUES (15, 'damaged', 'It is damaged.', 'Copy it.', '2026-01-02');
        INSERT INTO settings VALUES ('encoder', '"x@1"');
        """
    )
    database.close()
    return paths


def tables(paths: LibraryPaths, columns: dict[str, str] | None = None) -> dict[str, tuple[str, list[Any]]]:
    """Every table of a catalogue: its columns, or those that are asked for, and its rows."""
    found = {}
    with closing(sqlite3.connect(paths.catalog)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall():
            known = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
            asked = known if columns is None else columns.get(name)
            if asked:
                rows = connection.execute(f"SELECT {asked} FROM {name} ORDER BY 1, 2").fetchall()
                found[name] = (asked, rows)
    return found


def test_nothing_is_lost_and_people_can_speak(old: LibraryPaths) -> None:
    before = tables(old)
    assert all(rows for _, rows in before.values())
    Library.open(old.root).close()
    assert tables(old, {name: columns for name, (columns, _) in before.items()}) == before
    assert (old.backups / f"catalog-before-schema-{len(CATALOG_STEPS)}.db").exists()
    with Library.open(old.root) as library:
        assert library.check() == []
        library.annotations.tag([7], "Lotte")
        library.annotations.untag([7], "rex")
        assert library.annotations.of([7]) == {7: Annotation(("Lotte",), ("rex",))}
        assert library.photos.get([7])[0].keywords == ("Lotte",)
        assert library.photos.ids(PhotoFilter(conditions=(WithCamera(("nikon d750",)),))).tolist() == [7]


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (Tagged(("Rex",)), "keywords_by_keyword"),
        (Tagged(("Rex",)), "photo_tags_by_tag"),
        (InAlbum(("Wedding",)), "contents_by_photo"),
        (rated(4, None), "places_by_rating"),
        (Favourite(), "places_by_rating"),
        (WithCamera(("Nikon",)), "contents_by_camera"),
        (TakenOnWeekdays((1,)), "COVERING INDEX places_by_content"),
    ],
)
def test_indices_serve_filters(tmp_path: Path, condition: Condition, index: str) -> None:
    where, parameters = condition.where()
    query = "SELECT photo_id FROM contents JOIN places ON content_id = contents.id "
    with Library.open(tmp_path / "library") as library:
        plan = library._catalog.conn.execute(
            f"EXPLAIN QUERY PLAN {query}WHERE +places.state = 'ready' AND {where}", parameters
        ).fetchall()
    assert index in str(plan)
