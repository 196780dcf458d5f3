"""EXIF as it should be, as it is, and as no one would believe."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from core.imaging.metadata import Metadata, parse_date, parse_offset, read_metadata, text


@pytest.mark.parametrize(
    ("value", "fraction", "expected"),
    [
        ("2019:05:04 13:37:00", None, "2019-05-04T13:37:00"),
        ("2019:05:04 13:37:00", "1", "2019-05-04T13:37:00.100"),
        ("2019:05:04 13:37:00", "123456", "2019-05-04T13:37:00.123"),
        ("2019:05:04 13:37:00", "x", "2019-05-04T13:37:00"),
        ("2019-05-04T13:37:00.25", None, "2019-05-04T13:37:00.250"),
        ("2019:05:04 13:37", None, "2019-05-04T13:37:00"),
        ("2019/5/4 1:02:03", None, "2019-05-04T01:02:03"),
        ("0000:00:00 00:00:00", None, None),
        ("    :  :     :  :  ", None, None),
        ("2019:02:30 00:00:00", None, None),
        ("2019:05:04 25:00:00", None, None),
        ("1825:01:01 00:00:00", None, None),
        ("1826:01:01 00:00:00", None, "1826-01-01T00:00:00"),
        ("9999:12:31 23:59:59", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_dates(value: str | None, fraction: str | None, expected: str | None) -> None:
    assert parse_date(value, fraction) == expected


def test_next_year_is_the_last() -> None:
    year = datetime.now().year
    assert parse_date(f"{year + 1}:01:01 00:00:00") is not None
    assert parse_date(f"{year + 3}:01:01 00:00:00") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("+02:00", 120),
        ("-03:30", -210),
        ("+0545", 345),
        ("+14:00", 840),
        ("+15:00", None),
        ("+02:75", None),
        ("Z", None),
    ],
)
def test_offsets(value: str, expected: int | None) -> None:
    assert parse_offset(value) == expected


def test_everything_at_once(exif_with: Callable[..., Image.Exif]) -> None:
    exif = exif_with(
        {0x010F: "NIKON  CORPORATION \0", 0x0110: "NIKON D300", 0x0112: 6, 0x0132: "2020:01:01 00:00:00"},
        {
            0x9003: "2019:05:04 13:37:00",
            0x9291: "45",
            0x9011: "+02:00",
            0xA434: "AF-S 18-70",
            0x8827: (200, 0),
            0x829D: IFDRational(28, 10),
            0x829A: IFDRational(1, 250),
            0x920A: IFDRational(70),
        },
        {1: "N", 2: (43.0, 28.0, 2.814), 3: "W", 4: (11.0, 53.0, 6.45599999)},
    )
    assert read_metadata(exif) == Metadata(
        6, "2019-05-04T13:37:00.450", 120, "NIKON CORPORATION", "NIKON D300", "AF-S 18-70",
        43.4674483, -11.8851267, 200.0, 2.8, 0.004, 70.0,
    )  # fmt: skip


def test_dates_fall_back(exif_with: Callable[..., Image.Exif]) -> None:
    main = {0x0132: "2020:01:01 00:00:00"}
    assert read_metadata(exif_with(main)).taken_at == "2020-01-01T00:00:00"
    digitised = exif_with(main, {0x9003: "0000:00:00 00:00:00", 0x9004: "2018:01:01 00:00:00"})
    assert read_metadata(digitised).taken_at == "2018-01-01T00:00:00"


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (90.0, 1.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (1.0, 0.0, 0.0)},
        {1: "N", 2: (IFDRational(1, 0), 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (), 3: "E", 4: ()},
        {2: "north", 4: b"east"},
    ],
)
def test_positions_that_are_none(gps: dict[int, object], exif_with: Callable[..., Image.Exif]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(gps)
    metadata = read_metadata(exif)
    assert (metadata.latitude, metadata.longitude) == (None, None)


def test_text() -> None:
    assert text(b"Canon\0\0") == "Canon"
    assert text("Käse".encode().decode("latin-1")) == "Käse"
    assert text(" \t ") is None
    assert text(3) is None
    assert text("a\x1b[31mb\u202ec") == "a[31mbc"
    assert len(text("x" * 5000) or "") == 200


_VALUES = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=40)
    | st.builds(IFDRational, st.integers(-(2**31), 2**32), st.integers(0, 2**32)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=5,
)  # fmt: skip
_TAGS = st.sampled_from(
    [1, 2, 3, 4, 0x010F, 0x0110, 0x0112, 0x0132, 0x829A, 0x829D, 0x8827, 0x9003, 0x9011, 0x9291, 0xA434]
)


def check(metadata: Metadata) -> None:
    assert 1 <= metadata.orientation <= 8
    if metadata.taken_at is not None:
        datetime.fromisoformat(metadata.taken_at)
    assert (metadata.latitude is None) == (metadata.longitude is None)
    if metadata.latitude is not None and metadata.longitude is not None:
        assert abs(metadata.latitude) <= 90
        assert abs(metadata.longitude) <= 180
    for number in (metadata.iso, metadata.f_number, metadata.exposure_s, metadata.focal_length_mm):
        assert number is None or (math.isfinite(number) and number > 0)
    for words in (metadata.camera_make, metadata.camera_model, metadata.lens):
        assert words is None or words.isprintable()
        (words or "").encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(
    main=st.dictionaries(_TAGS, _VALUES),
    exif=st.dictionaries(_TAGS, _VALUES),
    gps=st.dictionaries(_TAGS, _VALUES),
)
def test_any_values(main: dict[int, object], exif: dict[int, object], gps: dict[int, object]) -> None:
    built = Image.Exif()
    for tag, value in main.items():
        built[tag] = value
    built.get_ifd(0x8769).update(exif)
    built.get_ifd(0x8825).update(gps)
    check(read_metadata(built))
