"""What several files say of one photo becomes one description."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.library import Said
from core.library.description import describe

MTIME = 1_000_000_000 * 10**9  # 2001-09-09T01:46:40Z
ZONE = timezone(timedelta(hours=2))
XMP, TAKEOUT = "a.jpg.xmp", "a.jpg.json"


def merged(own: Said, *sidecars: tuple[str, Said]) -> Any:
    return describe(own, sidecars, MTIME, photo="a.jpg", zone=ZONE)


@pytest.mark.parametrize(
    ("own", "xmp", "takeout", "expected"),
    [
        ("2018-01-01T10:00:00", None, None, ("2018-01-01T10:00:00", "photo", 60)),
        ("2018-01-01T10:00:00", "2019-01-01T10:00:00", None, ("2019-01-01T10:00:00", "sidecar", None)),
        ("2018-01-01T10:00:00", None, "2017-01-01T10:00:00", ("2018-01-01T10:00:00", "photo", 60)),
        # The same second, told by the photo with its fraction and zone.
        ("2018-01-01T10:00:00.250", "2018-01-01T10:00:00", None, ("2018-01-01T10:00:00.250", "photo", 60)),
        ("2018-01-01T10:00:00", "2018-01-01T10:00:00.5", None, ("2018-01-01T10:00:00.5", "sidecar", None)),
        # UTC to the photo's own zone.
        (None, None, "2017-01-01T10:00:00", ("2017-01-01T11:00:00", "sidecar", 60)),
        (None, None, None, ("2001-09-09T03:46:40", "file", None)),
    ],
)
def test_dates(own: str | None, xmp: str | None, takeout: str | None, expected: tuple[Any, ...]) -> None:
    found = merged(Said(own, 60), (XMP, Said(xmp)), (TAKEOUT, Said(takeout, 0)))
    assert (found.taken_at, found.taken_from, found.utc_offset) == expected


def test_takeouts_time_is_shown_in_this_computers_zone_where_no_other_is_known() -> None:
    found = merged(Said(), (TAKEOUT, Said("2017-01-01T23:30:00.125", 0)))
    assert (found.taken_at, found.utc_offset) == ("2017-01-02T01:30:00.125000", 120)


def test_a_correction_goes_first_and_takeout_last() -> None:
    own = Said(title="own", latitude=1.0, longitude=2.0, rating=3)
    xmp = Said(title="xmp", caption="xmp", latitude=5.0, longitude=6.0)
    takeout = Said(title="out", caption="out", latitude=7.0, longitude=8.0, rating=5)
    found = merged(own, (TAKEOUT, takeout), (XMP, xmp))
    assert (found.title, found.caption, found.latitude, found.rating) == ("xmp", "xmp", 5.0, 3)
    found = merged(own, (TAKEOUT, takeout))
    assert (found.title, found.caption, found.latitude, found.rating) == ("own", "out", 1.0, 3)
    assert merged(Said(), (TAKEOUT, takeout)).latitude == 7.0


def test_no_stars_are_a_rating_and_half_a_position_is_none() -> None:
    found = merged(Said(rating=4, latitude=3.0, longitude=4.0), (XMP, Said(rating=0, latitude=1.0)))
    assert (found.rating, found.latitude, found.longitude) == (0, 3.0, 4.0)


def test_of_two_sidecars_the_one_named_after_the_whole_photo_goes_first() -> None:
    both = [
        ("a.xmp", Said(title="stem")),
        ("a.cr2.xmp", Said(title="raw")),
        ("a.jpg.xmp", Said(title="photo")),
    ]
    assert merged(Said(), *both).title == "photo"
    assert merged(Said(), *both[:2]).title == "raw"


def test_keywords_add_up_each_once() -> None:
    own, xmp, takeout = (Said(keywords=words) for words in (("Beach", "dog"), ("beach", "sea"), ("DOG",)))
    found = merged(own, (XMP, xmp), (TAKEOUT, takeout))
    assert found.keywords == ("beach", "sea", "dog")


_SAID = st.builds(
    Said,
    taken_at=st.none() | st.datetimes().map(lambda moment: moment.isoformat()) | st.text(max_size=12),
    utc_offset=st.none() | st.integers(-14 * 60, 14 * 60),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    title=st.none() | st.text(max_size=5),
    keywords=st.lists(st.text(max_size=3), max_size=4).map(tuple),
    rating=st.none() | st.integers(-1, 5),
)


@given(_SAID, st.lists(st.tuples(st.sampled_from([XMP, "a.xmp", TAKEOUT]), _SAID), max_size=3), st.integers())
def test_whatever_is_said(own: Said, sidecars: list[tuple[str, Said]], mtime_ns: int) -> None:
    found = describe(own, sidecars, mtime_ns, photo="a.jpg", zone=ZONE)
    assert (found.taken_at is None) == (found.taken_from is None)
    assert (found.latitude is None) == (found.longitude is None)
    assert len({keyword.casefold() for keyword in found.keywords}) == len(found.keywords)
    # The order in which a directory lists its files changes nothing.
    if len({name for name, _ in sidecars}) == len(sidecars):
        assert describe(own, sidecars[::-1], mtime_ns, photo="a.jpg", zone=ZONE) == found
