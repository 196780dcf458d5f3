"""A few words over the bottom of the window about what was just done, with a way to take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from desktop.parts import movement
from desktop.parts.elided_label import ElidedLabel
from desktop.parts.speech import announce

_SHOWN_MS = 6000
"""Long enough to read a line and to reach the button."""
_MARGIN = 16
_BAR = 36
"""The activity bar, which it leaves free."""


class Toast(QFrame):
    """Shows one thing at a time, never takes the focus, and fades by itself unless the pointer is on it.

    Args:
        window: Over which it lies.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = ElidedLabel("toastText", self)
        self._button = QToolButton(self)
        self._button.setObjectName("toastAction")
        # A click on it must not take the keys away from the photos.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._act)
        self._action: QAction | None = None
        row = self._row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SHOWN_MS)
        self._late.timeout.connect(self._fade)
        self._opacity = QGraphicsOpacityEffect(self)
        self._opacity.setEnabled(False)
        self.setGraphicsEffect(self._opacity)
        self._fading = QPropertyAnimation(self._opacity, b"opacity", self)
        self._fading.setEndValue(0.0)
        self._fading.finished.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._text.whole

    def say(self, text: str, action: QAction | None) -> None:
        """Say something, in place of what was said before.

        Args:
            text: A line.
            action: What takes it back; None: there is nothing to take back.
        """
        self._text.set_text(text)
        self._action = action
        self._button.setVisible(action is not None)
        self._row.setContentsMargins(16, 8, 16 if action is None else 8, 8)
        if action is not None:
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            self._button.setText(action.iconText())
            self._button.setToolTip(keys)
        self.setAccessibleName(text)
        self._stay()
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._late.start()

    # -- events --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window has another size, or is closed."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.Close:
            self.hide()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt: while the pointer is on it, it stays."""
        if event.type() == QEvent.Type.Enter:
            self._stay()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._late.start()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing is said any more."""
        super().hideEvent(event)
        self._stay()

    # ------------------------------------------------------------------------------------------

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action.trigger()

    def _stay(self) -> None:
        self._late.stop()
        self._fading.stop()
        self._opacity.setEnabled(False)

    def _fade(self) -> None:
        duration = movement.duration(self)
        if not duration:
            self.hide()
            return
        self._opacity.setEnabled(True)
        self._fading.setStartValue(1.0)
        self._fading.setDuration(duration)
        self._fading.start()

    def _place(self) -> None:
        room = self._window.size()
        size = self.sizeHint()
        size.setWidth(min(size.width(), room.width() - 2 * _MARGIN))
        self.resize(size)
        self.move((room.width() - size.width()) // 2, room.height() - size.height() - _BAR - _MARGIN)
