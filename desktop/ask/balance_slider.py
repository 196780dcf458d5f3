"""How much the words count, and how much the pictures: a slider between the two."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from core.search import DEFAULT_BALANCE
from desktop.parts import icons
from desktop.parts.theme import Colours

_STEPS = 20


class BalanceSlider(QWidget):
    """Words on the left, pictures on the right.

    Args:
        parent: Qt's owner.

    Signals:
        moved: The person moved it.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._pictures = QLabel(self), QLabel(self)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setObjectName("balance")
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(_STEPS // 5)
        self._slider.setFixedSize(72, 22)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slider.setAccessibleName(self.tr("Words or picture"))
        tip = self.tr("What counts more: the words (left) or the picture (right)")
        self._slider.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.reset()
        self._slider.valueChanged.connect(self.moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._words, self._slider, self._pictures):
            row.addWidget(part)
        self.setFocusProxy(self._slider)
        self.hide()

    @property
    def balance(self) -> float:
        """Weight of the pictures, 0 to 1."""
        return self._slider.value() / _STEPS

    def reset(self) -> None:
        """Back to where it stands when nobody has moved it; that is no move."""
        self.set_balance(DEFAULT_BALANCE)

    def set_balance(self, balance: float) -> None:
        """Stand at a weight of the pictures, 0 to 1; that is no move."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(balance * _STEPS))
        self._slider.blockSignals(False)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the signs at its ends, where there is no room for them."""
        self._words.setVisible(not narrow)
        self._pictures.setVisible(not narrow)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        ratio = self.devicePixelRatioF()
        self._words.setPixmap(icons.pixmap("words", colours.quiet, 16, ratio))
        self._pictures.setPixmap(icons.pixmap("photos", colours.quiet, 16, ratio))
