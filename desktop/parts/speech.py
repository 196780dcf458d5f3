"""What people hear who use the window with a screen reader: views that paint themselves, and news.

Qt knows the rows of its own lists and tables only. A view of ours tells its rows through `Rows`, and a widget
that shows a single picture has its accessible name for it; `install` lets Qt ask both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@dataclass(frozen=True, slots=True)
class Rows:
    """What a view shows, for those who can't see it.

    Attributes:
        count: How many rows there are.
        text: What one is, in words.
        place: Where one is, in pixels of `area`.
        at: Which one is at a point of `area`; -1 for none.
        current: The row the keys are at; -1 for none.
        is_selected: Whether one is chosen.
        area: What they are painted on.
    """

    count: Callable[[], int]
    text: Callable[[int], str]
    place: Callable[[int], QRect]
    at: Callable[[QPoint], int]
    current: Callable[[], int]
    is_selected: Callable[[int], bool]
    area: QWidget


class RowView(Protocol):
    """A view that paints its rows itself."""

    def spoken_rows(self) -> Rows:
        """What it shows."""
        ...


def install() -> None:
    """Let Qt ask our views; once, when the application begins."""
    QAccessible.installFactory(_face_of)


_View = TypeVar("_View", bound=RowView)
_Shown = TypeVar("_Shown", bound=QWidget)


def tells_rows(view: type[_View]) -> type[_View]:
    """Mark a class of widgets, and those made of it, as lists of what their `spoken_rows` says."""
    _FACES[view.__name__] = _RowList
    return view


def is_picture(shown: type[_Shown]) -> type[_Shown]:
    """Mark a class of widgets as pictures of what their accessible name says."""
    _FACES[shown.__name__] = _Picture
    return shown


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that is news, wherever the keys are."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tell_current(view: QWidget, row: int) -> None:
    """Let a screen reader say the row the keys have come to."""
    # Nobody listens in most places; there it must cost nothing, for keys may be held down.
    if QAccessible.isActive() and row >= 0 and view.hasFocus():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def _face_of(name: str, shown: QObject) -> QAccessibleInterface | None:
    """Qt asks for each class of an object, the most special first."""
    face = _FACES.get(name)
    return face(shown) if face is not None and isinstance(shown, QWidget) else None


class _Row(QAccessibleInterface):
    """One row of a view."""

    def __init__(self, view: QWidget, rows: Rows, number: int) -> None:
        super().__init__()
        self._view = view
        self._rows = rows
        self.number = number

    def isValid(self) -> bool:
        return 0 <= self.number < self._rows.count()

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def window(self) -> None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, index: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: ARG002
        return None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        return self._rows.text(self.number) if kind == QAccessible.Text.Name and self.isValid() else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing that is heard can be changed there."""

    def rect(self) -> QRect:
        place = self._rows.place(self.number) if self.isValid() else QRect()
        return QRect(self._rows.area.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        state.selectable = state.focusable = True
        state.selected = self._rows.is_selected(self.number)
        state.focused = self.number == self._rows.current() and self._view.hasFocus()
        state.offscreen = not self._rows.area.rect().intersects(self._rows.place(self.number))
        return state


class _RowList(QAccessibleWidget):
    """A view as a list of its rows: each is made when somebody asks for it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._rows: Rows = view.spoken_rows()  # type: ignore[attr-defined]
        self._made: dict[int, _Row] = {}

    def childCount(self) -> int:
        return self._rows.count()

    def child(self, index: int) -> QAccessibleInterface:
        if not 0 <= index < self._rows.count():
            return None  # type: ignore[return-value]
        if index not in self._made:
            row = self._made[index] = _Row(self._view, self._rows, index)
            QAccessible.registerAccessibleInterface(row)
        return self._made[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return self.child(self._rows.at(self._rows.area.mapFromGlobal(QPoint(x, y))))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.number if isinstance(child, _Row) else -1

    def focusChild(self) -> QAccessibleInterface:
        return self.child(self._rows.current())


class _Picture(QAccessibleWidget):
    """A widget that shows a picture."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__(shown, QAccessible.Role.Graphic)


_FACES: dict[str, Callable[[QWidget], QAccessibleInterface]] = {}
"""How classes of widgets are heard, by their names."""
