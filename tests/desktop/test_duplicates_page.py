"""The page of duplicates: groups by kind, what is marked, what goes, and how it comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from core.imaging import ThumbnailStore
from core.intake.discarding import Discarded
from core.library import Library
from core.library.photo_files import PhotoFile
from core.search.duplicates import Group, Kind, Member, by_kind, without
from core.search.merits import Why
from core.trash import Trashed
from desktop.duplicates.duplicates_page import DuplicatesPage
from desktop.duplicates.group_models import GroupModel, MemberModel

Until = Callable[..., None]
Qt_ = Qt.CheckState


def made(number: int, kind: Kind, *, like: int = 0, same: int = 0, **others: Any) -> Member:
    """A file; `like` and `same` are the numbers of those that have its pixels and its bytes."""
    online, sharpness = others.get("online", True), others.get("sharpness")
    file = PhotoFile(
        number, number, 1, Path(f"/photos/{number}/IMG.jpg"), online, bytes([same or number]),
        bytes([like or same or number]), (1, number), 1000 * (20 - number), 5, 400, 300, "JPEG",
        "2020-05-04T13:37:00", "photo", "Cam", None, None, 0,
    )  # fmt: skip
    return Member(file, kind, sharpness)


COPIES = Group((made(1, Kind.BEST), made(2, Kind.COPY, same=1), made(3, Kind.COPY, same=1)), Why.BYTES)
MIXED = Group(
    (made(11, Kind.BEST), made(12, Kind.COPY, same=11), made(13, Kind.SAME_PICTURE, like=11),
     made(14, Kind.VERSION), made(15, Kind.COPY, same=14, online=False)),
    Why.BYTES,
)  # fmt: skip
SERIES = Group(
    (made(5, Kind.BEST, sharpness=2.0), made(6, Kind.SERIES, sharpness=1.0)), Why.SHARPER, is_series=True
)


def shown(page: DuplicatesPage) -> None:
    """Keys that do something by themselves do it in the active window only."""
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)


def checked(model: Any) -> Any:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def places(members: list[Member]) -> list[int]:
    return [member.file.place_id for member in members]


@pytest.fixture
def page(app: Any, tmp_path: Path) -> Iterator[DuplicatesPage]:
    made_page = DuplicatesPage(ThumbnailStore(tmp_path))
    checked(made_page.groups)
    checked(made_page.members)
    yield made_page
    made_page.close_threads()


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


def test_files_are_taken_apart_by_what_they_are_to_each_other() -> None:
    found = by_kind([COPIES, MIXED])
    taken = {kind: [places(list(group.members)) for group in groups] for kind, groups in found.items()}
    assert taken[Kind.COPY] == [[1, 2, 3], [11, 12], [14, 15]]
    assert taken[Kind.SAME_PICTURE] == [[11, 13]]
    assert taken[Kind.VERSION] == [[11, 14]]
    # Each file goes for one reason.
    going = [place for groups in taken.values() for _, *others in groups for place in others]
    assert len(going) == len(set(going))
    assert [member.kind for member in found[Kind.VERSION][0].members] == [Kind.BEST, Kind.VERSION]


def test_what_is_left_when_files_have_gone() -> None:
    left = without([COPIES, MIXED, SERIES], {2, 11, 6})
    assert [places(list(group.members)) for group in left] == [[1, 3], [12, 13, 14, 15]]
    assert left[1].members[0].kind is Kind.BEST


def test_qt_finds_nothing_wrong_with_the_models(app: Any) -> None:
    groups, members = checked(GroupModel()), checked(MemberModel())
    groups.show([COPIES, SERIES])
    assert groups.data(groups.index(0)).startswith("IMG.jpg\n3 files, ")
    assert "2 photos" in groups.data(groups.index(1))
    for group in (COPIES, SERIES, None):
        members.show(group)
        members.keep_only(1)
    assert groups.data(QModelIndex()) is None


def test_copies_are_marked_and_one_file_always_stays(app: Any) -> None:
    model = checked(MemberModel())
    away = [made(1, Kind.BEST), made(2, Kind.COPY), made(3, Kind.VERSION), made(4, Kind.COPY, online=False)]
    model.show(Group(tuple(away), Why.LARGER))
    # What is on a drive that is away can't go.
    assert places(model.going) == [2]
    assert model.toggle(2)
    assert model.setData(model.index(1), Qt_.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert places(model.going) == [3]
    assert not model.toggle(3)
    model.keep_only(2)
    assert places(model.staying) == [3, 4]
    assert not model.toggle(2)
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("To the trash, IMG.jpg, Best: it is larger")
    model.show(SERIES)
    assert model.going == []
    assert "Sharpness 50 %" in model.data(model.index(1), Qt.ItemDataRole.ToolTipRole)


def test_tabs_count_their_groups_and_keep_the_place(page: DuplicatesPage) -> None:
    assert page.nothing.text() == "Looking…"
    page.show_groups([COPIES, MIXED], [SERIES], 0)
    assert [page.tabs.tabText(at) for at in range(4)] == [
        "Exact copies  3", "Same picture  1", "Versions  1", "Series  1",
    ]  # fmt: skip
    page.tabs.setCurrentIndex(2)
    assert page.members.going == [], "versions are never marked unasked"
    page.tabs.setCurrentIndex(0)
    page.list.setCurrentIndex(page.groups.index(1))
    page.show_groups([COPIES, MIXED], [SERIES], 0)
    assert page.list.currentIndex().row() == 1
    page.take_out(Discarded([Trashed(Path("/x"), None, None)], {1: [12]}, [], 1))
    assert page.tabs.tabText(0) == "Exact copies  2"
    assert places(list(page.groups.groups[page.list.currentIndex().row()].members)) == [14, 15]
    page.show_groups([], [], 1200)
    assert page.nothing.text() == "No photo is there twice: nothing to tidy up."
    page.tabs.setCurrentIndex(2)
    assert "Still to be compared: 1,200 photos." in page.nothing.text()
    page.show_error(ValueError("a bug"))
    assert "Something went wrong" in page.said.text()


def test_marks_by_mouse_and_key(page: DuplicatesPage, grabbed: Any) -> None:
    page.resize(1000, 700)
    page.show_groups([COPIES], [], 0)
    shown(page)
    before = grabbed(page.cards)
    rectangle = page.cards.visualRect(page.members.index(2))
    QTest.mouseClick(
        page.cards.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.topLeft() + QPoint(30, 26)
    )
    assert places(page.members.going) == [2]
    assert np.any(before != grabbed(page.cards))
    QTest.keyClick(page.cards, Qt.Key.Key_Space)
    assert places(page.members.going) == [2, 3]
    assert "2 files" in page.trash.text()
    QTest.keyClick(page.cards, Qt.Key.Key_K)
    assert places(page.members.staying) == [3]


def test_photos_are_looked_at_closely_where_there_are_two(page: DuplicatesPage) -> None:
    wanted: list[Any] = []
    page.compare_wanted.connect(wanted.append)
    page.show_groups([MIXED], [], 0)
    shown(page)
    page.tabs.setCurrentIndex(2)
    QTest.keyClick(page.list, Qt.Key.Key_C)
    assert wanted == [[11, 14]]
    page.show_groups([Group((COPIES.members[0], COPIES.members[0]), None)], [], 0)
    page.tabs.setCurrentIndex(0)
    QTest.keyClick(page.list, Qt.Key.Key_C)
    assert len(wanted) == 1


def test_nothing_goes_without_a_yes(
    page: DuplicatesPage, answer: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[Any] = []
    page.discard_wanted.connect(wanted.append)
    page.show_groups([COPIES, MIXED], [], 0)
    shown(page)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[1])
    page.trash.click()
    assert answer[0] == ("Move 2 files to the trash? “IMG.jpg” stays.", "This frees 35.0 kB.")
    assert not wanted
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert [(kept.place_id, gone.place_id) for kept, gone in wanted[0]] == [(1, 2), (1, 3)]
    QTest.keyClick(page.list, Qt.Key.Key_B)
    assert answer[2][0] == "Keep the best of 3 groups and move 3 files to the trash?"
    assert [(kept.place_id, gone.place_id) for kept, gone in wanted[1]] == [(1, 2), (1, 3), (11, 12)]
    page.tabs.setCurrentIndex(2)
    QTest.keyClick(page.list, Qt.Key.Key_B)
    assert answer[3][1].startswith("Smaller sizes, other formats and edits of these pictures go.")


def test_esc_leads_back_whatever_is_shown(page: DuplicatesPage) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    shown(page)
    page.entrance.setFocus()
    assert page.tabs.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    page.show_groups([COPIES], [], 0)
    assert page.list.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    page.show_groups([], [], 0)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert left == [True] * 3


def test_what_was_looked_for_before_never_comes_later(
    window: Any, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_end = threading.Event(), threading.Event()
    rounds = iter([[COPIES], [MIXED]])

    def found(_: Library, *, series: bool = False) -> list[Group]:
        if series:
            return []
        groups = next(rounds)
        if groups == [COPIES]:
            began.set()
            assert may_end.wait(10)
        return groups

    monkeypatch.setattr("desktop.duplicates.duplicate_commands.duplicates", found)
    duplicates = window.outgoing.duplicates
    duplicates.show()
    told: list[Any] = []
    monkeypatch.setattr(duplicates.page, "show_groups", lambda groups, *_: told.append(groups))
    assert began.wait(10)
    duplicates.find()
    may_end.set()
    until(lambda: told)
    assert told == [[MIXED]]
