"""A small field over the window to tag photos or put them into albums: type, Enter, and the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from core.library.labels import Label
from desktop.organise.label_chip import LabelChip
from desktop.organise.name_choices import NameChoices
from desktop.organise.name_field import NameField
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.flow import Flow

_WIDTH = 400
_ROWS = 7
_CHIPS = 16


class LabelPopover(QFrame):
    """Chips of what the photos have, a field for one more, and the names that fit.

    It lies in the window and closes when the keys go elsewhere.

    Args:
        window: Over which it lies.

    Signals:
        given: A name was chosen or typed.
        taken: A name is to be taken from all photos.
        closed: It went.
    """

    given = Signal(str)
    taken = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._choices = NameChoices(())
        self._usual: Sequence[str] = ()
        self._before: QWidget | None = None
        self._keys = ""
        self._title = ElidedLabel("popoverTitle", self)
        self._flow = Flow(self)
        self.chips: tuple[LabelChip, ...] = ()
        self.field = NameField(self)
        self.field.textChanged.connect(self._offer)
        self.field.installEventFilter(self)
        self._offered = QStringListModel(self)
        self.list = QListView(self)
        self.list.setObjectName("popoverList")
        self.list.setModel(self._offered)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Names that fit"))
        self.list.clicked.connect(lambda index: self._give(str(index.data())))
        self._hint = QLabel(self)
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._title, self._flow, self.field, self.list, self._hint):
            column.addWidget(part)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    def open(self, title: str, asked: str, hint: str) -> None:
        """Show it, empty; names and chips follow when they are read.

        Args:
            title: What is done here, and to how many photos.
            asked: What the field is for.
            hint: What the keys do.
        """
        self._keys = hint
        self._before = QApplication.focusWidget()
        self._title.set_text(title)
        self.setAccessibleName(title)
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        self.field.empty()
        self.show_labels((), 0)
        self.show_names(NameChoices(()), ())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_names(self, choices: NameChoices, usual: Sequence[str]) -> None:
        """Take the names there are.

        Args:
            choices: To complete from.
            usual: Offered while nothing is typed.
        """
        self._choices, self._usual = choices, usual
        self._offer(self.field.text())

    def show_labels(self, labels: Sequence[Label], total: int) -> None:
        """Show what the photos have; those that most of them have come first.

        Args:
            labels: With how many photos have each.
            total: How many photos there are.
        """
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = tuple(self._chip(label, total) for label in labels[:_CHIPS])
        self._flow.show_widgets(self.chips)
        self._flow.setVisible(bool(self.chips))
        self._fit()

    @property
    def offered(self) -> list[str]:
        """The names that are offered."""
        return self._offered.stringList()

    # -- events --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, wherever in it the keys are; nothing else leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys in the field that mean the list, and the window's size."""
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._fit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def close_(self) -> None:
        """Go away, and give the keys back."""
        if self.isHidden():
            return
        before = self._before
        self._before = None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    # ------------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.list.currentIndex()
            name = str(index.data()) if index.isValid() else self.field.text().strip()
            if name:
                self._give(name)
            else:
                self.close_()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            count = self._offered.rowCount()
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            # From the field down into the list, and up out of it again.
            row = (self.list.currentIndex().row() + 1 + step) % (count + 1) - 1
            self.list.setCurrentIndex(self._offered.index(row))
            return True
        return False

    def _give(self, name: str) -> None:
        self.field.empty()
        self.given.emit(name)

    def _chip(self, label: Label, total: int) -> LabelChip:
        chip = LabelChip(label, total, self._flow)
        chip.wanted.connect(lambda: self.given.emit(label.name))
        chip.refused.connect(lambda: self.taken.emit(label.name))
        return chip

    def _offer(self, typed: str) -> None:
        names = self._choices.fitting(typed) if typed.strip() else list(self._usual)
        self._offered.setStringList(names)
        # What was typed may be a new name: only an arrow key chooses another.
        self.list.setVisible(bool(names))
        self.list.setFixedHeight(min(len(names), _ROWS) * max(1, self.list.sizeHintForRow(0)) + 4)
        new = bool(typed.strip()) and not self._choices.has(typed)
        self._hint.setText(self.tr("Enter makes it, ↓ chooses another") if new and names else self._keys)
        self._fit()

    def _fit(self) -> None:
        """Below the middle of the top, as high as it needs to be."""
        room = self._window.size()
        width = min(_WIDTH, room.width() - 32)
        # With its border.
        needed = self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else 0
        self.resize(width, max(needed, self._column.minimumSize().height()))
        self.move((room.width() - width) // 2, min(96, max(8, (room.height() - self.height()) // 3)))

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        # Another window of the system may take the keys for a while; it stays for that.
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._before = None
            self.close_()
