"""All pages of the window, one after the other, for tests that are about every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

SECTIONS = ("folders", "indexing", "problems", "encoders", "appearance", "privacy", "storage", "about")


def every_page(window: MainWindow) -> Iterator[str]:
    """Go to each page, and say what it is called."""
    for name in _pages(window):
        for _ in range(5):
            QApplication.processEvents()
        yield name


def _pages(window: MainWindow) -> Iterator[str]:
    yield "photos"
    window.box.set_text("red")
    window.box.ask()
    yield "an answer"
    window.pages.open(0)
    yield "the viewer"
    window.pages.leave_viewer()
    window.actions_.help.trigger()
    yield "how to ask"
    window.actions_.guide.trigger()
    yield "the guide"
    window.actions_.duplicates.trigger()
    yield "duplicates"
    for section in SECTIONS:
        window.settings.show(section)
        yield f"settings, {section}"
    window.pages.show_library()
