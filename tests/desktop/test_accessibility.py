"""Whoever can't see the window, or can't use a mouse, can use all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.library import Library
from desktop.ask.search_service import SearchService
from desktop.main_window import MainWindow
from desktop.parts import movement
from desktop.parts.theme import Theme
from desktop.viewer.star_row import StarRow
from tests.desktop import page_checks as check
from tests.desktop.colour_checks import faint
from tests.desktop.every_page import EveryPage

Until = Callable[..., None]


def test_every_page_by_keys_alone_with_a_name_for_all(window: MainWindow, until: Until) -> None:
    wrong = check.Problems()
    known: set[str] = set()

    def look(name: str, part: QWidget) -> None:
        found = [*check.badly_named(part), *check.out_of_place(part), *faint(part, 4.5)]
        if not isinstance(part, QMenu):
            reached, unseen = check.by_tab(part, known)
            assert reached, f"{name}: Tab leads nowhere"
            found += [*check.unreached(part, reached), *unseen]
        wrong.add(name, found)

    EveryPage(window, look, until).go()
    assert not (said := str(wrong)), said


def test_all_that_can_be_done_by_mouse_in_the_menus_has_words(window: MainWindow) -> None:
    actions = [action for action in window.actions() if not action.isSeparator()]
    assert len(actions) > 40
    assert [action for action in actions if not action.text().strip()] == []
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), "a key for two things does neither"


def face(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name(shown: QAccessibleInterface) -> str:
    return shown.text(QAccessible.Text.Name)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told: news, and the rows the keys come to as "row 3"."""
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
        elif event.type() == QAccessible.Event.Focus:
            said.append(f"row {event.child()}")

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    return said


def test_photos_are_heard_and_where_they_are(window: MainWindow, until: Until, heard: list[str]) -> None:
    grid = window.grid
    window.activateWindow()
    window.pages.go_to_photos()
    grid.choose(0)
    shown = face(grid)
    assert (shown.role(), shown.childCount()) == (QAccessible.Role.List, 24)
    first, last = shown.child(0), shown.child(23)
    assert first.role() == QAccessible.Role.ListItem
    assert name(first).endswith(str(window.photos.photo(0).path.parent)) and ".png" in name(first)
    assert first.state().selected and first.state().focused and not last.state().selected
    assert shown.child(24) is None
    place = first.rect()
    assert grid.indexAt(grid.viewport().mapFromGlobal(place.center())).row() == 0
    assert name(shown.childAt(place.center().x(), place.center().y())) == name(first)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert heard[-1] == "row 1" and name(shown.focusChild()) == name(shown.child(1))
    assert not first.state().selected, "what was handed out before tells what is so now"
    QTest.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert heard[-1] == "24 selected"


def test_news_is_heard(window: MainWindow, until: Until, heard: list[str]) -> None:
    window.box.set_text("red")
    window.box.ask()
    until(lambda: window.is_settled)
    assert heard and "24 photos, best first" in heard[-1], "what was found, not how long it took"
    window.say("The disk is full.")
    assert heard[-1] == "The disk is full."
    window.arranging.toast.say("Added", None)
    assert heard[-1] == "Added"
    window.box.set_text("camera:none-such")
    window.box.ask()
    until(lambda: window.is_settled)
    assert heard[-1] == window.page.empty.title


def test_the_viewer_speaks_of_its_photo(window: MainWindow, until: Until, heard: list[str]) -> None:
    viewer, strip = window.viewer, window.viewing.strip
    window.actions_.strip.setChecked(True)
    window.pages.open(2)
    canvas = face(viewer.canvas)
    assert canvas.role() == QAccessible.Role.Graphic
    assert name(canvas) == viewer.accessibleDescription()
    row = face(strip)
    assert row.role() == QAccessible.Role.List and name(row) == "Film strip"
    assert row.child(2).state().selected and not row.child(3).state().selected
    assert strip.row_at(strip.mapFromGlobal(row.child(3).rect().center()).x()) == 3
    window.arranging.organising.rate(4, window.pages.chosen_ids())
    window.actions_.info.trigger()
    until(lambda: window.viewer.photo is not None and window.viewer.photo.rating == 4)
    until(lambda: "4 stars" in [name(face(stars)) for stars in window.findChildren(StarRow)])
    assert "4 stars" in name(row.child(2)), "in words"


@pytest.fixture
def mirrored(app: QApplication) -> Iterator[None]:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_arrows_go_the_way_the_eye_does(
    mirrored: None, library: Library, service: SearchService, theme: Theme, until: Until
) -> None:
    window = MainWindow(library, service, None, theme)
    window.resize(900, 700)
    window.show()
    window.start()
    until(lambda: window.is_settled)
    grid = window.grid
    for key, way in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
        grid.choose(1)
        before = grid.visualRect(grid.currentIndex()).center().x()
        QTest.keyClick(grid, key)
        assert (grid.visualRect(grid.currentIndex()).center().x() - before) * way > 0
    window.actions_.strip.setChecked(True)
    window.pages.open(5)
    strip = window.viewing.strip
    QTest.keyClick(window.viewer, Qt.Key.Key_Left)
    assert window.viewer.row == 6, "one reads on to the left"
    middle = strip.width() // 2
    assert strip.row_at(middle) == 6
    assert strip.row_at(middle - 60) == 7
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(middle + 60, 30))
    assert window.viewer.row == 5
    window.close()


def test_nothing_moves_where_no_movement_is_wanted(window: MainWindow) -> None:
    toast = window.arranging.toast
    window.settings.show("appearance")
    try:
        window.settings._set_calm(True)
        assert movement.duration(window) == 0
        toast.say("Added", None)
        toast._fade()
        assert toast.isHidden()
    finally:
        window.settings._set_calm(False)
    toast.say("Added", None)
    toast._fade()
    assert toast.isVisible(), "it fades"
    toast.hide()
