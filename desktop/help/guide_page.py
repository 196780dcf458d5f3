"""The guide for people, as a page of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.parts.language import Language, spoken
from desktop.parts.page_bar import PageBar
from desktop.parts.theme import Colours

_DIRECTORY = Path(__file__).parent / "guide"
GUIDES = {
    Language.ENGLISH: _DIRECTORY / "guide.en.md",
    Language.CHINESE: _DIRECTORY / "guide.zh_CN.md",
}
_WIDTH = 820


def guide_text(language: Language) -> str:
    """The guide in a language, as Markdown."""
    return GUIDES[language].read_text("utf-8")


class GuidePage(QWidget):
    """Shows the guide in the language of the window.

    Args:
        parent: Qt's owner.

    Signals:
        left: Back to the photos.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = PageBar(self.tr("Guide"), self)
        self._bar.left.connect(self.left)
        self.text = QTextBrowser(self)
        self.text.setObjectName("guide")
        self.text.setAccessibleName(self.tr("Guide"))
        self.text.setOpenLinks(False)
        self.text.setMaximumWidth(_WIDTH)
        self.text.document().setDocumentMargin(24)
        self._write()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self.text, 100)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(across, 1)
        self.entrance = self.text

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._bar.set_colours(colours)
        # What is written keeps the colours it was written with.
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        place = self.text.verticalScrollBar().value()
        self.text.document().setMarkdown(
            guide_text(spoken()), QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        )
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(place)
