"""What stands in place of the photos when there are none: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.parts import icons
from desktop.parts.theme import LIGHT, Colours

_ICON_EDGE = 72
_TEXT_WIDTH = 560


class EmptyState(QWidget):
    """One page with a picture, a title, a few words, and at most one button.

    Signals:
        folders_wanted: The person wants to see the folders there are.
    """

    folders_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._colours = LIGHT
        self._shape = ""
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self._text = QLabel(self)
        self._text.setObjectName("explanation")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setWordWrap(True)
        self._text.setFixedWidth(_TEXT_WIDTH)
        self.primary = QPushButton(self)
        self.primary.setObjectName("primary")
        self.primary.clicked.connect(self.folders_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.primary)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addStretch(3)
        self.looking()

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def looking(self) -> None:
        """There are folders, and their photos are being read."""
        self._show(
            "photos",
            self.tr("Reading your photos…"),
            self.tr("They appear here as they are read. You can search them at once."),
        )

    def nothing_in_folders(self) -> None:
        """There are folders, but no photos in them."""
        self._show(
            "folder",
            self.tr("There are no photos in your folders"),
            self.tr(
                "Fovea found no pictures it can read there. Is it the right folder? Is its drive connected?"
            ),
            self.tr("Show the folders…"),
        )

    def nothing_found(self) -> None:
        """There are photos, but none answers the question."""
        self._show(
            "search",
            self.tr("No photos to compare yet"),
            self.tr("The photos are still being read. Results appear as soon as the first ones are done."),
        )

    def nothing_put_in(self, field: str) -> None:
        """People put nothing where one looks.

        Args:
            field: "album" or "favourite".
        """
        if field == "favourite":
            title = self.tr("No favourites yet")
            how = self.tr("Click the heart on a photo, or choose photos and press Ctrl+H.")
            self._show("heart", title, how)
        else:
            title = self.tr("Nothing in this album yet")
            how = self.tr("Drag photos onto it in the side bar, or choose some and press Ctrl+B.")
            self._show("album", title, how)

    def nothing_passes(self) -> None:
        """There are photos, but none meets the conditions in the sentence."""
        self._show(
            "search",
            self.tr("No photo is like that"),
            self.tr("Take a condition away with the cross beside it in the search box, or change the words."),
        )

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        self._draw_icon()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the font is known now."""
        super().showEvent(event)
        self._fit_text()

    def _fit_text(self) -> None:
        # A layout that centres a label does not ask it how high it is at its width.
        self._text.setMinimumHeight(0)
        self._text.setFixedHeight(self._text.heightForWidth(_TEXT_WIDTH))

    def _show(self, shape: str, title: str, text: str, button: str = "") -> None:
        self._shape = shape
        self._title.setText(title)
        self._text.setText(text)
        self._fit_text()
        self.primary.setVisible(bool(button))
        self.primary.setText(button)
        self._draw_icon()

    def _draw_icon(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._shape, self._colours.quiet, _ICON_EDGE, ratio))
