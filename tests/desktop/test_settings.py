"""The settings: each section by itself, and the page they are on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QMessageBox, QPushButton, QWidget

from core.errors import FailureReason
from core.intake import Progress
from core.library import Counts, Failure, Folder, Library, Preferences
from core.library.folder_counts import FolderCounts
from desktop.indexing.indexer import Indexing
from desktop.main_window import MainWindow
from desktop.parts.language import Language
from desktop.parts.theme import Appearance
from desktop.settings.about_section import AboutSection
from desktop.settings.failures_section import FailuresSection
from desktop.settings.folders_section import FoldersSection, suggested_pictures_folder
from desktop.settings.indexing_section import IndexingSection
from desktop.settings.settings_page import SettingsPage
from desktop.settings.storage_section import StorageSection
from desktop.shell import autostart
from desktop.shell.remembered import Remembered

Until = Callable[..., None]

FAILURES = [
    Failure(Path("/p/a.jpg"), "damaged", '"/p/a.jpg" is cut off.', "Copy it again.", "2026-01-01T00:00:00"),
    Failure(Path("/p/b\udcff.jpg"), "empty", "The file is empty.", "", "2026-01-01T00:00:00"),
]


def button(widget: QWidget, text: str) -> QPushButton:
    (found,) = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    return found


def test_failures_name_file_reason_and_remedy() -> None:
    dialog = FailuresSection()
    dialog.show_failures(FAILURES)
    damaged, empty = (dialog.table.topLevelItem(row).child(0) for row in range(2))
    assert [damaged.text(column) for column in range(3)] == ["a.jpg", "Is cut off.", "Copy it again."]
    assert empty.text(0) == "b\\xff.jpg"
    asked: list[object] = []
    dialog.retry_wanted.connect(lambda: asked.append("retry"))
    dialog.shown_in_folder.connect(asked.append)
    dialog.table.itemActivated.emit(empty, 0)
    dialog.table.itemActivated.emit(empty.parent(), 0)
    button(dialog, "Try again").click()
    assert asked == [Path("/p/b\udcff.jpg"), "retry"]
    assert not button(dialog, "Try again").isEnabled()
    assert "tried again" in dialog.count.text()


def test_failures_are_grouped_by_reason_the_most_frequent_first() -> None:
    failures = [
        Failure(Path(f"/p/{reason}-{number}"), reason, "It is so.", "", "")
        for reason, count in (("empty", 2), *((str(reason), 1) for reason in FailureReason), ("sidecar", 3))
        for number in range(count)
    ]
    dialog = FailuresSection()
    dialog.show_failures(failures)
    groups = [dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount())]
    assert len(groups) == len(FailureReason)
    assert "4 files" in groups[0].text(0)
    assert "beside photos" in groups[0].text(0)
    assert groups[1].text(0).startswith("Empty")
    assert groups[1].childCount() == 3
    headings = [group.text(0).partition("  ·")[0] for group in groups]
    assert not set(headings) & set(FailureReason), "every reason has words"


def test_no_failures_can_not_be_tried_again() -> None:
    section = FailuresSection()
    assert section.again.isHidden()
    assert section.count.text() == "All files could be read."


def test_folders_are_listed_added_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True),
        Folder(2, Path("/media/stick"), 2, "", online=False, problem="its drive is not connected"),
    ]
    dialog = FoldersSection(lambda: folders)
    assert dialog.table.topLevelItem(0).text(2) == "Online"
    assert "not connected" in dialog.table.topLevelItem(1).text(2)
    events: list[object] = []
    dialog.add_wanted.connect(lambda: events.append("add"))
    dialog.leave_out_wanted.connect(lambda: events.append("leave out"))
    dialog.removed.connect(events.append)
    button(dialog, "Add a folder…").click()
    button(dialog, "What is left out…").click()
    remove = button(dialog, "Remove from Fovea…")
    assert not remove.isEnabled()
    dialog.table.setCurrentItem(dialog.table.topLevelItem(1))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: None)
    remove.click()
    assert events == ["add", "leave out"], "not without a yes"
    dialog.table.setCurrentItem(dialog.table.topLevelItem(1))
    monkeypatch.setattr("desktop.settings.folders_section.confirm_removal", lambda *_, **__: True)
    remove.click()
    assert events == ["add", "leave out", folders[1]]


def test_a_drive_in_a_folder_is_shown_below_it_and_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True),
        Folder(2, Path("/photos/cards/one"), 2, "", online=True, parent_id=1),
    ]
    dialog = FoldersSection(lambda: folders)
    assert dialog.table.topLevelItemCount() == 1
    drive = dialog.table.topLevelItem(0).child(0)
    assert drive.text(0) == str(Path("cards/one"))
    assert "drive of its own" in drive.text(2)
    events: list[object] = []
    dialog.removed.connect(events.append)
    dialog.drive_left_out.connect(lambda folder: events.append(("left out", folder.id)))
    dialog.table.setCurrentItem(drive)
    monkeypatch.setattr("desktop.settings.folders_section.confirm_leaving_out", lambda *_: True)
    button(dialog, "Leave this drive out…").click()
    assert events == [("left out", 2)]


def test_links_are_followed_folder_by_folder() -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True, follow_links=True),
        Folder(2, Path("/more"), 1, "more", online=True),
        Folder(3, Path("/media/stick"), 2, "", online=False),
    ]
    dialog = FoldersSection(lambda: folders)
    assert not dialog.links.isEnabled()
    asked: list[tuple[int, bool]] = []

    def follow(folder: Folder, wanted: bool) -> None:
        asked.append((folder.id, wanted))
        folders[folder.id - 1] = replace(folder, follow_links=wanted)
        dialog.reload()

    dialog.links_followed.connect(follow)
    for row in range(2):
        dialog.table.setCurrentItem(dialog.table.topLevelItem(row))
        assert dialog.links.isChecked() == folders[row].follow_links
        dialog.links.click()
    assert asked == [(1, False), (2, True)]
    assert dialog.links.isChecked(), "the folder stays chosen when the list is read again"
    assert "links are followed" in dialog.table.topLevelItem(1).text(2)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(2))
    assert not dialog.links.isEnabled()


def test_only_a_real_picture_folder_is_suggested(tmp_path: Path) -> None:
    assert suggested_pictures_folder(["", str(tmp_path / "none"), str(tmp_path)]) == tmp_path
    assert suggested_pictures_folder([str(Path.home())]) is None


def test_a_folder_says_how_much_of_it_is_read() -> None:
    section = FoldersSection(lambda: [Folder(1, Path("/photos"), 1, "photos", online=True)])
    section.show_counts({1: FolderCounts(ready=1200, waiting=3, failed=1)})
    row = section.table.topLevelItem(0)
    assert row.text(1).replace("\u202f", "").replace(",", "") == "1200"
    assert row.text(2) == "Online, 3 files to be read, 1 file could not be read"


def test_what_goes_on_is_told_and_can_be_paused() -> None:
    section = IndexingSection()
    asked: list[object] = []
    section.pause_wanted.connect(asked.append)
    section.setting_wanted.connect(lambda name, on: asked.append((name, on)))
    section.show_preferences(Preferences(rest_on_battery=True, rest_while_busy=False, transcribe=True))
    working = Progress("indexing", done=5, waiting=15, rate=2.5, seconds_left=6.0, device="cpu")
    section.show_progress(working, Indexing.HERE, Counts(12, 15, 2, 4))
    assert section.now.text() == "Reading photos: 5 of 20"
    assert (section.bar.value(), section.bar.maximum()) == (5, 20)
    for part in ("12 photos", "15 files to be read", "4 photos on drives that are away", "2.5 photos/s"):
        assert part in section.details.text()
    assert section.failures.text() == "2 files could not be read…"
    section.pause.click()
    section.show_progress(replace(working, state="paused"), Indexing.HERE, Counts(12, 15, 0, 0))
    assert section.pause.text() == "Go on"
    assert section.failures.isHidden()
    section.pause.click()
    section.battery.click()
    section.busy.click()
    assert asked == [True, False, ("rest_on_battery", False), ("rest_while_busy", True)]


@pytest.mark.parametrize(("resting", "word"), [("battery", "plugged in"), ("busy", "other programs")])
def test_it_is_said_why_it_rests(resting: str, word: str) -> None:
    section = IndexingSection()
    section.show_progress(Progress("paused", resting=resting, waiting=3), Indexing.HERE, Counts(1, 3, 0, 0))
    assert word in section.now.text()
    assert section.pause.text() == "Go on"


def section_of(window: MainWindow, kind: type[QObject]) -> QObject:
    (found,) = window.findChildren(kind)
    return found


def test_every_section_is_reached_by_keys_and_left_by_escape(window: MainWindow) -> None:
    window.actions_.settings.trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    seen = []
    for _ in page.keys:
        QApplication.processEvents()
        section = page._sections.currentWidget().widget()
        seen.append(section.accessibleName())
        unnamed = [
            control
            for control in section.findChildren(QAbstractButton)
            if control.isVisible() and not (control.text() or control.accessibleName())
        ]
        assert unnamed == []
        QTest.keyClick(page.names, Qt.Key.Key_Down)
    assert len(set(seen)) == len(page.keys) and all(seen)
    QTest.keyClick(page.names, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page


def test_what_is_set_reaches_the_library(window: MainWindow, library: Library, until: Until) -> None:
    window.settings.show("indexing")
    section = section_of(window, IndexingSection)
    assert isinstance(section, IndexingSection)
    until(section.battery.isChecked)
    section.battery.click()
    until(lambda: not library.settings.load().rest_on_battery)
    section.transcribe.click()
    until(lambda: not window.library_commands.transcribes)


def test_every_switch_does_what_it_says(
    window: MainWindow, library: Library, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = tmp_path / "autostart" / "fovea.desktop"
    monkeypatch.setattr(autostart, "is_supported", lambda: True)
    monkeypatch.setattr(autostart, "_file", lambda: entry)
    before = library.settings.load()
    for section in ("indexing", "appearance", "privacy"):
        window.settings.show(section)
        boxes = [box for box in window.findChildren(QCheckBox) if box.isVisible()]
        # What is set now is read beside the window; the first of these is on.
        until(lambda boxes=boxes, section=section: section == "appearance" or boxes[0].isChecked())
        for box in boxes:
            box.click()
    until(lambda: library.settings.load().transcribe != before.transcribe)
    until(lambda: library.settings.load().remember_searches != before.remember_searches)
    assert entry.is_file()
    remembered = Remembered(library.paths.root)
    assert remembered.calm
    assert remembered.shares_safely
    # A desktop off screen has no tray: its switch alone.
    alone = IndexingSection()
    wanted: list[bool] = []
    alone.background_wanted.connect(wanted.append)
    alone.background.click()
    assert wanted == [True]
    # What can't be done is not shown as done.
    window.settings.show("indexing")
    (box,) = (one for one in window.findChildren(QCheckBox) if one.text() == "Start with this computer")
    box.click()
    assert not entry.exists()
    entry.parent.rmdir()
    entry.parent.touch()
    box.click()
    assert not box.isChecked()
    assert "autostart" in window.page.banner.text


def test_searches_are_forgotten_and_no_longer_remembered(
    window: MainWindow, library: Library, until: Until
) -> None:
    library.searches.remember("red")
    window.settings.show("privacy")
    section = window.findChildren(QWidget, "")  # made by now
    del section
    remember = next(
        box for box in window.findChildren(QAbstractButton) if box.text() == "Remember what was searched for"
    )
    until(remember.isChecked)
    remember.click()
    until(lambda: not library.settings.load().remember_searches)
    assert library.searches.recent() == []


def test_room_on_the_disk_is_told_and_given_back(
    window: MainWindow, library: Library, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.settings.show("storage")
    section = section_of(window, StorageSection)
    assert isinstance(section, StorageSection)
    until(lambda: section.table.topLevelItemCount() > 2)
    rows = [section.table.topLevelItem(row) for row in range(section.table.topLevelItemCount())]
    named = {row.text(0): row for row in rows}
    section.table.setCurrentItem(named["Catalogue"])
    assert not section.clear.isEnabled(), "what can't be made again is not to be deleted"
    section.table.setCurrentItem(named["Small pictures"])
    monkeypatch.setattr("desktop.settings.storage_section.confirm", lambda *_: True)
    section.clear.click()
    until(lambda: not any(library.paths.thumbnails.rglob("*.jpg")))
    assert library.photos.counts().photos == 24


def test_another_language_makes_the_window_anew(window: MainWindow, until: Until) -> None:
    window.settings.show("appearance")
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.settings.language_wanted.emit(Language.CHINESE)
    assert closed and window.reopens
    assert window._remembered.language is Language.CHINESE


def test_colours_are_chosen(window: MainWindow) -> None:
    window.settings.show("appearance")
    window.settings.appearance_wanted.emit(Appearance.DARK)
    assert window._theme.appearance is Appearance.DARK
    assert window._remembered.appearance is Appearance.DARK


def test_fovea_tells_what_it_is_made_of() -> None:
    assert "pillow" in AboutSection().notices.toPlainText().lower()
