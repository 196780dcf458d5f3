"""The tags of a photo beside it: whose they are, yes, no, one more, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.library import Library, Photo
from core.library.guesses import Guess
from desktop.organise.organising import Organising
from desktop.organise.tag_editor import TagChip, TagEditor
from desktop.organise.undo import Undo
from desktop.parts.flow import Flow

Until = Callable[..., None]


@pytest.fixture
def photo(library: Library, photos: list[Photo]) -> Photo:
    """A photo with two guesses, one that only follows, and a tag of a person's own."""
    library.guesses.learn([("dog", ["狗"]), ("grass", ["草"]), ("animal", ["动物"])])
    guesses = [Guess("dog", 0.9), Guess("grass", None), Guess("animal", 0.9, implied=True)]
    library.guesses.keep("judge", [photos[0].pixels_digest], [guesses], ["A dog on grass"])
    library.annotations.tag([photos[0].id], "holiday")
    return library.photos.get([photos[0].id])[0]


class Tagged(QWidget):
    """An editor whose tags are said through `Undo`, as in the window."""

    def __init__(self, library: Library, photo: Photo) -> None:
        super().__init__()
        back, again = QAction(self), QAction(self)
        back.setShortcuts(QKeySequence.StandardKey.Undo)
        again.setShortcuts(QKeySequence.StandardKey.Redo)
        self.addActions([back, again])
        self.undo = Undo(library.paths.root, back, again, self)
        self.tags = TagEditor(library, self)
        organising = Organising(self.undo, lambda: [photo.id], self)
        self.tags.tagged.connect(organising.tag)
        self.tags.untagged.connect(organising.untag)
        self.undo.changed.connect(lambda: self.tags.show_photo(library.photos.get([photo.id])[0]))
        self.undo.changed.connect(self.tags.learn_names)
        column = QVBoxLayout(self)
        column.addWidget(self.tags)
        self.other = QToolButton(self)
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.other)
        self.tags.show_photo(photo)
        self.resize(400, 300)
        self.show()


@pytest.fixture
def tagged(library: Library, photo: Photo, app: QApplication) -> Iterator[Tagged]:
    made = Tagged(library, photo)
    app.processEvents()
    yield made
    made.undo.close()
    made.close()


@pytest.fixture
def said(tagged: Tagged, until: Until) -> Callable[[], None]:
    """Waits until what was said is said."""
    return lambda: until(lambda: tagged.undo.is_settled)


def names(tagged: Tagged) -> list[tuple[str, str]]:
    return [(chip.name.text(), chip.tag.source.value) for chip in tagged.tags.chips]


def chip(tagged: Tagged, name: str) -> TagChip:
    [found] = [chip for chip in tagged.tags.chips if chip.name.text() == name]
    return found


def test_each_tag_says_whose_it_is(tagged: Tagged) -> None:
    assert names(tagged) == [("holiday", "said"), ("dog", "guess"), ("grass", "guess")]
    assert "90 % sure" in chip(tagged, "dog").accessibleName()
    assert "can't say" in chip(tagged, "grass").accessibleName()
    assert chip(tagged, "holiday").accessibleName() == "holiday: your tag"


def test_yes_no_and_one_more_are_taken_back_one_by_one(
    tagged: Tagged, said: Callable[[], None], library: Library, photo: Photo
) -> None:
    def known() -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = library.annotations.of([photo.id])[photo.id]
        return found.tags, found.not_tags

    before = names(tagged), known()
    chip(tagged, "dog").name.click()
    said()
    assert known() == (("dog", "holiday"), ())
    chip(tagged, "grass").remove.click()
    chip(tagged, "holiday").remove.click()
    said()
    assert names(tagged) == [("dog", "said")] and known() == (("dog",), ("grass", "holiday"))
    QTest.keyClicks(tagged.tags.field, " lake side ")
    QTest.keyClick(tagged.tags.field, Qt.Key.Key_Return)
    said()
    assert ("lake side", "said") in names(tagged) and tagged.tags.field.text() == ""
    assert "lake side" in tagged.tags.field.completions("lake")
    after = names(tagged)
    for _ in range(4):
        tagged.undo.undo()
    said()
    assert (names(tagged), known()) == before
    for _ in range(4):
        tagged.undo.redo()
    said()
    assert names(tagged) == after


