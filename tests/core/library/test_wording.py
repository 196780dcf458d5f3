"""Whose words changed is noted, once and in order; and what they are is gathered from wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.gazetteer import Locality
from core.library import Library
from core.library.database import connect
from core.library.migrations import migrate
from core.library.schema import CATALOG_STEPS
from core.library.word_index import WordIndex
from core.paths import LibraryPaths
from models import EncoderIdentity
from tests.benchmarks.synthetic import fill


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Five photos, IMG_0000001 to 5 in a folder 00000 of a chosen folder “photos”."""
    (tmp_path / "photos").mkdir()
    fill(tmp_path / "library", 5, EncoderIdentity("any", "1", 4), folder=tmp_path / "photos")
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE places SET name = 'other.jpg' WHERE content_id = 3",
        "UPDATE places SET directory = directory || '/below' WHERE content_id = 3",
        "UPDATE places SET title = 'Harbour' WHERE content_id = 3",
        "UPDATE places SET caption = 'At dawn' WHERE content_id = 3",
        "UPDATE places SET state = 'missing' WHERE content_id = 3",
        "INSERT INTO keywords SELECT id, 'Rex' FROM places WHERE content_id = 3",
        "INSERT OR IGNORE INTO keywords SELECT id, 'Rex' FROM places WHERE content_id = 3",
        "UPDATE transcripts SET text = 'EXIT' WHERE pixels_digest = (SELECT pixels_digest FROM contents "
        "WHERE id = 3)",
        "INSERT INTO opinions (photo_id, title) VALUES (3, 'Harbour')",
        "INSERT OR REPLACE INTO opinions (photo_id, title) VALUES (3, 'Harbour')",
        "DELETE FROM places WHERE content_id = 3",
    ],
)
def test_a_change_of_words_is_noted_once(library: Library, sql: str) -> None:
    newest = library.wording.newest()
    with library.writing() as database:
        database.conn.execute(sql)
    [(number, photo_id)] = library.wording.changed(newest, 10)
    assert (number, photo_id) == (library.wording.newest(), 3)
    assert number > newest
    assert len(library.wording.changed(0, 10)) == 5


def test_what_changes_no_words_is_not_noted(library: Library) -> None:
    newest = library.wording.newest()
    with library.writing() as database:
        database.conn.execute("UPDATE places SET mtime_ns = 1, size = 2, rating = 5, name = name")
        database.conn.execute("UPDATE transcripts SET reader = 'any@1', text = text")
    library.annotations.rate([1, 2], 5)
    library.annotations.favour([3])
    assert library.wording.newest() == newest


def test_people_change_the_words_of_many_photos(library: Library) -> None:
    newest = library.wording.newest()
    change = library.annotations.tag([2, 4], "Nonna")
    assert [photo for _, photo in library.wording.changed(newest, 10)] == [2, 4]
    assert library.wording.of([4])[4]["tag"] == ("Nonna",)
    newest = library.wording.newest()
    library.annotations.apply(change)
    assert [photo for _, photo in library.wording.changed(newest, 10)] == [2, 4]
    library.annotations.create_album("Papers")
    library.annotations.add_to_album([1], "Papers")
    newest = library.wording.newest()
    library.annotations.rename_album("Papers", "Insurance")
    assert [photo for _, photo in library.wording.changed(newest, 10)] == [1]
    assert library.wording.of([1])[1]["album"] == ("Insurance",)


def test_words_are_gathered_from_wherever_they_stand(library: Library) -> None:
    with library.writing() as database:
        database.conn.execute(
            "UPDATE places SET directory = directory || '/Rome 2019', name = ?, caption = 'The forum' "
            "WHERE content_id = 1",
            (b"d\xff.v2.jpg",),
        )
        database.conn.execute("INSERT INTO keywords SELECT id, 'Rex' FROM places WHERE content_id = 1")
        database.conn.execute(
            "UPDATE transcripts SET text = 'SPQR' WHERE pixels_digest = "
            "(SELECT pixels_digest FROM contents WHERE id = 1)"
        )
    library.localities.keep([1], [Locality(3169070, "Rome", "Lazio", "Italy", "IT", 41.89, 12.48)])
    library.annotations.untag([1], "rex")
    library.annotations.tag([1], "Marco")
    words = library.wording.of([1, 99])
    assert words.keys() == {1}
    assert words[1]["name"] == ("d\\xff.v2",)
    assert words[1]["folder"] == ("photos", "00000", "Rome 2019")
    assert words[1]["caption"] == ("The forum",)
    assert words[1]["tag"] == ("Marco",)
    assert words[1]["text"] == ("SPQR",)
    assert {"Rome", "Lazio", "Italy", "羅馬", "意大利"} <= set(words[1]["place"])
    assert "title" not in words[1]


def test_who_comes_second_begins_not_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        closing(WordIndex(library.paths.words, library.wording)) as one,
        closing(WordIndex(library.paths.words, library.wording)) as other,
    ):
        assert other.refresh() == 5
        library.annotations.tag([1], "Rex")
        newest = library.wording.newest

        def seen_too_early() -> int:
            monkeypatch.undo()
            seen = newest()
            library.annotations.tag([2], "Rex")
            other.refresh()
            return seen

        monkeypatch.setattr(library.wording, "newest", seen_too_early)
        one.refresh(1)
        assert one.photos == 5
        assert one.photos_with('"rex"').tolist() == [2, 1]


def test_a_question_does_not_wait_for_who_indexes(library: Library) -> None:
    with closing(WordIndex(library.paths.words, library.wording)) as index:
        index.refresh()
        library.annotations.tag([1], "Rex")
        indexer = connect(library.paths.words)
        indexer.conn.execute("BEGIN IMMEDIATE")
        assert index.refresh(100) == 0
        assert len(index.photos_with('"00000"')) == 5, "what is known is found meanwhile"
        indexer.conn.execute("ROLLBACK")
        indexer.close()
        assert index.refresh(100) == 1


def test_a_library_of_before_gets_all_its_words_indexed(tmp_path: Path) -> None:
    paths = LibraryPaths(tmp_path / "library")
    paths.create()
    database = connect(paths.catalog)
    migrate(database, paths.catalog, CATALOG_STEPS[:3], paths.backups)
    database.conn.executescript(
        """
        INSERT INTO volumes (id, identity, mount_path) VALUES (1, 'uuid:x', '/');
        INSERT INTO folders (id, volume_id, path, added_at) VALUES (1, 1, 'photos', '2026-01-01');
        INSERT INTO photos (id, added_at) VALUES (7, '2026-01-01'), (9, '2026-01-02');
        INSERT INTO contents (id, photo_id, sha256, size, edges, pixels_digest, format, width, height,
            orientation) VALUES (3, 7, x'01', 10, x'02', x'03', 'JPEG', 40, 30, 1);
        INSERT INTO places (id, folder_id, volume_id, directory, name, size, mtime_ns, file_id, content_id,
            state) VALUES (11, 1, 1, 'photos', 'rocket.jpg', 10, 5, 6, 3, 'ready');
        """
    )
    database.close()
    with Library.open(paths.root) as library, closing(WordIndex(paths.words, library.wording)) as index:
        assert index.refresh() == 1
        assert index.photos_with('"rocket"').tolist() == [7]
