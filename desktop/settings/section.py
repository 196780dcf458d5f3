"""What the sections of the settings have in common: a heading, an explanation, groups of switches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_LINE_LENGTH = 720
"""Pixels: longer lines are hard to read."""

INDENT = 26
"""Pixels from the edge of a switch to its words."""


class Section(QWidget):
    """One section.

    Args:
        title: Its heading.
        said: What it is for; "": the heading says it.
        parent: Qt's owner.

    Attributes:
        column: What is in it, from top to bottom.
    """

    def __init__(self, title: str, said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 20, 28, 20)
        self.column.setSpacing(10)
        self.column.addWidget(named(title, "heading"))
        if said:
            self.column.addWidget(named(said, "quiet"))

    def add_heading(self, text: str) -> QLabel:
        """Begin a group of things that belong together."""
        self.column.addSpacing(10)
        label = named(text, "group")
        self.column.addWidget(label)
        return label

    def add_switch(self, text: str, said: str, switched: Callable[[bool], object]) -> QCheckBox:
        """Add a switch.

        Args:
            text: What is so when it is on.
            said: What that means; "": it is plain.
            switched: Called when the person switches it, not when the program does.
        """
        box = QCheckBox(text, self)
        # The `emit` of a signal, connected as it is, would be called without what the box says.
        box.clicked.connect(lambda _: switched(box.isChecked()))
        self.column.addWidget(box)
        if said:
            box.setAccessibleDescription(said)
            row = QHBoxLayout()
            row.setContentsMargins(INDENT, 0, 0, 4)
            row.addWidget(named(said, "quiet"), 100)
            row.addStretch(1)
            self.column.addLayout(row)
        return box

    def add_row(self, *widgets: QWidget) -> None:
        """Add widgets side by side, at the left."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    def button(self, text: str, does: Callable[[], object]) -> QPushButton:
        """Make a button, to be put somewhere."""
        made = QPushButton(text, self)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: does())
        return made


def named(text: str, name: str) -> QLabel:
    """Words that may take several lines.

    Args:
        text: The words, never markup.
        name: How they look: an object name of the style sheet.
    """
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(_LINE_LENGTH)
    return label
