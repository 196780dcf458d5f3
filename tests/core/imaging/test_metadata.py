"""EXIF as it should be, as it is, and as no one would believe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from core.imaging.exif import read_exif, text
from core.imaging.metadata import Claims, Metadata, agreed
from core.imaging.values import Moment, parse_date, parse_offset


def read_metadata(exif: Image.Exif) -> Metadata:
    return agreed(read_exif(exif), Claims(), Claims())


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
    assert text("\u200d \u0645\u06cc\u200c\u062e\u0648 \U0001f468\u200d\U0001f469\u200c") == (
        "\u0645\u06cc\u200c\u062e\u0648 \U0001f468\u200d\U0001f469"
    )
    assert text("\u200d\u200c") is None
    assert len(text("x" * 5000) or "") == 200


def test_what_windows_writes(exif_with: Callable[..., Image.Exif]) -> None:
    def wide(words: str) -> bytes:
        return words.encode("utf-16-le") + b"\0\0"

    said = read_metadata(
        exif_with(
            {
                0x9C9B: wide("Alps"),
                0x010E: "Alps",
                0x9C9E: wide("Käse;dusk; DUSK ;"),
                0x9C9C: wide("Mountains\r\nat dusk"),
                0x4749: 75,
            }
        )
    )
    assert said == Metadata(title="Alps", caption="Mountains at dusk", keywords=("Käse", "dusk"), rating=4)
    assert read_metadata(exif_with({0x9C9B: wide("Alps"), 0x010E: "Alps"})).caption is None


@pytest.mark.parametrize(
    ("percent", "stars"), [(0, 0), (1, 1), (12, 1), (13, 2), (25, 2), (50, 3), (75, 4), (99, 5), (100, 5)]
)
def test_percents_are_stars(percent: int, stars: int, exif_with: Callable[..., Image.Exif]) -> None:
    assert read_metadata(exif_with({0x4749: percent})).rating == stars
    assert read_metadata(exif_with({0x4746: 2, 0x4749: percent})).rating == 2


@pytest.mark.parametrize(
    "boilerplate",
    [
        "OLYMPUS DIGITAL CAMERA      ",
        "SONY DSC",
        "DCIM\\100MEDIA\\DJI_0001.JPG",
        "default",
        "cof_hdr",
        '{"a": 0}',
    ],
)
def test_what_cameras_write_is_no_caption(boilerplate: str, exif_with: Callable[..., Image.Exif]) -> None:
    assert read_metadata(exif_with({0x010E: boilerplate})).caption is None


@pytest.mark.parametrize("words", ["Dog", "Norway", "My new digital camera!", "By default, rain"])
def test_what_people_write_is(words: str, exif_with: Callable[..., Image.Exif]) -> None:
    assert read_metadata(exif_with({0x010E: words})).caption == words


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (b"ASCII\0\0\0dusk\0\0", "dusk"),
        (b"UNICODE\0" + "Käse".encode("utf-16-le"), "Käse"),
        (b"JIS\0\0\0\0\0" + "富士山".encode("iso2022_jp"), "富士山"),
        (b"\0\0\0\0\0\0\0\0dusk", None),
        (b"ASCII\0\0\0" + b"\0" * 200, None),
        (b"UNICODE\0\xff", None),
    ],
)
def test_comments(comment: bytes, expected: str | None, exif_with: Callable[..., Image.Exif]) -> None:
    assert read_metadata(exif_with({}, {0x9286: comment})).caption == expected


@pytest.mark.parametrize(
    ("specification", "expected"),
    [
        ((24, 70, 2.8, 2.8), "24-70mm f/2.8"),
        ((50, 50, IFDRational(0, 0), IFDRational(0, 0)), "50mm"),
        ((0, 0, 0, 0), None),
        ((50, 50), None),
    ],
)
def test_lenses_without_a_name(
    specification: tuple[object, ...], expected: str | None, exif_with: Callable[..., Image.Exif]
) -> None:
    assert read_metadata(exif_with({}, {0xA432: specification})).lens == expected


@pytest.mark.parametrize(
    ("time", "date", "expected"),
    [
        ((11.0, 37.0, 0.0), "2019:05:04", 120),
        ((11.0, 36.0, 30.0), "2019:05:04", 120),
        ((11.0, 20.0, 0.0), "2019:05:04", None),  # an old fix
        ((3.0, 37.0, 0.0), "2019:05:04", None),  # ten hours east of Greenwich, in Europe
        ((11.0, 37.0, 0.0), "2019:05:03", None),
        ((IFDRational(1, 0), 37.0, 0.0), "2019:05:04", None),
        ((11.0, 37.0), "2019:05:04", None),
        ((11.0, 37.0, 0.0), "", None),
    ],
)
def test_time_zones_by_satellite(
    time: tuple[object, ...], date: str, expected: int | None, exif_with: Callable[..., Image.Exif]
) -> None:
    gps = {1: "N", 2: (46.0, 37.0, 0.0), 3: "E", 4: (8.0, 2.0, 0.0), 7: time, 29: date}
    assert read_metadata(exif_with({}, {0x9003: "2019:05:04 13:37:00"}, gps)).utc_offset == expected
    written = read_metadata(exif_with({}, {0x9003: "2019:05:04 13:37:00", 0x9011: "+01:00"}, gps))
    assert written.utc_offset == 60


def test_who_is_believed() -> None:
    day, night = Moment("2019-05-04T13:37:00"), Moment("2019-05-04T23:00:00")
    exact = Moment("2019-05-04T13:37:00.250", 120)
    exif = Claims(Metadata(title="exif", keywords=("exif",), camera_make="Canon", rating=5), changed=night)
    xmp = Claims(
        Metadata(title="xmp", rating=0, camera_make="Nikon", latitude=0.0, longitude=8.0), original=day
    )
    iptc = Claims(Metadata(title="iptc", keywords=("iptc",)), original=exact)
    facts = agreed(exif, xmp, iptc)
    assert (facts.title, facts.keywords, facts.rating, facts.camera_make) == ("xmp", ("iptc",), 0, "Canon")
    assert (facts.latitude, facts.longitude) == (0.0, 8.0)
    assert (facts.taken_at, facts.utc_offset) == ("2019-05-04T13:37:00.250", 120)
    assert agreed(exif, xmp, iptc, iptc_first=True).title == "iptc"
    assert agreed(exif, Claims(), Claims()).taken_at == night.local
    assert agreed(Claims(original=night), xmp, iptc).taken_at == night.local


_VALUES = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=40)
    | st.builds(IFDRational, st.integers(-(2**31), 2**32), st.integers(0, 2**32)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=5,
)  # fmt: skip
_TAGS = st.sampled_from(
    [1, 2, 3, 4, 7, 29, 0x010E, 0x010F, 0x0110, 0x0112, 0x0132, 0x4746, 0x4749, 0x829A, 0x829D, 0x8827,
     0x9003, 0x9011, 0x9286, 0x9291, 0x9C9B, 0x9C9C, 0x9C9E, 0xA432, 0xA434]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    main=st.dictionaries(_TAGS, _VALUES),
    exif=st.dictionaries(_TAGS, _VALUES),
    gps=st.dictionaries(_TAGS, _VALUES),
)
def test_any_values(
    sane: Callable[[Metadata], None],
    main: dict[int, object],
    exif: dict[int, object],
    gps: dict[int, object],
) -> None:
    built = Image.Exif()
    for tag, value in main.items():
        built[tag] = value
    built.get_ifd(0x8769).update(exif)
    built.get_ifd(0x8825).update(gps)
    sane(read_metadata(built))
