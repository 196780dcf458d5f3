"""What can be done with several chosen photos, in the place of the line that sums up the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.parts import icons, wording
from desktop.parts.speech import announce
from desktop.parts.theme import Colours

_HEIGHT = 22
_FROM = 2
"""One photo is always the current one; a selection begins with two."""


class SelectionBar(QWidget):
    """Slim: how many, a few buttons, and a cross that chooses none.

    Args:
        parent: Qt's owner.

    Signals:
        cleared: Nothing is to be chosen any more.
        shown: It is there now, or no longer.
    """

    cleared = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self._buttons: list[tuple[QToolButton, str]] = []
        self._number = ""
        # As high as what it stands for: the photos below must not jump when some are chosen.
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel(self)
        self._count.setObjectName("selectionCount")
        self._clear = QToolButton(self)
        self._clear.setIconSize(QSize(14, 14))
        self._clear.setToolTip(self.tr("Choose none (Esc)"))
        self._clear.setAccessibleName(self.tr("Choose none"))
        self._clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clear.clicked.connect(self.cleared)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._clear)
        self._row.addWidget(self._count)
        self._row.addSpacing(8)
        self._row.addStretch(1)
        self.hide()

    def offer(self, actions: Sequence[tuple[QAction, str, str]]) -> None:
        """Have buttons for these.

        Args:
            actions: What they do, an icon, and a word short enough for a button.
        """
        for action, picture, word in actions:
            button = QToolButton(self)
            button.setText(word)
            button.setAccessibleName(word)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
            button.clicked.connect(action.trigger)
            self._buttons.append((button, picture))
            self._row.insertWidget(self._row.count() - 1, button)

    def show_count(self, count: int) -> None:
        """Say how many photos are chosen."""
        self._number = wording.number(count)
        there = count >= _FROM
        if there == self.isHidden():
            self.setVisible(there)
            self.shown.emit(there)
        self._fit()
        if there:
            announce(self, self._count.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is no room for words, icons must do."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: how wide words are is known only when the style sheet holds, which it does from now on."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for: the buttons in words, in icons, and at last a bare number."""
        style = Qt.ToolButtonStyle
        words = self.tr("{count} selected").format(count=self._number)
        self._count.setAccessibleName(words)
        for text, shown in (
            (words, style.ToolButtonTextBesideIcon),
            (words, style.ToolButtonIconOnly),
            (self._number, style.ToolButtonIconOnly),
        ):
            self._count.setText(text)
            for button, _ in self._buttons:
                button.setToolButtonStyle(shown)
            if self._row.sizeHint().width() <= self.width():
                return

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._clear.setIcon(icons.icon("clear", colours.quiet, 14))
        for button, picture in self._buttons:
            button.setIcon(icons.icon(picture, colours.quiet, 16))
