from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QWidget

from core.intake import Progress
from core.library import Failure, Folder, Photo
from desktop import show_in_folder as shower
from desktop.activity_bar import ActivityBar
from desktop.banner import Banner
from desktop.empty_state import EmptyState
from desktop.failures_dialog import FailuresDialog
from desktop.folders_dialog import FoldersDialog, suggested_pictures_folder
from desktop.indexer import Indexing
from desktop.photo_dialog import AboutDialog, PhotoDialog
from desktop.theme import DARK, LIGHT

FAILURES = [
    Failure(Path("/p/a.jpg"), "damaged", '"/p/a.jpg" is cut off.', "Copy it again.", "2026-01-01T00:00:00"),
    Failure(Path("/p/b\udcff.jpg"), "empty", "The file is empty.", "", "2026-01-01T00:00:00"),
]


def button(widget: QWidget, text: str) -> QPushButton:
    (found,) = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    return found


def test_failures_name_file_reason_and_remedy() -> None:
    dialog = FailuresDialog(FAILURES)
    rows = [dialog.table.topLevelItem(row) for row in range(2)]
    assert [rows[0].text(column) for column in range(3)] == ["a.jpg", "Is cut off.", "Copy it again."]
    assert rows[1].text(0) == "b\\xff.jpg"
    asked: list[object] = []
    dialog.retry_wanted.connect(lambda: asked.append("retry"))
    dialog.shown_in_folder.connect(asked.append)
    dialog.table.itemDoubleClicked.emit(rows[1], 0)
    button(dialog, "Try again").click()
    assert asked == [Path("/p/b\udcff.jpg"), "retry"]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_no_failures_can_not_be_tried_again() -> None:
    assert not button(FailuresDialog([]), "Try again").isEnabled()


def test_folders_are_listed_added_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True),
        Folder(2, Path("/media/stick"), 2, "", online=False, problem="its drive is not connected"),
    ]
    dialog = FoldersDialog(lambda: folders)
    assert dialog.table.topLevelItem(0).text(1) == "Online"
    assert "not connected" in dialog.table.topLevelItem(1).text(1)
    events: list[object] = []
    dialog.add_wanted.connect(lambda: events.append("add"))
    dialog.removed.connect(events.append)
    button(dialog, "Add a folder…").click()
    remove = button(dialog, "Remove from Fovea…")
    assert not remove.isEnabled()
    dialog.table.setCurrentItem(dialog.table.topLevelItem(1))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: None)
    remove.click()
    assert events == ["add"], "not without a yes"
    dialog.table.setCurrentItem(dialog.table.topLevelItem(1))
    monkeypatch.setattr("desktop.folders_dialog.confirm_removal", lambda *_: True)
    remove.click()
    assert events == ["add", 2]


def test_only_a_real_picture_folder_is_suggested(tmp_path: Path) -> None:
    assert suggested_pictures_folder(["", str(tmp_path / "none"), str(tmp_path)]) == tmp_path
    assert suggested_pictures_folder([str(Path.home())]) is None


def test_the_facts_of_a_photo(photos: list[Photo]) -> None:
    photo = replace(photos[0], latitude=52.5, longitude=13.4, camera="Cam X", online=False)
    dialog, about = PhotoDialog(photo), AboutDialog("starter")
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {photo.path.name, "Cam X", "52.50000, 13.40000"} <= texts
    assert any("starter" in label.text() for label in about.findChildren(QLabel))


def test_the_empty_state_says_what_to_do(tmp_path: Path) -> None:
    state = EmptyState()
    state.show()
    events: list[object] = []
    state.folder_wanted.connect(lambda: events.append("choose"))
    state.folders_wanted.connect(lambda: events.append("folders"))
    state.suggestion_taken.connect(events.append)
    state.welcome(tmp_path)
    state.primary.click()
    state.second.click()
    state.nothing_in_folders()
    assert state.second.isHidden()
    state.primary.click()
    assert events == ["choose", tmp_path, "folders"]
    for change in (state.looking, state.nothing_found):
        change()
        assert state.title
        assert state.primary.isHidden()
    state.set_colours(DARK)


def test_the_banner_does_what_it_offers() -> None:
    banner = Banner()
    banner.set_colours(LIGHT)
    did: list[int] = []
    banner.say("Add this?", "Add", lambda: did.append(1))
    assert not banner.isHidden()
    button(banner, "Add").click()
    assert did == [1]
    assert banner.isHidden()
    banner.say("Just so.")
    assert banner.text == "Just so."
    assert button(banner, "").isHidden()


@pytest.mark.parametrize(
    ("progress", "parts"),
    [
        (Progress("starting"), ["Getting ready"]),
        (Progress("scanning", found=12), ["12 photos found"]),
        (
            Progress("indexing", done=1204, waiting=3098, rate=38.4, seconds_left=81, device="cuda"),
            ["1,204 of 4,302", "38 photos/s", "about 1 min left", "GPU"],
        ),
        (Progress("paused", waiting=1), ["Paused", "1 file"]),
        (Progress("watching", message="A folder is offline"), ["7 photos", "up to date", "offline"]),
    ],
)
def test_progress_in_words(progress: Progress, parts: list[str]) -> None:
    bar = ActivityBar()
    bar.show_progress(progress, Indexing.HERE, 7)
    for part in parts:
        assert part in bar.text


def test_pause_and_go_on() -> None:
    bar = ActivityBar()
    wanted: list[bool] = []
    bar.pause_wanted.connect(wanted.append)
    bar.show_progress(Progress("indexing", waiting=3), Indexing.HERE, 7)
    bar._pause.click()
    bar.show_progress(Progress("paused", waiting=3), Indexing.HERE, 7)
    bar._pause.click()
    assert wanted == [True, False]
    bar.show_progress(Progress("indexing", waiting=3), Indexing.ELSEWHERE, 7)
    assert bar._pause.isHidden()
    assert "another Fovea" in bar.text


def test_trouble_is_told() -> None:
    bar = ActivityBar()
    bar.show_failures(3)
    assert bar._failures.text() == "3 files could not be read"
    bar.show_failures(0)
    assert bar._failures.isHidden()
    bar.show_state(Indexing.FAILED, "The disk is full.")
    assert "The disk is full." in bar.text
    assert not bar._restart.isHidden()
    bar.set_colours(DARK)


def test_a_file_is_shown_in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(shower, "_file_manager_shows", lambda path: path.name == "known.jpg")
    monkeypatch.setattr(
        shower.QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())) or True
    )
    (tmp_path / "known.jpg").touch()
    (tmp_path / "other.jpg").touch()
    assert shower.show_in_folder(tmp_path / "known.jpg")
    assert opened == []
    assert shower.show_in_folder(tmp_path / "other.jpg")
    assert shower.show_in_folder(tmp_path / "gone" / "lost.jpg")
    assert opened == [str(tmp_path), str(tmp_path)]


def test_without_a_session_bus_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert not shower._file_manager_shows(tmp_path)


def test_shortcuts_are_not_ambiguous(window: QWidget, until: Callable[..., None]) -> None:
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(keys)
    assert window.focusPolicy() is not Qt.FocusPolicy.WheelFocus
