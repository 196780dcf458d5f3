"""What was understood of the words in the search box, each part with a cross that turns it off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from core.search import Avoided, Filter, Reading, taken_as_words, without_part
from desktop.parts import icons
from desktop.parts.cross import Cross
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.prose import tool_tip
from desktop.parts.theme import LIGHT, Colours

_WIDEST = 150
_SPACING = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that was understood.

    Attributes:
        said: The condition, or what should not be in the photo.
        words: The part of the sentence it was read from.
        without: The sentence when it is taken back.
    """

    said: Filter | Avoided
    words: str
    without: str

    @property
    def text(self) -> str:
        """What a chip says of it."""
        if isinstance(self.said, Avoided):
            return f"−{self.said.words}"
        return f"−{self.said.form[1:]}" if self.said.negated else self.said.form


def understood(reading: Reading) -> tuple[Understood, ...]:
    """All that a sentence was understood as beside words, in its order."""
    avoided = (
        Understood(said, _part(reading, said), without_part(reading, said.part)) for said in reading.avoided
    )
    filters = (
        Understood(said, _part(reading, said), taken_as_words(reading, said)) for said in reading.understood
    )
    return tuple(sorted((*filters, *avoided), key=lambda one: one.said.part))


class FilterChip(QFrame):
    """One thing that was understood.

    Args:
        one: What.
        parent: Qt's owner.

    Signals:
        removed: The person did not mean that.
    """

    removed = Signal()

    def __init__(self, one: Understood, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setProperty("avoided", isinstance(one.said, Avoided))
        self._label = ElidedLabel("chipText", self)
        self._label.setMinimumWidth(0)
        self._label.setMaximumWidth(_WIDEST)
        self._label.set_text(one.text)
        if isinstance(one.said, Filter):
            meant = self.tr("“{words}” was understood as {form}. The cross takes it as plain words.")
            accessible, remove = "{text}", self.tr("Take {form} as plain words")
        else:
            meant = self.tr("“{words}”: photos with {form} in them come last. The cross takes it back.")
            accessible, remove = self.tr("Without {form}"), self.tr("Allow {form} again")
        form = one.said.form if isinstance(one.said, Filter) else one.said.words
        self.setToolTip(tool_tip(meant.format(words=one.words.strip(), form=form)))
        self.setAccessibleName(accessible.format(form=form, text=one.text))
        self._remove = Cross(remove.format(form=form), self)
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
        self._remove.set_colour(colours.text)


class FilterChips(QWidget):
    """What was understood: as many chips as there is room for, and a menu of the others.

    Args:
        parent: Qt's owner.

    Signals:
        corrected: Something was not meant; carries the sentence that is shown, and what to ask instead.
    """

    corrected = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What was understood"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._colours = LIGHT
        self._sentence = ""
        self._chips: list[FilterChip] = []
        self._shown: tuple[Understood, ...] = ()
        self._menu = QMenu(self)
        self._more = QToolButton(self)
        self._more.setObjectName("moreChips")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        self._more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._row.addWidget(self._more)
        self.hide()

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        """Those that are shown, in the order of the sentence."""
        return tuple(chip for chip in self._chips if not chip.isHidden())

    @property
    def hidden(self) -> tuple[str, ...]:
        """What else was understood and has no room."""
        return tuple(chip.text for chip in self._chips if chip.isHidden())

    @property
    def wanted_width(self) -> int:
        """Pixels that all of them need."""
        return sum(chip.sizeHint().width() + _SPACING for chip in self._chips)

    @property
    def least_width(self) -> int:
        """Pixels that the number of them needs."""
        number = self._more.fontMetrics().horizontalAdvance("+99") + 3 * _SPACING
        return number if self._chips else 0

    def show_reading(self, reading: Reading | None) -> None:
        """Show what a sentence was understood as; None: there is no sentence."""
        self._sentence = reading.sentence if reading else ""
        shown = understood(reading) if reading else ()
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make(one) for one in shown]
        self._more.hide()
        self.setVisible(bool(shown))

    def fit(self, width: int) -> None:
        """Show the first ones that fit into so many pixels; the others, maybe all, are in the menu."""
        count, room = len(self._chips), width
        if self.wanted_width > width:
            room -= self.least_width
            count = 0
            for chip in self._chips:
                room -= chip.sizeHint().width() + _SPACING
                count += room >= 0
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < count)
        left_out = self._shown[count:]
        self._more.setText(self.tr("+{count}").format(count=len(left_out)))
        self._more.setAccessibleName(self.tr("{count} more were understood").format(count=len(left_out)))
        self._more.setToolTip(tool_tip("\n".join(one.text for one in left_out)))
        self._more.setVisible(bool(left_out))
        self._fill_menu(left_out)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        for chip in self._chips:
            chip.set_colours(colours)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be made narrower than it is, for then it shows less."""
        return QSize(0, super().minimumSizeHint().height())

    def _make(self, one: Understood) -> FilterChip:
        chip = FilterChip(one, self)
        chip.set_colours(self._colours)
        chip.removed.connect(lambda: self.corrected.emit(self._sentence, one.without))
        self._row.insertWidget(self._row.count() - 1, chip)
        return chip

    def _fill_menu(self, left_out: tuple[Understood, ...]) -> None:
        self._menu.clear()
        icon = icons.icon("clear", self._colours.quiet, 14)
        for one in left_out:
            action = self._menu.addAction(icon, one.text.replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, one=one: self.corrected.emit(self._sentence, one.without)
            )


def _part(reading: Reading, said: Filter | Avoided) -> str:
    return reading.sentence[slice(*said.part)]
