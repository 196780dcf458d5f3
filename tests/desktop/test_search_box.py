from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest

from core.search import Picture, Question
from desktop.chips import PictureChip
from desktop.search_box import RANKED_LIMIT, SearchBox
from desktop.theme import DARK, LIGHT

Until = Callable[..., None]
Key = Qt.Key


@pytest.fixture
def asked() -> list[Question]:
    return []


@pytest.fixture
def box(asked: list[Question]) -> Iterator[SearchBox]:
    def picture_of(picture: Picture, shown: Callable[[QPixmap | None], None]) -> None:
        shown(None if picture == b"broken" else QPixmap(26, 26))

    made = SearchBox(picture_of)
    made.set_colours(LIGHT)
    made.asked.connect(asked.append)
    made.resize(600, 42)
    made.show()
    made.activateWindow()
    made.setFocus()
    yield made
    made.close()


def question(sentence: str, *pictures: Picture) -> Question:
    return Question(pictures=pictures, limit=RANKED_LIMIT, sentence=sentence, unranked_limit=1 << 31)


def test_typing_asks_once_after_a_moment(box: SearchBox, asked: list[Question], until: Until) -> None:
    QTest.keyClicks(box.focusProxy(), "red -blue")
    assert asked == []
    until(lambda: asked)
    assert asked == [question("red -blue")]


def test_enter_asks_at_once(box: SearchBox, asked: list[Question]) -> None:
    QTest.keyClicks(box.focusProxy(), "red")
    QTest.keyClick(box.focusProxy(), Key.Key_Return)
    assert [question.sentence for question in asked] == ["red"]


def test_the_empty_box_asks_for_all(box: SearchBox, asked: list[Question]) -> None:
    box.ask()
    assert not asked[0]
    assert (asked[0].unranked_limit or 0) >= 1_000_000


def test_pictures_and_words_together(box: SearchBox, asked: list[Question]) -> None:
    box.set_text("in snow")
    box.add_pictures([5, Path("/a.jpg"), b"bytes", 5])
    assert asked[-1] == question("in snow", 5, Path("/a.jpg"), b"bytes")
    box.set_pictures([9])
    assert asked[-1] == question("", 9)


def test_chips_are_removed_by_cross_backspace_and_escape(box: SearchBox, asked: list[Question]) -> None:
    box.add_pictures([1, 2, 3, b"broken"])
    chip = box.findChildren(PictureChip)[0]
    chip.removed.emit()
    assert asked[-1].pictures == (2, 3, b"broken")
    QTest.keyClick(box.focusProxy(), Key.Key_Backspace)
    assert asked[-1].pictures == (2, 3)
    box.set_text("x")
    QTest.keyClick(box.focusProxy(), Key.Key_Escape)
    assert not asked[-1]
    assert box.text == ""


def test_escape_in_the_empty_box_leaves_it(box: SearchBox) -> None:
    left: list[int] = []
    box.left.connect(lambda: left.append(1))
    QTest.keyClick(box.focusProxy(), Key.Key_Escape)
    QTest.keyClick(box.focusProxy(), Key.Key_Down)
    assert left == [1, 1]


def test_only_pictures_are_pasted_as_pictures(box: SearchBox, tmp_path: Path) -> None:
    pasted: list[int] = []
    box.pasted.connect(lambda: pasted.append(1))
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("a dog")
    QTest.keyClick(box.focusProxy(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.text == "a dog"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    clipboard.setMimeData(data)
    QTest.keyClick(box.focusProxy(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.text == "a dog"
    assert pasted == [1]
    clipboard.clear()


def test_no_more_chips_than_fit(box: SearchBox, asked: list[Question]) -> None:
    box.add_pictures(list(range(1, 20)))
    assert len(asked[-1].pictures) == 8


def test_a_picture_that_comes_after_its_chip_is_gone(asked: list[Question], until: Until) -> None:
    waiting: list[Callable[[QPixmap | None], None]] = []
    box = SearchBox(lambda _, shown: waiting.append(shown))
    box.add_pictures([1])
    chip = box.findChildren(PictureChip)[0]
    gone: list[int] = []
    chip.destroyed.connect(lambda: gone.append(1))
    box.clear()
    until(lambda: gone)
    waiting[0](QPixmap(2, 2))


def test_names_for_a_screen_reader(box: SearchBox) -> None:
    box.add_pictures([Path("/photos/beach.jpg")])
    chip = box.findChildren(PictureChip)[0]
    assert "beach.jpg" in chip.accessibleName()
    assert box.focusProxy().accessibleName()
    box.set_colours(DARK)
