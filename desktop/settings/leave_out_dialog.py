"""What is left out of the library: patterns of files and folders, small files, small pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from core.errors import UsageError
from core.intake.rules import check_pattern
from core.library import Preferences
from desktop.parts import wording
from desktop.parts.dialog_parts import FittedDialog, close_button, column_of, explanation, heading
from desktop.parts.prose import one_line

_WIDTH = 560
_KILOBYTE = 1000
_MOST_KILOBYTES = 1_000_000
_MOST_PIXELS = 20_000


class LeaveOutDialog(FittedDialog):
    """Edits what is left out; nothing changes before it is accepted.

    Args:
        preferences: The settings now.
        unwanted: So many pictures are hidden for their size.
        parent: Qt's owner.
    """

    def __init__(self, preferences: Preferences, unwanted: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = preferences
        self.setWindowTitle(self.tr("Leave out"))
        said = explanation(
            self.tr(
                "Files and folders that match one of these lines are left alone, in all folders of the "
                "library. The lines are written as in a .gitignore file; large and small letters are alike. "
                "Hidden folders, recycle bins and the previews of other programs are left alone anyway."
            )
        )
        self.patterns = QPlainTextEdit("\n".join(preferences.exclude))
        self.patterns.setObjectName("patterns")
        self.patterns.setAccessibleName(self.tr("What is left out, one pattern a line"))
        self.patterns.setPlaceholderText(self.tr("One pattern a line; now there is none"))
        self.patterns.setFont(_fixed())
        self.patterns.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.patterns.setTabChangesFocus(True)
        self.patterns.setMinimumHeight(120)
        self.patterns.textChanged.connect(self._check)
        self.problem = QLabel()
        self.problem.setObjectName("warning")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.bytes = _number(round(preferences.smallest_bytes / _KILOBYTE), _MOST_KILOBYTES, self.tr(" kB"))
        self.bytes.setAccessibleName(self.tr("Leave out files smaller than"))
        self.edge = _number(preferences.smallest_edge, _MOST_PIXELS, self.tr(" pixels"))
        self.edge.setAccessibleName(self.tr("Hide pictures whose shorter side is below"))
        self.save = close_button(self.tr("Save"), self)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column = column_of(self, _WIDTH)
        column.addWidget(heading(self.tr("What Fovea leaves out")))
        column.addWidget(said)
        column.addWidget(self.patterns, 1)
        column.addWidget(self.problem)
        column.addLayout(self._examples())
        column.addSpacing(6)
        column.addLayout(self._sizes(unwanted))
        column.addSpacing(6)
        column.addWidget(
            explanation(self.tr("No file is touched. What was left out comes back when you let it in again."))
        )
        column.addLayout(buttons)
        self._check()

    def changes(self) -> dict[str, Any]:
        """Fields of `Preferences` that are to be others."""
        wanted: dict[str, Any] = {"exclude": tuple(dict.fromkeys(text for _, text in self._lines()))}
        # A size in bytes that was set elsewhere is not rounded by merely looking at it.
        if self.bytes.value() != round(self._before.smallest_bytes / _KILOBYTE):
            wanted["smallest_bytes"] = self.bytes.value() * _KILOBYTE
        wanted["smallest_edge"] = self.edge.value()
        return {name: value for name, value in wanted.items() if value != getattr(self._before, name)}

    def _lines(self) -> list[tuple[int, str]]:
        """The patterns and the numbers of their lines."""
        lines = enumerate(self.patterns.toPlainText().splitlines(), 1)
        return [(number, line.strip()) for number, line in lines if line.strip()]

    def _check(self) -> None:
        """Say what is wrong while it is being written."""
        said = []
        for number, pattern in self._lines():
            try:
                if not pattern.startswith("#"):
                    check_pattern(pattern)
            except UsageError as error:
                problem = one_line(wording.sentences(wording.problem(error)))
                said.append(self.tr("Line {number}: {problem}").format(number=number, problem=problem))
        self.problem.setText("\n".join(said[:3]))
        self.problem.setVisible(bool(said))
        self.save.setEnabled(not said)

    def _examples(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        for row, (pattern, means) in enumerate(
            (
                ("*.png", self.tr("all PNG files")),
                ("Scans/", self.tr("every folder of this name, with all that is in it")),
                ("/2019/raw/", self.tr("just this one, counted from a folder of the library")),
                ("!keep.png", self.tr("but not this file")),
            )
        ):
            example, meaning = QLabel(pattern), explanation(means)
            example.setFont(_fixed())
            example.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(example, row, 0)
            grid.addWidget(meaning, row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _sizes(self, unwanted: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (text, field) in enumerate(
            (
                (self.tr("Leave out files smaller than"), self.bytes),
                (self.tr("Hide pictures whose shorter side is below"), self.edge),
            )
        ):
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        if unwanted:
            hidden = self.tr("{photos} hidden now").format(photos=wording.photos(unwanted))
            grid.addWidget(explanation(hidden), 1, 2)
        grid.setColumnStretch(2, 1)
        return grid


def pattern_of(directory: Path) -> str:
    """The pattern that leaves out one directory and nothing else.

    Args:
        directory: Below a folder of the library.
    """
    literal = re.sub(r"[*?\[\\]", r"\\\g<0>", directory.as_posix())
    return f"/{literal}/"


def _number(value: int, most: int, unit: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, most)
    field.setValue(value)
    field.setSuffix(unit)
    field.setSpecialValueText(QCoreApplication.translate("LeaveOutDialog", "no limit"))
    field.setGroupSeparatorShown(True)
    field.setMinimumSize(130, 28)
    return field


def _fixed() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
