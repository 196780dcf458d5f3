"""The page of encoders on a real library, with the starter and a copy of it under another name."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox

from core.encoders import install_directory
from core.intake import Indexer, Progress
from core.library import Library
from desktop.indexing.indexer import Indexing
from desktop.main_window import MainWindow
from desktop.parts.theme import DARK, LIGHT, Appearance, Theme
from desktop.settings import encoder_commands, encoder_wording, encoders_section
from desktop.settings.encoder_commands import EncoderCommands
from desktop.settings.encoder_rows import Standing, measured, read_encoders
from desktop.settings.encoders_section import EncodersSection
from desktop.settings.install_dialog import InstallDialog
from models import DownloadCancelled, Obtained, Offer, find_offer, offers, starter_directory

Until = Callable[..., None]
PHOTOS = 6
OTHER = "other@1"


@pytest.fixture(scope="session")
def starter() -> str:
    """The key of the built-in encoder."""
    facts = json.loads((starter_directory() / "manifest.json").read_text())
    return f"{facts['name']}@{facts['revision']}"


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that was indexed with the starter."""
    folder = tmp_path_factory.mktemp("encoded")
    for number in range(PHOTOS):
        noise = np.random.default_rng(number).integers(0, 255, (48, 64, 3), dtype=np.uint8)
        Image.fromarray(noise).save(folder / f"{number}.png")
    root = tmp_path_factory.mktemp("library-of-starter")
    with Library.open(root) as library:
        library.folders.add(folder)
        library.settings.save(decoders=1, transcribe=False)
    index(root)
    return root


