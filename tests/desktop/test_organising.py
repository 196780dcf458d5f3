"""What is said of the chosen photos by keys: said to the library, shown, found, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.library import Library, Photo
from desktop.grid.marks import heart_in, marks_of
from desktop.main_window import MainWindow
from desktop.organise.label_popover import LabelPopover
from desktop.organise.side_entries import Kind

Until = Callable[..., None]


@pytest.fixture
def popover(window: MainWindow) -> LabelPopover:
    return window.arranging.labels.popover


def choose(window: MainWindow, count: int) -> list[int]:
    """Select the first photos; gives their ids."""
    window.activateWindow()
    window.grid.setFocus()
    window.grid.choose(0)
    for _ in range(count - 1):
        QTest.keyClick(window.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    ids: list[int] = window.photos.photo_ids[:count].tolist()
    return ids


def press(window: MainWindow, key: Qt.Key, *, shift: bool = False) -> None:
    more = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.grid, key, Qt.KeyboardModifier.ControlModifier | more)


def test_favourites_and_stars_are_given_and_taken_back(
    window: MainWindow, library: Library, until: Until
) -> None:
    ids = choose(window, 3)
    library.annotations.favour(ids[:1])
    press(window, Qt.Key.Key_H)
    until(lambda: window.undo.is_settled)
    assert window.arranging.toast.text == "2 photos added to Favourites"
    press(window, Qt.Key.Key_H)
    press(window, Qt.Key.Key_4)
    press(window, Qt.Key.Key_R, shift=True)
    until(lambda: window.undo.is_settled)
    said = library.annotations.of(ids)
    assert {(each.favourite, each.rating) for each in said.values()} == {(False, -1)}
    for _ in range(4):
        press(window, Qt.Key.Key_Z)
    until(lambda: window.undo.is_settled)
    assert [library.annotations.of(ids)[photo_id].favourite for photo_id in ids] == [True, None, None]
    until(lambda: window.is_settled)
    window.box.set_text("favourite:yes")
    window.box.ask()
    until(lambda: window.is_settled and window.photos.rowCount() == 1)
    # All photos are one step.
    window.box.clear()
    until(lambda: window.is_settled and window.photos.rowCount() == 24)
    window.grid.setFocus()
    window.grid.selectAll()
    window.actions_.stars[5].trigger()
    until(lambda: window.undo.is_settled)
    assert window.arranging.toast.text == "24 photos rated ★★★★★"
    window.actions_.undo.trigger()
    until(lambda: window.undo.is_settled)
    ids = window.photos.photo_ids.tolist()
    assert {said.rating for said in library.annotations.of(ids).values()} == {None}
    assert window.actions_.redo.text() == "Redo: 24 photos rated ★★★★★"
    # Without a photo it is said what is missing.
    window.grid.clearSelection()
    window.grid.setCurrentIndex(window.photos.index(-1))
    window.actions_.favourite.trigger()
    assert window.arranging.toast.text == "Choose photos first"
    assert not window.arranging.labels.popover.isVisible()


def test_tags_are_typed_one_after_the_other(
    window: MainWindow, popover: LabelPopover, library: Library, until: Until
) -> None:
    ids = choose(window, 3)
    library.annotations.tag(ids[:1], "Holiday")
    press(window, Qt.Key.Key_T)
    until(lambda: popover.chips)
    assert [chip.accessibleName() for chip in popover.chips] == ["Holiday: 1 of 3"]
    QTest.keyClicks(popover.field, "hol")
    assert popover.offered[0] == "Holiday"
    QTest.keyClick(popover.field, Qt.Key.Key_Down)
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    QTest.keyClicks(popover.field, "red thing")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    until(lambda: [chip.label.photos for chip in popover.chips] == [3, 3])
    assert {tag.name: tag.photos for tag in library.annotations.tags()} == {"Holiday": 3, "red thing": 3}
    QTest.mouseClick(popover.chips[1].remove, Qt.MouseButton.LeftButton)
    until(lambda: len(popover.chips) == 1)
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert not popover.isVisible()
    assert window.grid.hasFocus()
    until(lambda: window.arranging.entries.index_of(Kind.TAG, "Holiday").isValid())
    # The field goes when the keys go elsewhere.
    choose(window, 1)
    press(window, Qt.Key.Key_T)
    assert popover.isVisible()
    window.box.setFocus()
    until(lambda: not popover.isVisible())


def test_albums_are_made_filled_and_emptied(
    window: MainWindow, popover: LabelPopover, library: Library, until: Until
) -> None:
    ids = choose(window, 2)
    press(window, Qt.Key.Key_N, shift=True)
    QTest.keyClicks(popover.field, "Wedding")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    until(lambda: window.undo.is_settled)
    assert window.arranging.toast.text == "Album “Wedding” made of 2 photos"
    choose(window, 4)
    press(window, Qt.Key.Key_B)
    QTest.keyClicks(popover.field, "wedding")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)
    until(lambda: window.undo.is_settled)
    assert [(album.name, album.photos) for album in library.annotations.albums()] == [("Wedding", 4)]
    window.box.set_text("album:Wedding")
    window.box.ask()
    until(lambda: window.arranging.entries.shown_entry() is not None)
    window.arranging.follow(window.box.question())
    until(lambda: window.is_settled and window.photos.rowCount() == 4)
    choose(window, 2)
    press(window, Qt.Key.Key_B, shift=True)
    until(lambda: window.is_settled and window.photos.rowCount() == 2)
    assert set(window.photos.photo_ids.tolist()).isdisjoint(ids)
    window.arranging.labels.new_album([])
    QTest.keyClicks(popover.field, "WEDDING")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    until(lambda: window.undo.is_settled)
    assert window.page.banner.text == "There is an album “Wedding” already. Choose another name."
    # An empty album says how to fill it.
    library.annotations.create_album("Empty")
    window.box.set_text("album:Empty")
    window.box.ask()
    until(lambda: window.is_settled)
    assert window.page.empty.title == "Nothing in this album yet"


def test_pointers_do_it_too(window: MainWindow, library: Library, photos: list[Photo], until: Until) -> None:
    bar = window.page.selection
    choose(window, 1)
    assert not bar.isVisible()
    ids = choose(window, 3)
    assert bar.isVisible()
    assert not window.page.summary.isVisible()
    button = next(button for button, _ in bar._buttons if button.text() == "Favourite")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(lambda: window.undo.is_settled)
    assert all(said.favourite for said in library.annotations.of(ids).values())
    bar.cleared.emit()
    assert not bar.isVisible()
    assert window.page.summary.isVisible()
    # A click on the heart of a photo is for that photo alone.
    choose(window, 2)
    other = int(window.photos.photo_ids[3])
    cell = window.grid.visualRect(window.photos.index(3))
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=heart_in(cell).center())
    until(lambda: window.undo.is_settled)
    assert library.annotations.of([other])[other].favourite
    assert len(window.grid.selected_rows()) == 2
    photo = library.photos.get([other])[0]
    assert marks_of(photo) == ("heart-full",)
    assert marks_of(replace(photo, favourite=False, rating=3), hovered=True) == ("heart", "3★")
    assert marks_of(replace(photo, favourite=False, rating=-1)) == ("clear",)
    # And the toast takes it back, leaves the keys where they are, and goes.
    toast = window.arranging.toast
    window.arranging.organising.favour([photos[0].id])
    until(toast.isVisible)
    focused = QApplication.focusWidget()
    QTest.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is focused
    until(lambda: toast.text == "Taken back: 1 photo added to Favourites")
    assert toast._button.text() == "Redo"
    toast._late.setInterval(1)
    toast._late.start()
    until(lambda: not toast.isVisible())
