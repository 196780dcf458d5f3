"""A small card below the bookmark: what a search is saved as."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.library.names import LONGEST, fold_name

_WIDTH = 340
_MARGIN = 8


class SavePopover(QFrame):
    """Asks for a name. It lies in the window and closes when the keys go elsewhere.

    Args:
        window: Over which it lies.

    Signals:
        named: The search is to be saved under this name, or called so from now on.
        removed: The search is to be forgotten.
    """

    named = Signal(str)
    removed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._taken: Collection[str] = ()
        self._kept_as = ""
        self._before: QWidget | None = None
        self._title = QLabel(self)
        self._title.setObjectName("popoverTitle")
        self.field = QLineEdit(self)
        self.field.setObjectName("tagField")
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(self.tr("Name of the search"))
        self.field.textChanged.connect(self._named_otherwise)
        self.field.returnPressed.connect(self._give)
        self._hint = QLabel(self)
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        self.remove = QPushButton(self.tr("Forget"), self)
        self.remove.clicked.connect(self._forget)
        self.save = QPushButton(self)
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._give)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._title, self.field, self._hint):
            column.addWidget(part)
        column.addLayout(buttons)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    def open(self, below: QWidget, proposed: str, kept_as: str, taken: Collection[str]) -> None:
        """Show it.

        Args:
            below: Under which it lies, at its right end.
            proposed: A name to begin with.
            kept_as: What the search is saved as already; "": it is not saved.
            taken: The names of all saved searches.
        """
        self._taken = {fold_name(name) for name in taken}
        self._kept_as = kept_as
        self._before = QApplication.focusWidget()
        title = self.tr("This search is saved") if kept_as else self.tr("Save this search")
        self._title.setText(title)
        self.setAccessibleName(title)
        self.remove.setVisible(bool(kept_as))
        self.field.setText(proposed)
        self.field.selectAll()
        self._named_otherwise(proposed)
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
        corner = below.mapTo(self._window, below.rect().bottomRight())
        left = min(corner.x() - _WIDTH, self._window.width() - _WIDTH - _MARGIN)
        self.move(QPoint(max(_MARGIN, left), corner.y() + _MARGIN))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_(self) -> None:
        """Go away, and give the keys back."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, wherever in it the keys are; nothing else leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: where it belongs is elsewhere when the window has another size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.close_()
        return super().eventFilter(watched, event)

    def _named_otherwise(self, name: str) -> None:
        folded = fold_name(" ".join(name.split()))
        replaces = folded in self._taken and folded != fold_name(self._kept_as)
        self.save.setEnabled(bool(folded) and not (replaces and self._kept_as))
        if self._kept_as:
            self.save.setText(self.tr("Rename"))
            hint = self.tr("Another search is called so.") if replaces else ""
        elif replaces:
            self.save.setText(self.tr("Replace"))
            hint = self.tr("It takes the place of the one that is called so.")
        else:
            self.save.setText(self.tr("Save"))
            hint = self.tr("It is asked anew whenever you open it.")
        self._hint.setText(hint)

    def _give(self) -> None:
        name = " ".join(self.field.text().split())
        if self.save.isEnabled():
            self.close_()
            if name != self._kept_as:
                self.named.emit(name)

    def _forget(self) -> None:
        self.close_()
        self.removed.emit()

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        # Another window of the system may take the keys for a while; it stays for that.
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._before = None
            self.close_()
