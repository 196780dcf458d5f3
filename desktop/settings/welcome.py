"""The first page a new user sees: which folders, what will happen, how long about, and what never happens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.intake.forecast import Forecast, forecast
from core.paths import display
from desktop.parts import icons, wording
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.prose import tool_tip
from desktop.parts.theme import LIGHT, Colours
from desktop.parts.threads import Crew, Ticket
from desktop.settings.section import named

_WIDTH = 620
_NAME_WIDTH = 320
_ICON_EDGE = 72
_POINT_EDGE = 22


class Welcome(QWidget):
    """Offers folders, with what is in them, and begins when the person says so.

    Args:
        parent: Qt's owner.

    Signals:
        folder_wanted: The person wants to choose another folder.
        started: The chosen folders, as a list of `Path`s.
    """

    folder_wanted = Signal()
    started = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._colours = LIGHT
        self._crew: Crew | None = None
        self._counting: list[Ticket] = []
        self._rows: dict[Path, _FolderRow] = {}
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = named(self.tr("Find your photos by describing them"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._points: list[tuple[QLabel, str]] = []
        self._folders = QVBoxLayout()
        self._folders.setSpacing(6)
        self.other = QPushButton(self.tr("Choose a folder…"), self)
        self.other.clicked.connect(self.folder_wanted)
        self.begin = QPushButton(self.tr("Start"), self)
        self.begin.setObjectName("primary")
        self.begin.setDefault(True)
        self.begin.clicked.connect(lambda: self.started.emit(self.chosen()))
        self.outlook = named("", "quiet")
        self.outlook.setAccessibleName(self.tr("What to expect"))
        self._lay_out(title)
        self._tell()

    def offer(self, folders: Sequence[Path], *, chosen: bool = True) -> None:
        """Offer folders; what is in them is counted beside the window.

        Args:
            folders: Those that are offered already stay as they are.
            chosen: They are ticked.
        """
        for folder in folders:
            if folder in self._rows:
                self._rows[folder].box.setChecked(True)
                continue
            row = self._rows[folder] = _FolderRow(folder, self)
            row.box.setChecked(chosen)
            row.box.toggled.connect(self._tell)
            self._folders.addWidget(row)
            if self.isVisible():
                self._count(row)
        self._tell()

    def chosen(self) -> list[Path]:
        """The folders that are ticked."""
        return [folder for folder, row in self._rows.items() if row.box.isChecked()]

    def set_colours(self, colours: Colours) -> None:
        """Take the colours of the theme."""
        self._colours = colours
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.application_pixmap(_ICON_EDGE, ratio))
        for label, shape in self._points:
            label.setPixmap(icons.pixmap(shape, colours.accent, _POINT_EDGE, ratio))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks: it is worth counting now."""
        super().showEvent(event)
        for row in self._rows.values():
            if row.found is None:
                self._count(row)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks any more."""
        super().hideEvent(event)
        self.close_threads()

    def close_threads(self) -> None:
        """End counting."""
        for ticket in self._counting:
            ticket.cancel()
        self._counting.clear()
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    # ------------------------------------------------------------------------------------------

    def _lay_out(self, title: QLabel) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.begin)
        inner = QWidget(self)
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(title)
        column.addSpacing(8)
        for shape, text in self._promises():
            column.addLayout(self._point(shape, text))
        column.addSpacing(8)
        column.addWidget(named(self.tr("Where are your photos?"), "group"))
        column.addLayout(self._folders)
        column.addWidget(self.outlook)
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addStretch(3)
        middle = QWidget(self)
        middle.setObjectName("page")
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _promises(self) -> tuple[tuple[str, str], ...]:
        """What will happen and what will not, each with its icon."""
        return (
            (
                "search",
                self.tr("Type what you remember, “two dogs on the beach, 2019”, or drop a picture in."),
            ),
            (
                "photos",
                self.tr(
                    "Fovea looks at each photo once, in the background. You can search while it does, and "
                    "new photos are found by themselves."
                ),
            ),
            (
                "shield",
                self.tr(
                    "Everything stays on this computer: nothing is uploaded, and your photos are never "
                    "changed or moved."
                ),
            ),
        )

    def _point(self, shape: str, text: str) -> QHBoxLayout:
        picture = QLabel(self)
        self._points.append((picture, shape))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(named(text, ""), 1)
        return row

    def _count(self, row: _FolderRow) -> None:
        if self._crew is None:
            self._crew = Crew("counting", 1, self)
        ticket = Ticket()
        self._counting.append(ticket)

        def done(found: Forecast) -> None:
            row.show_found(found)
            self._tell()

        self._crew.run(
            lambda: forecast(row.folder, lambda: not ticket.cancelled), done, lambda _: None, ticket
        )

    def _tell(self) -> None:
        chosen = [row for row in self._rows.values() if row.box.isChecked()]
        self.begin.setEnabled(bool(chosen))
        # With nothing to start with, the first thing to do is to choose.
        self.begin.setVisible(bool(self._rows))
        name = "" if self._rows else "primary"
        if self.other.objectName() != name:
            self.other.setObjectName(name)
            self.other.style().unpolish(self.other)
            self.other.style().polish(self.other)
        known = [row.found for row in chosen if row.found is not None]
        photos = sum(found.photos for found in known)
        if not chosen or len(known) < len(chosen) or not photos:
            self.outlook.setText("")
            return
        low, high = (sum(found.seconds[end] for found in known) for end in (0, 1))
        text = self.tr("{photos}: all of them are searchable after {time}, the first ones at once.")
        self.outlook.setText(text.format(photos=wording.photos(photos), time=wording.span(low, high)))


class _FolderRow(QWidget):
    """A folder, to be ticked, and how much is in it."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = folder
        self.found: Forecast | None = None
        name = display(folder.name or folder)
        self.box = QCheckBox(self)
        shown = self.box.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self.box.setText(shown.replace("&", "&&"))
        self.box.setToolTip(tool_tip(display(folder)))
        where = ElidedLabel("quiet", self)
        where.set_text(display(folder.parent))
        self._count = named(self.tr("counting…"), "quiet")
        self._count.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.box)
        row.addWidget(where)
        row.addStretch(1)
        row.addWidget(self._count)

    def show_found(self, found: Forecast) -> None:
        """Say how much is in it."""
        self.found = found
        self._count.setText(wording.photos(found.photos))
        self.box.setAccessibleDescription(wording.photos(found.photos))
