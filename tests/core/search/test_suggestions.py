"""How a sentence may go on: names of the library, each as what it is, at once and never raising."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.library.vocabulary import Town, Vocabulary
from core.search.knowledge import knowledge_of
from core.search.language import read
from core.search.suggestions import AT_MOST, Kind, Suggester, within

VOCABULARY = Vocabulary(
    towns=(
        Town(2988507, "Paris", "Île-de-France", "France", "FR", 48.85, 2.35),
        Town(4717560, "Paris", "Texas", "United States", "US", 33.66, -95.56),
        Town(5128581, "New York City", "New York", "United States", "US", 40.71, -74.01),
        Town(2657896, "Zürich", "Zurich", "Switzerland", "CH", 47.37, 8.55),
        Town(5327684, "Berkeley", "California", "United States", "US", 37.87, -122.27),
        Town(1816670, "北京", "", "China", "CN", 39.9, 116.4),
    ),
    cameras=("FUJIFILM X-T3", "NIKON D750"),
    lenses=("EF50mm f/1.8 STM",),
    keywords=("Rex", "birthday", "beach"),
    first_day="2015-06-01",
    last_day="2021-01-01",
    rated=True,
    tags=("Rex",),
    albums=("Paris trip", "Wedding"),
)
SUGGESTER = Suggester(
    VOCABULARY,
    knowledge_of(VOCABULARY, date(2026, 6, 1)),
    ["Pictures/2019/Italy", "Pictures/2019", "Pictures/Old scans/x"],
    ["beach", "birthday cake", "沙滩"],
)


def names(typed: str) -> list[str]:
    return [suggestion.name for suggestion in SUGGESTER.suggest(typed, len(typed))]


def taken(typed: str, number: int = 0) -> str:
    suggestion = SUGGESTER.suggest(typed, len(typed))[number]
    return SUGGESTER.completed(typed, suggestion)[0]


def test_names_that_begin_so_and_of_what_they_are() -> None:
    found = SUGGESTER.suggest("par", 3)
    assert [(one.kind, one.name, one.detail) for one in found] == [
        (Kind.ALBUM, "Paris trip", ""),
        (Kind.PLACE, "Paris", "Île-de-France, France"),
        (Kind.PLACE, "Paris", "Texas, United States"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dogs in new y", ["New York", "New York City"]),
        ("york", ["New York", "New York City"]),
        ("zuri", ["Zurich", "Zürich"]),
        ("ZÜRI", ["Zurich", "Zürich"]),
        ("d75", ["NIKON D750"]),
        ("xt3", ["FUJIFILM X-T3"]),
        ("x-t", ["FUJIFILM X-T3"]),
        ("birth", ["birthday", "birthday cake"]),
        ("birthday c", ["birthday cake"]),
        ("italy", ["Italy"]),
        ("old sc", ["Old scans"]),
        ("在北", ["北京"]),
        ("在苏", ["苏黎世"]),
        ("美", ["美国"]),
        ("沙", ["沙滩"]),
        ("沙滩", []),
        ("beach", ["beach"]),
        ("-re", ["Rex"]),
        ("#re", ["Rex"]),
        ("#par", []),
        ("place:par", ["Paris", "Paris"]),
        ('in:"old s', ["Old scans"]),
        ("标签:re", ["Rex"]),
        ("album:", ["Wedding", "Paris trip"]),
        ("nothing:par", []),
        ("xpar", []),
        ("p", []),
        ("par ", []),
        ("", []),
    ],
)
def test_what_is_suggested(typed: str, expected: list[str]) -> None:
    assert names(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dogs in berk", "dogs in Berkeley "),
        ("dogs in new y", "dogs in New York "),
        ("birthday c", "birthday cake "),
        ("#re", "Rex "),
        ("-re", "-tag:Rex "),
        ("-birthday c", '-"birthday cake" '),
        ("old sc", 'in:"Old scans" '),
        ("-in:ita", "-in:Italy "),
        ("标签:re", "标签:Rex "),
        ("wed", "album:Wedding "),
        ("birth", "tag:birthday "),
    ],
)
def test_what_is_taken_is_understood_as_what_it_is(typed: str, expected: str) -> None:
    assert taken(typed) == expected
    suggestion = SUGGESTER.suggest(typed, len(typed))[0]
    if suggestion.kind is not Kind.WORD:
        fields = [chosen.field for chosen in read(taken(typed), SUGGESTER.knowledge).filters]
        assert len(fields) == 1


def test_what_stands_behind_the_cursor_stays() -> None:
    (suggestion,) = SUGGESTER.suggest("dogs wed 2019", 8)
    assert SUGGESTER.completed("dogs wed 2019", suggestion) == ("dogs album:Wedding 2019", 19)


@given(st.text(alphabet='par -:"#(北t\n\ud800éX，：', max_size=12), st.integers(0, 12))
@example("place:\x00", 7)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_nothing_that_is_typed_raises(typed: str, cursor: int) -> None:
    cursor = min(cursor, len(typed))
    found = SUGGESTER.suggest(typed, cursor)
    assert len(found) <= AT_MOST
    for suggestion in found:
        begin, end = suggestion.part
        assert 0 <= begin <= end == cursor
        sentence, place = SUGGESTER.completed(typed, suggestion)
        assert sentence.startswith(typed[:begin])
        assert suggestion.name.replace('"', " ") in sentence
        assert place <= len(sentence)


def test_folders_above_the_chosen_ones_are_nobodys_folders_of_photos() -> None:
    roots = ["home/me/Pictures", "mnt", "home/me/Pictures/Other"]
    directories = ["home/me/Pictures", "home/me/Pictures/a/b", "mnt/x", "home/me/Pictures2", "elsewhere"]
    assert list(within(roots, directories)) == ["Pictures", "Pictures/a/b", "mnt/x"]
    assert list(within([""], ["a/b"])) == ["a/b"]
