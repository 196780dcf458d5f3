"""What Fovea says of itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from core import __version__
from desktop import icons
from desktop.dialog_parts import close_button, column_of


class AboutDialog(QDialog):
    """What Fovea is.

    Args:
        encoder: Name of the encoder in use, "" when it is not known.
        parent: Qt's owner.
    """

    def __init__(self, encoder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Fovea"))
        picture = QLabel()
        picture.setPixmap(icons.application_pixmap(72, self.devicePixelRatioF()))
        name = QLabel(self.tr("Fovea {version}").format(version=__version__))
        name.setObjectName("title")
        lines = [
            self.tr("Finds your own photos from the words you would use, or from another picture."),
            self.tr("Nothing leaves this computer, and your photos are never changed."),
            self.tr("Licence: Apache 2.0. Encoders have licences of their own."),
        ]
        if encoder:
            lines.insert(2, self.tr("Encoder in use: {encoder}").format(encoder=encoder))
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(name)
        for line in lines:
            words.addWidget(QLabel(line))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close_button(self.tr("Close"), self))
        column = column_of(self)
        column.addLayout(row)
        column.addLayout(buttons)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
