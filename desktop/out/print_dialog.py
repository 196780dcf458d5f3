"""How photos will look on paper, and the few choices there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPageSetupDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from core.library import Photo
from desktop.out.print_sheet import PER_PAGE, Picture, Sheet, print_photos
from desktop.parts import wording
from desktop.parts.dialog_parts import column_of, heading


class PrintDialog(QDialog):
    """A preview that follows the choices.

    Args:
        printer: Keeps what is chosen of the paper.
        photos: Which.
        preview: Gives the pictures for the preview.
        parent: Qt's owner.

    Signals:
        print_wanted: Print it so.
    """

    print_wanted = Signal()

    def __init__(
        self, printer: QPrinter, photos: Sequence[Photo], preview: Picture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self.resize(860, 760)
        self._printer = printer
        self.preview = QPrintPreviewWidget(printer, self)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.paintRequested.connect(lambda to: print_photos(to, photos, self.sheet, preview))
        self.per_page = QComboBox()
        for number in PER_PAGE:
            self.per_page.addItem(wording.number(number), number)
        self.per_page.setAccessibleName(self.tr("Photos on a page"))
        self.fill = QCheckBox(self.tr("&Fill the paper"))
        self.fill.setToolTip(self.tr("What is left over at the edges is cut off"))
        self.turn = QCheckBox(self.tr("&Turn to fit"))
        self.turn.setToolTip(self.tr("Turns photos that cover more of the paper so"))
        self.turn.setChecked(True)
        self.names = QCheckBox(self.tr("&Names below"))
        self.per_page.currentIndexChanged.connect(self.preview.updatePreview)
        for tick in (self.fill, self.turn, self.names):
            tick.toggled.connect(self.preview.updatePreview)
        self._lay_out(len(photos))

    @property
    def sheet(self) -> Sheet:
        """What was chosen."""
        return Sheet(
            self.per_page.currentData(), self.fill.isChecked(), self.names.isChecked(), self.turn.isChecked()
        )

    def _lay_out(self, count: int) -> None:
        label = QLabel(self.tr("&Photos on a page"))
        label.setBuddy(self.per_page)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for widget in (label, self.per_page, self.fill, self.turn, self.names):
            choices.addWidget(widget)
        choices.addStretch(1)
        paper = _button(self.tr("Paper…"), self._choose_paper)
        cancel = _button(self.tr("Cancel"), self.reject)
        go = _button(self.tr("Print…"), self.print_wanted.emit)
        go.setObjectName("primary")
        go.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(paper)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(go)
        column = column_of(self)
        column.addWidget(heading(self.tr("Print {photos}").format(photos=wording.photos(count))))
        column.addLayout(choices)
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)

    def _choose_paper(self) -> None:
        dialog = QPageSetupDialog(self._printer, self)
        if dialog.exec():
            self.preview.updatePreview()
        dialog.deleteLater()


def _button(text: str, does: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: does())
    return button
