"""The menus of the window, made of its actions: the same words and keys everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import Actions


def main_menu(actions: Actions, window: QWidget) -> QMenu:
    """The menu of the window: a submenu for each thing one may have in mind.

    Args:
        actions: Of the window.
        window: Owns the menu.
    """
    menu = QMenu(window)
    menu.addActions([actions.add_folder, actions.rescan, actions.pause])
    menu.addSeparator()
    search = menu.addMenu(_tr("Search"))
    search.addActions([actions.search, actions.paste, actions.choose_picture])
    view = menu.addMenu(_tr("View"))
    view.addActions([actions.larger, actions.smaller, actions.square, actions.fold, actions.full_screen])
    view.addSeparator()
    appearance = view.addMenu(_tr("Appearance"))
    appearance.addActions(list(actions.appearances.values()))
    # Whoever does not read the language of the window finds the word for it in one that is read everywhere.
    languages = view.addMenu(_both(_tr("Language"), "Language"))
    languages.addActions(list(actions.languages.values()))
    library = menu.addMenu(_tr("Library"))
    library.addActions([actions.folders, actions.encoders, actions.transcribe])
    library.addSeparator()
    library.addActions([actions.duplicates, actions.failures])
    menu.addSeparator()
    menu.addActions([actions.about, actions.quit])
    return menu


def photo_menu(actions: Actions, window: QWidget) -> QMenu:
    """The menu of the chosen photos.

    Args:
        actions: Of the window.
        window: Owns the menu.
    """
    menu = QMenu(window)
    menu.addActions([actions.open, actions.similar, actions.more_like, actions.less_like])
    menu.addActions([actions.why, actions.unfold])
    menu.addSeparator()
    menu.addActions([actions.copy, actions.show_in_folder, actions.open_elsewhere])
    menu.addSeparator()
    menu.addAction(actions.facts)
    menu.setDefaultAction(actions.open)
    return menu


def _both(word: str, english: str) -> str:
    return word if word == english else f"{word} ({english})"


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)
