from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.intake.rules import Rules
from core.library import Folder, Library, Preferences
from desktop.main_window import MainWindow
from desktop.settings.leave_out_dialog import LeaveOutDialog, pattern_of

Until = Callable[..., None]


def test_nothing_is_changed_by_looking() -> None:
    preferences = replace(Preferences(), exclude=("*.png", "Scans/"), smallest_bytes=12_345, smallest_edge=64)
    dialog = LeaveOutDialog(preferences)
    assert dialog.patterns.toPlainText() == "*.png\nScans/"
    assert dialog.bytes.value() == 12
    assert dialog.changes() == {}


def test_what_is_written_is_what_is_left_out() -> None:
    dialog = LeaveOutDialog(Preferences())
    dialog.patterns.setPlainText("# scans\n\n  *.png \nScans/\n*.png\n")
    dialog.bytes.setValue(20)
    dialog.edge.setValue(200)
    assert dialog.save.isEnabled()
    assert dialog.changes() == {
        "exclude": ("# scans", "*.png", "Scans/"),
        "smallest_bytes": 20_000,
        "smallest_edge": 200,
    }


def test_a_pattern_that_means_nothing_is_told_while_it_is_written() -> None:
    dialog = LeaveOutDialog(Preferences())
    dialog.patterns.setPlainText("*.png\n[z-a].jpg")
    assert not dialog.save.isEnabled()
    assert dialog.problem.text().startswith("Line 2: ")
    dialog.patterns.setPlainText("*.png\n[a-z].jpg")
    assert dialog.save.isEnabled()
    assert dialog.problem.isHidden()


def test_how_many_are_hidden_is_told() -> None:
    dialog = LeaveOutDialog(Preferences(), 1204)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "1,204 photos hidden now" in texts


@pytest.mark.parametrize("name", ["Card", "a b", "1*", "[x]", "what?", "back\\slash", "#1", "!x", "deep/er"])
def test_the_pattern_of_a_directory_means_just_that(name: str) -> None:
    rules = Rules([pattern_of(Path(name))])
    assert rules.excludes(f"{name}/")
    assert not rules.excludes("other/")
    assert not rules.excludes(f"below/{name}/")
    assert not rules.excludes("1x/")


def test_what_is_saved_reaches_the_library(
    window: MainWindow, library: Library, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(dialog: LeaveOutDialog) -> int:
        dialog.patterns.setPlainText("red-*")
        dialog.edge.setValue(50)
        return 1

    monkeypatch.setattr(LeaveOutDialog, "exec", write)
    window.library_commands.folder_commands.ask_what_to_leave_out()
    until(lambda: library.settings.load().exclude == ("red-*",))
    assert library.settings.load().smallest_edge == 50


def test_a_drive_that_is_left_out_is_kept_out(
    window: MainWindow, library: Library, tmp_path: Path, until: Until
) -> None:
    around = library.folders.all()[0]
    # Stands for a drive: a folder of its own that belongs to the one around it.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    drive = library.folders.add(elsewhere, parent_id=around.id)
    commands = window.library_commands.folder_commands
    inside = replace(drive, path=around.path / "cards" / "[one]")
    commands.leave_drive_out(inside)
    until(lambda: len(library.folders.all()) == 1)
    (pattern,) = library.settings.load().exclude
    assert Rules([pattern]).excludes_below("cards/[one]")


def test_links_are_followed_where_it_was_asked(window: MainWindow, library: Library, until: Until) -> None:
    def folder() -> Folder:
        return library.folders.all()[0]

    for follow in (True, False):
        window.library_commands.folder_commands.follow_links(folder(), follow)
        until(lambda follow=follow: folder().follow_links == follow)
    assert folder().parent_id is None
