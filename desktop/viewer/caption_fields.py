"""A photo's title and caption, to be read and to be written."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from core.library import Photo
from desktop.parts.prose import one_line, prose

_MOST_LINES = 8


class CaptionFields(QWidget):
    """What was written is said when one leaves the field; Escape leaves it as it was.

    Args:
        parent: Qt's owner.

    Signals:
        titled: Carries the photo's id and its new title.
        captioned: Likewise its caption.
    """

    titled = Signal(int, str)
    captioned = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo_id = 0
        self._said = ("", "")
        self.title = _Title(self)
        self.title.setPlaceholderText(self.tr("Add a title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.title.editingFinished.connect(self.commit)
        self.title.reverted.connect(lambda: self.title.setText(self._said[0]))
        self.caption = _Caption(self)
        self.caption.setPlaceholderText(self.tr("Add a caption"))
        self.caption.setAccessibleName(self.tr("Caption"))
        self.caption.left.connect(self.commit)
        self.caption.reverted.connect(lambda: self.caption.setPlainText(self._said[1]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.caption)

    def show_photo(self, photo: Photo | None) -> None:
        """Show what another photo is called; what is being written of this one is said before.

        Args:
            photo: None: none.
        """
        shown = (one_line(photo.title or ""), prose(photo.caption or "")) if photo else ("", "")
        photo_id = photo.id if photo else 0
        if photo_id == self._photo_id and self._is_edited:
            # Somebody is writing: what others wrote meanwhile is not to take it away.
            return
        self.commit()
        self._photo_id, self._said = photo_id, shown
        if self.title.text() != shown[0]:
            self.title.setText(shown[0])
            self.title.setCursorPosition(0)
        if self.caption.toPlainText() != shown[1]:
            self.caption.setPlainText(shown[1])
        self.setEnabled(photo is not None)

    def commit(self) -> None:
        """Say what was written, if anything was."""
        title, caption = one_line(self.title.text()), self.caption.toPlainText().strip()
        before, self._said = self._said, (title, caption)
        if not self._photo_id:
            return
        if title != before[0]:
            self.titled.emit(self._photo_id, title)
        if caption != before[1]:
            self.captioned.emit(self._photo_id, caption)

    @property
    def _is_edited(self) -> bool:
        return (one_line(self.title.text()), self.caption.toPlainText().strip()) != self._said


class _Title(QLineEdit):
    reverted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photoTitle")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class _Caption(QPlainTextEdit):
    """As high as its text; the Tab key leaves it."""

    left = Signal()
    reverted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photoCaption")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        lines = max(1, min(_MOST_LINES, round(self.document().size().height())))
        around = self.height() - self.viewport().height() if self.isVisible() else 2 * self.frameWidth()
        margins = 2 * round(self.document().documentMargin())
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + around + margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.reverted.emit()
            self.clearFocus()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        long = self.document().size().height() > _MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.sizeHint().height())
