"""The menus of the window, made of its actions: the same words and keys everywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from desktop.parts.translate import tr
from desktop.shell.actions import Actions


def main_menu(actions: Actions, window: QWidget) -> QMenu:
    """The menu of the window: a submenu for each thing one may have in mind.

    Args:
        actions: Of the window.
        window: Owns the menu.
    """
    menu = QMenu(tr("Library and window"), window)
    menu.addActions([actions.add_folder, actions.rescan, actions.pause])
    menu.addSeparator()
    edit = menu.addMenu(tr("Edit"))
    edit.addActions([actions.undo, actions.redo])
    edit.addSeparator()
    edit.addActions([actions.select_all, actions.new_album])
    search = menu.addMenu(tr("Search"))
    search.addActions([actions.search, actions.save_search, actions.paste, actions.choose_picture])
    search.addSeparator()
    search.addActions([actions.back, actions.forward])
    view = menu.addMenu(tr("View"))
    view.addAction(actions.side_bar)
    view.addActions([actions.larger, actions.smaller, actions.square, actions.scores])
    view.addActions([actions.fold, actions.full_screen])
    view.addSeparator()
    view.addActions([actions.info, actions.strip, actions.slides])
    library = menu.addMenu(tr("Library"))
    library.addActions([actions.folders, actions.encoders, actions.transcribe])
    library.addSeparator()
    library.addActions([actions.duplicates, actions.failures])
    menu.addSeparator()
    menu.addActions([actions.settings, actions.help, actions.guide, actions.about, actions.quit])
    return menu


def photo_menu(actions: Actions, window: QWidget) -> QMenu:
    """The menu of the chosen photos.

    Args:
        actions: Of the window.
        window: Owns the menu.
    """
    menu = QMenu(tr("Photos"), window)
    menu.addActions([actions.open, actions.similar, actions.more_like, actions.less_like])
    menu.addActions([actions.why, actions.unfold])
    menu.addSeparator()
    menu.addAction(actions.favourite)
    rating = menu.addMenu(tr("Rating"))
    rating.addActions(list(reversed(actions.stars.values())))
    rating.addAction(actions.reject)
    menu.addActions([actions.tag, actions.add_to_album, actions.remove_from_album])
    menu.addSeparator()
    menu.addActions([actions.copy, actions.copy_safely, actions.export, actions.print])
    menu.addSeparator()
    menu.addActions([actions.show_in_folder, actions.open_elsewhere, actions.open_with])
    menu.addSeparator()
    menu.addActions([actions.info, actions.compare, actions.slides])
    menu.addSeparator()
    menu.addAction(actions.trash)
    menu.setDefaultAction(actions.open)
    return menu
