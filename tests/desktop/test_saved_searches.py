"""Searches are saved by a bookmark, asked anew, forgotten, and all of it is undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.library import KeptQuestion, Library
from desktop.ask.save_popover import SavePopover
from desktop.main_window import MainWindow

Until = Callable[..., None]


def card(window: MainWindow) -> SavePopover:
    (found,) = window.findChildren(SavePopover)
    return found


def names(library: Library) -> list[str]:
    return [saved.name for saved in library.searches.all()]


@pytest.fixture
def saved(window: MainWindow, library: Library, until: Until) -> MainWindow:
    """A window that asks for what was just saved as Fire."""
    window.box.set_text("red -blue")
    window.box.ask()
    until(lambda: window.is_settled)
    window.actions_.save_search.trigger()
    card(window).field.setText("Fire")
    QTest.keyClick(card(window).field, Qt.Key.Key_Return)
    until(lambda: window.box.keep.kept_as == "Fire")
    return window


def test_saving_and_asking_anew(saved: MainWindow, library: Library, until: Until) -> None:
    assert names(library) == ["Fire"]
    assert saved.box.keep.accessibleName() == "Saved as “Fire”"
    saved.box.set_text("green")
    saved.box.ask()
    assert saved.box.keep.kept_as == ""
    line = saved.box.focusProxy()
    saved.box.clear()
    assert saved.box.keep.isHidden()
    saved.actions_.save_search.trigger()
    assert "Nothing is asked yet" in saved.page.banner.text
    saved.box.setFocus()
    QTest.keyClicks(line, "fi")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert (saved.box.text, saved.box.keep.kept_as) == ("red -blue", "Fire")
    saved.box.set_text("green")
    saved.box.ask()
    saved.box.keep.click()
    popover = card(saved)
    assert (popover.field.text(), popover.save.text()) == ("Green", "Save")
    popover.field.setText("  FIRE ")
    assert popover.save.text() == "Replace"
    popover.field.setText("   ")
    assert not popover.save.isEnabled()
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)
    assert popover.isHidden()
    saved.box.keep.click()
    saved.grid.setFocus()
    until(popover.isHidden)
    until(lambda: saved.is_settled)


def test_renaming_forgetting_and_undoing(saved: MainWindow, library: Library, until: Until) -> None:
    saved.box.keep.click()
    assert card(saved).save.text() == "Rename"
    card(saved).field.setText("Warm")
    card(saved).save.click()
    until(lambda: saved.box.keep.kept_as == "Warm")
    saved.box.keep.click()
    card(saved).remove.click()
    until(lambda: saved.box.keep.kept_as == "")
    assert names(library) == []
    saved.actions_.undo.trigger()
    until(lambda: saved.box.keep.kept_as == "Warm")
    saved.actions_.undo.trigger()
    until(lambda: saved.box.keep.kept_as == "Fire")
    saved.actions_.undo.trigger()
    until(lambda: saved.box.keep.kept_as == "")
    saved.actions_.redo.trigger()
    until(lambda: names(library) == ["Fire"])
    until(lambda: saved.is_settled)


def test_a_picture_from_elsewhere_is_kept_with_the_search(
    window: MainWindow, library: Library, pictures: Path, tmp_path: Path, until: Until
) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes((pictures / "red-1.png").read_bytes() + b" ")
    window.box.add_pictures([outside])
    until(lambda: window.is_settled)
    window.actions_.save_search.trigger()
    assert card(window).field.text() == "Photos like this one"
    card(window).save.click()
    until(lambda: window.box.keep.kept_as)
    outside.unlink()
    (kept,) = library.searches.all()
    (picture,) = kept.question.pictures
    assert isinstance(picture, bytes)
    window.box.put(kept.question)
    until(lambda: window.is_settled)
    assert window.photos.photo(0).path.name.startswith("red")  # type: ignore[union-attr]
    assert window.box.asks(kept.question)


def test_searches_of_use_are_remembered_and_others_are_not(
    window: MainWindow, library: Library, until: Until
) -> None:
    line: QWidget = window.box.focusProxy()
    for word in ("r", "re", "red"):
        window.box.set_text(word)
        window.box.ask()
    assert library.searches.recent() == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    until(lambda: window.is_settled)
    assert library.searches.recent() == ["red"]
    window.box.put(KeptQuestion("blue", (int(window.photos.photo_ids[0]),)))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert library.searches.recent() == ["red"], "with its picture left out it would be another question"
    window.box.set_pictures([])
    window.box.set_text("green")
    window.box.ask()
    until(lambda: window.is_settled)
    window.grid.opened.emit(0)
    assert library.searches.recent() == ["green", "red"], "who looks at a photo has found something"
