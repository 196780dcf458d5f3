"""What is known of one photo, and its tags, which people can change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextEdit, QWidget

from core.library import Library, Photo
from core.paths import display
from core.search import Reason
from desktop import wording
from desktop.dialog_parts import close_button, column_of, explanation
from desktop.photo_wording import (
    description,
    exposure,
    film,
    panorama,
    place,
    position,
    stars,
    taken_with_zone,
)
from desktop.prose import one_line, prose
from desktop.reason_wording import because
from desktop.tag_editor import TagEditor

_WIDTH = 520


class PhotoDialog(QDialog):
    """The facts of one photo.

    Args:
        photo: Which.
        parent: Qt's owner.
        library: Opened by this thread, to change tags in; without it they are shown among the facts.
        reason: Why it is in the answer that is shown.
    """

    def __init__(
        self,
        photo: Photo,
        parent: QWidget | None = None,
        library: Library | None = None,
        reason: Reason | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this photo"))
        title = one_line(photo.title or "")
        caption = prose(photo.caption or "")
        self.tags = TagEditor(library, photo, self) if library else None
        written = prose(library.transcripts.of(photo.pixels_digest)) if library else ""
        rows = self._rows(photo, reason, written)
        self.facts = _Facts(title or display(photo.path.name), caption, rows, self)
        self.facts.setAccessibleName(self.tr("What is known of this photo"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = close_button(self.tr("Close"), self)
        close.setFocus()
        buttons.addWidget(close)
        column = self._column = column_of(self)
        column.addWidget(self.facts, 1)
        if self.tags is not None:
            column.addWidget(explanation(self.tr("Tags")))
            column.addWidget(self.tags)
            self.tags.changed.connect(self._make_room)
        column.addLayout(buttons)

    def _make_room(self) -> None:
        """One more line of tags is not to cost the facts one of theirs, while the screen has room."""
        self._column.activate()
        room = self.screen().availableGeometry().bottom() - self.y()
        self.resize(self.width(), max(self.height(), min(self.sizeHint().height(), room)))

    def _rows(self, photo: Photo, reason: Reason | None, written: str) -> list[tuple[str, str]]:
        where = "\n".join(filter(None, (place(photo), position(photo))))
        rating = stars(photo)
        rows = [
            (self.tr("Found because"), because(reason) if reason else ""),
            (self.tr("Rating"), rating),
            (self.tr("Keywords"), "" if self.tags else ", ".join(map(one_line, photo.keywords))),
            (self.tr("Seems to show"), description(photo)),
            (self.tr("Text in the picture"), written),
            (self.tr("Taken"), taken_with_zone(photo)),
            (self.tr("Place"), where),
            (self.tr("Camera"), one_line(photo.camera or "")),
            (self.tr("Lens"), one_line(photo.lens or "")),
            (self.tr("Exposure"), exposure(photo)),
            (self.tr("Size"), f"{photo.width} × {photo.height}, {wording.size(photo.size)}"),
            (self.tr("Panorama"), panorama(photo)),
            (self.tr("Format"), photo.format),
            (self.tr("File"), display(photo.path.name) if one_line(photo.title or "") else ""),
            (self.tr("RAW beside it"), display(photo.raw.name) if photo.raw else ""),
            (self.tr("Film of this live photo") if photo.clip else self.tr("Film"), film(photo)),
            (self.tr("Folder"), display(photo.path.parent)),
            (
                self.tr("State"),
                "" if photo.online else self.tr("Offline: its drive or folder is not there now"),
            ),
        ]
        return [row for row in rows if row[1]]


class _Facts(QTextEdit):
    """A heading, a text, and a table of names and values; wraps and scrolls whatever is in it."""

    def __init__(
        self, heading: str, text: str, rows: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Paths and words without any space must not make it wide.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        cursor = self.textCursor()
        self._write_heading(cursor, heading, text)
        self._write_table(cursor, rows)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def sizeHint(self) -> QSize:
        """Qt: as high as all of it, as far as the screen allows."""
        whole = self.document().clone()
        whole.setTextWidth(_WIDTH)
        height = round(whole.size().height())
        whole.deleteLater()
        return QSize(_WIDTH + 2 * self.frameWidth(), height + 2 * self.frameWidth() + 4)

    def _write_heading(self, cursor: QTextCursor, heading: str, text: str) -> None:
        large = QTextCharFormat()
        large.setFontPointSize(13)
        large.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(heading, large)
        if text:
            apart = QTextBlockFormat()
            apart.setTopMargin(8)
            cursor.insertBlock(apart, QTextCharFormat())
            cursor.insertText(text)

    def _write_table(self, cursor: QTextCursor, rows: Sequence[tuple[str, str]]) -> None:
        form = QTextTableFormat()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(4)
        form.setTopMargin(10)
        form.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.VariableLength, 0),
                QTextLength(QTextLength.Type.PercentageLength, 100),
            ]
        )
        quiet = QTextCharFormat()
        quiet.setForeground(self.palette().placeholderText())
        right = QTextBlockFormat()
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.setNonBreakableLines(True)
        right.setRightMargin(10)
        table = cursor.insertTable(len(rows), 2, form)
        for number, (name, value) in enumerate(rows):
            there = table.cellAt(number, 0).firstCursorPosition()
            there.setBlockFormat(right)
            there.insertText(name, quiet)
            table.cellAt(number, 1).firstCursorPosition().insertText(value)
