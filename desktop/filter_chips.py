"""What was understood of the words in the search box, each part with a cross that turns it off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from core.search import Filter, Reading
from desktop import icons
from desktop.elided_label import ElidedLabel
from desktop.prose import tool_tip
from desktop.theme import LIGHT, Colours

_SHOWN = 3
_WIDEST = 150


class FilterChip(QFrame):
    """One condition, as its explicit form says it.

    Args:
        chosen: The condition.
        words: The part of the sentence it was read from.
        parent: Qt's owner.

    Signals:
        removed: The person did not mean that.
    """

    removed = Signal()

    def __init__(self, chosen: Filter, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.chosen = chosen
        self._label = ElidedLabel("chipText", self)
        self._label.setMinimumWidth(0)
        self._label.setMaximumWidth(_WIDEST)
        self._label.set_text(chosen.form)
        meant = self.tr("“{words}” was understood as {form}. The cross takes it as plain words.")
        self.setToolTip(tool_tip(meant.format(words=words.strip(), form=chosen.form)))
        self.setAccessibleName(chosen.form)
        self._remove = QToolButton(self)
        self._remove.setAccessibleName(self.tr("Take {form} as plain words").format(form=chosen.form))
        self._remove.setIconSize(QSize(14, 14))
        self._remove.setFixedSize(20, 20)
        self._remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 2, 2, 2)
        row.setSpacing(1)
        row.addWidget(self._label)
        row.addWidget(self._remove)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.whole

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._remove.setIcon(icons.icon("clear", colours.text, 14))


class FilterChips(QWidget):
    """The conditions of a reading: the first few as chips, how many more there are, and all on a hover.

    Args:
        parent: Qt's owner.

    Signals:
        removed: A `Filter` the person did not mean.
    """

    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What was understood"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._colours = LIGHT
        self._chips: list[FilterChip] = []
        self._more = QLabel(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._row.addWidget(self._more)
        self._shown: tuple[tuple[Filter, str], ...] = ()
        self.hide()

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        """Those that are shown, in the order of the sentence."""
        return tuple(self._chips)

    def show_reading(self, reading: Reading | None) -> None:
        """Show what a sentence was understood as; None: there is no sentence."""
        filters = reading.understood if reading else ()
        sentence = reading.sentence if reading else ""
        shown = tuple((chosen, sentence[slice(*chosen.part)]) for chosen in filters)
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make(chosen, words) for chosen, words in shown[:_SHOWN]]
        more = [chosen.form for chosen, _ in shown[_SHOWN:]]
        self._more.setText(f"+{len(more)}" if more else "")
        self._more.setToolTip(tool_tip("\n".join(more)) if more else "")
        self._more.setVisible(bool(more))
        self.setVisible(bool(shown))

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        for chip in self._chips:
            chip.set_colours(colours)

    def _make(self, chosen: Filter, words: str) -> FilterChip:
        chip = FilterChip(chosen, words, self)
        chip.set_colours(self._colours)
        chip.removed.connect(lambda: self.removed.emit(chosen))
        self._row.insertWidget(self._row.count() - 1, chip)
        return chip
