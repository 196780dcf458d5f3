"""Back and forward, as in a browser: questions, the photo looked at, pages; each where one left it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.search import Answer, Question
from desktop.ask.trail import Trail
from desktop.grid.photo_model import PhotoModel
from desktop.shell.answer_view import AnswerView
from desktop.shell.library_page import LibraryPage
from desktop.shell.pages import Pages
from desktop.viewer.viewer import Viewer

_PAUSE_S = 3.0
"""Who types on after a pause of so long asks something new."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one was.

    Attributes:
        question: What stood in the box.
        page: What was seen; None: the photos.
        photo_id: The photo that was looked at, or the current one of the grid.
        top: The photo at the top of the grid.
        scroll: How far it was scrolled, logical pixels.
    """

    question: Question
    page: QWidget | None = None
    photo_id: int | None = None
    top: int | None = None
    scroll: int = 0


class History(QObject):
    """Notes where one goes, and goes back there.

    Typing is one stop until one looks at what it found, or pauses. A photo that is looked at is a stop
    of its own, through which one leafs; closing it goes back.

    Args:
        library: The page with the box and the photos.
        pages: All that can be seen.
        viewer: Of the pages, the one that shows one photo.
        photos: The photos.
        answers: Says when what was asked is shown.
        back: The action that goes back; enabled and obeyed from here.
        forward: The action that goes forward.
        clock: Seconds.
    """

    def __init__(
        self,
        library: LibraryPage,
        pages: Pages,
        viewer: Viewer,
        photos: PhotoModel,
        answers: AnswerView,
        back: QAction,
        forward: QAction,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(pages)
        self._library = library
        self._box = box = library.box
        self._pages = pages
        self._viewer = viewer
        self._grid = library.grid
        self._photos = photos
        self._answers = answers
        self._back = back
        self._forward = forward
        self._clock = clock
        self._trail: Trail[Stop] = Trail()
        self._typing_since: float | None = None
        self._travels = False
        self._awaited: Stop | None = None
        box.asked.connect(self._asked)
        box.settled.connect(self._stop_typing)
        box.left.connect(self._stop_typing)
        pages.currentChanged.connect(self._page_changed)
        self._grid.selectionModel().currentChanged.connect(self._looked_at)
        answers.shown.connect(self._answered)
        back.triggered.connect(self.go_back)
        forward.triggered.connect(self.go_forward)
        self._enable()

    def watch(self, window: QWidget) -> None:
        """Take the buttons at the side of a mouse, wherever in a window that is shown they are pressed."""
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def go_back(self) -> None:
        """Be where one was before."""
        self._travel(self._trail.back)

    def go_forward(self) -> None:
        """Be where one was before one went back."""
        self._travel(self._trail.forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: something comes to the window."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if event.button() == Qt.MouseButton.BackButton:
                self.go_back()
                return True
            if event.button() == Qt.MouseButton.ForwardButton:
                self.go_forward()
                return True
        return super().eventFilter(watched, event)

    # -- noting --------------------------------------------------------------------------------

    def _asked(self, question: Question) -> None:
        here = self._trail.here
        if self._travels or (here is not None and here.question == question and here.page is self._page):
            return
        now = self._clock()
        typed = self._box.is_typed and not question.shows
        goes_on = typed and self._typing_since is not None and now - self._typing_since < _PAUSE_S
        self._typing_since = now if typed else None
        behind = self._trail.behind
        if here is None or not goes_on:
            self._note()
            self._trail.go(Stop(question, self._page))
        elif behind is not None and behind.question == question and behind.page is None:
            # All that was typed is deleted again, and what is typed next begins anew.
            self._trail.drop()
            self._stop_typing()
        else:
            self._trail.change(Stop(question))
        self._awaited = None
        self._enable()

    def _page_changed(self, _: int) -> None:
        if self._travels or self._trail.here is None:
            return
        self._stop_typing()
        behind = self._trail.behind
        if self._page is not None:
            self._note()
            self._trail.go(Stop(self._box.question(), self._page))
        elif self._trail.here.page is not None:
            self._note()
            if behind is not None and behind.page is None:
                self._trail.back()
            else:
                self._trail.go(Stop(self._box.question()))
        self._enable()

    def _looked_at(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self._stop_typing()

    def _stop_typing(self) -> None:
        self._typing_since = None

    def _note(self) -> None:
        """Remember how what is left looks."""
        here = self._trail.here
        if here is None:
            return
        if here.page is self._viewer:
            photo = self._viewer.photo
            self._trail.change(replace(here, photo_id=photo.id if photo else here.photo_id))
        elif here.page is None and self._answers.is_of(here.question):
            ids, rows = self._photos.photo_ids, self._grid.visible_rows()
            current = self._grid.currentIndex()
            self._trail.change(
                replace(
                    here,
                    photo_id=int(ids[current.row()]) if current.isValid() else None,
                    top=int(ids[rows.start]) if rows else None,
                    scroll=self._grid.verticalScrollBar().value(),
                )
            )

    # -- going ---------------------------------------------------------------------------------

    @property
    def _page(self) -> QWidget | None:
        """What is seen; None: the photos."""
        page = self._pages.currentWidget()
        return None if page is self._library else page

    def _travel(self, step: Callable[[], Stop | None]) -> None:
        self._note()
        stop = step()
        if stop is None:
            return
        self._stop_typing()
        self._travels = True
        try:
            if stop.page is None or stop.page is self._viewer:
                self._pages.show_library()
            else:
                self._pages.show_page(stop.page)
            if stop.question != self._box.question():
                self._box.hold(stop.question)
                self._box.ask()
            self._awaited = stop
            if self._answers.is_of(stop.question):
                self._arrive(stop)
        finally:
            self._travels = False
        self._enable()

    def _answered(self, answer: Answer) -> None:
        if self._awaited is not None and answer.question == self._awaited.question:
            travels, self._travels = self._travels, True
            self._arrive(self._awaited)
            self._travels = travels

    def _arrive(self, stop: Stop) -> None:
        """What was asked there is shown: make it look as it did."""
        self._awaited = None
        row = None if stop.photo_id is None else self._photos.row_of(stop.photo_id)
        if stop.page is self._viewer:
            if row is not None:
                self._pages.open(row)
            return
        if stop.page is not None:
            return
        if row is not None:
            self._grid.choose(row)
        self._scroll(stop)
        # Once more when all has its size: the bar beside an answer by date is a wider one.
        QTimer.singleShot(0, self, lambda: self._scroll(stop))

    def _scroll(self, stop: Stop) -> None:
        if not self._answers.is_of(stop.question):
            return
        self._grid.verticalScrollBar().setValue(stop.scroll)
        top = None if stop.top is None else self._photos.row_of(stop.top)
        if top is not None and top not in self._grid.visible_rows():
            # Photos came or went above, or the window has another width.
            self._grid.scrollTo(self._photos.index(top), QAbstractItemView.ScrollHint.PositionAtTop)

    def _enable(self) -> None:
        self._back.setEnabled(self._trail.behind is not None)
        self._forward.setEnabled(self._trail.ahead is not None)
