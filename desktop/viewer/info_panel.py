"""What is known of a photo, beside it: to be read and, where people know better, to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.atlas import Atlas
from core.library import Library, Photo
from core.search import Reason
from desktop.ask.reason_wording import because
from desktop.organise.tag_editor import TagEditor
from desktop.parts import icons
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.photo_wording import description, place
from desktop.parts.theme import Colours
from desktop.viewer.caption_fields import CaptionFields
from desktop.viewer.fact_table import FactTable, Row
from desktop.viewer.file_list import FileList, Whereabouts
from desktop.viewer.photo_facts import facts_of, place_of
from desktop.viewer.place_map import PlaceMap
from desktop.viewer.star_row import StarRow

WIDTH = 320
_NARROWEST = 260
_WIDEST = 520


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a photo besides what is in it.

    Attributes:
        reason: Why it is in the answer that is shown.
        text: What is written in the picture.
        files: Where it is.
    """

    reason: Reason | None
    text: str
    files: Sequence[Whereabouts]


class InfoPanel(QFrame):
    """Shows one photo, or in a few lines what several have in common.

    Args:
        library: Opened by this thread; is only read.
        parent: Qt's owner.

    Signals:
        closed: It is not wanted any more.
        shown_in_folder: Show this `Path` in a file manager.
    """

    closed = Signal()
    shown_in_folder = Signal(object)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("infoPanel")
        self.setAccessibleName(self.tr("Information"))
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self.stars = StarRow(self)
        self.captions = CaptionFields(self)
        self.facts = FactTable(self.tr("What the file says"), self)
        self.reason = FactTable(self.tr("Why it was found"), self)
        self.place = FactTable(self.tr("Where it was taken"), self)
        self.map = PlaceMap(Atlas(), self)
        self.tags = TagEditor(library, self)
        self.seems = FactTable(self.tr("What it seems to show"), self)
        self.text = FactTable(self.tr("Text in the picture"), self)
        self._text = ""
        self._copy = QToolButton(self)
        self._copy.setObjectName("link")
        self._copy.setText(self.tr("Copy the text"))
        self._copy.clicked.connect(self._copy_text)
        self.files = FileList(self)
        self.files.shown_in_folder.connect(self.shown_in_folder)
        self._of_one = QWidget(self)
        self._groups: dict[str, QWidget] = {}
        self._said = QLabel(self)
        self._said.setObjectName("quiet")
        self._said.setWordWrap(True)
        self.summary = FactTable(self.tr("What is known of the chosen photos"), self)
        self._close = QToolButton(self)
        self._lay_out_one()
        self._lay_out()
        self.show_none()

    def sizeHint(self) -> QSize:
        """Qt: wide enough to be read, and not in the way of the photos."""
        return QSize(WIDTH, super().sizeHint().height())

    def show_none(self) -> None:
        """No photo is looked at."""
        self._say(self.tr("Choose a photo to see what is known of it."), [])

    def show_several(self, text: str, rows: Sequence[Row]) -> None:
        """Several photos are chosen: say how many, and what they have in common."""
        self._say(text, rows)

    def show_photo(self, photo: Photo, known: Known) -> None:
        """Show what is known of a photo."""
        self._said.hide()
        self.summary.hide()
        self.stars.show_photo(photo)
        self.captions.show_photo(photo)
        self.facts.show_rows(facts_of(photo))
        self.reason.show_rows([(self.tr("Found"), because(known.reason) if known.reason else "")])
        self.place.show_rows(place_of(photo))
        self.map.show_position(photo.latitude, photo.longitude, place(photo))
        self._groups[self.tr("Place")].setVisible(any(value for _, value in place_of(photo)))
        self.tags.show_photo(photo)
        self.seems.show_rows([(self.tr("Seems to show"), description(photo))])
        self._text = known.text
        self.text.show_rows([(self.tr("Text"), known.text)])
        self._groups[self.tr("Text in the picture")].setVisible(bool(known.text))
        self.files.show_files(known.files)
        self._of_one.show()

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._close.setIcon(icons.icon("clear", colours.quiet, 18))

    def _say(self, text: str, rows: Sequence[Row]) -> None:
        self.captions.commit()
        self._of_one.hide()
        self._said.setText(text)
        self._said.show()
        self.summary.show_rows(rows)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _lay_out(self) -> None:
        self._close.setToolTip(self.tr("Close (Ctrl+I)"))
        self._close.setAccessibleName(self.tr("Close the information"))
        self._close.clicked.connect(self.closed)
        title = ElidedLabel("heading", self)
        title.set_text(self.tr("Information"))
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 6)
        head.addWidget(title, 1)
        head.addWidget(self._close)
        content = QWidget(self)
        content.setObjectName("infoContent")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 6, 16, 16)
        column.addWidget(self._said)
        column.addWidget(self.summary)
        column.addWidget(self._of_one)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setObjectName("infoArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def _lay_out_one(self) -> None:
        column = QVBoxLayout(self._of_one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("", (self.captions, self.stars, self.reason)),
            (self.tr("Photo"), (self.facts,)),
            (self.tr("Place"), (self.place, self.map)),
            (self.tr("Tags"), (self.tags, self.seems)),
            (self.tr("Text in the picture"), (self.text, self._copy)),
            (self.tr("Files"), (self.files,)),
        )
        for name, parts in groups:
            group = self._groups[name] = QWidget(self._of_one)
            inner = QVBoxLayout(group)
            inner.setContentsMargins(0, 0, 0, 8)
            inner.setSpacing(6)
            if name:
                label = QLabel(name, group)
                label.setObjectName("section")
                inner.addWidget(label)
            for part in parts:
                inner.addWidget(part)
            column.addWidget(group)