def test_all_of_it_is_reached_by_keyboard_and_left_again(tagged: Tagged, said: Callable[[], None]) -> None:
    def around(key: Qt.Key) -> list[str]:
        tagged.other.setFocus()
        reached: list[str] = []
        while (widget := QApplication.focusWidget()) is not None and len(reached) < 12:
            QTest.keyClick(widget, key)
            following = QApplication.focusWidget()
            assert isinstance(following, QWidget)
            if following is tagged.other:
                break
            reached.append(following.accessibleName())
        return reached

    expected = [
        "holiday: it is not so",
        "dog: it is so",
        "dog: it is not so",
        "grass: it is so",
        "grass: it is not so",
        "Add a tag",
    ]
    assert around(Qt.Key.Key_Tab) == expected
    assert around(Qt.Key.Key_Backtab) == expected[::-1]
    # Chips that are made anew come where the old ones were, and the focus stays near.
    chip(tagged, "dog").name.setFocus()
    QTest.keyClick(chip(tagged, "dog").name, Qt.Key.Key_Space)
    said()
    assert ("dog", "said") in names(tagged) and QApplication.focusWidget() is tagged.tags.field
    assert around(Qt.Key.Key_Tab) == [
        "dog: it is not so",
        "holiday: it is not so",
        "grass: it is so",
        "grass: it is not so",
        "Add a tag",
    ]


def test_return_in_the_list_of_completions_adds_one_tag_and_leaves_an_empty_field(
    tagged: Tagged, said: Callable[[], None], app: QApplication
) -> None:
    field = tagged.tags.field
    tagged.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "lightho")
    popup = field.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    app.processEvents()
    said()
    assert ("lighthouse", "said") in names(tagged)
    assert (field.text(), popup.isVisible()) == ("", False)


def test_a_very_long_tag_makes_no_window_wide(tagged: Tagged, said: Callable[[], None]) -> None:
    long = "a name that goes on and on " * 3
    tagged.tags.field.setText(long)
    QTest.keyClick(tagged.tags.field, Qt.Key.Key_Return)
    said()
    [made] = [chip for chip in tagged.tags.chips if chip.tag.name == long.strip()]
    assert made.sizeHint().width() < 400 and long.strip() in made.accessibleName()
    assert tagged.minimumSizeHint().width() < 400


def test_the_field_completes_from_tags_and_words(tagged: Tagged) -> None:
    field = tagged.tags.field
    assert "lighthouse" in field.completions("lighthou")
    assert field.completions("HOLID")[0] == "holiday"
    # What begins so comes before what only holds it somewhere.
    found = field.completions("do")
    assert found.index("dog") < found.index("avocado") and found[0].startswith("do")
    assert field.completions("  ") == []


def test_in_chinese_what_is_guessed_has_its_chinese_name_and_keeps_it(
    library: Library, photo: Photo, in_chinese: None
) -> None:
    tags = TagEditor(library)
    tags.show_photo(photo)
    asked: list[str] = []
    tags.tagged.connect(asked.append)
    [dog] = [chip for chip in tags.chips if chip.name.text() == "狗"]
    dog.name.click()
    assert asked == ["狗"]
    library.annotations.tag([photo.id], "狗")
    library.annotations.tag([photo.id], "lake")
    [photo] = library.photos.get([photo.id])
    tags.show_photo(photo)
    said = [chip.name.text() for chip in tags.chips]
    assert said.count("狗") == 1 and "lake" in said


def test_lines_are_broken_and_none_is_wider_than_the_room(app: QApplication) -> None:
    flow = Flow()
    widgets = [QWidget(flow) for _ in range(5)]
    for widget in widgets:
        widget.setFixedSize(80, 20)
    flow.show_widgets(widgets)
    assert flow.heightForWidth(500) == 20 < flow.heightForWidth(170) < flow.heightForWidth(90)
    flow.resize(170, 100)
    flow.show()
    app.processEvents()
    assert [widget.x() for widget in widgets] == [0, 86, 0, 86, 0]
    assert max(widget.geometry().bottom() for widget in widgets) < flow.heightForWidth(170)


def test_what_says_more_gets_the_room_for_it(app: QApplication, until: Until) -> None:
    flow = Flow()
    buttons = [QPushButton("a", flow), QPushButton("b", flow)]
    flow.show_widgets(buttons)
    flow.resize(400, 60)
    flow.show()
    app.processEvents()
    buttons[0].setText("much more than before")
    until(lambda: buttons[0].width() == buttons[0].sizeHint().width())
    assert buttons[1].x() > buttons[0].geometry().right()
    flow.close()
