"""What is known of one photo, and what Fovea says of itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import __version__
from core.library import Photo
from core.paths import display
from desktop import icons, wording


class PhotoDialog(QDialog):
    """The facts of one photo.

    Args:
        photo: Which.
        parent: Qt's owner.
    """

    def __init__(self, photo: Photo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this photo"))
        heading = QLabel(display(photo.path.name))
        heading.setObjectName("heading")
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        place = ""
        if photo.latitude is not None and photo.longitude is not None:
            place = f"{photo.latitude:.5f}, {photo.longitude:.5f}"
        rows = [
            (self.tr("Taken"), wording.taken(photo)),
            (self.tr("Camera"), photo.camera or ""),
            (self.tr("Size"), f"{photo.width} × {photo.height}, {wording.size(photo.size)}"),
            (self.tr("Format"), photo.format),
            (self.tr("Position"), place),
            (self.tr("Folder"), display(photo.path.parent)),
            (
                self.tr("State"),
                "" if photo.online else self.tr("Offline: its drive or folder is not there now"),
            ),
        ]
        for name, value in rows:
            if value:
                label = QLabel(name)
                label.setObjectName("quiet")
                shown = QLabel(value)
                shown.setWordWrap(True)
                shown.setTextFormat(Qt.TextFormat.PlainText)
                shown.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                form.addRow(label, shown)
        _finish(self, heading, form)


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
        _finish(self, None, row).setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)


def _finish(dialog: QDialog, heading: QLabel | None, body: QFormLayout | QHBoxLayout) -> QVBoxLayout:
    close = QPushButton(dialog.tr("Close"))
    close.setObjectName("primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    buttons.addWidget(close)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(22, 20, 22, 16)
    column.setSpacing(14)
    if heading is not None:
        column.addWidget(heading)
    column.addLayout(body)
    column.addStretch(1)
    column.addLayout(buttons)
    dialog.setMinimumWidth(460)
    return column
