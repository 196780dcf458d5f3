"""Visible words outside of Qt's classes, in the language of the window.

Within a QObject it is `self.tr`. Both are found by Qt's lupdate, which files the words of this function
under no context, wherever they stand.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """A text in the language of the window; as it is where there is no translation."""
    return QCoreApplication.translate("", text)
