"""A line across the window that says something once, and goes when it was read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.parts import icons
from desktop.parts.speech import announce
from desktop.parts.theme import Colours


class Banner(QFrame):
    """Hidden until there is something to say.

    Attributes:
        last_note: The note that was shown last; it is not shown again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        # It may hold a command to be copied.
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._action = QPushButton(self)
        self._action.clicked.connect(self._act)
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._note = ""
        self.last_note = ""
        self._does: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, or said last."""
        return self._text.text()

    def say(self, text: str, action: str = "", does: Callable[[], None] | None = None) -> None:
        """Say something, in place of what was said before.

        Args:
            text: In words.
            action: Label of a button, if there is something to do.
            does: What the button does.
        """
        self._text.setText(text)
        self._does = does
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        announce(self, text)

    def note(self, text: str) -> None:
        """Say something as long as it is so: once, and only when nothing else is said.

        Args:
            text: What is so; "" when there is nothing to say any more.
        """
        if text != self._note:
            if self.text == _sentence(self._note):
                self.hide()
            self._note = text
        if text and text != self.last_note and self.isHidden():
            self.last_note = text
            self.say(_sentence(text))

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._icon.setPixmap(icons.pixmap("warning", colours.warning, 20, self.devicePixelRatioF()))
        self._close.setIcon(icons.icon("clear", colours.quiet, 14))

    def _act(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
