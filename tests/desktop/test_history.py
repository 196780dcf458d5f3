"""Back and forward in the window: questions, the photo looked at, pages; each where one left it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.main_window import MainWindow

Until = Callable[..., None]
Key = Qt.Key


@pytest.fixture
def settle(window: MainWindow, until: Until) -> Callable[[], None]:
    return lambda: until(lambda: window.is_settled)


def type_(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.box.focusProxy(), text)


def ask(window: MainWindow, text: str) -> None:
    window.box.set_text(text)
    window.box.ask()


def press_back(window: MainWindow, button: Qt.MouseButton = Qt.MouseButton.BackButton) -> None:
    QTest.mousePress(window.windowHandle(), button, Qt.KeyboardModifier.NoModifier, QPoint(400, 400))


def test_questions_by_key_button_and_mouse(window: MainWindow, settle: Callable[[], None]) -> None:
    actions = window.actions_
    assert not actions.back.isEnabled()
    ask(window, "red")
    settle()
    ask(window, "blue")
    settle()
    assert actions.back.isEnabled()
    actions.back.trigger()
    settle()
    assert window.box.text == "red"
    press_back(window)
    settle()
    assert window.box.text == ""
    assert not actions.back.isEnabled()
    press_back(window)
    press_back(window, Qt.MouseButton.ForwardButton)
    settle()
    actions.forward.trigger()
    settle()
    assert (window.box.text, actions.forward.isEnabled()) == ("blue", False)
    assert [key.toString() for key in actions.back.shortcuts()] == ["Alt+Left"]


def test_typing_is_one_stop_until_one_looks_at_what_it_found(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    type_(window, "r")
    window.box.ask()
    QTest.keyClick(window.box.focusProxy(), Key.Key_Backspace)
    window.box.ask()
    settle()
    assert not window.actions_.back.isEnabled(), "what is typed and deleted was nothing"
    for letter in "red":
        type_(window, letter)
        window.box.ask()
    settle()
    window.grid.choose(2)
    window.box.setFocus()
    for letter in "dish":
        type_(window, letter)
        window.box.ask()
    settle()
    window.history.go_back()
    settle()
    assert window.box.text == "red"
    window.history.go_back()
    settle()
    assert window.box.text == ""
    window.history.go_forward()
    window.history.go_forward()
    settle()
    assert window.box.text == "reddish"
    window.box.setFocus()
    QTest.keyClick(window.box.focusProxy(), Key.Key_Escape)
    settle()
    assert window.box.text == ""
    window.history.go_back()
    settle()
    assert window.box.text == "reddish", "emptying the box is a step of its own"


def test_the_place_and_the_photo_are_as_they_were(window: MainWindow, settle: Callable[[], None]) -> None:
    window.resize(560, 420)
    window.grid.set_cell_size(200)
    settle()
    window.grid.choose(9)
    settle()
    scroll = window.grid.verticalScrollBar().value()
    assert scroll > 0
    ask(window, "red")
    settle()
    assert window.grid.verticalScrollBar().value() == 0
    window.history.go_back()
    settle()
    assert window.grid.verticalScrollBar().value() == scroll
    assert window.grid.currentIndex().row() == 9


def test_the_viewer_is_a_stop_that_back_leaves(window: MainWindow, settle: Callable[[], None]) -> None:
    ask(window, "red")
    settle()
    window.pages.open(1)
    QTest.keyClick(window.viewer, Key.Key_Right)
    assert window.viewer.row == 2
    QTest.keyClick(window.viewer, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert not window.pages.shows_viewer
    assert (window.box.text, window.grid.currentIndex().row()) == ("red", 2)
    window.history.go_forward()
    assert window.pages.shows_viewer
    assert window.viewer.row == 2
    QTest.keyClick(window.viewer, Key.Key_Escape)
    assert not window.pages.shows_viewer
    window.history.go_back()
    settle()
    assert window.box.text == "", "closing it went back already"
    window.history.go_forward()
    settle()
    window.history.go_forward()
    assert window.pages.shows_viewer


def test_pictures_marks_and_pages_come_back(window: MainWindow, settle: Callable[[], None]) -> None:
    window.box.set_pictures(window.photos.photo_ids[:1].tolist())
    settle()
    window.grid.choose(3)
    window.actions_.more_like.trigger()
    settle()
    marked = window.box.question()
    assert marked.pictures
    assert marked.more_like
    window.actions_.help.trigger()
    page = window.pages.currentWidget()
    assert page is not window.page
    window.history.go_back()
    assert window.pages.currentWidget() is window.page
    window.history.go_forward()
    assert window.pages.currentWidget() is page
    QTest.keyClick(page, Key.Key_Escape)
    assert window.pages.currentWidget() is window.page
    window.box.clear()
    settle()
    window.history.go_back()
    settle()
    assert window.box.question() == marked


def test_what_is_asked_beside_a_photo_is_left_with_the_photo_still_seen(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    ask(window, "red")
    settle()
    window.pages.open(0)
    shown = window.viewer.photo
    window.actions_.more_like.trigger()
    settle()
    assert window.box.more_like
    window.history.go_back()
    settle()
    assert not window.box.more_like
    assert window.pages.shows_viewer
    assert window.viewer.photo == shown
    window.history.go_back()
    settle()
    assert (window.pages.shows_viewer, window.box.text) == (False, "red")
