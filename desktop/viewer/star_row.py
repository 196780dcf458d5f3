"""How much a person likes a photo: a heart and five stars, to be seen and to be clicked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.library import Photo
from desktop.parts import icons
from desktop.parts.photo_wording import rating

_STARS = 5
_EDGE = 20
_HEART, _STAR = "#ff5a6a", "#e8a300"


class StarRow(QWidget):
    """A click on the last star that is lit puts it out.

    Args:
        parent: Qt's owner.

    Signals:
        rated: Carries the stars, 0 to 5.
        favoured: It is to be a favourite, or to be none any more.
    """

    rated = Signal(int)
    favoured = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stars = 0
        self.heart = self._button()
        self.heart.clicked.connect(self.favoured)
        self.stars = [self._button() for _ in range(_STARS)]
        self._rejected = QLabel(rating(-1), self)
        self._rejected.setObjectName("warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.heart)
        row.addSpacing(12)
        for number, star in enumerate(self.stars, 1):
            row.addWidget(star)
            star.clicked.connect(
                lambda _=False, number=number: self.rated.emit(
                    number - 1 if number == self._stars else number
                )
            )
        row.addSpacing(8)
        row.addWidget(self._rejected)
        row.addStretch(1)

    def show_photo(self, photo: Photo) -> None:
        """Show how much a photo is liked."""
        self._stars = max(0, photo.rating or 0)
        self._rejected.setVisible((photo.rating or 0) < 0)
        quiet = self.palette().placeholderText().color().name()
        _show(self.heart, "heart", _HEART if photo.favourite else quiet, full=photo.favourite)
        self.heart.setChecked(photo.favourite)
        said = self.tr("No favourite any more") if photo.favourite else self.tr("Favourite")
        self.heart.setToolTip(said)
        self.heart.setAccessibleName(said)
        self.setAccessibleName(rating(photo.rating or 0))
        for number, star in enumerate(self.stars, 1):
            lit = number <= self._stars
            _show(star, "star", _STAR if lit else quiet, full=lit)
            text = rating(number)
            star.setToolTip(text)
            star.setAccessibleName(self.tr("{stars}, given").format(stars=text) if lit else text)

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("star")
        button.setIconSize(QSize(_EDGE, _EDGE))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _show(button: QToolButton, shape: str, colour: str, *, full: bool) -> None:
    drawn: QIcon = icons.icon(f"{shape}-full" if full else shape, colour, _EDGE)
    button.setIcon(drawn)
