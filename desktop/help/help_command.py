"""Opens the page that tells how to ask, with the names that the library has just then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.library.vocabulary import Vocabulary
from core.search import Suggester
from desktop.ask.search_box import SearchBox
from desktop.help.guide_page import GuidePage
from desktop.help.help_examples import topics
from desktop.help.help_page import HelpPage
from desktop.parts.theme import Theme
from desktop.shell.pages import Pages


class HelpCommand(QObject):
    """Makes the page when it is wanted for the first time.

    Args:
        box: Asks what is clicked.
        pages: Where the page is shown.
        menus: Of the window: what is in them, and has keys, is listed.
        theme: The colours.
        window: Owns the page.
    """

    def __init__(
        self, box: SearchBox, pages: Pages, menus: Sequence[QMenu], theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._box = box
        self._pages = pages
        self._menus = menus
        self._theme = theme
        self._window = window
        self._known: Vocabulary | None = None
        self._page: HelpPage | None = None
        self._guide: GuidePage | None = None
        box.help_wanted.connect(self.show)
        theme.changed.connect(self._recolour)

    def know(self, suggester: Suggester) -> None:
        """Make examples of these names from now on."""
        self._known = suggester.vocabulary

    def show(self) -> None:
        """Show the page."""
        if self._page is None:
            keys = [(title, list(actions)) for menu in self._menus for title, actions in _keys(menu)]
            self._page = HelpPage(keys, self._window)
            self._page.asked.connect(self._ask)
            self._page.left.connect(self._pages.show_library)
            self._recolour()
        self._page.show_topics(topics(self._known))
        self._pages.show_page(self._page)

    def show_guide(self) -> None:
        """Show the guide."""
        if self._guide is None:
            self._guide = GuidePage(self._window)
            self._guide.left.connect(self._pages.show_library)
            self._guide.set_colours(self._theme.colours)
        self._pages.show_page(self._guide)

    def _ask(self, sentence: str) -> None:
        self._pages.show_library()
        self._box.set_text(sentence)
        self._box.ask()
        self._box.settled.emit()

    def _recolour(self) -> None:
        if self._page is not None:
            self._page.set_colours(self._theme.colours)
        if self._guide is not None:
            self._guide.set_colours(self._theme.colours)


def _keys(menu: QMenu) -> Iterator[tuple[str, list[QAction]]]:
    """The actions of a menu that have keys, by its submenus; those of its own first."""
    own = [action for action in menu.actions() if action.shortcuts() and action.menu() is None]
    if own:
        yield menu.title(), own
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _keys(below)
