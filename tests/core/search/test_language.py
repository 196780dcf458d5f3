"""Sentences read into meaning and filters: a table of them, and what the table can't say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.search.language import (
    Days,
    Filter,
    Hours,
    Knowledge,
    Limits,
    Names,
    Near,
    quoted,
    read,
    taken_as_words,
)
from tests.core.search.language_samples import BEIJING, EMPTY, LIBRARY, PARIS, in_one_line

_TABLE = Path(__file__).with_name("sentences.tsv")


def table() -> list[tuple[str, str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    # A line that begins with "# " is a comment; "#" and "#2019" are sentences.
    return [
        (said, wanted) for said, _, wanted in (line.partition("\t") for line in lines) if said[:2] != "# "
    ]


def only(sentence: str, knowledge: Knowledge = LIBRARY) -> Filter:
    (chosen,) = read(sentence, knowledge).understood
    return chosen


def test_the_table_is_as_large_as_it_claims() -> None:
    said = [sentence for sentence, _ in table()]
    assert len(set(said)) == len(said) >= 600
    assert sum(any("一" <= char <= "鿿" for char in sentence) for sentence in said) >= 100


def test_sentences_are_read_as_the_table_says() -> None:
    read_otherwise = {
        sentence: (got, wanted)
        for sentence, wanted in table()
        if (got := in_one_line(read(sentence, LIBRARY))) != wanted
    }
    assert not read_otherwise


def test_the_explicit_form_says_the_same() -> None:
    for sentence, _ in table():
        for chosen in read(sentence, LIBRARY).understood:
            again = only(chosen.form)
            assert (again.field, again.values, again.form) == (chosen.field, chosen.values, chosen.form)
            assert again.negated == chosen.negated
            assert not read(chosen.form, LIBRARY).meaning


def test_a_filter_can_be_taken_as_words() -> None:
    for sentence, _ in table():
        reading = read(sentence, LIBRARY)
        for chosen in reading.understood:
            begin, end = chosen.part
            assert 0 <= begin < end <= len(sentence)
            again = read(taken_as_words(reading, chosen), LIBRARY)
            before = sum(each.form == chosen.form for each in reading.understood)
            assert sum(each.form == chosen.form for each in again.understood) < before


def test_a_filter_says_where_it_was_read() -> None:
    sentence = "dogs in Paris last summer"
    parts = [sentence[slice(*chosen.part)] for chosen in read(sentence, LIBRARY).filters]
    assert parts == ["in Paris", "last summer"]


def test_turned_off_words_are_quoted_and_explicit_forms_taken_out() -> None:
    reading = read("dogs in Paris camera:X100V -2019", LIBRARY)
    place, camera, year = reading.filters
    assert taken_as_words(reading, place) == 'dogs "in Paris" camera:X100V -2019'
    assert taken_as_words(reading, camera) == "dogs in Paris -2019"
    assert taken_as_words(reading, year) == "dogs in Paris camera:X100V"


def test_values() -> None:
    assert only("before march 2020").values == (Days(None, date(2020, 2, 29)),)
    assert only("at night").values == (Hours("21:00", "05:00"),)
    assert only("size:1mb-1.5mb").values == (Limits(1_000_000, 1_500_000),)
    assert only("size:>1mib").values == (Limits(1_048_576, None),)
    assert only("在北京").values == (BEIJING,)
    assert only("within 3 miles of paris").values == (Near(PARIS, 4.8),)
    assert only("camera:iphone").values == ("Apple iPhone 12", "Apple iPhone 6s")
    assert only("camera:iphone-6").values == ("Apple iPhone 6s",)
    assert only("lens:50mm").values == ("EF50mm f/1.8 STM",)
    assert only("camera:Nokia").values == ("Nokia",)


def test_what_returns_every_year_is_looked_for_while_there_are_photos() -> None:
    days = only("at christmas").values
    assert days[0] == Days(date(2027, 12, 24), date(2027, 12, 26))
    assert days[-1] == Days(date(2005, 12, 24), date(2005, 12, 26))
    leap = [day.first for day in only("29 february").values if isinstance(day, Days)]
    assert leap == [date(year, 2, 29) for year in (2024, 2020, 2016, 2012, 2008, 2004)]


@pytest.mark.parametrize(
    ("festival", "first", "last"),
    [
        ("chinese new year", date(2024, 2, 9), date(2024, 2, 16)),
        ("dragon boat festival", date(2024, 6, 10), date(2024, 6, 10)),
        ("qixi", date(2024, 8, 10), date(2024, 8, 10)),
        ("mid-autumn festival", date(2024, 9, 17), date(2024, 9, 17)),
        ("double ninth festival", date(2024, 10, 11), date(2024, 10, 11)),
        ("qingming", date(2024, 4, 3), date(2024, 4, 5)),
        ("easter", date(2024, 3, 29), date(2024, 4, 1)),
        ("carnival", date(2024, 2, 8), date(2024, 2, 13)),
        ("mother's day", date(2024, 5, 12), date(2024, 5, 12)),
        ("thanksgiving", date(2024, 11, 28), date(2024, 12, 1)),
    ],
)
def test_movable_feasts(festival: str, first: date, last: date) -> None:
    assert only(f"{festival} 2024").values == (Days(first, last),)


def test_seasons_turn_round_south_of_the_equator() -> None:
    south = replace(LIBRARY, southern=True)
    assert only("winter 2018", south).values == (Days(date(2018, 6, 1), date(2018, 8, 31)),)
    assert only("summer 2018", south).values == (Days(date(2018, 12, 1), date(2019, 2, 28)),)
    assert only("去年夏天", south).values == (Days(date(2025, 12, 1), date(2026, 2, 28)),)


@pytest.mark.parametrize(
    ("today", "sentence", "first"),
    [
        (date(2024, 2, 29), "last year", date(2023, 1, 1)),
        (date(2024, 3, 31), "last month", date(2024, 2, 1)),
        (date(2024, 1, 1), "last summer", date(2023, 6, 1)),
        (date(2024, 7, 1), "last summer", date(2023, 6, 1)),
        (date(2024, 1, 10), "last winter", date(2022, 12, 1)),
        (date(2024, 12, 25), "last christmas", date(2023, 12, 24)),
        (date(2024, 12, 27), "last christmas", date(2024, 12, 24)),
        (date(2024, 5, 6), "last monday", date(2024, 4, 29)),
        (date(2024, 5, 5), "last weekend", date(2024, 4, 27)),
        (date(2024, 5, 31), "last may", date(2023, 5, 1)),
        (date(2024, 3, 30), "in the last 1 month", date(2024, 2, 29)),
    ],
)
def test_what_last_means_depends_on_today(today: date, sentence: str, first: date) -> None:
    (days,) = only(sentence, replace(LIBRARY, today=today)).values
    assert isinstance(days, Days)
    assert days.first == first


def test_a_year_is_a_number_where_no_photo_is_so_old() -> None:
    assert not read("1999 red balloons", LIBRARY).filters
    old = replace(LIBRARY, taken=Days(date(1990, 1, 1), date(2026, 1, 1)))
    assert only("1999 red balloons", old).form == "date:1999"
    assert only("in 1999", LIBRARY).form == "date:1999"


def test_ambiguous_words_are_words_where_the_library_has_no_such_thing() -> None:
    for sentence in ("in Nice", "oranges from Orange", "x100v", "taken with iPhone", "5 stars", "在北京"):
        reading = read(sentence, EMPTY)
        assert not reading.filters
        assert reading.meaning == sentence


def test_favourites_are_words_where_nobody_has_any() -> None:
    for sentence in ("favourites", "my favourite photos", "收藏的照片", "kodachrome", "Italy 2025"):
        assert not [chosen for chosen in read(sentence, EMPTY).filters if chosen.field != "date"]
    for known in (replace(EMPTY, rated=True), replace(EMPTY, favoured=True)):
        assert only("favourites", known).form == only("收藏", known).form == "favourite:yes"
    assert only("is:favourite", EMPTY).values == ("yes",)


def test_malformed_forms_are_told_and_taken_as_words() -> None:
    reading = read("before:banana cats limit:none", LIBRARY)
    assert reading.meaning == "banana cats none"
    assert [note.text for note in reading.notes] == [
        "“before:banana” was taken as words: a date looks like 2020, 2020-05, 2020-05-31 or “last summer”.",
        "“limit:none” was taken as words: it takes a number.",
    ]
    assert reading.sentence[slice(*reading.notes[0].part)] == "before:banana"


def test_quoted_words_are_kept_apart_too() -> None:
    reading = read('a sign "closed 2019" in Paris', LIBRARY)
    assert reading.alternatives[0].literals == ("closed 2019",)
    assert reading.meaning == "a sign closed 2019"


def test_as_data() -> None:
    data = read("dogs in Paris before 2020 -2018 top 5", LIBRARY).as_data()
    assert json.loads(json.dumps(data)) == {
        "alternatives": [
            {
                "meaning": "dogs",
                "without": [],
                "filters": [
                    {
                        "field": "place",
                        "values": [{"name": "Paris", "within": ["Île-de-France", "France"]}],
                        "form": "place:Paris",
                        "part": [5, 13],
                    },
                    {
                        "field": "date",
                        "values": [{"from": None, "until": "2019-12-31"}],
                        "form": "before:2020",
                        "part": [14, 25],
                    },
                    {
                        "field": "date",
                        "values": [{"from": "2018-01-01", "until": "2018-12-31"}],
                        "form": "-date:2018",
                        "part": [26, 31],
                        "negated": True,
                    },
                ],
            }
        ],
        "limit": 5,
        "notes": [],
    }


def test_names_that_differ_in_signs_alone_are_told_apart() -> None:
    names = ("C++", "C#", "Rex & Lotte", "“Best of”", "「夏」", "-x-", "a, b")
    table = Names((name, name) for name in names)
    knowledge = replace(EMPTY, tags=table, own_tags=table, albums=table)
    for name in names:
        for field in ("tag", "album"):
            form = f"{field}:{quoted(name)}"
            assert only(form, knowledge).values == (name,)
            assert not read(form, knowledge).meaning
    assert only("tag:c", knowledge).values == ("C++", "C#")
