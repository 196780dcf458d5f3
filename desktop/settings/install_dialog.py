"""What a person should know before an encoder is downloaded, and their yes."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from core.paths import display
from desktop.parts.dialog_parts import FittedDialog, column_of
from desktop.parts.told import told
from desktop.settings import encoder_wording as words
from desktop.settings.encoder_rows import EncoderRow
from models import Offer

_WIDTH = 560


class InstallDialog(FittedDialog):
    """Shows licence, size and source of an encoder, and asks. Nothing is downloaded before the answer.

    Args:
        row: The encoder.
        offer: Its entry in the catalogue.
        into: The folder it comes to.
        parent: Qt's owner.

    Attributes:
        from_folder: The person has the files already, in a folder.
    """

    def __init__(self, row: EncoderRow, offer: Offer, into: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.from_folder = False
        self.setWindowTitle(self.tr("Install an encoder"))
        heading = QLabel(self.tr("Install “{title}”?").format(title=offer.title))
        heading.setObjectName("heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        about = QLabel(told(offer.about))
        about.setObjectName("quiet")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self.agree = QCheckBox(self.tr("I have read the licence and agree to it"))
        self.agree.setVisible(offer.licence.restricted)
        self.agree.toggled.connect(self._allow)
        self.download = QPushButton(self.tr("Download"))
        self.download.setObjectName("primary")
        self.download.clicked.connect(self.accept)
        self.folder = QPushButton(self.tr("I have the files…"))
        self.folder.setToolTip(
            self.tr("Take them from a folder on this computer, as they were downloaded by hand")
        )
        self.folder.clicked.connect(self._choose_folder)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        # Return alone starts nothing that goes over the network.
        for button in (self.download, self.folder, cancel):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.download)
        column = column_of(self, _WIDTH)
        column.addWidget(heading)
        column.addWidget(about)
        column.addLayout(self._facts(row, offer, into))
        if not offer.pinned:
            column.addWidget(
                _quiet(
                    self.tr(
                        "Not every file's checksum is known beforehand: they are noted now, and "
                        "checked from then on."
                    )
                )
            )
        column.addWidget(self.agree)
        column.addStretch(1)
        column.addLayout(buttons)
        self._allow(not offer.licence.restricted)

    def _facts(self, row: EncoderRow, offer: Offer, into: Path) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        licence = f"{escape(words.licence_of(offer))}<br>{_link(offer.licence.link)}"
        source = f"{escape(offer.source)}<br>{_link(offer.card)}"
        for name, value in (
            (self.tr("Licence"), licence),
            (self.tr("Size"), escape(words.size(row))),
            (self.tr("Languages"), escape(words.languages(offer.languages))),
            (self.tr("Quality"), escape(words.quality(offer.recall))),
            (self.tr("Comes from"), source),
            (self.tr("Goes to"), escape(display(into))),
        ):
            label = QLabel(name)
            label.setObjectName("quiet")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            shown = QLabel(value)
            shown.setTextFormat(Qt.TextFormat.RichText)
            shown.setWordWrap(True)
            # Only a click opens them, in the person's own browser.
            shown.setOpenExternalLinks(True)
            flag = Qt.TextInteractionFlag
            linked = "<a " in value
            shown.setTextInteractionFlags(
                flag.TextBrowserInteraction if linked else flag.TextSelectableByMouse
            )
            shown.setAccessibleName(name)
            form.addRow(label, shown)
        return form

    def _allow(self, allowed: bool) -> None:
        self.download.setEnabled(allowed)
        self.folder.setEnabled(allowed)

    def _choose_folder(self) -> None:
        self.from_folder = True
        self.accept()


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    return label


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'
