"""What the dialogs have in common: a heading, an explanation, a question, and the button that closes them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget


class FittedDialog(QDialog):
    """As large as its words need, in whatever letters; its layout is that of `column_of`."""

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the font is known now, and so how high wrapped words are."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            wide = max(self.width(), layout.totalMinimumSize().width())
            self.resize(wide, max(self.height(), layout.totalHeightForWidth(wide)))


def heading(text: str) -> QLabel:
    """The title inside a dialog."""
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def explanation(text: str) -> QLabel:
    """What a dialog is for, in a quiet voice."""
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label


def close_button(text: str, dialog: QDialog) -> QPushButton:
    """The button that closes a dialog; Return presses it."""
    button = QPushButton(text, dialog)
    button.setObjectName("primary")
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    return button


def confirm(parent: QWidget, title: str, question: str, consequence: str, answer: str) -> bool:
    """Ask before something is done; Return and Esc leave it.

    Args:
        parent: Who asks.
        title: Of the window.
        question: In a line.
        consequence: What it means; "": it is plain.
        answer: What the button that does it is called.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(consequence)
    yes = box.addButton(answer, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    box.deleteLater()
    return box.clickedButton() is yes


def column_of(dialog: QDialog, width: int = 0) -> QVBoxLayout:
    """A dialog's column, with the margins all of them have.

    Args:
        dialog: Which.
        width: It has at least, logical pixels. Long words may make it wider, which a minimum of the
            dialog itself would not let them.
    """
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(10)
    column.addStrut(width)
    return column
