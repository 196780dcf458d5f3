"""The side bar: what it lists, how it follows the library, and where its lines lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.library import Album, Folder, Library, Photo, Tag
from core.library.kept_question import KeptQuestion
from desktop.main_window import MainWindow
from desktop.organise.side_bar import SideBar
from desktop.organise.side_entries import TAGS_SHOWN, Contents, Kind, asking
from desktop.organise.side_model import SHOWN_ROLE, SideModel
from desktop.shell.remembered import Remembered

Until = Callable[..., None]


def names(model: SideModel, kind: Kind) -> list[str]:
    parent = model.index_of(kind)
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


@pytest.fixture
def model(app: QApplication) -> SideModel:
    made = SideModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def albums(*named: tuple[str, int]) -> Contents:
    return Contents(tuple(Album(number, name, count) for number, (name, count) in enumerate(named)))


def test_lines_come_go_and_move_and_those_that_stay_are_the_same(model: SideModel) -> None:
    model.show(albums(("Italy", 3), ("Rome", 1), ("Wedding", 7)))
    kept = model.index_of(Kind.ALBUM, "Wedding")
    removed, inserted, changed = (
        QSignalSpy(signal) for signal in (model.rowsRemoved, model.rowsInserted, model.dataChanged)
    )
    model.show(albums(("Italy", 4), ("Paris", 2), ("Wedding", 7)))
    assert names(model, Kind.ALBUMS) == ["Italy", "Paris", "Wedding"]
    assert (removed.count(), inserted.count(), changed.count()) == (1, 1, 1)
    assert model.entry(kept).name == "Wedding"
    model.show(albums(("Italy", 4), ("Paris", 2), ("Wedding", 7)))
    assert (removed.count(), inserted.count(), changed.count()) == (1, 1, 1)


def test_tags_stand_by_use_until_all_are_wanted(model: SideModel) -> None:
    tags = tuple(Tag(f"tag {number:02}", number) for number in range(TAGS_SHOWN + 5))
    model.show(Contents(tags=tags))
    assert names(model, Kind.TAGS)[0] == f"tag {TAGS_SHOWN + 4:02}"
    assert len(names(model, Kind.TAGS)) == TAGS_SHOWN + 1
    # Another order of the same lines is a move.
    model.show(Contents(tags=(Tag("tag 11", 99), *tags[:11], *tags[12:])))
    assert names(model, Kind.TAGS)[0] == "tag 11"
    model.show_all_tags()
    assert names(model, Kind.TAGS) == [tag.name for tag in (*tags[11:12], *tags[1:11], *tags[12:])]


def test_folders_of_one_name_are_told_apart_and_say_when_they_are_away(model: SideModel) -> None:
    folders = (
        Folder(1, Path("/home/a/Pictures"), 1, "a/Pictures", True),
        Folder(2, Path("/media/usb/Pictures"), 2, "Pictures", False, "its drive is not connected"),
        Folder(3, Path("/media/stick"), 3, "", True),
    )
    model.show(Contents(folders=folders))
    assert names(model, Kind.FOLDERS) == ["a/Pictures", "usb/Pictures", "stick"]
    away = model.index(1, 0, model.index_of(Kind.FOLDERS))
    assert "not connected" in away.data(Qt.ItemDataRole.AccessibleTextRole)
    stick = model.entry(model.index(2, 0, model.index_of(Kind.FOLDERS)))
    assert stick.question == KeptQuestion("in:media/stick")


def test_the_line_of_the_question_is_marked(model: SideModel) -> None:
    model.show(albums(("Italy 2019", 3)))
    model.mark(asking("album", "Italy 2019"))
    [shown] = [index for index in model.all_indexes() if index.data(SHOWN_ROLE)]
    assert shown.data() == "Italy 2019"
    model.mark(KeptQuestion())
    assert model.shown_entry() is not None
    assert model.index_of(Kind.PHOTOS).data(SHOWN_ROLE)
    model.mark(None)
    assert model.shown_entry() is None


def test_empty_headings_are_not_there_but_albums_can_be_made(app: QApplication, model: SideModel) -> None:
    bar = SideBar(model)
    hidden = [bar.isRowHidden(model.index_of(kind).row(), QModelIndex()) for kind in (Kind.TAGS, Kind.ALBUMS)]
    assert hidden == [True, False]
    model.show(Contents(tags=(Tag("dog", 1),)))
    assert not bar.isRowHidden(model.index_of(Kind.TAGS).row(), QModelIndex())
    bar.close_headings(["TAGS"])
    assert bar.closed_headings == ["TAGS"]


# -- in the window -----------------------------------------------------------------------------


@pytest.fixture
def album(library: Library, photos: list[Photo]) -> str:
    """An album of two photos, and a saved search, made before the window is."""
    library.annotations.create_album("Italy 2019", [photo.id for photo in photos[:2]])
    library.searches.save("Reds", KeptQuestion("red"))
    library.annotations.tag([photos[3].id], "beach")
    return "Italy 2019"


def go(window: MainWindow, kind: Kind, name: str | None = None) -> None:
    side = window.arranging.side
    index = window.arranging.entries.index_of(kind, name)
    assert index.isValid()
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=side.visualRect(index).center())


def test_a_line_puts_its_question_in_the_box_and_stays_marked(
    album: str, window: MainWindow, until: Until
) -> None:
    window.resize(1000, 700)
    entries = window.arranging.entries
    until(lambda: entries.index_of(Kind.ALBUM, album).isValid())
    go(window, Kind.ALBUM, album)
    until(lambda: window.is_settled and window.photos.rowCount() == 2)
    assert window.box.text == 'album:"Italy 2019"'
    assert entries.index_of(Kind.ALBUM, album).data(SHOWN_ROLE)
    assert window.actions_.remove_from_album.isEnabled()
    window.box.set_text("red")
    window.box.ask()
    assert entries.index_of(Kind.SEARCH, "Reds").data(SHOWN_ROLE)
    assert not window.actions_.remove_from_album.isEnabled()
    go(window, Kind.RECENT)
    until(lambda: window.is_settled and window.photos.rowCount() == 24)
    go(window, Kind.PHOTOS)
    until(lambda: window.is_settled)
    assert not window.box.text
    # And its menu offers what can be done.
    side = window.arranging.side
    wanted = QSignalSpy(window.arranging.export_wanted)

    def words(kind: Kind) -> list[str]:
        menu = side.menu_of(entries.entry(entries.index_of(kind)))
        found = [action.text() for action in menu.actions() if not action.isSeparator()]
        menu.deleteLater()
        return found

    assert words(Kind.ALBUM) == ["Show", "Export copies…", "Rename…", "Delete", "New album…"]
    assert words(Kind.FOLDER) == ["Show", "Export copies…", "New album…"]
    assert words(Kind.ALBUMS) == ["New album…"]
    menu = side.menu_of(entries.entry(entries.index_of(Kind.ALBUM)))
    menu.actions()[1].trigger()
    assert wanted.at(0) == [asking("album", album)]
    menu.deleteLater()


def test_it_goes_comes_makes_room_and_is_found_as_it_was_left(window: MainWindow, app: QApplication) -> None:
    side, toggle = window.arranging.side, window.actions_.side_bar
    window.resize(1000, 700)
    app.processEvents()
    assert side.isVisible()
    assert toggle.isChecked()
    toggle.trigger()
    assert not side.isVisible()
    toggle.trigger()
    assert side.isVisible()
    window.resize(600, 700)
    app.processEvents()
    assert not side.isVisible()
    toggle.trigger()
    assert side.isVisible()
    window.pages.open(0)
    assert not side.isVisible()
    window.pages.leave_viewer()
    assert side.isVisible()
    # It is left as it will be found.
    window.resize(1100, 700)
    app.processEvents()
    window.arranging.split.set_side_width(301)
    window.arranging.side.close_headings(["FOLDERS"])
    window.actions_.side_bar.trigger()
    window.close()
    remembered = Remembered(window._library.paths.root)
    assert (remembered.side_bar, remembered.side_width) == (False, 301)
    assert remembered.closed_headings == ["FOLDERS"]


def test_people_s_own_lines_are_renamed_deleted_and_filled(
    album: str, window: MainWindow, library: Library, until: Until
) -> None:
    window.resize(1000, 700)
    side, entries, undo = window.arranging.side, window.arranging.entries, window.undo
    until(lambda: entries.index_of(Kind.ALBUM, album).isValid())
    side.setCurrentIndex(entries.index_of(Kind.ALBUM, album))
    side.setFocus()
    QTest.keyClick(side, Qt.Key.Key_F2)
    editor = side.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Rome")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: entries.index_of(Kind.ALBUM, "Rome").isValid())
    assert window.arranging.toast.text == "“Italy 2019” renamed “Rome”"
    assert not window.box.text
    side.setCurrentIndex(entries.index_of(Kind.ALBUM, "Rome"))
    QTest.keyClick(side, Qt.Key.Key_Delete)
    until(lambda: not entries.index_of(Kind.ALBUM, "Rome").isValid())
    window.actions_.undo.trigger()
    window.actions_.undo.trigger()
    until(lambda: undo.is_settled and entries.index_of(Kind.ALBUM, album).isValid())
    side.setCurrentIndex(entries.index_of(Kind.SEARCH, "Reds"))
    QTest.keyClick(side, Qt.Key.Key_Delete)
    until(lambda: not entries.index_of(Kind.SEARCH, "Reds").isValid())
    QTest.keyClick(side, Qt.Key.Key_Escape)
    assert window.grid.hasFocus()
    # Photos that are dropped on the album go into it.
    window.grid.selectAll()
    mime = window._commands.carry(window.grid.selected_photos())
    where = side.visualRect(entries.index_of(Kind.ALBUM, album)).center()
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(where, action, mime, buttons, Qt.KeyboardModifier.NoModifier)
    side.dropEvent(drop)
    until(lambda: library.annotations.albums()[0].photos == 24)
    until(lambda: undo.is_settled)
    assert window.arranging.toast.text == "22 photos added to “Italy 2019”"
    folder = side.visualRect(entries.index_of(Kind.FOLDER)).center()
    refused = QDropEvent(folder, action, mime, buttons, Qt.KeyboardModifier.NoModifier)
    side.dropEvent(refused)
    assert not refused.isAccepted()


def test_who_looks_at_an_album_or_a_tag_follows_its_name(
    album: str, window: MainWindow, library: Library, until: Until
) -> None:
    entries, box = window.arranging.entries, window.box
    library.annotations.tag(window.photos.photo_ids[:3].tolist(), "sun")
    window.library_commands.refresh()
    until(lambda: entries.index_of(Kind.TAG, "sun").isValid())
    for kind, name, other in ((Kind.ALBUM, album, "Rome & {back}"), (Kind.TAG, "sun", "sea")):
        window.arranging._go(entries.entry(entries.index_of(kind, name)))
        until(lambda: window.is_settled)
        count, asked = window.photos.rowCount(), box.text
        entries.setData(entries.index_of(kind, name), other)
        until(lambda other=other: other in box.text and window.is_settled)
        assert window.photos.rowCount() == count
        window.undo.undo()
        until(lambda asked=asked: box.text == asked and window.is_settled)
        assert window.photos.rowCount() == count
    window.arranging._go(entries.entry(entries.index_of(Kind.ALBUM, album)))
    until(lambda: window.is_settled)
    window.arranging.organising.delete(entries.entry(entries.index_of(Kind.ALBUM, album)))
    until(lambda: not box.text and window.is_settled)
    assert window.photos.rowCount() == 24


def test_nothing_is_marked_beside_a_page_without_photos(window: MainWindow) -> None:
    entries = window.arranging.entries
    shown = entries.shown_entry()
    assert shown is not None
    window.settings.show()
    assert entries.shown_entry() is None
    window.pages.show_library()
    assert entries.shown_entry() == shown
    go(window, Kind.DUPLICATES)
    assert entries.index_of(Kind.DUPLICATES).data(SHOWN_ROLE)
    window.pages.show_library()
    assert entries.shown_entry() == shown
