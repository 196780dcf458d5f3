"""Names and values below each other, as high as they need, selectable: what is known of a photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

_USUAL_NAME = 12
"""Letters that names have room for in any case."""

Row = tuple[str, str]
"""What it is, and what is known of it."""


class FactTable(QTextEdit):
    """Wraps whatever is in it; does not scroll, for what it stands in does.

    Args:
        name: For people who hear the window.
        parent: Qt's owner.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self.setAccessibleName(name)
        self.setReadOnly(True)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Paths and words without any space must not make it wide.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row], marked: Sequence[int] = ()) -> None:
        """Show these; rows without a value are left out, and a table without rows is hidden.

        Args:
            rows: What it is, and what is known of it.
            marked: The numbers of rows that are to be seen at once.
        """
        said = [row for row in rows if row[1]]
        bold = [rows[number] for number in marked]
        self._rows = tuple(said)
        self.clear()
        if said:
            self._write(said, bold)
        self.setVisible(bool(said))
        self._fit()

    def sizeHint(self) -> QSize:
        """Qt: as high as its text."""
        return QSize(super().sizeHint().width(), max(1, round(self.document().size().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: narrow is high."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._rows:
            self.show_rows(self._rows)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: what it stands in scrolls."""
        event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(self.sizeHint().height())

    def _write(self, rows: Sequence[Row], bold: Sequence[Row]) -> None:
        form = QTextTableFormat()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(2)
        metrics = self.fontMetrics()
        # Tables below each other look best when their values begin at the same place.
        longest = max(metrics.horizontalAdvance(name) for name, _ in rows) + 16
        width = max(longest, _USUAL_NAME * metrics.averageCharWidth())
        form.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.FixedLength, width),
                QTextLength(QTextLength.Type.PercentageLength, 100),
            ]
        )
        quiet = QTextCharFormat()
        quiet.setForeground(self.palette().placeholderText())
        strong = QTextCharFormat()
        strong.setFontWeight(600)
        cursor = self.textCursor()
        table = cursor.insertTable(len(rows), 2, form)
        for number, (name, value) in enumerate(rows):
            there = table.cellAt(number, 0).firstCursorPosition()
            block = QTextBlockFormat()
            block.setNonBreakableLines(True)
            there.setBlockFormat(block)
            there.insertText(name, quiet)
            form_of_value = strong if (name, value) in bold else QTextCharFormat()
            table.cellAt(number, 1).firstCursorPosition().insertText(value, form_of_value)
