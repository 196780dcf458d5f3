"""Months and shapes of photos as arrays say what is known of each photo."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.library import NO_MONTH, Library
from models import EncoderIdentity
from tests.benchmarks.synthetic import fill

_PHOTOS = 300
_DATES = (
    "2019-08-31T23:59:59",
    "2019-08-01T00:00:00",
    "2019-12-24",
    "1999-01-01T00:00:00",
    "0000-00-00",
    None,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos of a few months, one without any date, every third dated by its file alone."""
    made = tmp_path_factory.mktemp("browsing") / "library"
    folder = tmp_path_factory.mktemp("photos")
    fill(made, _PHOTOS, EncoderIdentity("made", "1", 2), folder=folder, vectors=False)
    with Library.open(made) as library, library.writing() as database:
        for number, date in enumerate(_DATES, 1):
            database.conn.execute(
                "UPDATE places SET taken_at = ?, taken_from = iif(id % 3 = 0, 'file', 'photo') "
                "WHERE id % ? = ?",
                (date, len(_DATES), number % len(_DATES)),
            )
            database.conn.execute(
                "UPDATE contents SET width = ?, height = ? WHERE id = ?", (100 * number, 300, number)
            )
    return made


def test_months_are_those_of_the_photos(root: Path) -> None:
    with Library.open(root) as library:
        for ids in (library.photos.by_date(), library.photos.by_date()[5:90], np.empty(0, np.int64)):
            months = library.photos.months(ids)
            photos = library.photos.get(ids.tolist())
            expected: list[int] = []
            by_file: list[int] = []
            for photo in photos:
                known = photo.taken_at and int(photo.taken_at[:4]) * 12 + int(photo.taken_at[5:7]) - 1
                month = NO_MONTH if known is None else int(known)
                if not expected or expected[-1] != month:
                    expected.append(month)
                    by_file.append(0)
                by_file[-1] += photo.taken_from == "file" and month != NO_MONTH
            assert months.months.tolist() == expected
            assert months.by_file.tolist() == by_file
            assert all(np.diff(months.months) < 0), "newest first, without a date last"
            assert months.starts.tolist()[:1] == ([0] if len(ids) else [])


def test_what_is_written_is_seen(root: Path) -> None:
    with Library.open(root) as library:
        ids = library.photos.by_date()
        before = library.photos.months(ids)
        with library.writing() as database:
            database.conn.execute("UPDATE places SET taken_at = '2031-05-05' WHERE id = 7")
        ids = library.photos.by_date()
        assert ids[0] == 7
        after = library.photos.months(ids)
        assert after.months[0] == 2031 * 12 + 4
        assert len(after.months) == len(before.months) + 1
        unknown = np.append(ids, 10**6)
        assert library.photos.months(unknown).months[-1] == NO_MONTH


def test_shapes_are_those_of_the_photos(root: Path) -> None:
    with Library.open(root) as library:
        shapes = library.photos.shapes()
        for photo in library.photos.get([1, 2, 3, 4, 200]):
            assert shapes[photo.id] == pytest.approx(photo.width / photo.height)
        with library.writing() as database:
            database.conn.execute("UPDATE contents SET width = 300, height = 0 WHERE id = 2")
        assert library.photos.shapes()[2] == 1, "nothing is known"
