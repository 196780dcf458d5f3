from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.library import Library, Photo
from desktop.grid.photo_model import ID_ROLE, PHOTO_ROLE, SCORE_ROLE, PhotoModel

NO_SCORES = np.empty(0, np.float32)


def made_photo(photo_id: int, *, online: bool = True) -> Photo:
    path = Path(f"/photos/IMG_{photo_id}.jpg")
    return Photo(
        photo_id, path, online, "2020-05-04T13:37:00", "photo", 400, 300, 9, "JPEG", "Cam", None, None, b"d"
    )


class Source:
    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: set[int] = set()

    def __call__(self, photo_ids: Sequence[int]) -> list[Photo]:
        self.asked += photo_ids
        return [made_photo(photo_id) for photo_id in photo_ids if photo_id not in self.gone]


def test_qt_finds_nothing_wrong(library: Library) -> None:
    model = PhotoModel(library.photos.get)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ids = library.photos.by_date()
    model.show(ids, NO_SCORES)
    assert model.rowCount() == len(ids) == 24
    model.show(ids[::-1].copy(), np.linspace(1, 0, len(ids), dtype=np.float32))
    model.refetch()
    model.show(ids[:0], NO_SCORES)
    del tester


def test_data_of_a_row() -> None:
    model = PhotoModel(Source())
    model.show(np.array([7, 3]), np.array([0.5, 0.25], np.float32))
    index = model.index(1)
    assert index.data(ID_ROLE) == 3
    assert index.data(SCORE_ROLE) == 0.25
    assert index.data(PHOTO_ROLE) == made_photo(3)
    assert index.data() == "IMG_3.jpg"
    assert "2020" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "IMG_3.jpg" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(index) == 0
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_facts_are_read_in_chunks_and_once() -> None:
    source = Source()
    model = PhotoModel(source)
    model.show(np.arange(1, 100_001), NO_SCORES)
    assert source.asked == []
    assert model.photo(70_000) == made_photo(70_001)
    assert len(source.asked) == 64
    for row in range(69_952, 70_016):
        model.photo(row)
    assert len(source.asked) == 64
    model.refetch()
    model.photo(70_000)
    assert len(source.asked) == 128


def test_a_photo_that_is_gone_says_so() -> None:
    source = Source()
    source.gone = {2}
    model = PhotoModel(source)
    model.show(np.array([1, 2, 3]), NO_SCORES)
    assert model.photo(1) is None
    assert model.photo(2) == made_photo(3)
    assert "gone" in model.index(1).data()
    assert model.photo(99) is None


def test_the_same_rows_are_no_reset() -> None:
    model = PhotoModel(Source())
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    assert model.show(np.array([1, 2]), NO_SCORES)
    assert not model.show(np.array([1, 2]), NO_SCORES)
    assert model.show(np.array([2, 1]), NO_SCORES)
    assert len(resets) == 2


def test_rows_are_found_by_id() -> None:
    model = PhotoModel(Source())
    model.show(np.array([9, 4, 7]), NO_SCORES)
    assert model.row_of(7) == 2
    assert model.row_of(5) is None
    assert model.rows_of([7, 9, 5]) == [0, 2]


@pytest.mark.parametrize("online", [True, False])
def test_offline_is_told(online: bool) -> None:
    model = PhotoModel(lambda ids: [made_photo(photo_id, online=online) for photo_id in ids])
    model.show(np.array([1]), NO_SCORES)
    assert ("Offline" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)) is not online


def test_what_people_wrote_into_a_photo_is_told_and_never_taken_for_markup() -> None:
    said = {"title": "<img src=x>", "rating": 4, "raw": Path("/photos/IMG_1.CR2")}
    model = PhotoModel(lambda ids: [replace(made_photo(photo_id), **said) for photo_id in ids])
    model.show(np.array([1]), NO_SCORES)
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    heard = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("<img src=x>", "IMG_1.jpg", "With RAW: IMG_1.CR2"):
        assert part in heard
        assert html.escape(part) in tip
    assert "★★★★☆" in tip
    assert "4 stars" in heard, "nobody hears how many signs there are"
