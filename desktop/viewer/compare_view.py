"""Two photos side by side, looked at through the same lens, to choose between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.imaging import ThumbnailStore
from core.library import Photo
from desktop.parts import wording
from desktop.parts.decoders import Decoders
from desktop.parts.room import spare
from desktop.shell.memory import Thrift
from desktop.viewer import viewer_keys
from desktop.viewer.compare_pane import ComparePane
from desktop.viewer.fact_table import Row
from desktop.viewer.photo_facts import compared_facts
from desktop.viewer.renderings import Renderings
from desktop.viewer.viewer_bars import light_button

MOST = 200
"""Photos that are compared at a time."""

_NOTHING = "–"


class CompareView(QWidget):
    """The arrows put other candidates in the active pane, S swaps the two.

    Tab goes from the first pane to the second, making it the active one, and then on to the buttons.

    Args:
        facts: What is known of photos by their ids now; those that are gone are left out.
        store: Thumbnails.
        decoders: Reads the photos.
        parent: Qt's owner.

    Attributes:
        single_keys: As in the viewer.

    Signals:
        closed: Back to where one came from.
        changed: Another photo is the active one.
        rated: Carries the photo's id and the stars.
        favoured: Carries the id of a photo that is to be a favourite, or none any more.
        discarded: Carries the `Photo` that is to go to the trash.
    """

    closed = Signal()
    changed = Signal()
    rated = Signal(int, int)
    favoured = Signal(int)
    discarded = Signal(object)

    def __init__(
        self,
        facts: Callable[[Sequence[int]], list[Photo]],
        store: ThumbnailStore,
        decoders: Decoders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Two photos compared"))
        self.single_keys: dict[str, QAction] = {}
        self._facts = facts
        self._candidates: list[Photo] = []
        self._shown = [0, 1]
        self._active = 0
        self._following = False
        self._renderings = Renderings(decoders, self)
        self._thrift = Thrift(self)
        self.panes = [ComparePane(self._renderings, decoders, store, self) for _ in range(2)]
        self._title = QLabel(self)
        both = QHBoxLayout()
        both.setSpacing(2)
        for side, pane in enumerate(self.panes):
            both.addWidget(pane, 1)
            self._join(side, pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addLayout(both, 1)

    @property
    def photo(self) -> Photo | None:
        """The active one."""
        return self._candidates[self._shown[self._active]] if self._candidates else None

    def chosen_photos(self) -> list[Photo]:
        """The photos a command is for: the active one."""
        return [self.photo] if self.photo else []

    def compare(self, photos: Sequence[Photo]) -> None:
        """Show the first two of some photos, the others being candidates.

        Args:
            photos: At least two.
        """
        self._thrift.begin()
        self._candidates = list(photos)
        self._shown = [0, 1]
        for pane in self.panes:
            pane.canvas.fit()
        self._activate(0)
        self._show()

    def refresh(self) -> None:
        """Something is known of them that was not, or some are gone: of less than two there is no choice."""
        if not self._candidates or not self.isVisible():
            return
        ids = [photo.id for photo in self._candidates]
        shown = [ids[number] for number in self._shown]
        self._candidates = self._facts(ids)
        left = [photo.id for photo in self._candidates]
        if len(left) < 2:
            self.close_photos()
            return
        kept = [left.index(photo_id) if photo_id in left else None for photo_id in shown]
        for side in (0, 1):
            other = kept[1 - side]
            if kept[side] is None:
                near = min(self._shown[side], len(left) - 1)
                kept[side] = near if near != other else (near + 1) % len(left)
        self._shown = [number or 0 for number in kept]
        self._show()

    def close_photos(self) -> None:
        """Go back, and give back what the photos took."""
        self._candidates = []
        self._renderings.clear()
        for pane in self.panes:
            pane.clear()
        self._thrift.end()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the facts wrap otherwise."""
        super().resizeEvent(event)
        spare(self._top, [self._hint], self.width())
        if self._candidates:
            self._even_out()

    # -- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Qt: here some keys are the photos', whatever they are elsewhere."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and (
                viewer_keys.is_own(event) or viewer_keys.name(event) in self.single_keys
            ):
                event.accept()
                return True
            onward = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: 0}.get(Qt.Key(event.key()))
            if event.type() == QEvent.Type.KeyPress and onward not in (None, self._active):
                # Before Qt takes it to go to the next button, as it does from the second photo.
                self._activate(1 - self._active)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of two photos."""
        key = Qt.Key
        action = self.single_keys.get(viewer_keys.name(event))
        if action is not None:
            action.trigger()
            return
        if viewer_keys.zoom(self.panes[self._active].canvas, event):
            return
        if by := viewer_keys.steps(event):
            self.step(by)
            return
        match event.key():
            case key.Key_S:
                self.swap()
            case key.Key_R:
                turns = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
                self.panes[self._active].canvas.turn(turns)
            case key.Key_Escape | key.Key_Return | key.Key_Enter:
                self.close_photos()
            case _:
                super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Put the next candidate in the active pane, or the one before; never the other pane's."""
        count, other = len(self._candidates), self._shown[1 - self._active]
        if count < 3:
            return
        number = (self._shown[self._active] + by) % count
        if number == other:
            number = (number + by) % count
        self._shown[self._active] = number
        self._show()

    def swap(self) -> None:
        """Let them change places; the active photo stays the active one."""
        self._shown.reverse()
        self._active = 1 - self._active
        self._show()
        self._activate(self._active)

    # ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        first, second = (self._candidates[number] for number in self._shown)
        count = len(self._candidates)
        # Another candidate is compared at the same place, as close as the one before.
        canvas = self.panes[0].canvas
        centre, magnification = QPointF(canvas.lens.centre), canvas.lens.scale / canvas.lens.fit_scale
        for pane, number, photo in zip(self.panes, self._shown, (first, second), strict=True):
            text = self.tr("{number} of {count}")
            said = text.format(number=wording.number(number + 1), count=wording.number(count))
            pane.show_photo(photo, said if count > 2 else "")
        canvas.look(centre, magnification)
        rows = _side_by_side(compared_facts(first), compared_facts(second))
        differing = [number for number, (one, other) in enumerate(rows) if one[1] != other[1]]
        for pane, side in zip(self.panes, (0, 1), strict=True):
            pane.show_facts([pair[side] for pair in rows], differing)
        self._even_out()
        ahead = [self._candidates[(self._shown[self._active] + by) % count] for by in (1, -1) if count > 2]
        screen = self.screen().size() * self.devicePixelRatioF()
        # Each has half of the screen.
        edge = max(screen.width() // 2, screen.height())
        self._renderings.want(list(dict.fromkeys((first, second, *ahead))), edge)
        self.changed.emit()

    def _even_out(self) -> None:
        """Both tables have the same height, so that both photos have."""
        highest = max(pane.facts_height for pane in self.panes)
        for pane in self.panes:
            pane.set_facts_height(highest)

    def _join(self, side: int, pane: ComparePane) -> None:
        pane.activated.connect(lambda: self._activate(side))
        pane.looked.connect(lambda: self._follow(side))
        pane.stepped.connect(self.step)
        pane.rated.connect(lambda stars: self._about(side, lambda photo: self.rated.emit(photo.id, stars)))
        pane.favoured.connect(lambda: self._about(side, lambda photo: self.favoured.emit(photo.id)))
        pane.discarded.connect(lambda: self._about(side, self.discarded.emit))

    def _about(self, side: int, do: Callable[[Photo], object]) -> None:
        self._activate(side)
        if self.photo is not None:
            do(self.photo)

    def _activate(self, side: int) -> None:
        self._active = side
        for number, pane in enumerate(self.panes):
            pane.set_active(number == side)
        self.changed.emit()

    def _follow(self, side: int) -> None:
        """The other pane shows the same part of its photo, as large."""
        if self._following:
            return
        here, there = self.panes[side].canvas, self.panes[1 - side].canvas
        self._following = True
        there.look(QPointF(here.lens.centre), here.lens.scale / here.lens.fit_scale)
        self._following = False

    def _bar(self) -> QHBoxLayout:
        bar = self._top = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        back = light_button("back", self.tr("Back (Esc)"), self)
        back.clicked.connect(self.close_photos)
        self._title.setObjectName("heading")
        self._title.setText(self.tr("Compare"))
        hint = self._hint = QLabel(
            self.tr("Tab: the other photo   ·   arrows: another candidate   ·   S: swap"), self
        )
        hint.setObjectName("quiet")
        swap = light_button("swap", self.tr("Swap (S)"), self)
        swap.clicked.connect(self.swap)
        facts = light_button("info", self.tr("Facts"), self)
        facts.setCheckable(True)
        facts.setChecked(True)
        for pane in self.panes:
            facts.toggled.connect(pane.set_facts_visible)
        bar.addWidget(back)
        bar.addWidget(self._title)
        bar.addStretch(1)
        bar.addWidget(hint)
        bar.addWidget(swap)
        bar.addWidget(facts)
        return bar


def _side_by_side(first: Sequence[Row], second: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The rows of both, without those that neither knows anything of."""
    return [
        ((name, one or _NOTHING), (name, other or _NOTHING))
        for (name, one), (_, other) in zip(first, second, strict=True)
        if one or other
    ]
