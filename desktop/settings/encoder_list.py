"""The list of encoders: those on this computer, then those that can be had."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.settings import encoder_wording as words
from desktop.settings.encoder_rows import Coming, EncoderRow, Encoders, Standing

_KEY = Qt.ItemDataRole.UserRole
_STATE, _QUALITY, _SIZE, _LICENCE = 1, 2, 4, 5
_WIDTHS = (282, 146, 158, 138, 90)
_ROW_HEIGHT = 32


class EncoderList(QTreeWidget):
    """One line for each encoder.

    Signals:
        picked: The person chose another one.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._expected = ""
        self.setAccessibleName(self.tr("Encoders"))
        self.setHeaderLabels(
            [
                self.tr("Encoder"),
                self.tr("State"),
                self.tr("Right photo first"),
                self.tr("Languages"),
                self.tr("Size"),
                self.tr("Licence"),
            ]
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.headerItem().setTextAlignment(_SIZE, right)
        self.headerItem().setToolTip(
            _QUALITY,
            self.tr(
                "How often the right photo comes first when it is described (recall@1). "
                "Compare only numbers of the same photos."
            ),
        )
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.currentItemChanged.connect(self._pick)

    def show_encoders(self, encoders: Encoders, coming: Coming | None) -> None:
        """Show these; the chosen one stays chosen.

        Args:
            encoders: All of them.
            coming: The one that is being installed, if there is one.
        """
        keys = _keys(encoders)
        if keys != [item.data(0, _KEY) for item in self._items()]:
            self._fill(keys)
            wishes = (self._expected, self.key, encoders.answering)
            self.choose(next((key for key in wishes if key and key in keys), ""))
        for item in self._items():
            row = encoders.row(item.data(0, _KEY) or "")
            if row is not None:
                own = coming if coming is not None and coming.offer.name == row.key else None
                self._show_row(item, row, words.coming(own) if own else words.standing(row, encoders.photos))
        self._recolour(encoders)

    def choose(self, key: str) -> None:
        """Choose an encoder. `picked` is not emitted: it is not the person who does."""
        self.key, self._expected = key, ""
        self.blockSignals(True)
        for item in self._items():
            if key and item.data(0, _KEY) == key:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def expect(self, key: str) -> None:
        """Choose an encoder as soon as it is listed."""
        if key in [item.data(0, _KEY) for item in self._items()]:
            self.choose(key)
        else:
            self._expected = key

    def text_of(self, key: str, column: int) -> str:
        """What the list says of an encoder."""
        return next((item.text(column) for item in self._items() if item.data(0, _KEY) == key), "")

    # ------------------------------------------------------------------------------------------

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _fill(self, keys: list[str | None]) -> None:
        headings = iter((self.tr("On this computer"), self.tr("Can be had")))
        self.blockSignals(True)
        self.clear()
        for key in keys:
            item = QTreeWidgetItem([next(headings) if key is None else ""])
            item.setData(0, _KEY, key)
            item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
            self.addTopLevelItem(item)
            if key is None:
                # Disabled, so that the arrow keys pass over it.
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setFirstColumnSpanned(True)
        self.blockSignals(False)

    def _show_row(self, item: QTreeWidgetItem, row: EncoderRow, state: str) -> None:
        texts = (
            words.title(row),
            state,
            words.quality_in_short(row.recall),
            words.languages(row.languages, few=True),
            words.size(row),
            words.licence_in_short(row),
        )
        tips = (
            words.about(row),
            "",
            words.quality(row.recall),
            words.languages(row.languages),
            "",
            words.licence(row),
        )
        for column, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            item.setText(column, text)
            item.setToolTip(column, tip)
        item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(texts))
        font = item.font(0)
        font.setBold(row.standing is Standing.ANSWERS)
        for column in (0, _STATE):
            item.setFont(column, font)

    def _recolour(self, encoders: Encoders) -> None:
        # The list's own palette may still be the old one while the colours change.
        role, palette = QPalette.ColorRole, QGuiApplication.palette()
        for item in self._items():
            row = encoders.row(item.data(0, _KEY) or "")
            if row is None:
                item.setForeground(0, palette.color(role.PlaceholderText))
                continue
            damaged, restricted = row.standing is Standing.DAMAGED, row.commercial is not True
            item.setForeground(_STATE, palette.color(role.BrightText if damaged else role.Text))
            item.setForeground(_LICENCE, palette.color(role.BrightText if restricted else role.Text))

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        self.key = (item.data(0, _KEY) or "") if item is not None else ""
        self.picked.emit()


def _keys(encoders: Encoders) -> list[str | None]:
    """The keys in their order; None where a heading stands."""
    here = [row.key for row in encoders.rows if row.here]
    rest = [row.key for row in encoders.rows if not row.here]
    return [*([None] if here else []), *here, *([None] if rest else []), *rest]
