from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextDocument

from core.library import Photo, PlaceName
from desktop.parts.photo_wording import (
    alternative_text,
    exposure,
    film,
    headline,
    panorama,
    place,
    remarks,
    source_of_date,
    stars,
    taken,
    time_zone,
    when_taken,
)
from desktop.parts.prose import one_line, prose, tool_tip

PHOTO = Photo(
    1, Path("/p/IMG_1.JPG"), True, "2019-07-14T16:02:11", "photo", 4, 3, 9, "JPEG", None, None, None, b""
)


def test_the_exposure_says_what_is_known_and_no_more() -> None:
    shot = replace(PHOTO, focal_length_mm=4.25, f_number=1.8, exposure_s=1 / 120, iso=64.0)
    assert exposure(shot) == "4.25 mm, f/1.8, 1/120 s, ISO 64"
    assert exposure(replace(PHOTO, exposure_s=2.5)) == "2.5 s"
    assert exposure(PHOTO) == ""


def test_a_photo_is_told_to_people_who_do_not_see_it() -> None:
    seen = replace(PHOTO, description="A dog running on grass", locality=PlaceName("Paris", "", "France"))
    assert alternative_text(seen) == "A dog running on grass; taken 14 Jul 2019 in Paris"
    assert alternative_text(replace(seen, caption="Rex")) == "Rex; taken 14 Jul 2019 in Paris"
    dated_by_file = replace(seen, taken_from="file", locality=None)
    assert alternative_text(dated_by_file) == "A dog running on grass"
    assert alternative_text(replace(PHOTO, taken_at=None)) == ""


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_no_text_of_a_photo_breaks_a_line(text: str) -> None:
    shown = one_line(text)
    assert "\n" not in shown
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)
    assert not {"\u202e", "\u2066", "\ufeff"} & set(prose(text))


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_a_tool_tip_says_just_what_it_was_given(text: str) -> None:
    document = QTextDocument()
    document.setHtml(tool_tip(text))
    assert document.toPlainText() == text


def test_families_and_languages_are_left_as_they_are() -> None:
    for text in ("👨‍👩‍👧 at home", "می‌خواهم", "日本語", "é"):
        assert one_line(text) == text


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "UTC"), (120, "UTC+2"), (-210, "UTC−3:30"), (345, "UTC+5:45")]
)
def test_time_zones(minutes: int, words: str) -> None:
    assert time_zone(minutes) == words


def test_where_a_date_is_from() -> None:
    assert taken(PHOTO) == "14 Jul 2019, 16:02"
    assert "file beside" in taken(replace(PHOTO, taken_from="sidecar"))
    assert "date of the file" in taken(replace(PHOTO, taken_from="file"))
    assert taken(replace(PHOTO, taken_at=None, taken_from=None)) == "No date"
    assert when_taken(replace(PHOTO, taken_at=None)) == "No date"
    assert source_of_date(replace(PHOTO, taken_from="file")) == "only the date of the file"
    assert source_of_date(replace(PHOTO, taken_from=None)) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en_GB", "Sun, 14 July 2019, 16:02 UTC−1"),
        ("de_DE", "So., 14. Juli 2019, 16:02 UTC−1"),
        ("zh_CN", "2019年7月14日周日, 16:02 UTC−1"),
    ],
)
def test_a_date_in_full_is_written_as_the_system_writes_it(language: str, words: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert when_taken(replace(PHOTO, utc_offset=-60)) == words
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("rating", "words"), [(None, ""), (0, ""), (1, "★☆☆☆☆"), (5, "★★★★★"), (99, "★★★★★"), (-1, "Rejected")]
)
def test_stars(rating: int | None, words: str) -> None:
    assert stars(replace(PHOTO, rating=rating)) == words


def test_a_headline_is_the_title_or_the_caption() -> None:
    assert headline(PHOTO) == ""
    assert headline(replace(PHOTO, title=" \n", caption="Two\nlines")) == "Two lines"
    assert headline(replace(PHOTO, title="A title", caption="A caption")) == "A title"


def test_what_belongs_to_a_photo() -> None:
    assert remarks(PHOTO) == []
    assert film(PHOTO) == panorama(PHOTO) == place(PHOTO) == ""
    live = replace(PHOTO, is_motion=True, clip=Path("/p/IMG_1.MOV"), raw=Path("/p/IMG_1.CR2"))
    assert film(live) == "IMG_1.MOV"
    assert [line.rpartition(" ")[2] for line in remarks(live)] == ["IMG_1.CR2", "IMG_1.MOV"]
    motion = replace(PHOTO, is_motion=True, projection="fisheye", online=False)
    assert "inside" in film(motion)
    assert panorama(motion) == "Fisheye"
    assert [line.partition(":")[0] for line in remarks(motion)] == [
        "Holds a short film",
        "Panorama",
        "Offline",
    ]
    assert place(replace(PHOTO, locality=PlaceName("Arezzo", "", "Italy"))) == "Arezzo, Italy"
    assert place(replace(PHOTO, locality=PlaceName("Singapore", "", "Singapore"))) == "Singapore"
