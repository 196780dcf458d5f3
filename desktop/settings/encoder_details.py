"""One encoder, told in full: what it is, how well it finds, what it may be used for, how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from core.paths import display
from desktop.parts import movement, wording
from desktop.settings import encoder_wording as words
from desktop.settings.encoder_rows import Coming, EncoderRow, Encoders, Standing


class EncoderDetails(QFrame):
    """Shows one row of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _label(self, "heading")
        self.about = _label(self, "")
        self.state = _label(self, "")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._facts: list[QLabel] = []
        for name in (self.tr("Quality"), self.tr("Languages"), self.tr("Licence")):
            label = _label(self, "quiet")
            label.setText(name)
            label.setWordWrap(False)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            fact = _label(self, "")
            fact.setAccessibleName(name)
            self._facts.append(fact)
            form.addRow(label, fact)
        state = QHBoxLayout()
        state.setSpacing(12)
        state.addWidget(self.bar)
        state.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(form)
        column.addLayout(state)
        column.addStretch(1)

    def show_row(self, row: EncoderRow, encoders: Encoders, coming: Coming | None, left: str) -> None:
        """Tell of an encoder.

        Args:
            row: Which.
            encoders: All of them.
            coming: Its installation, if there is one.
            left: How long it may take until it is prepared, in words; "" when that is not known.
        """
        self.title.setText(words.title(row))
        self.about.setText(words.about(row))
        self.about.setVisible(bool(self.about.text()))
        facts = (words.found_well(row), words.languages(row.languages), words.licence(row))
        for label, text in zip(self._facts, facts, strict=True):
            label.setText(text)
        self._facts[-1].setObjectName("" if row.commercial is True else "warning")
        self._facts[-1].style().polish(self._facts[-1])
        if coming is not None:
            self._show_coming(coming)
        else:
            self._show_standing(row, encoders, left)

    def _show_standing(self, row: EncoderRow, encoders: Encoders, left: str) -> None:
        answering = words.title_of(encoders.answering, encoders)
        said = display(words.explained(row, encoders.photos, answering))
        self.state.setText("  ·  ".join(part for part in (said, left) if part))
        self._show_bar(row.vectors, encoders.photos, row.standing is Standing.UPCOMING)
        self.bar.setAccessibleName(self.tr("Photos encoded"))

    def _show_coming(self, coming: Coming) -> None:
        arrived = self.tr("{done} of {total}").format(
            done=wording.size(coming.done), total=wording.size(coming.total)
        )
        if coming.stopping:
            text = self.tr("Stopping…")
        elif coming.total and coming.done >= coming.total:
            text = self.tr("All is here; trying it out…")
        elif coming.source is not None:
            text = self.tr("Taking the files over: {arrived}").format(arrived=arrived)
        elif not coming.total:
            text = self.tr("Asking {source}…").format(source=coming.offer.source)
        else:
            text = self.tr("Downloading: {arrived}").format(arrived=arrived)
        self.state.setText(text)
        self._show_bar(coming.done, coming.total, True)
        self.bar.setAccessibleName(self.tr("Progress of the installation"))

    def _show_bar(self, done: int, total: int, shown: bool) -> None:
        self.bar.setVisible(shown)
        busy = not total or done >= total
        # In thousandths: bytes do not fit Qt's integers.
        self.bar.setRange(0, 0 if busy and movement.duration(self.bar) else 1000)
        self.bar.setValue(0 if busy else 1000 * done // total)


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
