"""The whole window on a small real library, with a real search engine and an encoder of colours."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QSlider

from core.intake import Order
from core.library import Library
from core.paths import LibraryPaths
from core.search import SearchEngine
from desktop.application import Guard, start_log
from desktop.ask.search_service import SearchService
from desktop.indexing.indexer import IndexerClient, Indexing
from desktop.main_window import MainWindow
from desktop.parts.theme import DARK, Appearance, Theme
from desktop.shell.remembered import Remembered
from desktop.shell.screenshot import Screenshot

Until = Callable[..., None]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def colours(window: MainWindow, count: int = 4) -> list[str]:
    """What the first photos show."""
    photos = [window.photos.photo(row) for row in range(count)]
    return [photo.path.name.partition("-")[0] for photo in photos if photo is not None]


def ask(window: MainWindow, words: str, until: Until) -> None:
    window.box.set_text(words)
    until(lambda: window.is_settled)


def drop(window: MainWindow, data: QMimeData, at: QPoint, actions: Qt.DropAction = COPY | MOVE) -> QDropEvent:
    """Everything a drag does to a window, the way Qt does it."""
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, actions, data, left, nothing))
    QApplication.sendEvent(window, QDragMoveEvent(at, actions, data, left, nothing))
    event = QDropEvent(QPointF(at), actions, data, left, nothing)
    event.setDropAction(MOVE)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def test_it_starts_with_all_photos_newest_first(window: MainWindow) -> None:
    assert window.photos.rowCount() == 24
    assert colours(window) == ["black"] * 4
    assert window.page.summary.whole == "24 photos, newest first"
    assert window.page.shows_photos


def test_typing_changes_the_results(window: MainWindow, until: Until) -> None:
    QTest.keyClicks(window.box.focusProxy(), "red")
    until(lambda: window.is_settled)
    assert colours(window) == ["red"] * 4
    assert "best first" in window.page.summary.whole
    assert "colours" in window.page.summary.whole
    QTest.keyClick(window.box.focusProxy(), Key.Key_Escape)
    until(lambda: window.is_settled)
    assert colours(window) == ["black"] * 4


def test_minus_words(window: MainWindow, until: Until) -> None:
    ask(window, "-black", until)
    assert "black" not in colours(window, 12)


def test_letters_typed_over_the_photos_land_in_the_box(window: MainWindow, until: Until) -> None:
    window.grid.setFocus()
    QTest.keyClicks(window.grid, "b")
    QTest.keyClicks(window.box.focusProxy(), "lue")
    until(lambda: window.is_settled)
    assert window.box.text == "blue"
    assert colours(window) == ["blue"] * 4
    window.grid.setFocus()
    window.grid.selectAll()
    QTest.keyClick(window.grid, Key.Key_Escape)
    assert window.box.text == "blue"
    assert not window.grid.selectionModel().hasSelection()
    QTest.keyClick(window.grid, Key.Key_Escape)
    until(lambda: window.is_settled)
    assert window.box.text == ""
    assert colours(window) == ["black"] * 4


def test_what_is_said_is_seen_wherever_one_is(window: MainWindow) -> None:
    window.pages.open(0)
    window.say("Something is in the way.")
    assert window.arranging.toast.isVisible()
    assert window.arranging.toast.text == "Something is in the way."
    window.pages.show_library()
    assert window.page.banner.isVisible()


def test_a_file_is_dropped(window: MainWindow, tmp_path: Path, until: Until) -> None:
    path = tmp_path / "mine.png"
    Image.new("RGB", (50, 40), (190, 25, 35)).save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = drop(window, data, QPoint(300, 400))
    assert event.isAccepted()
    assert event.dropAction() == COPY
    until(lambda: window.is_settled)
    assert window.box.pictures == (path,)
    assert colours(window) == ["red"] * 4


def test_a_picture_is_dropped_by_a_browser_and_words_are_added(
    window: MainWindow, pictures: Path, until: Until
) -> None:
    data = QMimeData()
    data.setData("application/octet-stream", (pictures / "blue-1.png").read_bytes())
    data.setUrls([QUrl("https://example.org/blue.png")])
    drop(window, data, QPoint(300, 400))
    until(lambda: window.is_settled)
    assert colours(window) == ["blue"] * 4
    ask(window, "yellow", until)
    assert set(colours(window, 24)[:8]) != {"blue", "black"}
    assert len(window.box.pictures) == 1


def test_a_web_address_is_refused_in_the_banner(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/beach.jpg")])
    drop(window, data, QPoint(300, 400))
    assert "network" in window.page.banner.text
    assert not window.page.banner.isHidden()


def test_a_broken_picture_is_told_and_the_photos_stay(
    window: MainWindow, tmp_path: Path, until: Until
) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0nothing more")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, data, QPoint(300, 400))
    until(lambda: not window.page.banner.isHidden())
    assert "broken.jpg" in window.page.banner.text
    assert window.photos.rowCount() == 24


def test_a_dropped_folder_is_offered_and_added(
    window: MainWindow, library: Library, tmp_path: Path, until: Until
) -> None:
    folder = tmp_path / "more photos"
    folder.mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    drop(window, data, QPoint(300, 400))
    assert "more photos" in window.page.banner.text
    assert len(library.folders.all()) == 1
    window.page.banner._act()
    until(lambda: len(window.library_commands.folders) == 2)
    assert folder in [one.path for one in library.folders.all()]


def test_a_folder_that_cannot_be_added_is_told(window: MainWindow, tmp_path: Path, until: Until) -> None:
    window.library_commands.folder_commands.add([tmp_path / "none"])
    until(lambda: not window.page.banner.isHidden())
    assert "none" in window.page.banner.text


def test_photos_dragged_from_the_grid_onto_the_bar(window: MainWindow, until: Until) -> None:
    ask(window, "green", until)
    window.grid.choose(0)
    data = window._commands.carry(window.grid.selected_photos())
    window.grid.drag_began.emit()
    over_grid = drop(window, data, QPoint(300, 500))
    assert not over_grid.isAccepted()
    assert window.box.pictures == ()
    drop(window, data, QPoint(300, 30))
    window.grid.drag_ended.emit()
    window.box.set_text("")
    until(lambda: window.is_settled)
    photo_id = int(window.photos.photo_ids[0])
    assert window.box.pictures
    assert photo_id not in window.box.pictures, "a photo is no answer to itself"
    assert colours(window, 3) == ["green"] * 3


def test_paste_and_find_similar(window: MainWindow, pictures: Path, until: Until) -> None:
    clipboard = QGuiApplication.clipboard()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pictures / "yellow-0.png"))])
    clipboard.setMimeData(data)
    window.actions_.paste.trigger()
    until(lambda: window.is_settled)
    assert colours(window, 3) == ["yellow"] * 3
    clipboard.clear()
    window.grid.choose(10)
    chosen = window.grid.selected_photos()[0]
    window.actions_.similar.trigger()
    until(lambda: window.is_settled)
    assert window.box.pictures == (chosen.id,)
    assert colours(window, 3) == [chosen.path.name.partition("-")[0]] * 3


def test_answers_are_marked_by_keys_and_menu(window: MainWindow, until: Until) -> None:
    ask(window, "red", until)
    yellow = next(row for row, name in enumerate(colours(window, 100)) if name == "yellow")
    good = window.photos.photo(yellow)
    assert good is not None
    window.grid.choose(yellow)
    window.grid.setFocus()
    QTest.keyClick(window.grid, Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    until(lambda: window.is_settled)
    assert window.box.more_like == (good.id,)
    assert set(colours(window, 6)) == {"red", "yellow"}
    assert window.photos.row_of(good.id) is not None
    window.grid.choose(0)
    bad = window.grid.selected_photos()[0]
    window.actions_.less_like.trigger()
    until(lambda: window.is_settled)
    assert window.box.less_like == (bad.id,)
    assert window.photos.row_of(bad.id) is None
    window.box.clear()
    until(lambda: window.is_settled)
    assert (window.box.more_like, window.box.less_like) == ((), ())
    assert window.photos.row_of(bad.id) is not None


def test_an_answer_is_marked_in_the_viewer(window: MainWindow, until: Until) -> None:
    ask(window, "red", until)
    window.grid.opened.emit(0)
    shown = window.viewer.photo
    assert shown is not None
    window.actions_.more_like.trigger()
    until(lambda: window.is_settled)
    assert window.viewer.isVisible()
    assert window.viewer.photo == shown
    window.actions_.less_like.trigger()
    until(lambda: window.is_settled)
    assert window.box.less_like == (shown.id,)
    following = window.viewer.photo
    assert following is not None and following.id != shown.id, "it is no answer any more"


def test_more_marks_than_fit_are_told(window: MainWindow, until: Until) -> None:
    window.grid.selectAll()
    window.actions_.more_like.trigger()
    until(lambda: window.is_settled)
    assert len(window.box.more_like) == 8
    assert "full" in window.page.banner.text


def test_the_balance_ranks_again(window: MainWindow, pictures: Path, until: Until) -> None:
    ask(window, "red", until)
    window.box.add_pictures([pictures / "blue-0.png"])
    until(lambda: window.is_settled)
    (slider,) = window.box.findChildren(QSlider)
    assert slider.isVisible()
    slider.setValue(slider.maximum())
    until(lambda: window.is_settled)
    assert colours(window, 3) == ["blue"] * 3
    slider.setValue(0)
    until(lambda: window.is_settled)
    assert colours(window, 3) == ["red"] * 3


def test_copy(window: MainWindow) -> None:
    window.grid.choose(0)
    window.actions_.copy.trigger()
    mime = QGuiApplication.clipboard().mimeData()
    photo = window.photos.photo(0)
    assert photo is not None
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [photo.path]
    assert mime.hasImage()
    QGuiApplication.clipboard().clear()


def test_open_look_and_come_back(window: MainWindow, until: Until) -> None:
    settled: list[int] = []
    window.viewer.settled.connect(lambda: settled.append(1))
    window.grid.setFocus()
    window.grid.choose(2)
    QTest.keyClick(window.grid, Key.Key_Return)
    until(lambda: settled)
    assert window.viewer.isVisible()
    assert window.pages.chosen() == [window.photos.photo(2)]
    QTest.keyClick(window.viewer, Key.Key_Right)
    QTest.keyClick(window.viewer, Key.Key_Escape)
    assert window.grid.isVisible()
    assert window.grid.currentIndex().row() == 3
    QTest.keyClick(window.grid, Key.Key_Return)
    window.actions_.search.trigger()
    assert not window.viewer.isVisible()


def test_full_screen_and_back(window: MainWindow) -> None:
    window.pages.open(0)
    QTest.keyClick(window.viewer, Key.Key_F)
    assert window.isFullScreen()
    QTest.keyClick(window.viewer, Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.grid.isVisible()


def test_a_refresh_keeps_the_selection(window: MainWindow, library: Library, until: Until) -> None:
    window.grid.choose(5)
    before = window.grid.selected_photos()
    answers: list[bool] = []
    window._service.answered.connect(lambda _, refresh: answers.append(refresh))
    with library.writing() as database:
        database.conn.execute("UPDATE places SET state = 'missing' WHERE name = 'black-3.png'")
    # The engine follows at most a tenth of the time; the next look comes soon.
    until(lambda: (window._service.refresh(), window.photos.rowCount() == 23)[1])
    assert window.grid.selected_photos() == before
    assert True in answers


def test_what_is_remembered(window: MainWindow, library: Library, theme: Theme) -> None:
    window.grid.set_cell_size(240)
    window.actions_.square.trigger()
    window.settings.appearance_wanted.emit(Appearance.DARK)
    assert theme.colours is DARK
    window.page.banner.note("the card is offline")
    window.close()
    again = MainWindow(library, SearchService(library.paths.root), None, theme)
    assert again.grid.cell_size == 240
    assert not again.actions_.square.isChecked()
    assert theme.appearance is Appearance.DARK
    again.page.banner.note("the card is offline")
    assert again.page.banner.isHidden(), "it was read the last time"
    again.close()
    theme.choose(Appearance.LIGHT)


def test_what_another_process_writes_down_is_shown(
    library: Library, service: SearchService, theme: Theme, until: Until
) -> None:
    # It counts nothing, for no photo was read: a sidecar was.
    script = 'import sys\nfor _ in sys.stdin: print(\'{"state": "watching"}\', flush=True)'
    indexer = IndexerClient(library.paths, [sys.executable, "-c", script])
    window = MainWindow(library, service, indexer, theme)
    window.show()
    window.start()
    indexer.order(Order.RESCAN)
    until(lambda: window.is_settled and indexer.progress)
    with Library.open(library.paths.root) as other, other.writing() as database:
        database.conn.execute("UPDATE places SET title = 'A title now'")

    def told() -> bool:
        indexer.order(Order.RESCAN)
        photo = window.photos.photo(0)
        return photo is not None and photo.title == "A title now"

    until(told)
    window.close()


@pytest.fixture
def empty_window(tmp_path: Path, theme: Theme, until: Until) -> Iterator[MainWindow]:
    """A window on a library without folders, at its first start."""
    library = Library.open(tmp_path / "new")
    script = (
        "import sys\nfrom core.intake import Progress\n"
        "for line in sys.stdin:\n print(Progress('watching', message=line.strip()).to_line(), flush=True)"
    )
    indexer = IndexerClient(library.paths, [sys.executable, "-c", script])
    service = SearchService(library.paths.root, lambda root: SearchEngine(root, encoder=_any_encoder()))
    made = MainWindow(library, service, indexer, theme)
    made.show()
    made.start()
    until(lambda: made.is_settled)
    yield made
    made.close()
    library.close()


def _any_encoder() -> object:
    from models import Device, EncoderIdentity, Preprocess  # noqa: PLC0415

    class Nothing:
        identity = EncoderIdentity("nothing", "1", 4)
        preprocess = Preprocess(8, 8, "squash", "bilinear", (0.5,) * 3, (0.5,) * 3)
        device = Device("cpu", "none")

        def encode_texts(self, texts: list[str]) -> np.ndarray:
            return np.ones((len(texts), 4), np.float32) / 2

    return Nothing()


def test_the_first_start_asks_for_a_folder(
    empty_window: MainWindow, tmp_path: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = empty_window
    assert not window.page.shows_photos
    welcome = window.page.welcome
    assert welcome.isVisible()
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.jpg").touch()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    welcome.other.click()
    assert folder in welcome.chosen()
    until(welcome.outlook.text)
    assert "300 photos" in welcome.outlook.text()
    for row in welcome._rows.values():
        row.box.setChecked(False)
    # One that can't be taken does not keep the others out.
    welcome.offer([tmp_path / "gone & over", folder])
    for file in folder.iterdir():
        file.unlink()
    shown: list[str] = []
    show = window.page.activity.show_progress
    monkeypatch.setattr(
        window.page.activity,
        "show_progress",
        lambda progress, *rest: (shown.append(progress.state), show(progress, *rest))[1],
    )
    welcome.begin.click()
    until(lambda: "gone & over" in window.page.banner.text)
    commands = window.library_commands
    until(lambda: commands._indexer is not None and commands._indexer.progress)
    assert commands._indexer is not None
    assert commands._indexer.state is Indexing.HERE
    assert commands._indexer.progress is not None
    assert commands._indexer.progress.message == "rescan"
    until(lambda: "no photos" in window.page.empty.title.lower())
    assert shown[0] == "starting", "it is not up to date before anybody looked"


def test_pause_is_ordered_and_remembered(empty_window: MainWindow, until: Until) -> None:
    commands = empty_window.library_commands
    commands.pause(True)
    until(lambda: commands._indexer and commands._indexer.progress)
    assert commands._remembered.paused
    empty_window.close()
    assert Remembered(commands._library.paths.root).paused


def test_the_reading_of_text_is_switched(window: MainWindow, until: Until) -> None:
    action, library = window.actions_.transcribe, window.library_commands._library
    until(action.isChecked)
    action.trigger()
    until(lambda: not library.settings.load().transcribe)
    assert not window.library_commands.transcribes
    # By another process.
    library.settings.save(transcribe=True)
    window.library_commands.read_counts()
    until(action.isChecked)


def test_the_screenshot_waits_for_everything(window: MainWindow, tmp_path: Path, until: Until) -> None:
    file = tmp_path / "window.png"
    window.box.set_text("red")
    taken: list[bool] = []
    Screenshot(window, file).taken.connect(taken.append)
    until(lambda: taken)
    assert taken == [True]
    with Image.open(file) as picture:
        assert picture.size == (window.width(), window.height())
        corner = window.grid.mapTo(window, window.grid.visualRect(window.photos.index(0)).center())
        red, green, _ = picture.convert("RGB").getpixel((corner.x(), corner.y()))
    assert red > 150 > green


@pytest.mark.parametrize("question", ["", "a flower"])
def test_the_program_takes_a_picture_of_itself(tmp_path: Path, question: str) -> None:
    """The real program with the real encoder, off screen, on an empty library."""
    file = tmp_path / "shot.png"
    command = [sys.executable, "-m", "desktop", "--library", str(tmp_path / "library")]
    command += ["window", "--screenshot", str(file), "--question", question]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, timeout=90)
    assert (done.returncode, done.stderr) == (0, "")
    with Image.open(file) as picture:
        assert picture.size == (1280, 800)


def test_a_library_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes(b"this is no database" * 100)
    command = [sys.executable, "-m", "desktop", "--library", str(tmp_path)]
    command += ["window", "--screenshot", str(tmp_path / "shot.png")]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, timeout=60)
    assert done.returncode == 3
    assert "catalog.db" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_in_a_slot_is_a_message_and_a_log_entry(
    window: MainWindow, library: Library, until: Until, caplog: pytest.LogCaptureFixture
) -> None:
    handler = start_log(LibraryPaths(library.paths.root).log)
    guard = Guard()
    guard.tell = window.say_error
    with guard, caplog.at_level(logging.INFO):
        window.grid.opened.connect(lambda _: 1 // 0)
        window.grid.opened.emit(999)
    logging.getLogger().removeHandler(handler)
    handler.close()
    assert "inside Fovea" in window.page.banner.text
    assert "Traceback" not in window.page.banner.text
    assert "ZeroDivisionError" in caplog.text


def test_a_damaged_catalogue_is_told_in_words(
    window: MainWindow, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT

    def get(photo_ids: object) -> None:
        raise error

    monkeypatch.setattr(window._library.photos, "get", get)
    window.photos.refetch()
    until(lambda: not window.page.banner.isHidden())
    assert "damaged" in window.page.banner.text
    assert "backup" in window.page.banner.text


def test_everything_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton  # noqa: PLC0415

    for button in window.findChildren(QAbstractButton):
        if button.isVisibleTo(window):
            assert button.accessibleName() or button.text(), button
    assert window.grid.accessibleName()
