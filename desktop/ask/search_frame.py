"""How the search box looks: its parts beside each other, and who gives way when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.ask.balance_slider import BalanceSlider
from desktop.ask.filter_chips import FilterChips
from desktop.ask.keep_button import KeepButton
from desktop.ask.picture_chips import PictureChips, PictureOf
from desktop.ask.search_line import SearchLine
from desktop.parts import icons
from desktop.parts.theme import Colours

_WORDS = 120
"""Pixels that chips leave for words; where there are more words, up to half of the box."""
_WORDS_AT_LEAST = 84
_SLACK = 12
_NARROW = 520


class SearchFrame(QFrame):
    """Pictures, words, what was understood of them, the balance between them, and two buttons.

    Args:
        picture_of: Gets the small picture of a chip and hands it on when it is there.
        parent: Qt's owner.

    Attributes:
        keep: The bookmark.
    """

    def __init__(self, picture_of: PictureOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setFixedHeight(42)
        self._chips = PictureChips(picture_of, self)
        self._icon = QLabel(self)
        self._line = SearchLine(self)
        self._line.setMinimumWidth(_WORDS_AT_LEAST)
        self._line.setAccessibleName(self.tr("Search your photos"))
        self._line.focused.connect(lambda focused: self._set_property("focused", focused))
        self._understood = FilterChips(self)
        self._balance = BalanceSlider(self)
        self.keep = KeepButton(self)
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._clear.setIconSize(QSize(16, 16))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 6, 5)
        self._row.setSpacing(7)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._chips)
        self._row.addWidget(self._line, 1)
        for part in (self._understood, self._balance, self.keep, self._clear):
            self._row.addWidget(part)
        self.setFocusProxy(self._line)

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._icon.setPixmap(icons.pixmap("search", colours.quiet, 18, self.devicePixelRatioF()))
        self._clear.setIcon(icons.icon("clear", colours.quiet, 16))
        for part in (self._chips, self._understood, self._balance, self.keep):
            part.set_colours(colours)

    def set_dropping(self, dropping: bool) -> None:
        """Show that what is dragged over the window would land here."""
        self._set_property("dropping", dropping)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click anywhere in the box is for its words."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _fit(self) -> None:
        """Leave room for words; pictures and what was understood share what is left."""
        self._balance.set_narrow(self.width() < _NARROW)
        beside = (self._icon, self._balance, self.keep, self._clear)
        widths = [part.sizeHint().width() for part in beside if not part.isHidden()]
        margins = self._row.contentsMargins()
        gaps = self._row.spacing() * (len(widths) + 2) + margins.left() + margins.right()
        room = self.width() - sum(widths) - gaps
        said = self._line.fontMetrics().horizontalAdvance(self._line.text()) + _SLACK
        least = self._chips.least_width + self._understood.least_width
        room -= max(_WORDS_AT_LEAST, min(max(_WORDS, min(said, room // 2)), room - least))
        wanted = self._understood.wanted_width
        if wanted + self._chips.wanted_width > room:
            wanted = min(wanted, max(room - self._chips.wanted_width, room // 2))
            wanted = min(wanted, room - self._chips.least_width)
        self._understood.fit(wanted)
        self._chips.fit(room - wanted)

    def _set_property(self, name: str, value: bool) -> None:
        self.setProperty(name, value)
        # Qt looks at a style sheet's conditions again only when told to.
        self.style().unpolish(self)
        self.style().polish(self)
