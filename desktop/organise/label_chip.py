"""A tag or an album that all or some of the chosen photos have: give it to all of them, or take it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from core.library.labels import Label
from desktop.parts import wording
from desktop.parts.cross import Cross
from desktop.parts.prose import one_line, tool_tip

_WIDEST = 220
"""Of a name, logical pixels; its tool tip tells all of it."""


class LabelChip(QFrame):
    """A label that all or some of the photos have.

    Args:
        label: Which, and on how many.
        total: How many photos there are.
        parent: Qt's owner.

    Signals:
        wanted: The others are to have it too.
        refused: None of them is to have it.
    """

    wanted = Signal()
    refused = Signal()

    def __init__(self, label: Label, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag")
        self.label = label
        some = label.photos < total
        self.setProperty("guess", some)
        name = one_line(label.name)
        shares = self.tr("{some} of {all}").format(
            some=wording.number(label.photos), all=wording.number(total)
        )
        said = f"{name}: {shares}" if some else name
        self.setAccessibleName(said)
        self.setToolTip(tool_tip(said))
        self.name = QToolButton(self)
        self.name.setObjectName("tagName")
        text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.name.setText((f"{text}  {shares}" if some else text).replace("&", "&&"))
        self.name.setEnabled(some)
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus if some else Qt.FocusPolicy.NoFocus)
        self.name.setAccessibleName(self.tr("{name}: for all of them").format(name=name))
        if some:
            self.name.setToolTip(tool_tip(self.tr("{said}. A click gives it to all.").format(said=said)))
        self.name.clicked.connect(self.wanted)
        self.remove = Cross(self.tr("{name}: for none of them").format(name=name), self)
        self.remove.set_colour(self.palette().windowText().color().name())
        self.remove.setToolTip(tool_tip(self.tr("Take it away")))
        self.remove.clicked.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.remove)
