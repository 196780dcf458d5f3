"""What can be wrong with what a window shows: words that are cut off, names that are missing, and so on."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from desktop.parts.elided_label import ElidedLabel
from tests.desktop.colour_checks import pixels

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
_SETTLED_S = 2.0
_WITH_KEY = re.compile(r"\((?:[A-Z0-9+−-]|Esc|Left|Right|Space|F\d+|(?:Ctrl|Alt|Shift)\+.+)\)$")


def controls(part: QWidget) -> list[QWidget]:
    """What can be seen and used; scroll bars and headings belong to their lists."""
    return [
        one
        for one in part.findChildren(QWidget)
        if isinstance(one, _CONTROLS)
        and not isinstance(one, QScrollBar | QHeaderView)
        and one.isVisible()
        and one.isEnabled()
        # Parts that Qt puts into its own controls.
        and not one.objectName().startswith("qt_")
    ]


def told(part: QWidget) -> str:
    """What a screen reader says of it."""
    seen = QAccessible.queryAccessibleInterface(part)
    return seen.text(QAccessible.Text.Name) if seen is not None else ""


def described(part: QWidget) -> str:
    """For people who mend it."""
    return f"{type(part).__name__} {part.objectName()!r} {told(part)!r}"


class Problems:
    """Collects what is wrong, and where."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, list[str]] = defaultdict(list)
        self.looked_at: list[str] = []

    def add(self, page: str, wrong: Iterable[str]) -> None:
        """Take what is wrong on a page."""
        self.looked_at.append(page)
        for one in wrong:
            self._pages[one].append(page)

    def __str__(self) -> str:
        return "".join(f"{wrong}\n    on {', '.join(pages)}\n" for wrong, pages in self._pages.items())


# -- names -----------------------------------------------------------------------------------------


def badly_named(part: QWidget) -> list[str]:
    """The controls that a screen reader has no words for, or words nobody would say."""
    found = []
    for one in controls(part):
        name = told(one)
        if not any(letter.isalnum() for letter in name) or _WITH_KEY.search(name):
            found.append(described(one))
    if isinstance(part, QMenu):
        found += [
            f"action {action.text()!r}"
            for action in part.actions()
            if not action.isSeparator() and not any(letter.isalnum() for letter in action.text())
        ]
    return found


# -- keys ------------------------------------------------------------------------------------------


def by_tab(part: QWidget, known: set[str]) -> tuple[list[QWidget], list[str]]:
    """Go on by the Tab key below a part, from where it is.

    Args:
        part: A window, or a card in one: where it is left, the way ends.
        known: What was looked at on other pages already; grows.

    Returns:
        What is reached, and what of it looks the same with the keys and without.
    """
    seen: list[QWidget] = []
    unseen: list[str] = []
    for _ in range(_STEPS):
        focused = QApplication.focusWidget()
        if focused is None or not part.isVisible() or (focused in seen and focused is not seen[-1]):
            break
        # Twice where it leads through links, or from one photo to the other.
        seen.append(focused)
        name = described(focused)
        new = name not in known
        known.add(name)
        room = _with_surroundings(focused)
        before = pixels(focused.window(), room) if new else None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        gone = part.isVisible() and QApplication.focusWidget() is not focused
        if before is not None and gone and np.array_equal(before, pixels(focused.window(), room)):
            unseen.append(f"{name}: looks the same with the keys and without")
    return seen, unseen


def _with_surroundings(part: QWidget) -> QRect:
    """Where a control is in its window, and the frame around it, which may be the one to change."""
    return QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size()).adjusted(-12, -8, 12, 8)


def unreached(part: QWidget, reached: list[QWidget]) -> list[str]:
    """The controls that the Tab key does not reach."""
    wanted = [
        one
        for one in controls(part)
        if one.focusProxy() is None
        and (one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        # Of a group the chosen one is reached, and the arrows lead on from it.
        and not (isinstance(one, QRadioButton) and not one.isChecked())
    ]
    return [described(one) for one in wanted if one not in reached]


# -- layout ----------------------------------------------------------------------------------------


def cut_off(part: QWidget) -> list[str]:
    """The visible words below a widget that have less room than they need."""
    found = []
    for one in part.findChildren(QWidget):
        if not one.isVisible() or one.visibleRegion().isEmpty():
            continue
        if isinstance(one, ElidedLabel):
            continue  # says the rest in its tool tip
        if isinstance(one, QLabel):
            if not one.text() or not one.pixmap().isNull():
                continue
            if one.wordWrap():
                needed = one.heightForWidth(one.width())
                if one.height() < needed - 1:
                    found.append(f"{one.text()!r}: {one.height()} of {needed} pixels high")
            elif one.width() < one.sizeHint().width() - 1:
                found.append(f"{one.text()!r}: {one.width()} of {one.sizeHint().width()} pixels")
        elif isinstance(one, QAbstractButton | QComboBox):
            wanted = one.sizeHint()
            text = one.currentText() if isinstance(one, QComboBox) else one.text()
            if text and (one.width() < wanted.width() - 1 or one.height() < wanted.height() - 1):
                found.append(f"{text!r}: {one.width()}x{one.height()} of {wanted.width()}x{wanted.height()}")
    return found


def outside(part: QWidget) -> list[str]:
    """What reaches out of the widget it is in, where nothing scrolls."""
    found = []
    for one in (*controls(part), *part.findChildren(QLabel)):
        holder = one.parentWidget()
        if not one.isVisible() or holder is None or one is part:
            continue
        if any(isinstance(above, QAbstractScrollArea) for above in ancestors(one)):
            continue
        # Qt lays a splitter out a pixel too far where one reads from the right.
        if not holder.rect().adjusted(-1, 0, 1, 0).contains(one.geometry()):
            found.append(f"{described(one)} at {one.geometry().getRect()} in {holder.size().toTuple()}")
    return found


def overlapping(part: QWidget) -> list[str]:
    """Parts of one layout that lie over each other."""
    found = []
    for holder in (part, *part.findChildren(QWidget)):
        layout = holder.layout()
        if layout is None or not holder.isVisible():
            continue
        placed = [one for one in _placed(layout) if one.isVisible() and not one.visibleRegion().isEmpty()]
        for one, other in combinations(placed, 2):
            common = one.geometry() & other.geometry()
            if common.width() > 1 and common.height() > 1:
                found.append(f"{described(one)} and {described(other)}")
    return found


def _placed(layout: QLayout) -> Iterator[QWidget]:
    if layout.inherits("QStackedLayout"):
        return
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    """What a widget is in, from the inside out, as far as its window."""
    above = widget.parentWidget()
    while above is not None and not widget.isWindow():
        yield above
        if above.isWindow():
            return
        above = above.parentWidget()


def out_of_place(part: QWidget) -> list[str]:
    """All of the above, when the layout has come to rest: what is read on a thread may just have come."""
    deadline = time.monotonic() + _SETTLED_S
    while found := [*cut_off(part), *outside(part), *overlapping(part)]:
        if time.monotonic() > deadline:
            break
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    return found
