"""Photos to the trash from wherever they are looked at, and back by the one way there is for everything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from core.intake.indexer import Indexer
from core.library import Library

Until = Callable[..., None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is answered to the next questions, by the button's number; afterwards what was asked."""
    asked: list[Any] = []

    def question(box: QMessageBox) -> None:
        assert box.defaultButton() is box.buttons()[1], "Return moves nothing"
        asked.append((box.text(), box.informativeText()))

    monkeypatch.setattr(QMessageBox, "exec", question)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    return asked


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own."""
    plat_other = pytest.importorskip("send2trash.plat_other")
    data = tmp_path / "home" / ".local" / "share"
    data.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", os.fsencode(data))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(data / "Trash"))
    monkeypatch.setattr("send2trash.send2trash", plat_other.send2trash)
    return data / "Trash" / "files"


@pytest.fixture
def own_pictures(window: Any, tmp_path: Path, until: Until, service_encoder: Any) -> Path:
    """A folder of this test alone, with a copy in it, in the library of the window."""
    folder = tmp_path / "own"
    (folder / "copies").mkdir(parents=True)
    Image.linear_gradient("L").resize((96, 64)).save(folder / "mine.png")
    shutil.copy2(folder / "mine.png", folder / "copies" / "mine.png")
    with Library.open(window._library.paths.root) as library:
        library.folders.add(folder)
    with Indexer(window._library.paths.root, encoder=service_encoder) as indexer:
        indexer.run_once()
    window.library_commands.refresh()
    until(lambda: window.photos.row_of(window._library.photos.at(folder / "mine.png")) is not None)
    return folder


def test_from_the_menu_to_the_trash_and_back_after_leaving_the_page(
    window: Any, until: Until, own_pictures: Path, trash: Path, answer: list[Any]
) -> None:
    window.actions_.duplicates.trigger()
    page = window.outgoing.duplicates.page
    assert window.pages.currentWidget() is page
    until(lambda: page.groups.rowCount() == 1)
    assert "2 files" in page.groups.data(page.groups.index(0))
    assert sorted(own_pictures.rglob("*.png")) == [
        own_pictures / "copies/mine.png",
        own_pictures / "mine.png",
    ]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    until(lambda: page.groups.rowCount() == 0)
    until(lambda: "1 file moved to the trash" in window.actions_.undo.text())
    assert len(list(trash.iterdir())) == 1
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.page
    window.actions_.undo.trigger()
    until(lambda: not list(trash.iterdir()))
    until(lambda: window.undo.is_settled)
    assert len(list(own_pictures.rglob("*.png"))) == 2
    window.actions_.duplicates.trigger()
    until(lambda: page.groups.rowCount() == 1)


def test_from_the_grid_with_all_its_files(
    window: Any,
    until: Until,
    own_pictures: Path,
    trash: Path,
    answer: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo_id = window._library.photos.at(own_pictures / "mine.png")
    row = window.photos.row_of(photo_id)
    count = window.photos.rowCount()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.grid.choose(row)
    window.grid.setFocus()
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[1])
    QTest.keyClick(window.grid, Qt.Key.Key_Delete)
    until(lambda: answer)
    question, consequence = answer[0]
    assert question == "Move 1 photo to the trash?"
    for path in (own_pictures / "mine.png", own_pictures / "copies" / "mine.png"):
        assert str(path) in consequence
        assert path.exists()
    QTest.keyClick(window.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    QTest.keyClick(window.grid, Qt.Key.Key_Delete)
    until(lambda: len(answer) == 2 and trash.is_dir() and len(list(trash.iterdir())) == 2)
    until(lambda: "2 files moved to the trash" in window.actions_.undo.text())
    assert not list(own_pictures.rglob("*.png"))
    until(lambda: window.photos.rowCount() == count - 1)
    assert window.pages.current_row == min(row, count - 2), "keys go on from where it was"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(lambda: len(list(own_pictures.rglob("*.png"))) == 2 and window.undo.is_settled)
    window.actions_.redo.trigger()
    until(lambda: not list(own_pictures.rglob("*.png")) and window.undo.is_settled)
    window.actions_.undo.trigger()
    until(lambda: len(list(own_pictures.rglob("*.png"))) == 2 and window.undo.is_settled)
