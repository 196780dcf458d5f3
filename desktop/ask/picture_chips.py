"""The pictures and marked photos of the search box: as many chips as there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.search import Picture
from desktop.ask.chips import PictureChip, Role
from desktop.parts.theme import LIGHT, Colours

AT_MOST = 8
"""More pictures don't make a clearer question."""

PictureOf = Callable[[Picture, Callable[[QPixmap | None], None]], None]


class PictureChips(QWidget):
    """A row of chips. Where it is too long, the oldest give way to their number.

    Args:
        picture_of: Gets the small picture of a chip and hands it on when it is there.
        parent: Qt's owner.

    Signals:
        removed: One is asked by no longer: the person took it out, or it can't be read.
    """

    removed = Signal()

    def __init__(self, picture_of: PictureOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._picture_of = picture_of
        self._colours = LIGHT
        self._chips: list[PictureChip] = []
        self._more = QLabel(self)
        self._more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(7)
        self._row.addWidget(self._more)
        self.hide()

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self._chips)

    @property
    def wanted_width(self) -> int:
        """Pixels that all of them need."""
        return sum(chip.sizeHint().width() + self._row.spacing() for chip in self._chips)

    @property
    def least_width(self) -> int:
        """Pixels for one of them, and the number of the others."""
        if not self._chips:
            return 0
        chip = self._chips[-1].sizeHint().width() + self._row.spacing()
        number = self._more.fontMetrics().horizontalAdvance("+8") + self._row.spacing()
        return chip + (number if len(self._chips) > 1 else 0)

    def of(self, role: Role) -> tuple[Picture, ...]:
        """The pictures that ask for this, the oldest first; not those that can't be read."""
        return tuple(chip.picture for chip in self._chips if chip.role is role and chip.readable)

    def marked(self, role: Role) -> tuple[int, ...]:
        """The ids of the photos with this mark, the oldest first."""
        return tuple(photo_id for photo_id in self.of(role) if isinstance(photo_id, int))

    def add(self, picture: Picture, role: Role) -> bool:
        """Put one at the end, unless it is there already.

        Returns:
            Whether it is there now; not when the row is full.
        """
        if any(chip.picture == picture and chip.role is role for chip in self._chips):
            return True
        if len(self._chips) >= AT_MOST:
            return False
        chip = PictureChip(picture, self, role)
        chip.set_colours(self._colours)
        chip.removed.connect(lambda: self._removed(chip))
        self._chips.append(chip)
        self._row.addWidget(chip)
        self._picture_of(picture, chip.set_pixmap)
        chip.broke.connect(self.removed)
        self.show()
        return True

    def unmark(self, photo_id: int) -> None:
        """Take a photo's mark away, if it has one."""
        for chip in [chip for chip in self._chips if chip.role is not Role.LIKE]:
            if chip.picture == photo_id:
                self._take_out(chip)

    def pop(self) -> None:
        """Take the newest out."""
        if self._chips:
            self._removed(self._chips[-1])

    def clear(self) -> None:
        """Take all out."""
        for chip in list(self._chips):
            self._take_out(chip)

    def fit(self, width: int) -> None:
        """Show the newest that fit into so many pixels, and at least one."""
        spacing = self._row.spacing()
        hidden = len(self._chips)
        room = width
        while hidden and (room := room - self._chips[hidden - 1].sizeHint().width() - spacing) >= 0:
            hidden -= 1
        if hidden:
            # Their number takes room too.
            hidden = min(hidden + 1, len(self._chips) - 1)
        for number, chip in enumerate(self._chips):
            chip.setVisible(number >= hidden)
        self._more.setText(self.tr("+{count}").format(count=hidden) if hidden else "")
        self._more.setToolTip(self.tr("More pictures and marks than fit here") if hidden else "")
        self._more.setVisible(hidden > 0)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be made narrower than it is, for then it shows less."""
        return QSize(0, super().minimumSizeHint().height())

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        for chip in self._chips:
            chip.set_colours(colours)

    def _removed(self, chip: PictureChip) -> None:
        if chip in self._chips:
            self._take_out(chip)
            self.removed.emit()

    def _take_out(self, chip: PictureChip) -> None:
        self._chips.remove(chip)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.setVisible(bool(self._chips))
