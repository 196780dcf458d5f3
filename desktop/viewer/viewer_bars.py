"""What stands above and below a photo that is looked at: where one is, what can be done, what it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from core.library import Photo
from core.paths import display
from desktop.parts import icons, wording
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.photo_wording import film_offer, headline, place, stars, taken
from desktop.parts.prose import one_line, without_keys
from desktop.parts.room import spare

_LIGHT_ICON = "#f2f2f5"
_ICON = QSize(22, 22)


class TopBar(QWidget):
    """The photo's name, its number, and the buttons.

    Args:
        parent: Qt's owner.

    Signals:
        back: To the grid.
        stepped: To a photo before or after this one; carries how far.
        turned: By quarters clockwise.
        why: Show why this photo is an answer, or don't any more.
        similar: Find photos like this one.
        slide_show: Show one photo after the other.
        strip: Show the photos beside this one, or don't any more.
        info: Show what is known of it, or don't any more.
        full_screen: The whole screen, or the window back.
    """

    back = Signal()
    stepped = Signal(int)
    turned = Signal(int)
    why = Signal()
    similar = Signal()
    slide_show = Signal()
    strip = Signal()
    info = Signal()
    full_screen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("heading", self)
        self._number = QLabel(self)
        self._number.setObjectName("quiet")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(4)
        self._button("back", self.tr("Back to all photos (Esc)"), self.back)
        row.addSpacing(4)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._number)
        row.addSpacing(8)
        self._button("previous", self.tr("Previous photo (Left)")).clicked.connect(
            lambda: self.stepped.emit(-1)
        )
        self._button("next", self.tr("Next photo (Right)")).clicked.connect(lambda: self.stepped.emit(1))
        row.addSpacing(8)
        turn = self._button("turn", self.tr("Turn clockwise, here only (R)"))
        turn.clicked.connect(lambda: self.turned.emit(1))
        self._why = self._button("why", self.tr("Why this one (W)"), self.why, checkable=True)
        similar = self._button("similar", self.tr("Find similar photos"), self.similar)
        self._strip = self._button("strip", self.tr("Film strip (T)"), self.strip, checkable=True)
        slides = self._button("slides", self.tr("Slide show (F5)"), self.slide_show)
        self._info = self._button("info", self.tr("Information (I)"), self.info, checkable=True)
        full_screen = self._button("fullscreen", self.tr("Full screen (F)"), self.full_screen)
        # Their keys and the menu do the same.
        self._spared = (self._strip, slides, similar, full_screen, turn, self._why, self._number)

    def show_photo(self, photo: Photo | None, row: int, count: int) -> None:
        """Say which one it is.

        Args:
            photo: None: it is gone.
            row: Its row.
            count: How many rows there are.
        """
        self._name.set_text(display(photo.path.name) if photo else "")
        number = self.tr("{number} of {count}")
        before = self._number.sizeHint().width()
        self._number.setText(number.format(number=wording.number(row + 1), count=wording.number(count)))
        if self._number.sizeHint().width() != before:
            spare(self._row, self._spared, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is no room for all buttons, some go; none is made smaller."""
        super().resizeEvent(event)
        spare(self._row, self._spared, self.width())

    def set_why(self, on: bool) -> None:
        """It is explained why a photo is an answer."""
        self._why.setChecked(on)

    def set_info(self, on: bool) -> None:
        """What is known of it is shown."""
        self._info.setChecked(on)

    def set_strip(self, on: bool) -> None:
        """The photos beside it are shown."""
        self._strip.setChecked(on)

    def _button(self, icon: str, text: str, asks: object = None, *, checkable: bool = False) -> QToolButton:
        button = light_button(icon, text, self)
        button.setCheckable(checkable)
        if asks is not None:
            button.clicked.connect(asks)
        self._row.addWidget(button)
        return button


class BottomBar(QWidget):
    """What the photo is called, its facts in a line, and how large it is shown.

    Args:
        parent: Qt's owner.

    Signals:
        film: Play the film that belongs to the photo.
    """

    film = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = ElidedLabel("headline", self)
        self._facts = ElidedLabel("quiet", self)
        self._film = light_button("film", "", self)
        self._film.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._film.clicked.connect(self.film)
        self._scale = QLabel(self)
        self._scale.setObjectName("quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self._headline)
        row.addWidget(self._facts)
        row.addStretch(1)
        row.addWidget(self._film)
        row.addWidget(self._scale)

    def show_photo(self, photo: Photo | None) -> None:
        """Say what it is; None: it is gone."""
        self._headline.set_text(headline(photo) if photo else "")
        self._headline.setVisible(bool(self._headline.whole))
        self._facts.set_text(_facts(photo) if photo else "")
        offer = film_offer(photo) if photo else ""
        self._film.setText(offer)
        self._film.setAccessibleName(offer)
        self._film.setVisible(bool(offer))

    def show_scale(self, scale: float) -> None:
        """Say how large it is shown; 1.0 is a pixel of the screen for each of the photo."""
        self._scale.setText(self.tr("{percent} %").format(percent=round(100 * scale)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a long headline leaves the facts their room."""
        super().resizeEvent(event)
        self._headline.setMaximumWidth(max(self._headline.minimumWidth(), self.width() * 2 // 5))


def light_button(icon: str, text: str, parent: QWidget) -> QToolButton:
    """A button on the dark ground of the viewer; its text is a tool tip, which may end in its keys."""
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon, _LIGHT_ICON, _ICON.width()))
    button.setIconSize(_ICON)
    button.setToolTip(text)
    button.setAccessibleName(without_keys(text))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _facts(photo: Photo) -> str:
    facts = [
        stars(photo),
        taken(photo),
        place(photo),
        one_line(photo.camera or ""),
        f"{photo.width} × {photo.height}",
        wording.size(photo.size),
        display(photo.path.parent),
    ]
    return "   ·   ".join(fact for fact in facts if fact)
