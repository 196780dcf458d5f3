"""How to ask, by example: whatever is shown there finds something, or is understood as what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollBar

from core.library.vocabulary import Vocabulary
from core.search.knowledge import knowledge_of
from core.search.language import read
from desktop.help.help_examples import topics
from desktop.help.help_page import HelpPage, keys_of
from desktop.main_window import MainWindow
from desktop.parts.theme import DARK
from tests.core.search.test_suggestions import VOCABULARY

Until = Callable[..., None]


def test_the_examples_are_of_this_library() -> None:
    said = [example.sentence for topic in topics(VOCABULARY) for example in topic.examples]
    assert {"2021", "place:Paris", "tag:Rex", 'album:"Paris trip"', 'camera:"FUJIFILM X-T3"'} <= set(said)
    empty = Vocabulary((), (), (), (), None, None, rated=False)
    few = [example.sentence for topic in topics(empty) for example in topic.examples]
    assert not any("place:" in sentence or "20" in sentence or "camera:" in sentence for sentence in few)
    assert len(topics(None)) == 7, "also before the names are known"


def test_every_form_among_them_is_understood() -> None:
    knowledge = knowledge_of(VOCABULARY, date(2026, 6, 1))
    for topic in topics(VOCABULARY):
        for example in topic.examples:
            reading = read(example.sentence, knowledge)
            assert not reading.notes, example
            if ":" in example.sentence:
                assert reading.filters, example


def test_a_question_mark_opens_it_and_a_click_asks(window: MainWindow, until: Until) -> None:
    window.box.set_text("red")
    window.box.ask()
    until(lambda: window.is_settled)
    window.actions_.search.trigger()
    QTest.keyClicks(window.box.focusProxy(), "?")
    page = window.pages.currentWidget()
    assert isinstance(page, HelpPage)
    assert window.box.text == "red", "what stood there stands there still"
    (cat,) = [button for button in page.examples if button.text() == "cat OR dog"]
    assert cat.accessibleDescription()
    QTest.mouseClick(cat, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.page
    assert window.box.text == "cat OR dog"
    until(lambda: window.is_settled)
    window.actions_.help.trigger()
    assert window.pages.currentWidget() is page
    bar = page.findChildren(QScrollBar)
    until(lambda: any(each.maximum() > 0 for each in bar))
    QTest.keyClick(page, Qt.Key.Key_End)
    assert any(each.value() == each.maximum() > 0 for each in bar)
    page.set_colours(DARK)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page
    window.grid.setFocus()
    QTest.keyClicks(window.grid, "?")
    assert window.pages.currentWidget() is page


def test_the_keys_are_those_of_the_actions(window: MainWindow) -> None:
    window.actions_.similar.setShortcut(QKeySequence("Ctrl+Alt+7"))
    window.actions_.help.trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, HelpPage)
    labels = [label.text() for label in page.findChildren(QLabel)]
    place = labels.index("Ctrl+Alt+7")
    assert labels[place + 1] == "Find similar photos"
    assert "F1" in labels


def test_keys_that_few_keyboards_have_are_not_told() -> None:
    action = QAction("Undo")
    action.setShortcuts([QKeySequence("Ctrl+Z"), QKeySequence(Qt.Key.Key_Undo), QKeySequence("F14")])
    assert keys_of(action) == "Ctrl+Z  F14"
