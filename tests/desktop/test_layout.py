"""Longer words, words from right to left, larger letters, every theme: nothing is cut off or out of place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from core.library import Library
from core.search import SearchEngine
from desktop.ask.search_service import SearchService
from desktop.main_window import MainWindow
from desktop.parts import theme as themes
from desktop.parts.theme import DARK, Appearance, Theme, contrasting
from desktop.shell.remembered import Remembered
from tests.desktop import page_checks as check
from tests.desktop.colour_checks import faint
from tests.desktop.conftest import ColourEncoder
from tests.desktop.every_page import EveryPage
from tests.desktop.page_checks import Problems

Until = Callable[..., None]
Make = Callable[..., MainWindow]

_READABLE, _CONTRASTING = 4.5, 7.0
"""Of words with their ground: WCAG 2.2, AA and AAA."""


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


@pytest.fixture
def more_contrast(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system is set to it."""
    for name in ("LIGHT", "DARK"):
        monkeypatch.setattr(themes, name, contrasting(getattr(themes, name)))


@pytest.fixture
def make(theme: Theme, until: Until) -> Iterator[Make]:
    windows: list[MainWindow] = []

    def made(
        library: Library, service: SearchService, appearance: Appearance = Appearance.LIGHT
    ) -> MainWindow:
        remembered = Remembered(library.paths.root)
        remembered.appearance = appearance
        remembered.save()
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
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.choose(Appearance.LIGHT)


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    """As at the first start."""
    with Library.open(tmp_path / "empty") as library:
        yield library


def problems(window: MainWindow, until: Until, contrast: float = _READABLE) -> str:
    """What is wrong anywhere in a window; words should have this contrast at least."""
    found = Problems()

    def look(name: str, part: QWidget) -> None:
        found.add(name, [*check.out_of_place(part), *faint(part, contrast)])

    EveryPage(window, look, until).go()
    assert len(found.looked_at) > 30
    return str(found)


def test_longer_words_from_right_to_left_in_the_dark(
    mirrored: None,
    stretched: None,
    make: Make,
    library: Library,
    service: SearchService,
    until: Until,
) -> None:
    window = make(library, service, Appearance.DARK)
    assert len(window.actions_.duplicates.text()) >= 1.4 * len("Duplicates")
    assert not (wrong := problems(window, until)), wrong
    box, menu = window.box.mapTo(window, window.box.rect().center()), window.page._menu
    assert menu.mapTo(window, menu.rect().center()).x() < box.x()


def test_letters_of_twice_the_size_with_more_contrast(
    large_letters: None,
    more_contrast: None,
    make: Make,
    library: Library,
    service: SearchService,
    theme: Theme,
    until: Until,
) -> None:
    window = make(library, service, Appearance.DARK)
    assert theme.colours == contrasting(DARK)
    assert not (wrong := problems(window, until, _CONTRASTING)), wrong


def test_letters_of_twice_the_size_in_the_smallest_window(
    large_letters: None, make: Make, library: Library, service: SearchService, until: Until
) -> None:
    window = make(library, service)
    window.resize(window.minimumSize())
    assert not (wrong := problems(window, until)), wrong


def test_the_first_start_in_a_narrow_window(
    stretched: None, make: Make, empty_library: Library, until: Until
) -> None:
    service = SearchService(
        empty_library.paths.root, lambda root: SearchEngine(root, encoder=ColourEncoder())
    )
    window = make(empty_library, service)
    window.resize(window.minimumSize())
    assert window.page.welcome.isVisible()
    found = Problems()
    for name in ("narrow", "wide"):
        QApplication.processEvents()
        found.add(name, [*check.out_of_place(window), *faint(window, _READABLE)])
        window.resize(1280, 800)
    assert not (said := str(found)), said
