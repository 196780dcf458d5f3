"""Bars in little room: what is left of them is whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from desktop.organise.selection_bar import SelectionBar
from desktop.parts.stylesheet import stylesheet
from desktop.parts.theme import DARK
from desktop.viewer.viewer_bars import TopBar


@pytest.fixture
def window(app: QApplication) -> Iterator[QWidget]:
    """Without a layout: it lets a bar be smaller than this wants to be."""
    made = QWidget()
    made.setStyleSheet(stylesheet(DARK))
    made.resize(1300, 100)
    made.show()
    yield made
    made.close()


def cut(bar: QWidget) -> list[str]:
    """Of the buttons and labels that are seen, those that are smaller than they have to be."""
    parts: list[QWidget] = [*bar.findChildren(QToolButton), *bar.findChildren(QLabel, "selectionCount")]
    parts += bar.findChildren(QLabel, "quiet")
    return [
        part.toolTip() or part.objectName()
        for part in parts
        if part.isVisible() and part.width() < part.minimumSizeHint().width()
    ]


def resized(bar: QWidget, width: int) -> QWidget:
    bar.resize(width, bar.height())
    QApplication.processEvents()
    assert cut(bar) == []
    return bar


def test_the_bar_above_a_photo_spares_buttons_and_cuts_none(window: QWidget) -> None:
    bar = TopBar(window)
    bar.show_photo(None, 99_999, 100_000)
    bar.show()
    resized(bar, 1200)
    least = bar.minimumSizeHint().width()
    seen = []
    for width in (least, least - 10, least - 100, 1200):
        resized(bar, width)
        seen.append(sum(button.isVisible() for button in bar.findChildren(QToolButton)))
    assert seen[0] == seen[3] == 10
    assert seen[1] == 9
    assert seen[2] < 8


def test_the_bar_of_a_selection_says_as_much_as_there_is_room_for(window: QWidget) -> None:
    bar = SelectionBar(window)
    bar.offer([(QAction(word, bar), "heart", word) for word in ("Favourite", "Tag", "Album", "Export")])
    bar.set_colours(DARK)
    bar.show_count(12_345)
    bar.show()
    count = bar.findChild(QLabel, "selectionCount")
    button = bar.findChildren(QToolButton)[-1]
    assert isinstance(count, QLabel)
    words, icons = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
    seen = []
    for width in range(600, 0, -10):
        resized(bar, width)
        seen.append((count.text(), button.toolButtonStyle()))
        if count.text() == "12,345":
            break
    assert list(dict.fromkeys(seen)) == [
        ("12,345 selected", words),
        ("12,345 selected", icons),
        ("12,345", icons),
    ]
    resized(bar, 600)
    assert button.toolButtonStyle() == words
