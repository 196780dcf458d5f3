from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider

from core.search import DEFAULT_BALANCE, Picture, Question
from core.search.language import Knowledge, read
from desktop.ask.balance_slider import BalanceSlider
from desktop.ask.box_question import RANKED_LIMIT
from desktop.ask.chips import PictureChip, Role
from desktop.ask.search_box import SearchBox
from desktop.parts.theme import DARK, LIGHT

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
    box.add_pictures([1, 2, 3, b"bytes"])
    chip = box.findChildren(PictureChip)[0]
    chip.removed.emit()
    assert asked[-1].pictures == (2, 3, b"bytes")
    QTest.keyClick(box.focusProxy(), Key.Key_Backspace)
    assert asked[-1].pictures == (2, 3)
    box.set_text("x")
    QTest.keyClick(box.focusProxy(), Key.Key_Escape)
    assert not asked[-1]
    assert box.text == ""


def test_a_picture_that_cannot_be_read_is_shown_and_not_asked_by(
    box: SearchBox, asked: list[Question]
) -> None:
    box.add_pictures([b"broken", 3])
    assert asked[-1].pictures == (3,)
    broken, _ = box.findChildren(PictureChip)
    assert "can't be read" in broken.accessibleName()
    # It is there once, until it is taken out.
    box.add_pictures([b"broken"])
    assert len(box.findChildren(PictureChip)) == 2
    # A photo of the library is asked by even where its picture is gone.
    box.findChildren(PictureChip)[1].set_pixmap(None)
    assert box.pictures == (3,)


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


def understand(box: SearchBox) -> None:
    box.show_reading(read(box.text, Knowledge(today=date(2026, 6, 1))))


def slider(box: SearchBox) -> QSlider:
    (found,) = box.findChildren(QSlider)
    assert isinstance(found.parent(), BalanceSlider)
    return found


def test_the_balance_is_there_with_words_and_a_picture(box: SearchBox) -> None:
    balance = slider(box)
    box.set_text("in snow")
    understand(box)
    assert not balance.isVisible()
    box.add_pictures([7])
    assert balance.isVisible()
    box.set_text("2019")
    understand(box)
    assert not balance.isVisible(), "there are no words to weigh, only a date"
    box.set_text("in snow 2019")
    understand(box)
    assert balance.isVisible()
    box.set_text("")
    assert not balance.isVisible()


def test_a_picture_that_is_only_a_mark_needs_no_balance(box: SearchBox) -> None:
    box.set_text("in snow")
    understand(box)
    box.mark([7], Role.MORE)
    assert not slider(box).isVisible()


def test_the_balance_is_moved_with_keys_and_asks_at_each_step(box: SearchBox, asked: list[Question]) -> None:
    box.set_text("in snow")
    understand(box)
    box.add_pictures([7])
    assert asked[-1].balance == DEFAULT_BALANCE
    balance = slider(box)
    assert balance.focusPolicy() & Qt.FocusPolicy.TabFocus
    balance.setFocus()
    asked.clear()
    QTest.keyClick(balance, Key.Key_Right)
    QTest.keyClick(balance, Key.Key_Right)
    assert [question.balance for question in asked] == pytest.approx([0.45, 0.5])
    QTest.keyClick(balance, Key.Key_Home)
    assert asked[-1].balance == 0
    QTest.keyClick(balance, Key.Key_End)
    assert asked[-1].balance == 1


def test_escape_on_the_balance_resets_all(box: SearchBox, asked: list[Question], until: Until) -> None:
    until(box.isActiveWindow)
    box.set_text("in snow")
    understand(box)
    box.add_pictures([7])
    box.mark([8], Role.LESS)
    slider(box).setFocus()
    assert slider(box).hasFocus()
    QTest.keyClick(slider(box), Key.Key_End)
    QTest.keyClick(slider(box), Key.Key_Escape)
    assert asked[-1] == question("")
    assert not slider(box).isVisible()
    assert box.focusProxy().hasFocus(), "the keys must not stay with what can't be seen"


def test_marks_are_chips_and_the_last_one_holds(box: SearchBox, asked: list[Question], until: Until) -> None:
    assert box.mark([1, 2], Role.MORE)
    assert box.mark([2, 3], Role.LESS)
    assert (asked[-1].more_like, asked[-1].less_like) == ((1,), (2, 3))
    assert asked[-1].pictures == ()
    assert box.mark([2], Role.LESS)
    assert asked[-1].less_like == (2, 3)
    chips = [chip for chip in box.findChildren(PictureChip) if (chip.picture, chip.role) != (2, Role.MORE)]
    until(lambda: all(chip.isVisible() for chip in chips))
    names = [chip.accessibleName() for chip in chips]
    assert names == ["More photos like picture", *["Fewer photos like picture"] * 2]
    QTest.keyClick(box.focusProxy(), Key.Key_Backspace)
    assert (asked[-1].more_like, asked[-1].less_like) == ((1,), (2,))
    box.clear()
    assert asked[-1] == question("")


def test_what_does_not_fit_gives_way_to_its_number(box: SearchBox, until: Until) -> None:
    def shown() -> list[Picture]:
        return [chip.picture for chip in box.findChildren(PictureChip) if chip.isVisible()]

    def numbers() -> list[str]:
        return [label.text() for label in box.findChildren(QLabel) if label.isVisible() and label.text()]

    box.mark(range(6), Role.MORE)
    until(lambda: shown() and shown() != list(range(6)))
    assert shown() == list(range(6))[-len(shown()) :], "the newest"
    assert numbers() == [f"+{6 - len(shown())}"]
    assert box.more_like == tuple(range(6)), "it counts all the same"
    assert box.focusProxy().width() >= 100, "there is room for words"
    box.resize(1200, 42)
    until(lambda: shown() == list(range(6)))
    assert numbers() == []
    box.resize(200, 42)
    until(lambda: shown() == [5])


def test_a_full_box_takes_no_more_marks_and_says_so(box: SearchBox) -> None:
    assert box.mark(range(6), Role.MORE)
    assert not box.mark(range(10, 14), Role.LESS)
    assert len(box.more_like) + len(box.less_like) == 8
    assert box.mark([0], Role.LESS), "a photo that changes its mark takes no more room"
