"""Longer words, words from right to left, larger letters: nothing is cut off or out of place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from core.library import Library
from desktop.ask.search_service import SearchService
from desktop.main_window import MainWindow
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.theme import Theme
from tests.desktop.every_page import every_page

Until = Callable[..., None]


class Stretched(QTranslator):
    """Makes every text of the window 40 % longer, as other languages are."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        if context.startswith("Q") or not source:
            return None
        # Words like its own, so that lines break as they would, and no placeholder twice.
        letters = source.replace("{", "").replace("}", "").replace("&", "")
        return f"{source} {letters[: math.ceil(0.4 * len(source))]}"


@pytest.fixture
def stretched(app: QApplication) -> Iterator[None]:
    translator = Stretched()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def mirrored(app: QApplication) -> Iterator[None]:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def large_letters(app: QApplication) -> Iterator[None]:
    before = app.font()
    font = app.font()
    font.setPointSizeF(2 * before.pointSizeF())
    app.setFont(font)
    yield
    app.setFont(before)


def cut_off(widget: QWidget) -> list[str]:
    """The visible words below a widget that have less room than they need."""
    found = []
    for part in widget.findChildren(QWidget):
        if not part.isVisible() or part.visibleRegion().isEmpty():
            continue
        if isinstance(part, ElidedLabel):
            continue  # says the rest in its tool tip
        if isinstance(part, QLabel):
            if not part.text() or not part.pixmap().isNull():
                continue
            if part.wordWrap():
                needed = part.heightForWidth(part.width())
                if part.height() < needed - 1:
                    found.append(f"{part.text()!r}: {part.height()} of {needed} pixels high")
            elif part.width() < part.sizeHint().width() - 1:
                found.append(f"{part.text()!r}: {part.width()} of {part.sizeHint().width()} pixels")
        elif isinstance(part, QAbstractButton | QComboBox):
            wanted = part.sizeHint()
            text = part.currentText() if isinstance(part, QComboBox) else part.text()
            if text and (part.width() < wanted.width() - 1 or part.height() < wanted.height() - 1):
                found.append(
                    f"{text!r}: {part.width()}x{part.height()} of {wanted.width()}x{wanted.height()}"
                )
    return found


def outside(widget: QWidget) -> list[str]:
    """The buttons that reach out of what they are in, where nothing scrolls."""
    found = []
    for button in widget.findChildren(QPushButton):
        holder = button.parentWidget()
        scrolls = any(isinstance(one, QScrollArea) for one in ancestors(button))
        if not button.isVisible() or holder is None or scrolls:
            continue
        if not holder.rect().contains(button.geometry()):
            found.append(button.text())
    return found


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


@pytest.fixture
def make(
    library: Library, service: SearchService, theme: Theme, until: Until
) -> Iterator[Callable[[], MainWindow]]:
    windows: list[MainWindow] = []

    def made() -> MainWindow:
        window = MainWindow(library, service, None, theme)
        windows.append(window)
        window.resize(1180, 760)
        window.show()
        window.start()
        until(lambda: window.is_settled)
        return window

    yield made
    for window in windows:
        window.close()


def problems(window: MainWindow) -> dict[str, list[str]]:
    """What is wrong on which page."""
    return {page: wrong for page in every_page(window) if (wrong := cut_off(window) + outside(window))}


def test_nothing_is_cut_off(make: Callable[[], MainWindow]) -> None:
    assert problems(make()) == {}


def test_longer_words_are_not_cut_off(stretched: None, make: Callable[[], MainWindow]) -> None:
    window = make()
    assert len(window.actions_.duplicates.text()) >= 1.4 * len("Duplicates")
    assert problems(window) == {}


def test_from_right_to_left_everything_is_mirrored(
    mirrored: None, stretched: None, make: Callable[[], MainWindow]
) -> None:
    window = make()
    assert problems(window) == {}
    window.pages.show_library()
    box, menu = window.box.mapTo(window, window.box.rect().center()), window.page._menu
    assert menu.mapTo(window, menu.rect().center()).x() < box.x()


def test_letters_of_twice_the_size_are_not_cut_off(
    large_letters: None, make: Callable[[], MainWindow]
) -> None:
    assert problems(make()) == {}
