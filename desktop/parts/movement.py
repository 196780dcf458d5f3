"""Whether anything is to move that need not: the person says so in the settings, or the system does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStyle, QWidget

_CALM = "calm"
"""A property of the application."""


def set_calm(calm: bool) -> None:
    """Let nothing fade, slide or run to and fro from now on, or let it again."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_CALM, calm)


def duration(widget: QWidget) -> int:
    """How long a movement of a widget takes, milliseconds; 0: there is none."""
    application = QCoreApplication.instance()
    if application is not None and application.property(_CALM):
        return 0
    return max(0, widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget))
