"""The tags of a photo in its dialog: whose they are, yes, no, one more, and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import LibraryError
from core.library import Library, Photo
from core.library.guesses import Guess
from desktop.flow import Flow
from desktop.photo_dialog import PhotoDialog
from desktop.tag_editor import TagChip, TagEditor


@pytest.fixture
def photo(library: Library, photos: list[Photo]) -> Photo:
    """A photo with two guesses, one that only follows, and a tag of a person's own."""
    library.guesses.learn([("dog", ["狗"]), ("grass", ["草"]), ("animal", ["动物"])])
    guesses = [Guess("dog", 0.9), Guess("grass", None), Guess("animal", 0.9, implied=True)]
    library.guesses.keep("judge", [photos[0].pixels_digest], [guesses], ["A dog on grass"])
    library.annotations.tag([photos[0].id], "holiday")
    return library.photos.get([photos[0].id])[0]


@pytest.fixture
def dialog(library: Library, photo: Photo, app: QApplication) -> PhotoDialog:
    made = PhotoDialog(photo, None, library)
    made.show()
    app.processEvents()
    return made


def editor(dialog: PhotoDialog) -> TagEditor:
    assert dialog.tags is not None
    return dialog.tags


def names(dialog: PhotoDialog) -> list[tuple[str, str]]:
    return [(chip.name.text(), chip.tag.source.value) for chip in editor(dialog).chips]


def chip(dialog: PhotoDialog, name: str) -> TagChip:
    [found] = [chip for chip in editor(dialog).chips if chip.name.text() == name]
    return found


def test_each_tag_says_whose_it_is(dialog: PhotoDialog) -> None:
    assert names(dialog) == [("holiday", "said"), ("dog", "guess"), ("grass", "guess")]
    assert "90 % sure" in chip(dialog, "dog").accessibleName()
    assert "can't say" in chip(dialog, "grass").accessibleName()
    assert chip(dialog, "holiday").accessibleName() == "holiday: your tag"
    assert "A dog on grass" in dialog.facts.toPlainText()


def test_yes_no_and_one_more_are_taken_back_one_by_one(
    dialog: PhotoDialog, library: Library, photo: Photo
) -> None:
    def said() -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = library.annotations.of([photo.id])[photo.id]
        return found.tags, found.not_tags

    before = names(dialog), said()
    chip(dialog, "dog").name.click()
    assert said() == (("dog", "holiday"), ())
    chip(dialog, "grass").remove.click()
    chip(dialog, "holiday").remove.click()
    assert names(dialog) == [("dog", "said")] and said() == (("dog",), ("grass", "holiday"))
    QTest.keyClicks(editor(dialog).field, " lake side ")
    QTest.keyClick(editor(dialog).field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Return in the field is not the button that closes"
    assert ("lake side", "said") in names(dialog) and editor(dialog).field.text() == ""
    after = names(dialog)
    for _ in range(6):
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (names(dialog), said()) == before
    for _ in range(6):
        QTest.keyClick(
            dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert names(dialog) == after


def test_all_of_it_is_reached_by_keyboard_and_left_again(dialog: PhotoDialog) -> None:
    def around(key: Qt.Key) -> list[str]:
        dialog.facts.setFocus()
        reached: list[str] = []
        while (widget := QApplication.focusWidget()) is not None and len(reached) < 12:
            QTest.keyClick(widget, key)
            following = QApplication.focusWidget()
            assert isinstance(following, QWidget)
            if following is dialog.facts:
                break
            reached.append(following.accessibleName() or following.objectName())
        return reached

    expected = [
        "holiday: it is not so",
        "dog: it is so",
        "dog: it is not so",
        "grass: it is so",
        "grass: it is not so",
        "Add a tag",
    ]
    assert sorted(around(Qt.Key.Key_Tab)) == sorted([*expected, "primary"])
    assert [name for name in around(Qt.Key.Key_Tab) if name != "primary"] == expected
    assert [name for name in around(Qt.Key.Key_Backtab) if name != "primary"] == expected[::-1]
    # Chips that are made anew come where the old ones were.
    chip(dialog, "dog").name.setFocus()
    QTest.keyClick(chip(dialog, "dog").name, Qt.Key.Key_Space)
    assert ("dog", "said") in names(dialog)
    assert [name for name in around(Qt.Key.Key_Tab) if name != "primary"] == [
        "dog: it is not so",
        "holiday: it is not so",
        "grass: it is so",
        "grass: it is not so",
        "Add a tag",
    ]


def test_return_in_the_list_of_completions_adds_one_tag_and_leaves_an_empty_field(
    dialog: PhotoDialog, app: QApplication
) -> None:
    field = editor(dialog).field
    dialog.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "lightho")
    popup = field.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    app.processEvents()
    assert ("lighthouse", "said") in names(dialog)
    assert (field.text(), popup.isVisible(), dialog.isVisible()) == ("", False, True)
    # Where the focus is now, Ctrl+Z means the tag: nothing was typed since.
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "lighthouse" not in [name for name, _ in names(dialog)] and field.text() == ""
    QTest.keyClicks(field, "l")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "" and ("holiday", "said") in names(dialog)


def test_what_could_not_be_said_is_told_and_stays_in_the_field(
    dialog: PhotoDialog, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise LibraryError("The disk is full.", "Make room.")

    monkeypatch.setattr(library.annotations, "tag", refuse)
    editor(dialog).field.setText("lake")
    QTest.keyClick(editor(dialog).field, Qt.Key.Key_Return)
    assert editor(dialog).problem.text() == "The disk is full. Make room."
    assert editor(dialog).field.text() == "lake" and dialog.isVisible()


def test_a_photo_that_is_gone_meanwhile_takes_no_tag(library: Library, photo: Photo) -> None:
    tags = TagEditor(library, replace(photo, id=photo.id + 1000))
    assert "gone" in tags.problem.text() and not tags.field.isEnabled() and not tags.chips


def test_a_very_long_tag_makes_no_window_wide(dialog: PhotoDialog, library: Library, photo: Photo) -> None:
    long = "a name that goes on and on " * 3
    editor(dialog).field.setText(long)
    QTest.keyClick(editor(dialog).field, Qt.Key.Key_Return)
    [made] = [chip for chip in editor(dialog).chips if chip.tag.name == long.strip()]
    assert made.sizeHint().width() < 400 and long.strip() in made.accessibleName()
    assert dialog.minimumSizeHint().width() < 560


def test_the_field_completes_from_tags_and_words(dialog: PhotoDialog) -> None:
    field = editor(dialog).field
    assert "lighthouse" in field.completions("lighthou")
    assert field.completions("HOLID")[0] == "holiday"
    # What begins so comes before what only holds it somewhere.
    found = field.completions("do")
    assert found.index("dog") < found.index("avocado") and found[0].startswith("do")
    assert field.completions("  ") == []


def test_in_chinese_words_are_called_by_their_chinese_names(library: Library, photo: Photo) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese))
    try:
        dialog = PhotoDialog(replace(photo, description="A dog on grass"), None, library)
        assert ("狗", "guess") in names(dialog)
        assert "一只狗在草地上" in dialog.facts.toPlainText()
        chip(dialog, "狗").name.click()
        assert library.annotations.of([photo.id])[photo.id].tags == ("dog", "holiday")
    finally:
        QLocale.setDefault(before)


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
