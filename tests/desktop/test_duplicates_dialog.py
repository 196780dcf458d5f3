from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMessageBox

from core.imaging import ThumbnailStore
from core.intake.discarding import Discarded
from core.library import Library
from core.library.photo_files import PhotoFile
from core.search.duplicates import Group, Kind, Member, Why
from core.trash import Trashed
from desktop.duplicate_commands import DuplicateCommands
from desktop.duplicates_dialog import DuplicatesDialog
from desktop.group_models import GroupModel, MemberModel

Until = Callable[..., None]
Qt_ = Qt.CheckState


def made(number: int, kind: Kind, *, online: bool = True, sharpness: float | None = None) -> Member:
    file = PhotoFile(
        number, number, 1, Path(f"/photos/{number}/IMG.jpg"), online, b"s", bytes([number]), (1, number),
        1000 * number, 5, 400, 300, "JPEG", "2020-05-04T13:37:00", "photo", "Cam", None, None, 0,
    )  # fmt: skip
    return Member(file, kind, sharpness)


GROUP = Group(
    (made(1, Kind.BEST), made(2, Kind.COPY), made(3, Kind.VERSION), made(4, Kind.COPY, online=False)),
    Why.LARGER,
)
SERIES = Group(
    (made(5, Kind.BEST, sharpness=2.0), made(6, Kind.SERIES, sharpness=1.0)), Why.SHARPER, is_series=True
)


def checked(model: Any) -> Any:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


@pytest.fixture
def dialog(app: Any, tmp_path: Path) -> Iterator[DuplicatesDialog]:
    made_dialog = DuplicatesDialog(ThumbnailStore(tmp_path))
    yield made_dialog
    made_dialog.close_threads()


def test_qt_finds_nothing_wrong_with_the_models(app: Any) -> None:
    groups, members = checked(GroupModel()), checked(MemberModel())
    groups.show([GROUP, SERIES])
    assert groups.data(groups.index(0)) == "IMG.jpg\n4 files, 9.0 kB could be freed"
    assert "2 photos" in groups.data(groups.index(1))
    for group in (GROUP, SERIES, None):
        members.show(group)
        members.keep_only(1)
    groups.replace(0, SERIES)
    groups.replace(1, None)
    assert groups.rowCount() == 1
    assert groups.data(QModelIndex()) is None


def test_exact_copies_are_marked_and_one_file_always_stays(app: Any) -> None:
    model = checked(MemberModel())
    model.show(GROUP)
    # What is on a drive that is away can't go.
    assert [member.file.place_id for member in model.going] == [2]
    assert model.toggle(2)
    assert model.setData(model.index(1), Qt_.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert [member.file.place_id for member in model.going] == [3]
    assert not model.toggle(3)
    model.keep_only(2)
    assert [member.file.place_id for member in model.staying] == [3, 4]
    assert not model.toggle(2)
    assert [member.file.place_id for member in model.staying] == [3, 4]
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("To the trash, IMG.jpg, Best: it is larger")
    model.show(SERIES)
    assert model.going == []
    assert "Sharpness 50 %" in model.data(model.index(1), Qt.ItemDataRole.ToolTipRole)


def test_marks_by_mouse_and_key(dialog: DuplicatesDialog, grabbed: Any) -> None:
    dialog.show_groups([GROUP], 0)
    dialog.show()
    before = grabbed(dialog.cards)
    rectangle = dialog.cards.visualRect(dialog.members.index(2))
    QTest.mouseClick(
        dialog.cards.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.topLeft() + QPoint(30, 26)
    )
    assert [member.file.place_id for member in dialog.members.going] == [2, 3]
    assert np.any(before != grabbed(dialog.cards))
    QTest.keyClick(dialog.cards, Qt.Key.Key_Space)
    assert [member.file.place_id for member in dialog.members.going] == [2]
    assert "1 file" in dialog.trash.text()


def test_nothing_goes_without_a_yes(dialog: DuplicatesDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter([1, 0])

    def question(box: QMessageBox) -> None:
        asked.append(box.text())
        assert box.defaultButton() is box.buttons()[1], "Return moves nothing"
        answered.append(box.buttons()[next(answers)])

    answered: list[object] = []
    monkeypatch.setattr(QMessageBox, "exec", question)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: answered[-1])
    wanted: list[Any] = []
    dialog.discard_wanted.connect(wanted.append)
    dialog.show_groups([GROUP, SERIES], 0)
    dialog.trash.click()
    assert "Move 1 file to the trash? “IMG.jpg” stays." in asked[0]
    assert not wanted
    dialog.trash.click()
    [[(kept, gone)]] = wanted
    assert (kept.place_id, gone.place_id) == (1, 2)
    result = Discarded(
        [Trashed(gone.path, Path("/trash/IMG.jpg"), None)], {1: [2]}, ["Something stayed."], 2000
    )
    dialog.show_discarded(result)
    assert dialog.said.text() == "1 file in the trash, 2.0 kB. Something stayed."
    assert [m.file.place_id for m in dialog.groups.groups[0].members] == [1, 3, 4]
    restored: list[Any] = []
    dialog.restore_wanted.connect(restored.append)
    dialog.undo.click()
    assert restored == [result]
    again: list[bool] = []
    dialog.wanted.connect(again.append)
    dialog.show_restored([])
    assert again == [False]


def test_a_group_of_one_is_none(dialog: DuplicatesDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    dialog.show_groups([SERIES], 0)
    dialog.keep.click()
    dialog.trash.click()
    dialog.show_discarded(Discarded([Trashed(Path("/x"), None, None)], {1: [6]}, [], 1))
    assert dialog.groups.rowCount() == 0
    assert not dialog.undo.isVisibleTo(dialog)
    assert dialog.nothing.text() == "Nothing was found: each photo is there once."


def test_what_was_looked_for_before_never_comes_under_another_name(
    dialog: DuplicatesDialog, library: Library, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def found(_: Library, *, series: bool) -> list[Group]:
        if not series:
            assert may_end.wait(10)
        return [SERIES if series else GROUP]

    monkeypatch.setattr("desktop.duplicate_commands.duplicates", found)
    shown: list[list[Group]] = []
    monkeypatch.setattr(dialog, "show_groups", lambda groups, _: shown.append(groups))
    commands = DuplicateCommands(library.paths, dialog)
    commands.dialog = dialog
    commands.find(False)
    commands.find(True)
    may_end.set()
    until(lambda: shown)
    commands.close()
    assert shown == [[SERIES]]


def test_it_says_what_is_missing(dialog: DuplicatesDialog) -> None:
    assert dialog.nothing.text() == "Looking…"
    dialog.show_groups([], 1200)
    assert "Still to be compared: 1,200 photos." in dialog.nothing.text()
    dialog.show_groups([GROUP], 1)
    assert dialog.said.text() == "Still to be compared: 1 photo."
    dialog.show_error(ValueError("a bug"))
    assert "Something went wrong" in dialog.said.text()


def test_from_the_menu_to_a_group(
    window: Any, until: Until, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def run(dialog: DuplicatesDialog) -> int:
        until(lambda: dialog.nothing.text() != "Looking…" or dialog.groups.rowCount())
        seen.append(dialog.groups.rowCount())
        dialog.kind.setCurrentIndex(1)
        dialog.kind.activated.emit(1)
        until(lambda: dialog.nothing.text() != "Looking…")
        return 0

    monkeypatch.setattr(DuplicatesDialog, "exec", run)
    window.actions_.duplicates.trigger()
    # Pictures of one colour are like nothing else.
    assert seen == [0]
    assert window.duplicates.dialog is None
