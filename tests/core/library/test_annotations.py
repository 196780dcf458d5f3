"""What people say of photos, and take back: through the library, in real SQLite."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UsageError
from core.library import Annotation, Change, Library, copy_database
from core.library.labels import Label
from core.library.restore import restore
from models import EncoderIdentity
from tests.benchmarks.synthetic import fill

PHOTOS = tuple(range(1, 7))
UNKNOWN = 99
_TAGS = ("Rex", "rex", "REX", "Straße", "STRASSE", "Zoë", "Zoe\u0308")
_ALBUMS = ("Italy", "italy", "Wedding")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root, folder = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("photos")
    fill(root, len(PHOTOS), EncoderIdentity("none", "1", 4), folder=folder)
    with Library.open(root) as library:
        yield library


@pytest.fixture
def fresh(library: Library) -> Iterator[Library]:
    """The same, and what a test says is forgotten behind it."""
    yield library
    with library.writing() as database:
        for table in ("photo_tags", "tags", "opinions", "album_photos", "albums"):
            database.conn.execute(f"DELETE FROM {table}")


def state(library: Library) -> tuple[Any, ...]:
    annotations = library.annotations
    return annotations.of(PHOTOS), annotations.albums(), annotations.tags()


_IDS = st.lists(st.sampled_from((*PHOTOS, UNKNOWN)), max_size=4)
_CHANGES = st.one_of(
    st.tuples(st.sampled_from(("tag", "untag", "unsay_tag")), _IDS, st.sampled_from(_TAGS)),
    st.tuples(st.just("rate"), _IDS, st.sampled_from((None, -1, 0, 3, 5))),
    st.tuples(st.just("favour"), _IDS, st.sampled_from((None, True, False))),
    st.tuples(st.sampled_from(("entitle", "describe")), _IDS, st.sampled_from((None, "", "A title"))),
    st.tuples(st.sampled_from(("create_album", "delete_album")), st.sampled_from(_ALBUMS)),
    st.tuples(st.just("create_album"), st.sampled_from(_ALBUMS), _IDS),
    st.tuples(st.just("delete_tag"), st.sampled_from(_TAGS)),
    st.tuples(st.just("rename_tag"), st.sampled_from(_TAGS), st.sampled_from(_TAGS)),
    st.tuples(st.just("rename_album"), st.sampled_from(_ALBUMS), st.sampled_from(_ALBUMS)),
    st.tuples(st.sampled_from(("add_to_album", "remove_from_album")), _IDS, st.sampled_from(_ALBUMS)),
)


def do(library: Library, change: tuple[Any, ...]) -> Change:
    name, *arguments = change
    try:
        return getattr(library.annotations, name)(*arguments)  # type: ignore[no-any-return]
    except UsageError:  # an album that is not there, or is there already
        return Change()


@given(st.lists(_CHANGES, max_size=12))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_whatever_was_said_can_be_taken_back_and_said_again(
    library: Library, changes: list[tuple[Any, ...]]
) -> None:
    first = state(library)
    undo = [do(library, change) for change in changes]
    last = state(library)
    redo = [library.annotations.apply(change) for change in reversed(undo)]
    assert state(library) == first
    undo = [library.annotations.apply(change) for change in reversed(redo)]
    assert state(library) == last
    for change in reversed(undo):
        library.annotations.apply(change)
    assert state(library) == first


def test_everything_that_is_said_is_read(fresh: Library) -> None:
    said = fresh.annotations
    said.tag([1, 2], "Rex")
    said.untag([1], "dog")
    said.rate([1], -1)
    said.favour([1], False)
    said.entitle([1], " A title ")
    said.describe([1], "")
    said.create_album("Wedding")
    said.add_to_album([1, 3], "wedding")
    assert said.of([1, 2, 4]) == {
        1: Annotation(("Rex",), ("dog",), -1, False, "A title", "", ("Wedding",)),
        2: Annotation(("Rex",)),
        4: Annotation(),
    }
    [photo] = fresh.photos.get([1])
    assert (photo.keywords, photo.rating, photo.favourite) == (("Rex",), -1, False)
    assert (photo.title, photo.caption, photo.albums) == ("A title", None, ("Wedding",))
    assert [(album.name, album.photos) for album in said.albums()] == [("Wedding", 2)]
    assert [(tag.name, tag.photos) for tag in said.tags()] == [("Rex", 2)]


def test_what_no_database_and_no_file_can_hold_is_left_out(fresh: Library) -> None:
    said = fresh.annotations
    said.entitle([1], "Zoe\u0308\ud83d\x00 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
    said.describe([1], "  one\r\ntwo\u2028\tthree\x1b[31m\n")
    now = said.of([1])[1]
    assert now.title == "Zoë \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert now.caption == "one\ntwo\n\tthree[31m"
    with pytest.raises(UsageError, match="10,000 at most"):
        said.describe([1], "x" * 10_001)
    assert said.of([1])[1] == now


def test_a_change_says_which_photos_it_changed(fresh: Library) -> None:
    said = fresh.annotations
    assert said.tag([1, 2, UNKNOWN], "Rex").photo_ids == {1, 2}
    assert said.tag([2, 3], "rex").photo_ids == {3}
    assert not said.tag([1, 2, 3], "rex")
    assert said.rate([1], 5).photo_ids == {1}
    assert not said.rate([1], 5)
    assert not said.favour([1], None)


def test_a_tag_has_one_spelling(fresh: Library) -> None:
    said = fresh.annotations
    said.tag([1], "  Zoe\u0308 \n Müller ")
    said.tag([2], "zoë müller")
    assert said.of([2])[2].tags == ("Zoë Müller",)
    said.untag([1, 2], "ZOË MÜLLER")
    assert said.of([1])[1].not_tags == ("Zoë Müller",)
    # Nothing is left of the old spelling on any photo, so the person may mend it.
    said.tag([3], "zoë Müller")
    assert said.of([3])[3].tags == ("zoë Müller",)
    assert unicodedata.is_normalized("NFC", said.tags()[0].name)
    said.tag([4], "a\tfamily\udcff \x00👨\u200d👩\u200d👧")
    assert said.of([4])[4].tags == ("a family 👨\u200d👩\u200d👧",)


def test_people_win_over_the_file(fresh: Library) -> None:
    with fresh.writing() as database:
        execute = database.conn.execute
        execute("INSERT INTO keywords VALUES (1, 'Dog'), (1, 'beach')")
        execute("UPDATE places SET rating = 5, title = 'IMG', caption = 'c' WHERE id = 1")
    try:
        said = fresh.annotations
        before = fresh.photos.get([1])
        assert (before[0].keywords, before[0].rating, before[0].favourite) == (("Dog", "beach"), 5, True)
        undo = [
            said.untag([1], "dog"),
            said.tag([1], "Beach"),
            said.rate([1], 2),
            said.entitle([1], ""),
            said.describe([1], "Our dog"),
        ]
        [photo] = fresh.photos.get([1])
        assert (photo.keywords, photo.rating, photo.favourite) == (("Beach",), 2, False)
        assert (photo.title, photo.caption) == (None, "Our dog")
        said.favour([1], True)
        assert fresh.photos.get([1])[0].favourite
        said.favour([1], None)
        for change in reversed(undo):
            said.apply(change)
        assert fresh.photos.get([1]) == before
    finally:
        with fresh.writing() as database:
            database.conn.execute("DELETE FROM keywords")
            database.conn.execute("UPDATE places SET rating = NULL, title = NULL, caption = NULL")


def test_what_can_not_be_said_is_refused_with_a_way_out(fresh: Library) -> None:
    said = fresh.annotations
    said.create_album("Wedding")
    said.create_album("Italy")
    refused: list[Callable[[], Change]] = [
        lambda: said.tag([1], " \n\x00 "),
        lambda: said.tag([1], "x" * 201),
        lambda: said.create_album(""),
        lambda: said.create_album("WEDDING"),
        lambda: said.rename_album("Italy", "wedding"),
        lambda: said.rename_album("Nowhere", "x"),
        lambda: said.delete_album("Nowhere"),
        lambda: said.add_to_album([1], "Nowhere"),
        lambda: said.rate([1], 6),
        lambda: said.rate([1], -2),
    ]
    for change in refused:
        with pytest.raises(UsageError) as error:
            change()
        assert error.value.problem
        assert error.value.remedy
    said.rename_album("wedding", "Wedding ")
    said.rename_album("wedding", "WEDDING")
    assert [album.name for album in said.albums()] == ["Italy", "WEDDING"]


def test_undoing_goes_round_what_others_did_meanwhile(fresh: Library) -> None:
    said = fresh.annotations
    said.create_album("Italy")
    filled = said.add_to_album([1, 2], "Italy")
    deleted = said.delete_album("Italy")
    said.create_album("italy")
    assert not said.apply(filled)  # the album it is about is not there
    said.apply(deleted)
    assert [(album.name, album.photos) for album in said.albums()] == [("italy", 0), ("Italy 2", 2)]
    said.apply(filled)
    assert [album.photos for album in said.albums()] == [0, 0]


def test_two_processes_say_something_at_once(fresh: Library) -> None:
    with Library.open(fresh.paths.root) as other:
        undo = fresh.annotations.tag([1], "Rex")
        other.annotations.tag([2], "rex")
        fresh.annotations.apply(undo)
        assert other.annotations.of([1, 2]) == {1: Annotation(), 2: Annotation(("Rex",))}


def test_a_backup_carries_what_people_said(fresh: Library, tmp_path: Path) -> None:
    fresh.annotations.tag([1], "Rex")
    fresh.annotations.create_album("Wedding")
    fresh.annotations.add_to_album([1], "Wedding")
    copy_database(fresh.paths.catalog, tmp_path / "backup.db")
    paths = replace(fresh.paths, root=tmp_path / "restored")
    restore(paths, tmp_path / "backup.db")
    with Library.open(paths.root) as restored:
        assert restored.annotations.of([1])[1] == Annotation(tags=("Rex",), albums=("Wedding",))


def test_a_tag_that_is_renamed_takes_its_photos_along_and_joins_another(fresh: Library) -> None:
    annotations = fresh.annotations
    annotations.tag([1, 2, 3], "dog")
    annotations.untag([4, 5], "dog")
    annotations.tag([3, 4], "Hund")
    undo = annotations.rename_tag("dog", "hund")
    assert [(tag.name, tag.photos) for tag in annotations.tags()] == [("Hund", 4)]
    assert annotations.of([4])[4].tags == ("Hund",)
    assert annotations.of([5])[5].not_tags == ("Hund",)
    annotations.apply(undo)
    assert [(tag.name, tag.photos) for tag in annotations.tags()] == [("dog", 3), ("Hund", 2)]
    undo = annotations.rename_tag("dog", "DOG")
    assert annotations.tags()[0].name == "DOG"
    annotations.apply(undo)
    undo = annotations.delete_tag("dog")
    assert [tag.name for tag in annotations.tags()] == ["Hund"]
    assert annotations.of([4])[4].not_tags == ()
    annotations.apply(undo)
    assert annotations.of([4])[4].not_tags == ("dog",)


def test_labels_are_counted_among_the_photos_that_are_asked_about(fresh: Library) -> None:
    annotations = fresh.annotations
    annotations.tag([1, 2, 3], "dog")
    annotations.tag([2], "cat")
    annotations.create_album("Italy", [1, 2, UNKNOWN])
    with fresh.writing() as database:
        database.conn.execute(
            "INSERT INTO keywords (place_id, keyword) SELECT places.id, 'DOG' FROM places "
            "JOIN contents ON contents.id = content_id WHERE photo_id IN (3, 4, 5)"
        )
    annotations.untag([5], "dog")
    try:
        assert annotations.tags_among([1, 2, 4, 5, UNKNOWN]) == [Label("dog", 3), Label("cat", 1)]
        assert annotations.tags_among([3]) == [Label("dog", 1)]
        assert annotations.albums_among([2, 3]) == [Label("Italy", 1)]
        assert annotations.albums()[0].photos == 2
        assert annotations.tags_among([]) == []
    finally:
        with fresh.writing() as database:
            database.conn.execute("DELETE FROM keywords")
