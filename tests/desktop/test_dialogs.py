from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget

from core.errors import FailureReason
from core.intake import Progress
from core.library import Failure, Folder, Library, Photo, PlaceName
from desktop import show_in_folder as shower
from desktop.about_dialog import AboutDialog
from desktop.activity_bar import ActivityBar
from desktop.banner import Banner
from desktop.elided_label import ElidedLabel
from desktop.empty_state import EmptyState
from desktop.failures_dialog import FailuresDialog
from desktop.folders_dialog import FoldersDialog, suggested_pictures_folder
from desktop.indexer import Indexing
from desktop.photo_dialog import PhotoDialog
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
    damaged, empty = (dialog.table.topLevelItem(row).child(0) for row in range(2))
    assert [damaged.text(column) for column in range(3)] == ["a.jpg", "Is cut off.", "Copy it again."]
    assert empty.text(0) == "b\\xff.jpg"
    asked: list[object] = []
    dialog.retry_wanted.connect(lambda: asked.append("retry"))
    dialog.shown_in_folder.connect(asked.append)
    dialog.table.itemDoubleClicked.emit(empty, 0)
    dialog.table.itemDoubleClicked.emit(empty.parent(), 0)
    button(dialog, "Try again").click()
    assert asked == [Path("/p/b\udcff.jpg"), "retry"]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_failures_are_grouped_by_reason_the_most_frequent_first() -> None:
    failures = [
        Failure(Path(f"/p/{reason}-{number}"), reason, "It is so.", "", "")
        for reason, count in (("empty", 2), *((str(reason), 1) for reason in FailureReason), ("sidecar", 3))
        for number in range(count)
    ]
    dialog = FailuresDialog(failures)
    groups = [dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount())]
    assert len(groups) == len(FailureReason)
    assert "4 files" in groups[0].text(0)
    assert "beside photos" in groups[0].text(0)
    assert groups[1].text(0).startswith("Empty")
    assert groups[1].childCount() == 3
    headings = [group.text(0).partition("  ·")[0] for group in groups]
    assert not set(headings) & set(FailureReason), "every reason has words"


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
    monkeypatch.setattr("desktop.folders_dialog.confirm_removal", lambda *_, **__: True)
    remove.click()
    assert events == ["add", "leave out", folders[1]]


def test_a_drive_in_a_folder_is_shown_below_it_and_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True),
        Folder(2, Path("/photos/cards/one"), 2, "", online=True, parent_id=1),
    ]
    dialog = FoldersDialog(lambda: folders)
    assert dialog.table.topLevelItemCount() == 1
    drive = dialog.table.topLevelItem(0).child(0)
    assert drive.text(0) == str(Path("cards/one"))
    assert "drive of its own" in drive.text(1)
    events: list[object] = []
    dialog.removed.connect(events.append)
    dialog.drive_left_out.connect(lambda folder: events.append(("left out", folder.id)))
    dialog.table.setCurrentItem(drive)
    monkeypatch.setattr("desktop.folders_dialog.confirm_leaving_out", lambda *_: True)
    button(dialog, "Leave this drive out…").click()
    assert events == [("left out", 2)]


def test_links_are_followed_folder_by_folder() -> None:
    folders = [
        Folder(1, Path("/photos"), 1, "photos", online=True, follow_links=True),
        Folder(2, Path("/more"), 1, "more", online=True),
        Folder(3, Path("/media/stick"), 2, "", online=False),
    ]
    dialog = FoldersDialog(lambda: folders)
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
    assert "links are followed" in dialog.table.topLevelItem(1).text(1)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(2))
    assert not dialog.links.isEnabled()


def test_only_a_real_picture_folder_is_suggested(tmp_path: Path) -> None:
    assert suggested_pictures_folder(["", str(tmp_path / "none"), str(tmp_path)]) == tmp_path
    assert suggested_pictures_folder([str(Path.home())]) is None


def test_the_facts_of_a_photo(photos: list[Photo]) -> None:
    photo = replace(photos[0], latitude=52.5, longitude=13.4, camera="Cam X", online=False)
    dialog, about = PhotoDialog(photo), AboutDialog("starter")
    told = dialog.facts.toPlainText()
    for part in (photo.path.name, "Cam X", "52.50000, 13.40000", "date of the file", "Offline"):
        assert part in told
    assert any("starter" in label.text() for label in about.findChildren(QLabel))


def test_all_that_people_and_programs_said_of_a_photo(photos: list[Photo]) -> None:
    photo = replace(
        photos[0],
        title="Anna <b>& Tom</b>\n at the\x00 sea",
        caption="First line.\r\nSecond \u202eline.",
        keywords=("sea", "summer & sun"),
        rating=3,
        taken_at="2019-07-14T16:02:11",
        taken_from="sidecar",
        utc_offset=330,
        latitude=43.46745,
        longitude=11.88513,
        locality=PlaceName("Arezzo", "Tuscany", "Italy"),
        projection="equirectangular",
        is_motion=True,
        clip=Path("/p/IMG_1.MOV"),
        raw=Path("/p/IMG_1.CR2"),
    )
    dialog = PhotoDialog(photo)
    told = dialog.facts.toPlainText()
    for part in (
        "Anna <b>& Tom</b> at the sea",
        "First line.\nSecond line.",
        "sea, summer & sun",
        "★★★☆☆",
        "14 Jul 2019, 16:02 UTC+5:30 (from a file beside it)",
        "Arezzo, Tuscany, Italy\n43.46745, 11.88513",
        "equirectangular",
        "RAW beside it\nIMG_1.CR2",
        "Film of this live photo\nIMG_1.MOV",
        photo.path.name,
    ):
        assert part in told


def test_long_texts_are_wrapped_and_scrolled_not_widened(photos: list[Photo], app: QApplication) -> None:
    longest = Path("/" + "/".join(["a_folder_without_any_space"] * 20), "x.jpg")
    dialog = PhotoDialog(replace(photos[0], caption="word " * 3000, path=longest))
    dialog.show()
    app.processEvents()
    assert dialog.width() < 700
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.facts.verticalScrollBar().maximum() > 0
    assert dialog.facts.horizontalScrollBar().maximum() == 0
    dialog.close()


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


def test_the_text_in_the_picture_is_told(library: Library, photos: list[Photo]) -> None:
    with library.writing() as database:
        database.conn.execute(
            "UPDATE transcripts SET text = ? WHERE pixels_digest = ?",
            ("Harbour\n海滩", photos[0].pixels_digest),
        )
    dialog = PhotoDialog(photos[0], None, library)
    assert "Text in the picture" in dialog.facts.toPlainText()
    assert "Harbour\n海滩" in dialog.facts.toPlainText()
    assert "Text in the picture" not in PhotoDialog(photos[1], None, library).facts.toPlainText()


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
