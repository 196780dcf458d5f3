"""What goes first where there is no room for everything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget


def spare(row: QLayout, widgets: Sequence[QWidget], room: int) -> None:
    """Show widgets as far as there is room; none is made smaller than it needs to be.

    Args:
        row: They are in.
        widgets: Those that can be done without, the first one first.
        room: How wide the row can be, logical pixels.
    """
    # Worked out first: to show them all and see would make their window wider, which asks for this again.
    gap = max(0, row.spacing())
    least = [(widget.minimumWidth() or widget.minimumSizeHint().width()) + gap for widget in widgets]
    hidden = (wide for widget, wide in zip(widgets, least, strict=True) if widget.isHidden())
    needed = row.minimumSize().width() + sum(hidden)
    for widget, wide in zip(widgets, least, strict=True):
        goes = needed > room
        needed -= wide if goes else 0
        if goes is not widget.isHidden():
            widget.setHidden(goes)
