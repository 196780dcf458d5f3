"""Whoever can't see the window, or can't use a mouse, can use all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from desktop.main_window import MainWindow
from tests.desktop.every_page import every_page

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)
_STEPS = 300


def controls(window: QWidget) -> list[QWidget]:
    """What can be seen and used; scroll bars and headings belong to their lists."""
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, _CONTROLS)
        and not isinstance(part, QScrollBar | QHeaderView)
        and part.isVisible()
        and part.isEnabled()
        # Parts that Qt puts into its own controls.
        and not part.objectName().startswith("qt_")
    ]


def told(part: QWidget) -> str:
    """What a screen reader says of it."""
    seen = QAccessible.queryAccessibleInterface(part)
    return seen.text(QAccessible.Text.Name) if seen is not None else ""


def test_every_control_of_every_page_has_a_name(window: MainWindow) -> None:
    nameless = {
        page: found
        for page in every_page(window)
        if (found := [f"{part!r} {part.objectName()}" for part in controls(window) if not told(part).strip()])
    }
    assert nameless == {}


def by_tab(window: MainWindow) -> set[QWidget]:
    """What the Tab key reaches, from where it is."""
    seen: set[QWidget] = set()
    for _ in range(_STEPS):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return seen


def test_every_page_is_walked_through_by_keys_alone(window: MainWindow) -> None:
    window.activateWindow()
    unreached = {}
    for page in every_page(window):
        reached = by_tab(window)
        assert len(reached) > 1, f"{page}: Tab leads nowhere"
        wanted = [
            part
            for part in controls(window)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.focusProxy() is None
            # Of a group the chosen one is reached, and the arrows lead on from it.
            and not (isinstance(part, QRadioButton) and not part.isChecked())
        ]
        if missed := [told(part) or repr(part) for part in wanted if part not in reached]:
            unreached[page] = missed
    assert unreached == {}


def test_every_page_is_left_by_escape(window: MainWindow) -> None:
    for page in every_page(window):
        if window.pages.currentWidget() is window.page:
            continue
        focused = QApplication.focusWidget() or window.pages.currentWidget()
        QTest.keyClick(focused, Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is window.page, page


def test_all_that_can_be_done_by_mouse_in_the_menus_has_words(window: MainWindow) -> None:
    actions = [action for action in window.actions() if not action.isSeparator()]
    assert len(actions) > 40
    assert [action for action in actions if not action.text().strip()] == []
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), "a key for two things does neither"
