"""What was understood stands in the box as chips, and a cross takes it as plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.search import Question, Reading
from core.search.language import read
from desktop.ask.filter_chips import FilterChip, FilterChips
from desktop.ask.search_box import SearchBox
from desktop.main_window import MainWindow
from desktop.parts.theme import DARK, LIGHT
from tests.core.search.language_samples import LIBRARY


@pytest.fixture
def box() -> Iterator[SearchBox]:
    made = SearchBox(lambda _, shown: shown(None))
    made.set_colours(LIGHT)
    made.resize(700, 42)
    made.show()
    yield made
    made.close()


def understood(sentence: str) -> Reading:
    return read(sentence, LIBRARY)


def chips(box: SearchBox) -> tuple[FilterChip, ...]:
    return box.findChildren(FilterChips)[0].chips


def press_cross(chip: FilterChip) -> None:
    QTest.mouseClick(chip.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)


def test_each_condition_is_a_chip(box: SearchBox) -> None:
    box.set_text("dogs in Paris 2019")
    box.show_reading(understood("dogs in Paris 2019"))
    assert [chip.text for chip in chips(box)] == ["place:Paris", "date:2019"]
    assert all(chip.isVisible() for chip in chips(box))
    assert "in Paris" in chips(box)[0].toolTip()
    box.set_colours(DARK)


def test_a_name_may_hold_any_signs(box: SearchBox) -> None:
    sentence = 'tag:{0} album:"{photos} & <b>}"'
    box.set_text(sentence)
    box.show_reading(understood(sentence))
    assert [chip.text for chip in chips(box)] == ["tag:{0}", 'album:"{photos} & <b>}"']
    assert [chip.accessibleName() for chip in chips(box)] == [chip.text for chip in chips(box)]


def test_a_cross_quotes_the_words_and_asks_again(box: SearchBox) -> None:
    asked: list[Question] = []
    box.asked.connect(asked.append)
    box.set_text("dogs in Paris camera:x100v")
    box.show_reading(understood("dogs in Paris camera:x100v"))
    press_cross(chips(box)[0])
    assert box.text == 'dogs "in Paris" camera:x100v'
    assert [question.sentence for question in asked] == [box.text]
    box.show_reading(understood(box.text))
    press_cross(chips(box)[0])
    assert box.text == 'dogs "in Paris"'
    box.show_reading(understood(box.text))
    assert chips(box) == ()


def test_an_answer_to_other_words_changes_nothing(box: SearchBox) -> None:
    box.set_text("dogs 2019")
    box.show_reading(understood("dogs 2019"))
    box.set_text("dogs 2018")
    box.show_reading(understood("dogs 201"))
    assert [chip.text for chip in chips(box)] == ["date:2019"]
    press_cross(chips(box)[0])  # what it was read from stands there no more
    assert box.text == "dogs 2018"
    box.show_reading(None)
    assert chips(box) == ()


def test_many_conditions_leave_room_for_the_words(box: SearchBox) -> None:
    sentence = "2019 in Paris on sundays at night screenshots larger than 5 MB -people"
    box.set_text(sentence)
    box.show_reading(understood(sentence))
    row = box.findChildren(FilterChips)[0]
    assert [chip.text for chip in chips(box)] == ["date:2019", "place:Paris", "weekday:sunday"][
        : len(chips(box))
    ]
    assert len(chips(box)) + len(row.hidden) == 7
    assert len(chips(box)) < 7
    (more,) = [button for button in row.findChildren(QToolButton) if button.menu()]
    assert more.text() == f"+{len(row.hidden)}"
    assert "size:&gt;5mb" in more.toolTip()
    assert [action.text() for action in more.menu().actions()] == list(row.hidden)
    few = len(chips(box))
    box.resize(420, 42)
    assert len(chips(box)) < few
    QTest.qWait(1)
    assert box.focusProxy().width() > 80
    more.menu().actions()[-1].trigger()
    assert box.text == sentence.removesuffix(" -people"), "what has no room can be taken back all the same"
    box.resize(2000, 42)
    assert row.hidden == ()


def test_what_is_not_wanted_is_seen_and_taken_back(box: SearchBox) -> None:
    sentence = 'beach -people -"red car" -2019 in Paris'
    box.set_text(sentence)
    box.resize(1400, 42)
    box.show_reading(understood(sentence))
    assert [chip.text for chip in chips(box)] == ["−people", "−red car", "−date:2019", "place:Paris"]
    assert chips(box)[0].accessibleName() == "Without people"
    assert "come last" in chips(box)[0].toolTip()
    press_cross(chips(box)[1])
    assert box.text == "beach -people -2019 in Paris"
    box.show_reading(understood(box.text))
    press_cross(chips(box)[0])
    assert box.text == "beach -2019 in Paris"


def test_the_window_shows_what_was_understood_and_lets_go_of_it(
    window: MainWindow, until: Callable[..., None]
) -> None:
    window.box.set_text("red in october 2020")
    until(lambda: window.is_settled)
    (chip,) = chips(window.box)
    assert chip.text == "date:2020-10"
    assert 5 <= window.photos.rowCount() <= 7, "the photos are of 13 September to 6 October"
    press_cross(chip)
    until(lambda: window.is_settled)
    assert window.box.text == 'red "in october 2020"'
    assert window.photos.rowCount() == 24
    assert chips(window.box) == ()
    window.box.set_text("size:huge on sundays")
    until(lambda: window.is_settled)
    assert "a size looks like" in window.page.summary.whole
    window.box.set_text("red before 1990")
    until(lambda: window.is_settled)
    assert not window.page.shows_photos
    assert window.page.empty.title == "No photo is like that"
    assert window.page.summary.whole == ""
    window.box.clear()
    until(lambda: window.is_settled)
    assert chips(window.box) == ()
    assert window.page.summary.whole == "24 photos, newest first"
