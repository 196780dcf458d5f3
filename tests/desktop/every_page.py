"""All that the window can show, one after the other, for tests that are about every part of it.

Where a person would use keys, keys lead there and away again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget

from core.intake import Progress
from core.library.mending import Damage
from desktop.ask.completion_list import CompletionList
from desktop.indexing.indexer import Indexing
from desktop.settings.install_dialog import InstallDialog
from desktop.shell.mending_dialog import MendingDialog
from desktop.viewer.slide_bar import SlideBar
from models import offers
from tests.desktop.test_duplicates_page import MIXED, SERIES

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

SECTIONS = ("folders", "indexing", "problems", "encoders", "appearance", "privacy", "storage", "about")
_INDEXING = Progress("indexing", done=1204, waiting=3098, rate=38.4, seconds_left=81, device="cuda")

Look = Callable[[str, QWidget], None]
"""Looks at something: what it is called, and the window, the card or the dialog."""
Until = Callable[..., None]


def press(keys: str, on: QWidget | None = None) -> None:
    """Press keys where they go to."""
    combination = QKeySequence(keys)[0]
    target = on or QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


class EveryPage:
    """Goes through the window.

    Args:
        window: On a library with photos, settled.
        look: Is called with each thing that is shown.
        until: Runs the event loop until something is so.
    """

    def __init__(self, window: MainWindow, look: Look, until: Until) -> None:
        self._window = window
        self._tell = look
        self._until = until

    def go(self) -> None:
        """Go to all of it."""
        self._window.activateWindow()
        self._search()
        self._choose()
        self._say()
        self._look_closely()
        self._read()
        self._set()
        self._ask()
        self._menus()

    # -- where ---------------------------------------------------------------------------------

    def _search(self) -> None:
        window = self._window
        self._look("photos")
        press("Ctrl+F")
        QTest.keyClicks(QApplication.focusWidget(), "red")
        press("Return")
        self._until(lambda: window.is_settled)
        self._look("an answer")
        press("Ctrl+S")
        self._card("saving a search")
        window.saved.remember()
        press("Ctrl+F")
        QTest.keyClicks(QApplication.focusWidget(), "re")
        offered = window.findChild(CompletionList)
        assert offered is not None
        assert offered.isVisible()
        self._look("suggestions", offered)
        # Tab takes one of them.
        press("Esc", window.box.focusProxy())
        assert offered.isHidden()

    def _choose(self) -> None:
        window = self._window
        window.box.set_text("")
        window.box.ask()
        self._until(lambda: window.is_settled)
        window.pages.go_to_photos()
        press("Ctrl+A")
        self._look("many photos chosen")
        for keys, name in (("Ctrl+T", "tags"), ("Ctrl+B", "albums")):
            press(keys)
            self._until(self._cards)
            self._card(name)
        press("Ctrl+H")
        self._until(window.arranging.toast.isVisible)
        self._look("a toast")

    def _say(self) -> None:
        window = self._window
        window.page.banner.say("One thing is told here. " * 4, "Add it", lambda: None)
        window.page.activity.show_progress(_INDEXING, Indexing.HERE, 4302)
        window.page.activity.show_failures(12)
        self._look("a banner, and indexing")
        window.page.banner.hide()

    def _look_closely(self) -> None:
        window = self._window
        press("Ctrl+Alt+C", window.grid)
        self._look("comparing")
        self._leave(window.pages.currentWidget())
        window.pages.go_to_photos()
        window.grid.choose(0)
        press("Return")
        self._look("the viewer")
        for key in ("T", "I", "W"):
            press(key)
        self._until(lambda: window.viewer.why_bar.isVisible() and not window._service.busy)
        self._look("film strip, information, why")
        for key in ("W", "I", "T", "F5", "Space"):
            press(key)
        (bar,) = window.findChildren(SlideBar)
        assert bar.isVisible()
        self._look("a slide show")
        press("Esc")
        assert not window.viewing.slides.is_running
        self._leave(window.viewer)

    def _read(self) -> None:
        window = self._window
        for keys, name in (("F1", "how to ask"), ("Shift+F1", "the guide"), ("Ctrl+D", "no duplicates")):
            press(keys)
            if name == "no duplicates":
                page = window.outgoing.duplicates.page
                self._until(lambda page=page: page is not None and not page._loading)
            self._look(name)
            if name == "no duplicates" and page is not None:
                page.show_groups([MIXED], [SERIES], 0)
                self._look("duplicates")
            self._leave(window.pages.currentWidget())

    def _set(self) -> None:
        window = self._window
        press("Ctrl+,")
        for section in SECTIONS:
            window.settings.show(section)
            self._look(f"settings, {section}")
        self._leave(window.pages.currentWidget())

    def _ask(self) -> None:
        window = self._window
        window.pages.go_to_photos()
        self._asked("exporting", lambda: press("Ctrl+Shift+X"))
        self._asked("printing", lambda: press("Ctrl+P"))
        self._asked("the trash", lambda: press("Del"))
        self._asked("leaving out", window.library_commands.folder_commands.ask_what_to_leave_out)
        encoders = window.library_commands.encoders.encoders
        offer = offers()[0]
        row = encoders.row(offer.name)
        assert row is not None
        paths = window.library_commands.paths
        self._asked("installing", InstallDialog(row, offer, paths.root, window).exec)
        damage = Damage(paths.vectors, "file is not a database", None)
        dialog = MendingDialog(paths, [damage])
        self._asked("mending", dialog.exec)
        dialog.deleteLater()

    def _menus(self) -> None:
        window = self._window
        for name, menu in (("menu", window._main_menu), ("menu of photos", window._photo_menu)):
            for one in (menu, *menu.findChildren(QMenu)):
                one.popup(window.mapToGlobal(QPoint(40, 40)))
                self._look(f"{name}, {one.title()}", one)
                press("Esc", one)
                assert one.isHidden()

    # -- how -----------------------------------------------------------------------------------

    def _look(self, name: str, part: QWidget | None = None) -> None:
        for _ in range(3):
            QApplication.processEvents()
        self._tell(name, part or self._window)

    def _leave(self, page: QWidget) -> None:
        press("Esc", QApplication.focusWidget() or page)
        assert page.isHidden(), f"Esc does not lead away from {page!r}"

    def _cards(self) -> list[QFrame]:
        return [card for card in self._window.findChildren(QFrame, "popover") if card.isVisible()]

    def _card(self, name: str) -> None:
        (card,) = self._cards()
        self._look(name, card)
        if not self._cards():
            # Whoever goes on by Tab leaves it.
            return
        press("Esc")
        assert not self._cards(), name

    def _asked(self, name: str, does: Callable[[], object]) -> None:
        """A dialog that waits for an answer: look at it, and leave it by Esc."""
        seen: list[QWidget] = []
        poll = QTimer()

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or not dialog.isVisible():
                return
            poll.stop()
            seen.append(dialog)
            try:
                self._look(name, dialog)
            finally:
                press("Esc", dialog)
            assert dialog.isHidden(), f"Esc does not lead away from {name}"

        poll.timeout.connect(look)
        poll.start(2)
        does()
        self._until(lambda: seen)
        self._window.activateWindow()
        self._until(self._window.isActiveWindow)
