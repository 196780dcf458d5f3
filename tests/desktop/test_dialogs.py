from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from core.intake import Progress
from desktop.grid.empty_state import EmptyState
from desktop.indexing.activity_bar import ActivityBar
from desktop.indexing.indexer import Indexing
from desktop.out import show_in_folder as shower
from desktop.parts.banner import Banner
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.theme import DARK, LIGHT


def button(widget: QWidget, text: str) -> QPushButton:
    (found,) = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    return found


def test_the_empty_state_says_what_to_do() -> None:
    state = EmptyState()
    state.show()
    events: list[str] = []
    state.folders_wanted.connect(lambda: events.append("folders"))
    state.nothing_in_folders()
    state.primary.click()
    assert events == ["folders"]
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


def test_a_note_is_shown_once_and_goes_when_it_is_so_no_more() -> None:
    banner = Banner()
    card = "the card is offline; type: sudo sysctl x=1"
    banner.say("Add this?", "Add", lambda: None)
    banner.note(card)
    assert banner.text == "Add this?", "an offer is not talked over"
    banner.hide()
    banner.note(card)
    assert not banner.isHidden()
    assert banner.text == card.capitalize()
    label = next(label for label in banner.findChildren(QLabel) if label.text() == banner.text)
    assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    banner.hide()
    banner.note(card)
    assert banner.isHidden(), "who has read it need not read it again"
    banner.note("another")
    assert not banner.isHidden()
    banner.note("")
    assert banner.isHidden()
    banner.say("The disk is full.")
    banner.note("one more")
    banner.note("")
    assert not banner.isHidden(), "what somebody else said stays"


def test_a_long_message_does_not_widen_the_line_at_the_bottom() -> None:
    bar = ActivityBar()
    bar.resize(600, 36)
    bar.show()
    bar.show_progress(Progress("watching", message="A folder is offline. " * 40), Indexing.HERE, 7)
    assert bar.minimumSizeHint().width() < 600
    (label,) = bar.findChildren(ElidedLabel)
    assert label.text().endswith("…")
    assert label.toolTip().count("offline") == 40


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
        (
            Progress("transcribing", done=9, texts=3, texts_waiting=7, rate=2.5, seconds_left=8),
            ["text in photos: 3 of 10", "2.5 photos/s", "less than a minute"],
        ),
        (Progress("paused", done=9, texts=3, texts_waiting=7), ["Paused", "Text still", "7 photos"]),
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
