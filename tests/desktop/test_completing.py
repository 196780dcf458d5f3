"""What is offered below the box: with the keys alone, and never in the way of typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from core.library import KeptQuestion, SavedSearch
from core.search import Question
from desktop.ask.completion_model import CompletionModel
from desktop.ask.completions import Completion, Completions, Line
from desktop.ask.search_box import SearchBox
from desktop.ask.search_service import SearchService
from desktop.parts.theme import DARK, LIGHT
from tests.core.search.test_suggestions import SUGGESTER
from tests.desktop.test_search_service import SlowEngine

Until = Callable[..., None]
Key = Qt.Key


@pytest.fixture
def recent() -> list[str]:
    return ["dogs on the beach", "cats", "paris at night"]


@pytest.fixture
def completions(recent: list[str]) -> Completions:
    saved = [
        SavedSearch(1, "Beach days", KeptQuestion("beach -people"), ""),
        SavedSearch(2, "Like this", KeptQuestion("", (5,), balance=0.25), ""),
    ]
    made = Completions(lambda: saved, lambda: recent)
    made.suggester = SUGGESTER
    return made


@pytest.fixture
def box(completions: Completions, until: Until) -> Iterator[SearchBox]:
    """A box in a window, with room below it."""
    window = QWidget()
    made = SearchBox(lambda _, shown: shown(None), window)
    made.complete_with(completions.of)
    made.set_colours(LIGHT)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    made.setFocus(Qt.FocusReason.OtherFocusReason)
    yield made
    window.close()


def line(box: SearchBox) -> QWidget:
    return box.focusProxy()


def offered(box: SearchBox) -> list[str]:
    made = box.completing
    assert made is not None
    return [completion.text for completion in made.completions]


def test_what_is_offered_and_how_it_is_called(completions: Completions) -> None:
    found = completions.of("par", 3)
    assert [(one.kind, one.text, one.detail) for one in found] == [
        ("Recent", "paris at night", ""),
        ("Album", "Paris trip", ""),
        ("Place", "Paris", "Île-de-France, France"),
        ("Place", "Paris", "Texas, United States"),
    ]
    assert [one.text for one in completions.of("", 0)] == [
        "dogs on the beach",
        "cats",
        "paris at night",
        "Beach days",
        "Like this",
    ]
    assert [one.text for one in completions.of("day", 3)] == ["Beach days"]
    assert completions.of("cats", 4) == [], "it stands there already"
    completions.suggester = None
    assert [one.kind for one in completions.of("par", 3)] == ["Recent"]


def test_never_more_than_eight(completions: Completions, recent: list[str]) -> None:
    recent[:] = [f"dog {number}" for number in range(20)]
    assert len(completions.of("", 0)) == 8
    assert [one.text for one in completions.of("", 0)][-2:] == ["Beach days", "Like this"]
    assert len(completions.of("dog", 3)) == 2


def test_the_model_is_a_good_one(completions: Completions) -> None:
    model = CompletionModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(completions.of("par", 3))
    said = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Paris, Île-de-France, France, Place"
    model.show([])
    assert model.rowCount() == 0


def test_pictures_that_are_put_in_are_not_asked_below_a_list(box: SearchBox) -> None:
    box.select_all()
    assert box.completing is not None and box.completing.is_open
    box.add_pictures([1])
    assert not box.completing.is_open, "the photos like it lie below"


def test_typing_offers_and_enter_asks_what_was_typed(box: SearchBox) -> None:
    asked: list[Question] = []
    box.asked.connect(asked.append)
    QTest.keyClicks(line(box), "dogs par")
    assert offered(box)[0] == "Paris trip"
    QTest.keyClick(line(box), Key.Key_Return)
    assert [question.sentence for question in asked] == ["dogs par"]
    assert offered(box) == []
    QTest.keyClicks(line(box), "i")
    assert offered(box)
    assert box.text == "dogs pari", "the list never takes the keys"


def test_down_and_enter_complete_the_word_and_typing_goes_on(box: SearchBox) -> None:
    QTest.keyClicks(line(box), "dogs in berk")
    QTest.keyClick(line(box), Key.Key_Down)
    QTest.keyClick(line(box), Key.Key_Return)
    assert box.text == "dogs in Berkeley "
    assert offered(box) == []
    QTest.keyClicks(line(box), "2019")
    assert box.text == "dogs in Berkeley 2019"


def test_tab_takes_the_first_one(box: SearchBox) -> None:
    QTest.keyClicks(line(box), "tag:re")
    QTest.keyClick(line(box), Key.Key_Tab)
    assert box.text == "tag:Rex "
    assert line(box).hasFocus()


def test_escape_closes_the_list_first(box: SearchBox) -> None:
    QTest.keyClicks(line(box), "pari")
    QTest.keyClick(line(box), Key.Key_Escape)
    assert (offered(box), box.text) == ([], "pari")
    QTest.keyClick(line(box), Key.Key_Escape)
    assert box.text == ""


def test_the_arrows_go_round_and_from_the_last_line_on_to_the_photos(box: SearchBox) -> None:
    left: list[int] = []
    box.left.connect(lambda: left.append(1))
    QTest.keyClicks(line(box), "birth")
    assert offered(box) == ["birthday", "birthday cake"]
    QTest.keyClick(line(box), Key.Key_Up)
    QTest.keyClick(line(box), Key.Key_Up)
    QTest.keyClick(line(box), Key.Key_Up)
    assert not left
    for _ in range(3):
        QTest.keyClick(line(box), Key.Key_Down)
    assert (left, offered(box)) == ([1], [])


def test_an_empty_box_shows_what_was_searched_for(box: SearchBox, recent: list[str]) -> None:
    assert offered(box) == [], "not before a person comes to it"
    QTest.keyClick(line(box), Key.Key_Down)
    assert len(offered(box)) == 5
    QTest.keyClick(line(box), Key.Key_Escape)
    QTest.mouseClick(line(box), Qt.MouseButton.LeftButton)
    assert len(offered(box)) == 5
    asked: list[Question] = []
    settled: list[int] = []
    box.asked.connect(asked.append)
    box.settled.connect(lambda: settled.append(1))
    QTest.keyClick(line(box), Key.Key_Down)
    QTest.keyClick(line(box), Key.Key_Return)
    assert ([question.sentence for question in asked], settled) == (["dogs on the beach"], [1])
    box.clear()
    forgotten: list[str] = []
    assert box.completing is not None
    box.completing.forgotten.connect(forgotten.append)
    box.completing.forgotten.connect(recent.remove)
    QTest.mouseClick(line(box), Qt.MouseButton.LeftButton)
    QTest.keyClick(line(box), Key.Key_Down)
    QTest.keyClick(line(box), Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert forgotten == ["dogs on the beach"]
    assert offered(box)[0] == "cats"


def test_a_saved_search_is_asked_with_its_pictures(box: SearchBox) -> None:
    QTest.keyClicks(line(box), "like")
    view = box.window().findChild(QListView, "completionList")
    assert isinstance(view, QListView)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 17))
    question = box.question()
    assert (question.sentence, question.pictures, question.balance) == ("", (5,), 0.25)
    assert offered(box) == []


def test_it_closes_when_the_keys_go_elsewhere_and_fits_a_small_window(box: SearchBox) -> None:
    QTest.keyClicks(line(box), "pari")
    shown = box.window().findChild(QWidget, "completions")
    assert isinstance(shown, QWidget)
    box.window().resize(360, 140)
    QTest.keyClicks(line(box), "s")
    assert box.window().rect().contains(shown.geometry())
    box.set_colours(DARK)
    line(box).clearFocus()
    assert offered(box) == []


def test_who_waits_for_an_answer_can_type_on(
    box: SearchBox, completions: Completions, tmp_path: Path, until: Until
) -> None:
    engine = SlowEngine()
    service = SearchService(tmp_path, lambda _: engine)  # type: ignore[arg-type, return-value]
    box.asked.connect(service.ask)
    QTest.keyClicks(line(box), "par")
    QTest.keyClick(line(box), Key.Key_Return)
    until(lambda: engine.asked)
    QTest.keyClicks(line(box), "is ")
    QTest.keyClicks(line(box), "tri")
    assert service.busy
    assert (box.text, offered(box)) == ("paris tri", ["Paris trip"])
    engine.go.release(20)
    service.close()


def test_what_is_taken_of_a_line(completions: Completions) -> None:
    taken = completions.of("dogs wed 2019", 8)[0].take()
    assert taken == Line("dogs album:Wedding 2019", 19, whole=False)
    assert isinstance(completions.of("", 0)[4], Completion)
