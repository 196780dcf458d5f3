"""Filters joined in memory let pass what SQLite lets pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from core.library import Library
from core.library.browsing import Browsing
from core.library.conditions import AllOf, AnyOf, Condition, Not
from core.library.file_conditions import FileSize, InFolder, Named, OfFormat, OfKind, OfRawFormat
from core.library.passing import Passing
from core.library.people_conditions import Favourite, InAlbum, Tagged, rated
from core.library.taken_conditions import (
    Around,
    AtLocalities,
    Taken,
    TakenAtHours,
    TakenInMonths,
    TakenOnWeekdays,
    WithCamera,
    WithLens,
)
from models import EncoderIdentity
from tests.benchmarks.filters import furnish
from tests.benchmarks.synthetic import fill

_PHOTOS = 400
_COPIES = 60

LEAVES = st.sampled_from(
    [
        Taken(((date(2005, 1, 1), date(2014, 12, 31)),)),
        Taken(((date(2001, 1, 1), date(2003, 1, 1)), (date(2010, 1, 1), None))),
        TakenInMonths((5, 7)),
        TakenOnWeekdays((7, 1)),
        TakenAtHours("21:00", "05:00"),
        AtLocalities(tuple(range(1, 150))),
        Around(10.0, 10.0, 3000.0),
        WithCamera(("Canon EOS R5", "Apple iPhone 8")),
        WithLens(("5mm",)),
        InFolder("0000?"),
        Named("IMG_00001"),
        OfFormat(("PNG", "RAW")),
        OfRawFormat(("jpg",)),
        OfKind("portrait"),
        OfKind("landscape"),
        OfKind("panorama"),
        OfKind("animated"),
        OfKind("raw"),
        OfKind("motion"),
        OfKind("screenshot"),
        FileSize(1_200_000, None),
        FileSize(None, 1_300_000),
        TakenAtHours("06:00", "18:30"),
        rated(3, None),
        rated(0, 0),
        Favourite(),
        Tagged(("tag 7", "keyword 7")),
        InAlbum(("Album 3",)),
    ]
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Photos of every sort; some at two places that say different things, some of two contents, some gone."""
    root, folder = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("photos")
    fill(root, _PHOTOS, EncoderIdentity("none", "1", 4), folder=folder)
    with Library.open(root) as library:
        furnish(library, _PHOTOS)
        with library.writing() as database:
            database.conn.execute(
                "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, "
                "content_id, state, taken_at, rating) SELECT folder_id, volume_id, 'elsewhere', name, 5, 0, "
                "1000 + id, content_id, 'ready', '2012-07-01T22:00:00', id % 6 FROM places WHERE id <= ?",
                (_COPIES,),
            )
            database.conn.execute("UPDATE contents SET width = 9000 WHERE id % 31 = 0")
            database.conn.execute("UPDATE places SET clip = 'clip.mov' WHERE id % 37 = 0")
            database.conn.execute("UPDATE places SET leader_id = id + 1, state = 'paired' WHERE id % 41 = 0")
            database.conn.execute("UPDATE contents SET photo_id = id - 1 WHERE id % 10 = 0")
            database.conn.execute("UPDATE places SET state = 'missing' WHERE id % 7 = 0")
            database.conn.execute("UPDATE places SET state = 'failed', content_id = NULL WHERE id % 23 = 0")
        yield library


def _catalogue(library: Library) -> Database:
    with library.writing() as database:
        return database


@given(st.lists(CONDITIONS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_let_the_same_pass(library: Library, conditions: list[Condition]) -> None:
    for few in (0, _PHOTOS):
        passing = Passing(_catalogue(library), few=few)
        first = passing.photos(conditions)  # by SQLite alone
        assert first.tolist() == passing.photos(conditions).tolist()


def test_a_change_is_seen_and_one_that_comes_to_nothing_too(library: Library) -> None:
    named = (Named("IMG_0000017"),)
    passing = Passing(_catalogue(library))
    browsing = Browsing(passing)

    def found() -> list[int]:
        return passing.photos(named).tolist()

    assert found() == found() == found() == [17]
    with pytest.raises(InterruptedError), library.writing() as database:
        database.conn.execute("UPDATE places SET state = 'missing' WHERE content_id = 17")
        assert found() == found() == []
        assert 17 not in browsing.newest_first()
        raise InterruptedError
    assert found() == found() == [17]
    assert 17 in browsing.newest_first()
    with library.writing() as database:
        database.conn.execute("UPDATE places SET state = 'missing' WHERE content_id = 17")
    assert found() == found() == []
    assert 17 not in browsing.newest_first()