@pytest.fixture
def root(indexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed, tmp_path / "library-of-encoders"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """An encoder directory like the starter, with a name of its own."""
    directory = tmp_path / "other"
    shutil.copytree(starter_directory(), directory, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    manifest = directory / "manifest.json"
    facts = json.loads(manifest.read_text())
    facts.update(name="other", revision="1")
    manifest.write_text(json.dumps(facts))
    return directory


@pytest.fixture
def indexer() -> SimpleNamespace:
    """What the page wants to know of the indexer; nothing is indexed."""
    started: list[int] = []
    return SimpleNamespace(
        state=Indexing.NOBODY, progress=None, started=started, start=lambda: started.append(1)
    )


@pytest.fixture
def commands(root: Path, indexer: SimpleNamespace) -> Iterator[EncoderCommands]:
    made = EncoderCommands(root, indexer)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def dialog(commands: EncoderCommands, root: Path, theme: Theme, until: Until) -> Iterator[EncodersSection]:
    made = EncodersSection(commands, root / "encoders")
    made.show()
    until(lambda: commands.encoders.rows)
    yield made
    made.close()


def index(root: Path) -> None:
    with Indexer(root) as indexer:
        indexer.run_once()


def state(dialog: EncodersSection, key: str) -> str:
    """What the list says of an encoder."""
    return dialog.table.text_of(key, 1)


def choose_key(dialog: EncodersSection, key: str) -> None:
    """Choose an encoder in the list."""
    (item,) = [item for item in dialog.table._items() if item.data(0, Qt.ItemDataRole.UserRole) == key]
    dialog.table.setCurrentItem(item)


def install(dialog: EncodersSection, source: Path, monkeypatch: pytest.MonkeyPatch, until: Until) -> None:
    """Press "From a folder…" and wait for what comes of it."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(source))
    dialog.folder.click()
    assert not dialog.folder.isEnabled()
    until(lambda: not dialog._commands.working and not dialog._commands._reading)


def press(dialog: EncodersSection, until: Until) -> None:
    """Press the button of the chosen encoder and wait until all is done."""
    dialog.act.click()
    until(lambda: not dialog._commands.working and not dialog._commands._reading)


def test_those_of_the_library_come_first_then_those_that_can_be_had(
    dialog: EncodersSection, starter: str
) -> None:
    keys = [item.data(0, Qt.ItemDataRole.UserRole) for item in dialog.table._items()]
    assert keys == [None, starter, None, *(offer.name for offer in offers())]
    assert state(dialog, starter) == "Answers now"
    assert dialog.row is not None
    assert dialog.row.key == starter
    assert (dialog.act.isEnabled(), dialog.remove.isEnabled(), dialog.folder.isEnabled()) == (
        False,
        False,
        True,
    )
    assert f"{PHOTOS} of {PHOTOS} photos encoded" in dialog.details.state.text()


def test_each_encoder_is_told_in_full(dialog: EncodersSection) -> None:
    for row in dialog._commands.encoders.rows:
        choose_key(dialog, row.key)
        quality, languages, licence = (label.text() for label in dialog.details._facts)
        assert dialog.details.title.text()
        assert dialog.details.about.text()
        assert quality
        assert languages
        assert row.licence in licence
        forbidding = row.commercial is not True
        assert (dialog.details._facts[-1].objectName() == "warning") is forbidding
    assert any(row.commercial is False for row in dialog._commands.encoders.rows)


def test_it_is_walked_through_by_keys(dialog: EncodersSection, starter: str) -> None:
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.row is not None
    assert dialog.row.key == offers()[0].name, "the heading is passed over"
    assert dialog.act.text() == "Install…"
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    assert dialog.row.key == starter


def test_everything_has_a_name_for_a_screen_reader(dialog: EncodersSection, starter: str) -> None:
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisibleTo(dialog):
            assert button.accessibleName() or button.text()
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    item = dialog.table.currentItem()
    assert item is not None
    assert "Answers now" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_from_a_folder_use_and_cancel(
    dialog: EncodersSection,
    other: Path,
    root: Path,
    starter: str,
    indexer: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:
    install(dialog, other, monkeypatch, until)
    assert dialog.said.text() == "“other” is in the library now."
    assert dialog.row is not None
    assert (dialog.row.key, state(dialog, OTHER)) == (OTHER, "In the library")
    assert dialog.act.text() == "Use this one"
    press(dialog, until)
    assert "answers until all photos are encoded" in dialog.said.text()
    assert indexer.started, "somebody has to encode them"
    assert state(dialog, OTHER) == "Being prepared, 0 %"
    assert f"0 of {PHOTOS} photos" in dialog.details.state.text()
    assert not dialog.details.bar.isHidden()
    assert not dialog.remove.isEnabled()
    assert dialog.act.text() == "Cancel the change"
    with Library.open(root) as library:
        assert library.settings.load().upcoming == OTHER
    press(dialog, until)
    assert "cancelled" in dialog.said.text()
    assert (state(dialog, starter), state(dialog, OTHER)) == ("Answers now", "In the library")
    with Library.open(root) as library:
        assert library.settings.load().upcoming == ""


def test_the_change_is_followed_and_there_is_a_way_back(
    dialog: EncodersSection,
    other: Path,
    root: Path,
    starter: str,
    monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:
    switched: list[int] = []
    dialog._commands.switched.connect(lambda: switched.append(1))
    install(dialog, other, monkeypatch, until)
    press(dialog, until)
    assert not switched
    index(root)
    # Nobody presses anything: the page looks every two seconds.
    until(lambda: state(dialog, OTHER) == "Answers now")
    assert switched == [1]
    choose_key(dialog, starter)
    assert (state(dialog, starter), dialog.act.text()) == ("Ready to answer", "Go back to this one")
    press(dialog, until)
    assert dialog.said.text() == f"“Fovea's own, version {starter.partition('@')[2]}” answers from now on."
    assert (state(dialog, starter), state(dialog, OTHER)) == ("Answers now", "Ready to answer")
    assert len(switched) > 1


def test_removing_asks_and_deletes_files_and_vectors(
    dialog: EncodersSection,
    other: Path,
    root: Path,
    indexer: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:
    install(dialog, other, monkeypatch, until)
    indexer.state, indexer.progress = Indexing.HERE, Progress("indexing")
    dialog._show()
    assert not dialog.remove.isEnabled(), "the indexer may be using it"
    indexer.progress = Progress("watching")
    dialog._show()
    monkeypatch.setattr(QMessageBox, "exec", lambda _: None)
    dialog.remove.click()
    assert not dialog._commands.working, "not without a yes"
    monkeypatch.setattr(encoders_section, "confirm_removal", lambda *_: True)
    dialog.remove.click()
    until(lambda: not dialog._commands.working and not dialog._commands._reading)
    assert dialog.said.text() == "“other” was removed."
    assert dialog._commands.encoders.row(OTHER) is None
    assert not (root / "encoders" / OTHER).exists()
    assert dialog.row is not None, "the one that answers is chosen again"


def _no_manifest(directory: Path) -> None:
    (directory / "manifest.json").unlink()


def _flipped(directory: Path) -> None:
    path = directory / "text.onnx"
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(("damage", "says"), [(_no_manifest, "manifest.json"), (_flipped, "text.onnx")])
def test_a_folder_that_holds_no_encoder_is_refused_in_words(
    dialog: EncodersSection,
    other: Path,
    root: Path,
    damage: Callable[[Path], None],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:
    damage(other)
    install(dialog, other, monkeypatch, until)
    assert says in dialog.said.text()
    assert dialog.said.objectName() == "warning"
    assert "Traceback" not in dialog.said.text()
    assert dialog._commands.encoders.row(OTHER) is None
    assert dialog.folder.isEnabled()
    # Who goes on is not reminded of it.
    dialog.table.setCurrentItem(dialog.table._items()[-1])
    assert dialog.said.text() == ""


def test_a_damaged_one_is_listed_with_its_problem(
    dialog: EncodersSection, other: Path, root: Path, until: Until
) -> None:
    with Library.open(root) as library:
        own = install_directory(library, other)
    (own / "image.onnx").unlink()
    until(lambda: dialog._commands.encoders.row(str(own)))
    choose_key(dialog, str(own))
    assert state(dialog, str(own)) == "Damaged"
    assert "image.onnx" in dialog.details.state.text()
    assert not dialog.act.isEnabled()


def choose(dialog: EncodersSection, *, pinned: bool = True) -> Offer:
    """Choose the first encoder that can be had."""
    offer = offers()[0]
    assert offer.pinned is pinned
    choose_key(dialog, offer.name)
    return offer


def answer(monkeypatch: pytest.MonkeyPatch, press: str) -> None:
    """Whoever asks before an install gets this button pressed."""

    def show(question: InstallDialog) -> int:
        question.show()
        getattr(question, press).click()
        return question.result()

    monkeypatch.setattr(InstallDialog, "exec", show)


def test_a_download_that_fails_says_why(
    dialog: EncodersSection, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    offer = choose(dialog)
    answer(monkeypatch, "download")
    dialog.act.click()
    assert dialog._commands.coming is not None
    assert dialog.act.text() == "Stop the download"
    assert offer.source in dialog.details.state.text()
    until(lambda: dialog._commands.coming is None, 60)
    assert f"{endpoint} can't be reached" in dialog.said.text()
    assert dialog.said.objectName() == "warning"
    assert (dialog.act.text(), dialog.act.isEnabled()) == ("Install…", True)
    assert state(dialog, offer.name) == "Can be downloaded"


def test_nothing_is_downloaded_without_a_yes(
    dialog: EncodersSection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_commands, "install", lambda *_, **__: pytest.fail("it was not asked for"))
    monkeypatch.setattr(InstallDialog, "exec", lambda _: InstallDialog.DialogCode.Rejected)
    choose(dialog)
    dialog.act.click()
    assert dialog._commands.coming is None


@pytest.mark.parametrize("restricted", [False, True])
def test_a_licence_that_forbids_something_has_to_be_agreed_to(
    dialog: EncodersSection, root: Path, restricted: bool
) -> None:
    offer = next(offer for offer in offers() if offer.files and offer.licence.restricted is restricted)
    row = dialog._commands.encoders.row(offer.name)
    assert row is not None
    question = InstallDialog(row, offer, root / "encoders")
    question.show()
    assert question.agree.isHidden() is not restricted
    assert question.download.isEnabled() is not restricted
    question.agree.setChecked(True)
    assert question.download.isEnabled()
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert question.isVisible(), "a download is not started by Return alone"
    question.folder.click()
    assert question.from_folder


def test_a_download_shows_how_far_it_is_and_is_stopped(
    dialog: EncodersSection, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    offer = choose(dialog)
    large = 5_000_000_000
    went_on = threading.Event()

    def slow(library: Library, wanted: Offer, source: object, **watch: Callable[..., bool]) -> Obtained:
        watch["progress"](large // 4, large)
        while not watch["cancelled"]():
            went_on.wait(0.01)
        raise DownloadCancelled("The download was stopped.")

    monkeypatch.setattr(encoder_commands, "install", slow)
    answer(monkeypatch, "download")
    dialog.act.click()
    until(lambda: state(dialog, offer.name) == "Coming, 25 %")
    assert "1.3 GB of 5.0 GB" in dialog.details.state.text()
    assert (dialog.details.bar.value(), dialog.details.bar.maximum()) == (250, 1000)
    choose_key(dialog, offers()[1].name)
    assert not dialog.act.isEnabled(), "one at a time"
    choose_key(dialog, offer.name)
    dialog.act.click()
    assert dialog.details.state.text() == "Stopping…"
    until(lambda: dialog._commands.coming is None)
    assert "was stopped" in dialog.said.text()
    assert dialog.said.objectName() == "quiet"


def test_closing_all_stops_a_download(
    commands: EncoderCommands, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    runs = threading.Event()

    def endless(*_: object, **watch: Callable[..., bool]) -> Obtained:
        runs.set()
        while not watch["cancelled"]():
            threading.Event().wait(0.01)
        raise DownloadCancelled("stopped")

    monkeypatch.setattr(encoder_commands, "install", endless)
    commands.install(offers()[0])
    until(runs.is_set)
    commands.close()
    commands.close()


def test_what_has_come_is_chosen_and_can_be_used(
    dialog: EncodersSection, other: Path, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    asked: list[Path | None] = []

    def put(library: Library, offer: Offer, source: Path | None, **watch: Callable[..., bool]) -> Obtained:
        asked.append(source)
        watch["progress"](10, 10)
        return Obtained(install_directory(library, other), (("text.onnx", "0" * 64),))

    monkeypatch.setattr(encoder_commands, "install", put)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    offer = choose(dialog)
    answer(monkeypatch, "folder")
    dialog.act.click()
    assert not dialog.act.isEnabled(), "files that are taken over are not a download"
    until(lambda: dialog.row is not None and dialog.row.key == OTHER)
    assert asked == [other]
    assert offer.title in dialog.said.text()
    assert "checksums" in dialog.said.text()
    assert (dialog.act.text(), dialog.act.isEnabled()) == ("Use this one", True)


def test_files_that_are_not_the_ones_are_refused(
    dialog: EncodersSection, other: Path, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    choose(dialog)
    answer(monkeypatch, "folder")
    dialog.act.click()
    until(lambda: dialog._commands.coming is None)
    assert "instead of" in dialog.said.text()


def test_one_without_ready_files_says_how_to_make_them(dialog: EncodersSection) -> None:
    for row in dialog._commands.encoders.rows:
        if row.standing is Standing.TO_BE_EXPORTED:
            choose_key(dialog, row.key)
            assert "fovea encoders export" in dialog.details.state.text()
            assert not dialog.act.isEnabled()


def test_device_and_time_left(
    dialog: EncodersSection,
    other: Path,
    indexer: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:
    assert "as soon as" in dialog.device.text()
    install(dialog, other, monkeypatch, until)
    press(dialog, until)
    indexer.state = Indexing.HERE
    indexer.progress = Progress("indexing", upcoming=OTHER, device="cuda", seconds_left=340)
    dialog._show()
    assert dialog.device.text() == "Photos are encoded on the GPU (CUDA)."
    assert "about 6 min left" in dialog.details.state.text()
    indexer.progress = replace(indexer.progress, state="paused")
    dialog._show()
    assert "paused" in dialog.details.state.text()


def test_a_library_that_breaks_is_told_and_a_bug_is_logged(
    dialog: EncodersSection, monkeypatch: pytest.MonkeyPatch, until: Until, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(library: Library) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(encoder_commands, "read_encoders", broken)
    dialog._commands.refresh()
    until(dialog.said.text)
    assert "inside Fovea" in dialog.said.text()
    assert "ZeroDivisionError" in caplog.text


def test_it_follows_only_while_it_is_open(dialog: EncodersSection) -> None:
    assert dialog._follow.isActive()
    dialog.hide()
    assert not dialog._follow.isActive()
    dialog.show()
    assert dialog._follow.isActive()
    dialog.close()
    assert not dialog._follow.isActive()


def test_light_and_dark(dialog: EncodersSection, theme: Theme, grabbed: Callable[..., np.ndarray]) -> None:
    restricted = next(item for item in dialog.table._items() if item.text(5) == "Not commercial")
    for appearance, colours in ((Appearance.DARK, DARK), (Appearance.LIGHT, LIGHT)):
        theme.choose(appearance)
        assert restricted.foreground(5).color().name() == colours.warning
        assert "#{:02x}{:02x}{:02x}".format(*grabbed(dialog)[2, 2]) == colours.ground


def test_the_menu_opens_it_and_news_reach_the_window_when_nobody_looks_at_it(window: MainWindow) -> None:
    window.actions_.encoders.trigger()
    (section,) = window.findChildren(EncodersSection)
    assert section.isVisible()
    commands = window.library_commands.encoders
    commands.said.emit("An encoder comes.")
    assert "comes" in section.said.text()
    assert "comes" not in window.page.banner.text
    window.pages.show_library()
    commands.said.emit("An encoder came.")
    assert window.page.banner.text == "An encoder came."
    window.actions_.encoders.trigger()
    assert window.library_commands.encoders is commands


def test_the_numbers_of_the_starter_are_those_of_its_card(root: Path, starter: str) -> None:
    recall = measured(starter_directory() / "MODEL_CARD.md")
    assert recall is not None, "the card's table has another form than desktop/settings/encoder_rows.py reads"
    assert [label for label, _ in recall.values] == ["R@1", "R@5", "R@10"]
    assert "Flickr8k" in recall.benchmark
    assert measured(root / "none.md") is None
    with Library.open(root) as library:
        row = read_encoders(library).row(starter)
    assert row is not None
    assert row.recall == recall
    assert row.starter


def test_a_new_library_has_the_starter(tmp_path: Path, starter: str) -> None:
    with Library.open(tmp_path / "new") as library:
        encoders = read_encoders(library)
    assert encoders.answering == starter
    row = encoders.row(starter)
    assert row is not None
    assert (row.standing, row.removable) == (Standing.ANSWERS, False)


def test_words() -> None:
    assert encoder_wording.languages(["en", "de", "zh-Hant"]) == "English, German, Chinese"
    assert encoder_wording.languages(["en", "de", "zh"], few=True) == "English + 2 more"
    assert encoder_wording.languages(["qaa"]) == "qaa"
    assert encoder_wording.percent(999, 1000) == 99
    assert encoder_wording.percent(0, 0) == 0
    assert encoder_wording.quality_in_short(None) == "Not known"
    mean = find_offer("nllb-clip-base-siglip").recall
    assert "mean" in encoder_wording.quality_in_short(mean)
    assert "published" in encoder_wording.quality(mean)
