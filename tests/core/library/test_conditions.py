"""What photos can be asked, asked of a library of a few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from core.library import Library, PhotoFilter
from core.library.arrival import Added
from core.library.clock import timestamp
from core.library.conditions import AllOf, AnyOf, Condition, Not
from core.library.file_conditions import (
    FileSize,
    InFolder,
    Named,
    OfFormat,
    OfKind,
    OfRawFormat,
)
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
from tests.benchmarks.synthetic import fill

Ask = Callable[[Condition], list[int]]

# 1: a Canon in Paris on Saturday, 4 May 2019, at night. 2: an iPhone in Nice. 3: by the date line.
# 4: a telephone's screenshot. 5: a RAW file. 6: a GIF with a RAW of its own, and a copy. 7: nothing known.
# People say something of 1, 2, 3, 5 and 7.
_CONTENTS = {
    1: {"camera_make": "Canon", "camera_model": "Canon EOS R5", "lens": "EF50mm f/1.8", "height": 5000},
    2: {"camera_make": "Apple", "camera_model": "iPhone 12", "height": 4000, "has_clip": 1},
    3: {"width": 9000, "height": 2000},
    4: {"format": "PNG", "camera_model": None},
    5: {"format": "RAW", "projection": "equirectangular"},
    6: {"format": "GIF"},
}
_PLACES = {
    1: {"taken_at": "2019-05-04T23:30:00", "locality_id": 1, "latitude": 48.86, "longitude": 2.35},
    2: {"taken_at": "2020-12-25T04:59:59", "locality_id": 2, "latitude": 43.70, "longitude": 7.27},
    3: {"taken_at": "2021-01-03T12:00:00", "latitude": -16.8, "longitude": -179.9, "name": "50%_off.jpg"},
    4: {"taken_at": "2021-01-03T12:00:00.5", "name": "IMG_0004.PNG", "rating": -1},
    5: {"taken_at": "2022-02-28T05:00:00", "name": "DSC_1.NEF", "directory": "home/Holidays/rome"},
    6: {"taken_at": "2022-03-01T20:00:00", "name": "beach.gif", "directory": "home/holidays 2022"},
    7: {"taken_at": None, "name": "Screenshot 7.jpg", "directory": b"home/caf\xe9/x"},
}
_PLACES[1] |= {"rating": 5}
_PLACES[2] |= {"size": 900}
_PLACES[3] |= {"locality_id": 3}
_PLACES[6] |= {"rating": 5}
_PLACES[7] |= {"rating": 5}
_ADDED = tuple(date(2026, 3, day) for day in (1, 1, 2, 5, 5, 5, 9))
_SPANS = ((date(2019, 1, 1), date(2019, 12, 31)), (date(2021, 1, 3), date(2021, 1, 3)))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root, folder = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("photos")
    fill(root, 7, EncoderIdentity("none", "1", 4), folder=folder)
    with Library.open(root) as library:
        with library.writing() as database:
            towns = ((1, "Paris", 48.85, 2.35), (2, "Nice", 43.7, 7.25), (3, "Labasa", -16.4, 179.4))
            database.conn.executemany("INSERT INTO localities VALUES (?, ?, '', '', '', ?, ?)", towns)
            for table, rows in (("contents", _CONTENTS), ("places", _PLACES)):
                for row_id, columns in rows.items():
                    values = ", ".join(f"{column} = ?" for column in columns)
                    database.conn.execute(
                        f"UPDATE {table} SET {values} WHERE id = ?", (*columns.values(), row_id)
                    )
            copy = (
                "INSERT INTO places (folder_id, volume_id, directory, name, size, mtime_ns, file_id, "
                "content_id, state, taken_at, leader_id) "
                "SELECT folder_id, volume_id, ?, ?, size, 0, ?, ?, ?, taken_at, ? FROM places WHERE id = 6"
            )
            database.conn.execute(copy, ("elsewhere", "copy.gif", 100, 6, "ready", None))
            database.conn.execute(copy, ("home", "beach.cr2", 101, None, "paired", 6))
            keywords: list[Any] = [(1, "family"), (1, "Rex"), (2, "family"), (7, "O'Hara")]
            database.conn.executemany("INSERT INTO keywords VALUES (?, ?)", keywords)
            for photo_id, day in enumerate(_ADDED, start=1):
                moment = datetime.combine(day, time(23, 30)).astimezone().astimezone(UTC)
                database.conn.execute(
                    "UPDATE photos SET added_at = ? WHERE id = ?", (timestamp(moment), photo_id)
                )
        library.annotations.tag([3], "rex")
        library.annotations.untag([2, 7], "o'hara")
        library.annotations.rate([1], 3)
        library.annotations.rate([2], 4)
        library.annotations.favour([5], True)
        library.annotations.favour([7], False)
        library.annotations.create_album("Best of")
        library.annotations.add_to_album([1, 6], "best OF")
        yield library


@pytest.fixture
def ask(library: Library) -> Ask:
    def ask(condition: Condition) -> list[int]:
        chosen = PhotoFilter(conditions=(condition,))
        assert sorted(library.photos.by_date(chosen).tolist()) == library.photos.ids(chosen).tolist()
        return library.photos.ids(chosen).tolist()

    return ask


@pytest.mark.parametrize(
    ("condition", "photos"),
    [
        (Taken(((date(2019, 5, 4), date(2019, 5, 4)),)), [1]),
        (Taken(((None, date(2020, 12, 25)),)), [1, 2]),
        (Taken(((date(2022, 3, 1), None),)), [6]),
        (Taken(_SPANS), [1, 3, 4]),
        (Taken(((None, None),)), [1, 2, 3, 4, 5, 6]),
        (Taken(((None, date.max),)), [1, 2, 3, 4, 5, 6]),
        (Taken(((None, date(2019, 12, 31)), (date(2022, 3, 1), date.max))), [1, 6]),
        (TakenInMonths((1, 12)), [2, 3, 4]),
        (TakenOnWeekdays((6,)), [1]),
        (TakenOnWeekdays((7, 1)), [3, 4, 5]),
        (TakenAtHours("21:00", "05:00"), [1, 2]),
        (TakenAtHours("05:00", "12:00"), [5]),
        (TakenAtHours("12:00", "24:00"), [1, 3, 4, 6]),
        (AtLocalities((2, 99)), [2]),
        (Around(48.9, 2.4, 10), [1]),
        (Around(48.9, 2.4, 3), []),
        (Around(46.0, 5.0, 500), [1, 2]),
        (Around(-16.8, 179.9, 30), [3]),
        (Around(90.0, 0.0, 1), []),
        (WithCamera(("canon eos r5",)), [1]),
        (WithCamera(("Apple iPhone 12", "Nokia")), [2]),
        (WithLens(("50mm",)), [1]),
        (WithLens(("%",)), []),
        (Added(((date(2026, 3, 2), date(2026, 3, 4)),)), [3]),
        (Added(((date(2026, 3, 5), None),)), [4, 5, 6, 7]),
        (Added(((None, date(2026, 3, 1)), (date(2026, 3, 9), date(2026, 3, 9)))), [1, 2, 7]),
        (Added(((date(2026, 3, 10), None),)), []),
        (Added(((date.min, date.max),)), [1, 2, 3, 4, 5, 6, 7]),
        (Added(((None, date(1950, 1, 1)),)), []),
        (InFolder("holidays"), [5]),
        (InFolder("holidays*"), [5, 6]),
        (InFolder("holidays/rome"), [5]),
        (InFolder("home"), [5, 6, 7]),
        (InFolder("elsewhere"), [6]),
        (InFolder("o%e"), []),
        (Named("beach"), [6]),
        (Named("50%_"), [3]),
        (Named("img*.p?g"), [4]),
        (Named("img"), [1, 2, 4]),
        (OfFormat(("PNG", "GIF")), [4, 6]),
        (OfRawFormat(("nef",)), [5]),
        (OfRawFormat(("cr2", "dng")), [6]),
        (OfKind("portrait"), [1]),
        (OfKind("landscape"), [3, 4, 5, 6, 7]),
        (OfKind("square"), [2]),
        (OfKind("panorama"), [3, 5]),
        (OfKind("raw"), [5, 6]),
        (OfKind("motion"), [2]),
        (OfKind("animated"), [6]),
        (OfKind("screenshot"), [4, 7]),
        (FileSize(None, 900), [2]),
        (FileSize(901, None), [1, 3, 4, 5, 6, 7]),
        (FileSize(None, None), [1, 2, 3, 4, 5, 6, 7]),
        (rated(5, 5), [6, 7]),
        (rated(3, 4), [1, 2]),
        (rated(None, -1), [4]),
        (rated(0, 0), [3, 5]),
        (rated(None, 3), [1, 3, 4, 5]),
        (rated(-1, 2), [3, 4, 5]),
        (rated(0, None), [1, 2, 3, 5, 6, 7]),
        (rated(None, None), [1, 2, 3, 4, 5, 6, 7]),
        (AnyOf((rated(0, 0), rated(5, 5))), [3, 5, 6, 7]),
        (Favourite(), [5, 6]),
        (Not(Favourite()), [1, 2, 3, 4, 7]),
        (InAlbum(("BEST of", "none")), [1, 6]),
        (InAlbum(("none",)), []),
        (Tagged(("family",)), [1, 2]),
        (Tagged(("REX",)), [3]),
        (Tagged(("O'Hara", "Rex")), [1, 3]),
        (AnyOf((Tagged(("Rex",)), Named("beach"))), [1, 3, 6]),
        (AnyOf(()), []),
        (AllOf((Tagged(("family",)), rated(3, 3))), [1]),
        (AllOf(()), [1, 2, 3, 4, 5, 6, 7]),
        (Not(Tagged(("family",))), [3, 4, 5, 6, 7]),
        (Not(InFolder("elsewhere")), [1, 2, 3, 4, 5, 7]),
        (Not(WithCamera(("Canon EOS R5",))), [2, 3, 4, 5, 6, 7]),
        (Not(Not(Named("beach"))), [6]),
        (Not(AnyOf(())), [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_conditions(ask: Ask, condition: Condition, photos: list[int]) -> None:
    assert ask(condition) == photos


def test_all_conditions_hold_together(library: Library) -> None:
    both = PhotoFilter(taken_until=date(2020, 12, 31), conditions=(Tagged(("family",)), Not(rated(4, None))))
    assert library.photos.ids(both).tolist() == [1]
    assert bool(both)


@pytest.mark.parametrize("text", ["'", '"', "\\", "%", "_", "[", "*", "?", "a\x00b", "\udcff", "-- x", ""])
def test_no_text_is_sql(ask: Ask, text: str) -> None:
    for condition in (
        Named(text),
        InFolder(text),
        WithCamera((text,)),
        WithLens((text,)),
        Tagged((text,)),
        InAlbum((text,)),
    ):
        ask(condition)


def test_vocabulary(library: Library) -> None:
    known = library.photos.vocabulary()
    assert [town.name for town in known.towns] == ["Paris", "Nice", "Labasa"]
    assert known.cameras == ("Apple iPhone 12", "Canon EOS R5")
    assert known.lenses == ("EF50mm f/1.8",)
    assert known.keywords == ("O'Hara", "Rex", "family", "rex")
    assert (known.tags, known.albums, known.favoured) == (("rex",), ("Best of",), True)
    assert (known.first_day, known.last_day, known.rated) == ("2019-05-04", "2022-03-01", True)
